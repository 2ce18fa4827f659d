#include "clients/cli/report_result.h"

#include "clients/cli/bundle_words.h"
#include "clients/cli/time_words.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/symbol_code.h"
#include "clients/session/file.h"
#include "clients/session/home.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kResultAccepted{"Uw melding is aangekomen en ligt vast ($0).",
                                         "Your report has arrived and is on record ($0)."};
constexpr session::Words kAlreadyThere{
    "Uw melding was al aangekomen ($0). Er is niets dubbel verstuurd. Wie haar kan openen: `vangnet "
    "follow access`.",
    "Your report had arrived already ($0). Nothing was sent twice. Who can open it: `vangnet follow "
    "access`."};
constexpr session::Words kProof{
    "Bewijs van ontvangst: $0 (gecontroleerd). Aan deze code herkent u het bewijs; alleen het bewijs "
    "zelf, bewaard als bestand, toont later aan dat de melding is aangenomen. Het is niet uw "
    "ontvangstcode.",
    "Proof of acceptance: $0 (checked). By this code you know the proof; only the proof itself, "
    "saved as a file, shows later that the report was accepted. It is not your receipt."};
constexpr session::Words kComeBack{
    "Lees het antwoord met `vangnet follow` en uw ontvangstcode. U krijgt geen mail of sms.",
    "Read the answer with `vangnet follow` and your receipt. You get no mail or text message."};
constexpr session::Words kResultCall{"Hulp per telefoon:", "Help by telephone:"};

}  // namespace

std::string ProofCode(const std::string& proof) {
  return std::string(
      sealing::EncodeSymbols(sealing::Sha256(proof).view(), sealing::kFingerprintSymbols).Expose());
}

void SayAccepted(Context& context, const session::Accepted& accepted) {
  const std::string day = DayWords(accepted.statement.day(), context.language);
  context.Say(accepted.already_there ? kAlreadyThere : kResultAccepted, {day});
  context.Say(kProof, {ProofCode(accepted.proof)});
  context.Say(kComeBack);
}

Json& AddAccepted(Json& object, const contract::CaseId& case_id, const session::Accepted& accepted,
                  const std::vector<std::string>& notes) {
  object.Set("case_id", session::ToHex(case_id.view()))
      .Set("result", accepted.already_there ? "already-there" : "accepted")
      .Set("attempts", accepted.attempts)
      .Set("day", accepted.statement.day())
      .Set("proof", session::ToHex(accepted.proof))
      .Set("proof_code", ProofCode(accepted.proof))
      .Set("notes", JsonArray(notes));
  return object;
}

absl::Status SaveProof(const std::string& file, const session::Accepted& accepted) {
  if (file.empty()) return absl::OkStatus();
  return session::WriteNewFile(file, accepted.proof);
}

void WarnWithNumbers(Context& context, const bundle::v1::Bundle& bundle,
                     bundle::v1::Territory territory) {
  context.terminal.Warn(context.In(kResultCall) + "\n" +
                        NumberLines(NumbersOf(bundle, territory), context.language));
}

}  // namespace vangnet::cli
