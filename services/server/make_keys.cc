#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/escaping.h"
#include "proto/contract/status_macros.h"
#include "services/cryptography/ed25519.h"
#include "services/cryptography/random.h"
#include "services/server/commands.h"
#include "services/server/exit_code.h"
#include "services/server/key_file.h"

namespace vangnet::server {
namespace {

absl::Status RefuseExisting(const std::string& path) {
  struct stat attributes;
  if (lstat(path.c_str(), &attributes) == 0) {
    return Fail(ExitCode::kKeyExists, path + ": exists already; a key is never replaced");
  }
  return absl::OkStatus();
}

absl::Status Print(const contract::SecretBytes& seed, std::ostream& out) {
  VN_ASSIGN_OR_RETURN(const cryptography::LogSigner signer,
                      cryptography::LogSigner::FromSeed(seed));
  const std::string key = signer.public_key().ToBytes();
  out << absl::BytesToHexString(key) << std::endl;
  return absl::OkStatus();
}

}  // namespace

absl::Status MakeKeys(const Configuration& configuration, std::ostream& out) {
  VN_RETURN_IF_ERROR(RefuseExisting(configuration.store_key_file));
  VN_RETURN_IF_ERROR(RefuseExisting(configuration.log_key_file));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes store_key, cryptography::RandomBytes(kKeySize));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes log_key, cryptography::RandomBytes(kKeySize));
  VN_RETURN_IF_ERROR(WriteKeyFile(configuration.store_key_file, store_key));
  absl::Status second = WriteKeyFile(configuration.log_key_file, log_key);
  if (!second.ok()) {
    unlink(configuration.store_key_file.c_str());  // Ours, made a moment ago and never used.
    return second;
  }
  return Print(log_key, out);
}

absl::Status ShowLogKey(const Configuration& configuration, std::ostream& out) {
  VN_ASSIGN_OR_RETURN(const KeyFile file, ReadKeyFile(configuration.log_key_file));
  return Print(file.key, out);
}

}  // namespace vangnet::server
