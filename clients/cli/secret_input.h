// Secrets come from files, descriptors or a prompt without echo, never from the command
// line: there other users of the machine could see them, and history keeps them.
#ifndef VANGNET_CLIENTS_CLI_SECRET_INPUT_H_
#define VANGNET_CLIENTS_CLI_SECRET_INPUT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/command.h"
#include "clients/cli/context.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/key_file.h"
#include "clients/sealing/receipt.h"
#include "proto/contract/secret_bytes.h"

namespace vangnet::cli {

struct PassphraseFlags {
  std::string file;
  int descriptor = -1;

  // --passphrase-file and --passphrase-fd.
  void AddTo(const Command& command);
};

// For opening a key file, or twice typed for a new one. INVALID_ARGUMENT/USAGE when
// nobody is there to type it.
absl::StatusOr<contract::SecretBytes> ReadPassphrase(Context& context,
                                                     const PassphraseFlags& flags);
absl::StatusOr<contract::SecretBytes> ReadNewPassphrase(Context& context,
                                                        const PassphraseFlags& flags);

struct IdentityFlags {
  std::string file;
  PassphraseFlags passphrase;

  // --identity, required, and the passphrase's.
  void AddTo(const Command& command);
};

// Asks again after a wrong passphrase where somebody types it.
absl::StatusOr<sealing::Identity> OpenIdentity(Context& context, const IdentityFlags& flags);
// Of any purpose. About half a second of Argon2id.
absl::StatusOr<sealing::KeyFileContent> OpenKeys(Context& context, const std::string& file,
                                                 const PassphraseFlags& passphrase,
                                                 identity::v1::KeyPurpose purpose);

// From `file`, from stdin for "-", or typed without echo when `file` is empty. A mistyped
// one is told with the position, and asked again where somebody types it.
absl::StatusOr<sealing::Receipt> ReadReceipt(Context& context, const std::string& file);

// What is wrong with a typed code, in words, never the code.
std::string CodeFaultWords(const std::string& typed, std::size_t symbols,
                           session::Language language);

// The text for a message or note: from a file, stdin for "-", the editor, or typed.
// Never from the command line.
struct TextFlags {
  std::string file;
  bool editor = false;

  void AddTo(const Command& command);
};
absl::StatusOr<std::string> ReadText(Context& context, const TextFlags& flags);

// A whole file, or stdin for "-".
absl::StatusOr<std::string> ReadInput(const std::string& file, std::size_t limit);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_SECRET_INPUT_H_
