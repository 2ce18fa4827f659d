// How `vangnetd` ends. Scripts and units switch on these numbers: a number keeps its
// meaning for good. The message on stderr says what to do.
#ifndef VANGNET_SERVICES_SERVER_EXIT_CODE_H_
#define VANGNET_SERVICES_SERVER_EXIT_CODE_H_

#include <string_view>

#include "absl/status/status.h"

namespace vangnet::server {

enum class ExitCode : int {
  kOk = 0,
  kUnexpected = 1,   // A defect, or the machine: see the message.
  kCommandLine = 2,  // Not understood.
  // Configuration.
  kConfigUnreadable = 10,  // No such file, or no right to read it.
  kConfigBad = 11,         // Not TOML, an unknown key, a value out of its limits.
  // Key files. Nothing is made or changed when one is refused.
  kKeyMissing = 20,  // No such file; `vangnetd keygen` makes both.
  kKeyEmpty = 21,
  kKeySize = 22,        // Not exactly 32 bytes.
  kKeyExposed = 23,     // Readable or writable by group or others, or of another owner.
  kKeyUnreadable = 24,  // No right to read it, or not a regular file.
  kStoreKeyWrong = 25,  // Not the key of this store (or its first page is damaged).
  kLogKeyWrong = 26,    // Not a log key of the newest bundle.
  kKeyExists = 27,      // `keygen` never replaces a key.
  kKeyUnwritable = 28,  // `keygen` cannot make the file.
  // Store.
  kStoreMissing = 30,   // No such file; `vangnetd init` makes it.
  kStoreExists = 31,    // `init` never replaces a store.
  kStoreNewer = 32,     // Written by a newer vangnetd: use that one.
  kStoreDamaged = 33,   // A page fails its check: restore a backup.
  kStoreForeign = 34,   // Not a store of Vangnet, or not encrypted.
  kStoreUnusable = 35,  // Disk full, no rights, input/output error.
  kStoreInUse = 36,     // Another vangnetd runs on it.
  kStoreEmpty = 37,     // No bundle in it: an `init` that was cut off.
  kStoreOld = 38,       // Its anchor is ahead: an older store was put back.
  kStoreAltered = 39,   // Every page is whole, and not all are what was committed.
  // Sockets.
  kSocketPathTooLong = 40,  // Over 107 bytes.
  kSocketFolder = 41,       // Missing, or open to others than owner and group.
  kSocketInUse = 42,        // Somebody listens there.
  kSocketTaken = 43,        // Something that is no socket has this name.
  kSocketRefused = 44,      // The system refused to listen.
  // Bundle.
  kBundleUnreadable = 50,  // `init`: no such file, or too large.
  kBundleRefused = 51,     // Its content, signatures or place; a demonstration on a
                           // server that is not one.
  kBundleExpired = 52,     // `init` only: a running organisation goes on reading.
  // The program itself.
  kMethodTable = 60,  // A method without complete access options.
  // Anchor: where the store's last commit is kept outside of it. `vangnetd accept-restored`
  // makes a new one, for who knows why it does not fit.
  kAnchorMissing = 61,   // No such file.
  kAnchorDamaged = 62,   // Cut off, or neither of its slots holds.
  kAnchorForeign = 63,   // Of another store.
  kAnchorOld = 64,       // More than one commit behind: an older one was put back.
  kAnchorUnusable = 65,  // No rights, disk full, no folder for it.
  kAnchorExists = 66,    // `init` never replaces one.
  // `status`.
  kNotServing = 70,     // It runs and says that it does not serve.
  kNotRunning = 71,     // Nobody listens on its sockets.
  kStatusUnknown = 72,  // No right to ask.
  kNotInOrder = 73,     // It serves, and what its store holds is not in order.
  // `backup`, `backup-key` and `restore`. Whatever they say, nothing half made is left.
  kBackupExists = 80,      // A backup is never replaced.
  kBackupPlace = 81,       // No folder, the store's own, or the one that holds the backup key.
  kBackupUnwritable = 82,  // No rights, input/output error.
  kNoSpace = 83,           // The disk of the backup, or of the store that is restored, is full.
  kBackupRunning = 84,     // Another backup under this key is under way.
  kBackupKeyShared = 85,   // The backup key is the store key.
  kBackupMissing = 86,     // No such file.
  kBackupKeyWrong = 87,    // Not the key of this backup (or its first page is damaged).
  kBackupForeign = 88,     // Not a backup of Vangnet; a copy of a store is none.
  kBackupDamaged = 89,     // A page or a row is not what was backed up.
  kBackupNewer = 90,       // Made by a newer vangnetd: use that one.
  kRestorePlace = 91,      // The store's folder is not there, or something is in it.
  kInterrupted = 92,       // Told to stop.
};

// A failure that ends the program with `code`. The message is for whoever runs the server:
// it may name paths and keys of the configuration, never content of the store.
absl::Status Fail(ExitCode code, std::string_view message);

// The code of `status`: kOk for OK, kUnexpected for one that Fail did not make.
ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace vangnet::server

#endif  // VANGNET_SERVICES_SERVER_EXIT_CODE_H_
