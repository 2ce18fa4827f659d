// What the process is before it does anything: no core files, no reading by others, no
// file that is open to others.
#ifndef VANGNET_SERVICES_SERVER_PROCESS_H_
#define VANGNET_SERVICES_SERVER_PROCESS_H_

namespace vangnet::server {

// Core files off, not traceable by other processes of the user, umask 0077, as many
// descriptors as the system allows (gRPC 1.51 never accepts again after running out of
// them), SIGPIPE ignored. Call it first of all.
void HardenProcess();

// Logs go to stderr, in UTC, without content, names, keys or addresses. gRPC's own lines,
// which name sockets and peers, and protobuf's are dropped.
void SetUpLog();

// Keeps SIGTERM and SIGINT for WaitForStop. Before the first thread is made.
void HoldStopSignals();

// Returns when one of them comes.
void WaitForStop();

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_PROCESS_H_
