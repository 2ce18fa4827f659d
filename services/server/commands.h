// The subcommands of vangnetd, without the parsing of the command line. Each returns a
// failure of exit_code.h.
#ifndef VANGNET_SERVICES_SERVER_COMMANDS_H_
#define VANGNET_SERVICES_SERVER_COMMANDS_H_

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "proto/contract/clock.h"
#include "services/server/configuration.h"

namespace vangnet::server {

// Makes both key files and prints the log key's public half, 64 hex digits and a newline:
// the first bundle has to name it. Nothing is made when one of the files exists.
absl::Status MakeKeys(const Configuration& configuration, std::ostream& out);

// Prints the same line for a log key that exists.
absl::Status ShowLogKey(const Configuration& configuration, std::ostream& out);

// Makes the store with its anchor and first bundle, which has to be signed by its own signer
// set, and prints the log key as above. Nothing is left behind on failure, and nothing is replaced.
absl::Status Initialise(const Configuration& configuration, const std::string& bundle_path,
                        const contract::Clock& clock, std::ostream& out);

// Reads keys and every page of the store, compares every row with the chain of commits and the
// chain with the anchor, the rows that say who may open a case with its records, and looks
// whether the bundle can be served.
// Changes nothing and leaves no file behind; may run beside a server.
absl::Status CheckInstallation(const Configuration& configuration, const contract::Clock& clock,
                               std::ostream& out);

// Whether a server runs and serves, since when, and what its files say: lines of
// `name: value`, no content. `version` is this program's. Changes nothing; kNotServing,
// kNotRunning or kStatusUnknown when it does not serve, else as CheckInstallation, after
// everything that could be found was printed.
absl::Status ShowStatus(const Configuration& configuration, const std::string& version,
                        const contract::Clock& clock, std::ostream& out);

// For whoever put a backup back, or lost the anchor: checks the store as it is, anchors it anew
// and prints from which commit to which that leads. What was accepted after the store's last
// commit is lost by it; only the staff's clients will notice that. Refused while a server runs.
absl::Status AcceptRestored(const Configuration& configuration, std::ostream& out);

// Makes a key file for backups, 32 random bytes. Never replaces one.
absl::Status MakeBackupKey(const std::string& key_path, std::ostream& out);

struct BackupArguments {
  std::string place;     // `backup`: the folder to make one in. `restore`: the file.
  std::string key_file;  // 32 bytes, as every key file; never the store key.
};

// Makes `vangnet-<time, UTC>.backup` in the folder and verifies it (storage::MakeBackup). May run
// beside a server, which goes on writing: what was answered OK before the command began is in
// the backup. The store's anchor is checked first. Tells on `progress` how far it is when that
// takes long; ends with kInterrupted on SIGTERM and SIGINT. The file gets its name when it is on
// disk and verified; what an earlier run that was killed left in the folder is removed.
//
// Promises nothing for later: whoever has the folder can remove a backup or put an older one in
// its place, which only its time and commit show.
absl::Status Backup(const Configuration& configuration, const BackupArguments& arguments,
                    const contract::Clock& clock, std::ostream& out, std::ostream& progress);

// Makes the store of the configuration from a backup, under the store key, whose folder must be
// empty but for an anchor. Verifies backup and store. The store is an old one until AcceptRestored:
// an anchor that is there is left (it fits when nothing was committed since), and where there is
// none one is made that fits no store.
// Refused while a server runs on this store key.
absl::Status Restore(const Configuration& configuration, const BackupArguments& arguments,
                     std::ostream& out, std::ostream& progress);

// Serves until SIGTERM or SIGINT (HoldStopSignals was called), then drains.
absl::Status Serve(const Configuration& configuration, const contract::Clock& clock);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_COMMANDS_H_
