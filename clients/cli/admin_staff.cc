#include <algorithm>
#include <string>
#include <vector>

#include "clients/cli/bundle_draft.h"
#include "clients/cli/commands.h"
#include "clients/cli/names.h"
#include "clients/cli/people.h"
#include "clients/cli/secret_input.h"
#include "clients/sealing/enrolment.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/symbol_code.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "proto/contract/routing_rules.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

using session::Words;

constexpr Words kDraftToChange{"Het concept dat verandert", "The draft to change"};
constexpr Words kBadRequest{"Bestand $0 is geen geldige aanvraag.", "File $0 is no valid request."};
constexpr Words kMistyped{"De vingerafdruk klopt niet. $0", "The fingerprint is not right. $0"};
constexpr Words kStaffOther{
    "De vingerafdruk hoort niet bij deze aanvraag. Iemand kan de aanvraag hebben verwisseld: bel de "
    "persoon opnieuw. Er is niets veranderd.",
    "The fingerprint does not belong to this request. Somebody may have swapped the request: call "
    "the person again. Nothing was changed."};
constexpr Words kUnknownCode{"$0: kies uit $1.", "$0: choose from $1."};
constexpr Words kTaken{
    "Deze aanvraag is voor de plaats van $0, met andere sleutels. Vernieuwt $0 zijn of haar sleutel, "
    "laat dan --name weg; anders is het een verkeerde aanvraag: vraag een nieuwe. Er is niets "
    "veranderd.",
    "This request is for the place of $0, with other keys. If $0 renews a key, leave out --name; "
    "else it is a wrong request: ask for a new one. Nothing was changed."};
constexpr Words kStaffRenewed{"$0 heeft nieuwe sleutels in concept $1 (vingerafdruk $2).",
                              "$0 has new keys in draft $1 (fingerprint $2)."};
constexpr Words kStaffAdded{"$0 staat in concept $1 (vingerafdruk $2).",
                            "$0 is in draft $1 (fingerprint $2)."};
constexpr Words kStaffRemoved{"$0 is uit concept $1 gehaald.", "$0 was taken out of draft $1."};

struct StaffFlags {
  std::string draft;
  std::string request;
  std::string fingerprint;
  std::string name;
  std::vector<std::string> roles;
  std::vector<std::string> competences;
  std::vector<std::string> languages;
  std::string region;
  std::vector<std::string> conflicts;
  std::string person;
};

template <typename Enum>
absl::StatusOr<std::vector<Enum>> ParseCodes(const std::string& flag,
                                             const std::vector<std::string>& codes) {
  std::vector<Enum> values;
  for (const std::string& code : codes) {
    const std::optional<Enum> value = FromCode<Enum>(code);
    if (!value.has_value()) return UsageFailure(kUnknownCode, {flag, AllCodes<Enum>()});
    values.push_back(*value);
  }
  return values;
}

absl::StatusOr<sealing::Enrolment> CheckedRequest(Context& context, const StaffFlags& flags) {
  VN_ASSIGN_OR_RETURN(const std::string bytes, session::ReadFile(flags.request, 65536));
  absl::StatusOr<sealing::Enrolment> enrolment = sealing::VerifyEnrolmentRequest(bytes);
  if (!enrolment.ok()) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                            kBadRequest, {flags.request});
  }
  const absl::Status same = sealing::CheckFingerprint(flags.fingerprint, enrolment->fingerprint);
  if (absl::IsFailedPrecondition(same)) {
    return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kMistyped,
                            kStaffOther);
  }
  if (!same.ok()) {
    return session::Failure(
        absl::StatusCode::kInvalidArgument, session::client_reason::kMistyped, kMistyped,
        {CodeFaultWords(flags.fingerprint, sealing::kFingerprintSymbols, context.language)});
  }
  return enrolment;
}

// The entry of a principal; a new one when it is not there.
bundle::v1::Staff& EntryOf(bundle::v1::Bundle& draft, const contract::PrincipalId& principal) {
  for (bundle::v1::Staff& staff : *draft.mutable_staff()) {
    if (staff.principal() == principal.view()) return staff;
  }
  bundle::v1::Staff& staff = *draft.add_staff();
  staff.set_principal(principal.ToBytes());
  return staff;
}

// A request names the place in the list that it is for, and what the person reads out by
// telephone does not tell that place. So nobody takes another's with keys of their own.
absl::Status CheckSamePerson(const StaffFlags& flags, const bundle::v1::Staff& staff,
                             const sealing::Enrolment& enrolment) {
  const std::string& held = staff.keys().signing_key();
  const bool other_keys = !held.empty() && held != enrolment.signing_key.view();
  const bool other_name = !flags.name.empty() && flags.name != staff.name();
  if (!other_keys || !other_name) return absl::OkStatus();
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          kTaken, {staff.name()});
}

absl::Status FillStaff(const StaffFlags& flags, bundle::v1::Staff& staff) {
  if (!flags.name.empty()) staff.set_name(flags.name);
  if (staff.name().empty()) return Missing("--name");
  VN_ASSIGN_OR_RETURN(const auto roles, ParseCodes<policy::v1::Role>("--role", flags.roles));
  VN_ASSIGN_OR_RETURN(const auto competences,
                      ParseCodes<bundle::v1::Competence>("--competence", flags.competences));
  VN_ASSIGN_OR_RETURN(const auto languages,
                      ParseCodes<record::v1::Language>("--language", flags.languages));
  if (!roles.empty()) *staff.mutable_roles() = {roles.begin(), roles.end()};
  if (staff.roles().empty()) return Missing("--role");
  if (!competences.empty()) *staff.mutable_competences() = {competences.begin(), competences.end()};
  if (!languages.empty()) *staff.mutable_languages() = {languages.begin(), languages.end()};
  if (!flags.region.empty()) staff.set_region(flags.region);
  for (const std::string& typed : flags.conflicts) {
    const std::string code = contract::OrganisationCode(typed);
    const auto& held = staff.conflict_codes();
    if (!code.empty() && std::find(held.begin(), held.end(), code) == held.end()) {
      staff.add_conflict_codes(code);
    }
  }
  return absl::OkStatus();
}

absl::Status AddStaff(Context& context, const StaffFlags& flags) {
  VN_ASSIGN_OR_RETURN(bundle::v1::Bundle draft, ReadDraft(flags.draft));
  VN_ASSIGN_OR_RETURN(const sealing::Enrolment enrolment, CheckedRequest(context, flags));
  bundle::v1::Staff& staff = EntryOf(draft, enrolment.principal);
  VN_RETURN_IF_ERROR(CheckSamePerson(flags, staff, enrolment));
  VN_RETURN_IF_ERROR(FillStaff(flags, staff));
  bundle::v1::StaffKeys& keys = *staff.mutable_keys();
  const bool renews =
      !keys.signing_key().empty() && keys.signing_key() != enrolment.signing_key.view();
  if (keys.signing_key() != enrolment.signing_key.view()) {
    keys.set_first_published_time(contract::RoundToMinute(draft.issued_time()));
  }
  keys.set_generation(enrolment.generation);
  keys.set_signing_key(enrolment.signing_key.ToBytes());
  keys.set_box_key(enrolment.box_key.ToBytes());
  const std::string name = staff.name();
  VN_RETURN_IF_ERROR(ReplaceDraft(flags.draft, draft));
  if (context.json) {
    context.Print(Json::Object()
                      .Set("principal", session::ToHex(enrolment.principal.view()))
                      .Set("name", name)
                      .Set("fingerprint", enrolment.fingerprint));
  } else {
    context.Say(renews ? kStaffRenewed : kStaffAdded, {name, flags.draft, enrolment.fingerprint});
  }
  return absl::OkStatus();
}

absl::Status RemoveStaff(Context& context, const StaffFlags& flags) {
  VN_ASSIGN_OR_RETURN(bundle::v1::Bundle draft, ReadDraft(flags.draft));
  VN_ASSIGN_OR_RETURN(const contract::PrincipalId principal, FindPerson(draft, flags.person));
  const std::string name = NameOfPerson(draft, principal, context.language);
  auto& staff = *draft.mutable_staff();
  staff.erase(std::remove_if(staff.begin(), staff.end(),
                             [&](const bundle::v1::Staff& entry) {
                               return entry.principal() == principal.view();
                             }),
              staff.end());
  VN_RETURN_IF_ERROR(ReplaceDraft(flags.draft, draft));
  if (context.json) {
    context.Print(Json::Object().Set("principal", session::ToHex(principal.view())));
  } else {
    context.Say(kStaffRemoved, {name, flags.draft});
  }
  return absl::OkStatus();
}

void AddAddStaff(const Command& admin) {
  const Command command = admin.Add(
      "add-staff",
      Words("Iemand in een concept zetten, nadat de vingerafdruk is voorgelezen",
            "Put a person into a draft, after the fingerprint was read out"),
      "  vangnet admin add-staff --draft b1.draft --request anna.request --fingerprint 0A1B-... \\\n"
      "      --name \"Anna de Wit\" --role trusted-person --competence intimidation,integrity \\\n"
      "      --language dutch,english --conflict \"Waterschap Stichtse Polder\"");
  auto flags = std::make_shared<StaffFlags>();
  command.Option("--draft", flags->draft, value::kDraft, kDraftToChange).Required();
  command
      .Option("--request", flags->request, value::kFile,
              Words("De aanvraag van deze persoon", "The person's request"))
      .Required();
  command
      .Option("--fingerprint", flags->fingerprint, value::kCode,
              Words("Zoals de persoon die voorlas", "As the person read it out"))
      .Required();
  command.Option("--name", flags->name, value::kName,
                 Words("Zoals melders hem zien", "As shown to reporters"));
  command
      .Option("--role", flags->roles, value::kCode, Words("Rollen: $0", "Roles: $0"),
              {AllCodes<policy::v1::Role>()})
      .SeparatedBy(',');
  command
      .Option("--competence", flags->competences, value::kCode,
              Words("Deskundigheid: $0", "Competences: $0"), {AllCodes<bundle::v1::Competence>()})
      .SeparatedBy(',');
  command
      .Option("--language", flags->languages, value::kCode, Words("Talen: $0", "Languages: $0"),
              {AllCodes<record::v1::Language>()})
      .SeparatedBy(',');
  command.Option("--region", flags->region, value::kName,
                 Words("Provincie, alleen als de persoon dat wil tonen",
                       "Province, only if the person wants it shown"));
  command.Option("--conflict", flags->conflicts, value::kName,
                 Words("Organisatie of plaatselijke afdeling, zonder reden",
                       "Organisation or local branch, no ground"));
  command.Runs([&context = admin.context(), flags] { return AddStaff(context, *flags); });
}

}  // namespace

void AddStaffCommands(const Command& admin) {
  AddAddStaff(admin);
  const Command command = admin.Add(
      "remove-staff", Words("Iemand uit een concept halen", "Take a person out of a draft"),
      "  vangnet admin remove-staff --draft b2.draft \"Anna de Wit\"");
  auto flags = std::make_shared<StaffFlags>();
  command.Option("--draft", flags->draft, value::kDraft, kDraftToChange).Required();
  command.Positional(flags->person, value::kPerson, Words("Kenmerk of naam", "Principal or name"))
      .Required();
  command.Runs([&context = admin.context(), flags] { return RemoveStaff(context, *flags); });
}

}  // namespace vangnet::cli
