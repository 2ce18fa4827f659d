// What the process is before it does anything: no core files, no reading by others, no
// file that is open to others.
#ifndef VANGNET_SERVICES_SERVER_PROCESS_H_
#define VANGNET_SERVICES_SERVER_PROCESS_H_

namespace vangnet::server {

// Core files off, not traceable by other processes of the user, umask 0077, as many
// descriptors as the system allows, SIGPIPE ignored, and SIGXFSZ too: a limit of file sizes
// is an error of one write. Call it first of all.
void HardenProcess();

// Logs go to stderr, in UTC, without content, names, keys or addresses. gRPC's own lines,
// which name sockets and peers, and protobuf's are dropped.
void SetUpLog();

// Keeps SIGTERM and SIGINT for WaitForStop. Before the first thread is made.
void HoldStopSignals();

// Returns when one of them comes.
void WaitForStop();

// Whether one of them came and nobody has waited for it yet: for work that can be broken off.
bool StopIsPending();

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_PROCESS_H_
