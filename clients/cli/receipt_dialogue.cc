#include "clients/cli/receipt_dialogue.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/guided_step.h"
#include "clients/session/file.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr std::size_t kGroups = 7;
constexpr Words kReceiptHeading{"Uw ontvangstcode", "Your receipt"};
constexpr Words kWriteDown{
    "Schrijf deze code op papier en bewaar hem waar alleen u bij kunt. Alleen met deze code kunt u "
    "het antwoord lezen. Niemand kan hem voor u terugvinden. Geef hem aan niemand, ook niet aan de "
    "vertrouwenspersoon.",
    "Write this code down on paper and keep it where only you can reach it. Only with this code can "
    "you read the answer. Nobody can find it again for you. Give it to nobody, not to the trusted "
    "person either."};
constexpr Words kGroup{"Typ ter controle groep $0 van de zeven over (vier tekens):",
                       "To check, type group $0 of the seven (four symbols):"};
constexpr Words kReceiptWrong{"Dat is niet groep $0. Kijk naar wat u opschreef.",
                              "That is not group $0. Look at what you wrote down."};
constexpr Words kRight{
    "Goed. De code blijft op dit scherm staan: sluit dit venster als u klaar bent.",
    "Good. The receipt stays on this screen: close this window when you are done."};

}  // namespace

absl::Status ConfirmReceipt(Context& context, const sealing::Receipt& receipt, std::size_t group) {
  const contract::SecretBytes text = receipt.ToText();
  context.terminal.Heading(context.In(kReceiptHeading));
  context.terminal.Lines(absl::StrCat("  ", std::string(text.Expose())));
  context.Say(kWriteDown);
  const std::string prompt = context.In(kGroup, {absl::StrCat(group)});
  while (true) {
    const std::string typed = AskLine(context, Words(prompt.c_str(), prompt.c_str()));
    if (StepOf(typed) == Step::kStop) return Stopped();
    if (receipt.GroupIs(group, typed)) break;
    context.Say(kReceiptWrong, {absl::StrCat(group)});
  }
  context.Say(kRight);
  return absl::OkStatus();
}

absl::StatusOr<sealing::Receipt> MakeAndConfirmReceipt(Context& context, const std::string& file) {
  sealing::RandomSource& random = sealing::SystemRandom();
  sealing::Receipt receipt = sealing::Receipt::Generate(random);
  if (!file.empty()) {
    const contract::SecretBytes text = receipt.ToText();
    VN_RETURN_IF_ERROR(session::WriteNewFile(file, absl::StrCat(std::string(text.Expose()), "\n")));
  }
  std::uint8_t byte = 0;
  random.Fill(&byte, 1);  // Which group is asked is no secret; a small bias does not matter.
  VN_RETURN_IF_ERROR(ConfirmReceipt(context, receipt, 1 + byte % kGroups));
  return receipt;
}

}  // namespace vangnet::cli
