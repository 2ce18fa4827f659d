#include <string>

#include "clients/cli/commands.h"
#include "clients/cli/progress.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/ed25519.h"
#include "clients/session/file.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kSignerMaking{"Sleutelbestand maken", "Making the key file"};
constexpr Words kSignerDone{
    "Het sleutelbestand van deze ondertekenaar is $0. Bewaar het los van de server. De publieke "
    "sleutel is:",
    "This signer's key file is $0. Keep it apart from the server. The public key is:"};

struct SignerFlags {
  std::string signer;
  std::string public_file;
  PassphraseFlags passphrase;
};

absl::Status MakeSigner(Context& context, const SignerFlags& flags) {
  sealing::KeyFileContent content;
  content.purpose = identity::v1::KEY_PURPOSE_SIGNER;
  content.seed = sealing::RandomSecret(sealing::SystemRandom(), 32);
  VN_ASSIGN_OR_RETURN(const sealing::SigningIdentity signer,
                      sealing::SigningIdentity::FromSeed(content.seed));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes passphrase,
                      ReadNewPassphrase(context, flags.passphrase));
  absl::StatusOr<std::string> key_file = absl::InternalError("not made");
  {
    const Progress progress(context, kSignerMaking);
    key_file = sealing::SealKeyFile(content, passphrase, {}, sealing::SystemRandom());
  }
  VN_RETURN_IF_ERROR(key_file.status());
  VN_RETURN_IF_ERROR(session::WriteNewFile(flags.signer, *key_file));
  const std::string key = session::ToHex(signer.key().view());
  if (!flags.public_file.empty()) {
    VN_RETURN_IF_ERROR(session::WriteNewFile(flags.public_file, key + "\n"));
  }
  if (context.json) {
    context.Print(Json::Object().Set("signing_key", key));
  } else {
    context.Say(kSignerDone, {flags.signer});
    context.terminal.Lines(key);
  }
  return absl::OkStatus();
}

}  // namespace

void AddMakeSigner(const Command& admin) {
  const Command command = admin.Add("make-signer",
                                    Words("Het sleutelbestand van een ondertekenaar maken",
                                          "Make the key file of a bundle signer"),
                                    "  vangnet admin make-signer --signer s1.key --public s1.pub");
  auto flags = std::make_shared<SignerFlags>();
  command
      .Option("--signer", flags->signer, value::kNewFile,
              Words("Het sleutelbestand dat gemaakt wordt", "The key file to make"))
      .Required();
  command.Option("--public", flags->public_file, value::kNewFile,
                 Words("Waar de publieke sleutel komt", "Where to write the public key"));
  flags->passphrase.AddTo(command);
  command.Runs([&context = admin.context(), flags] { return MakeSigner(context, *flags); });
}

}  // namespace vangnet::cli
