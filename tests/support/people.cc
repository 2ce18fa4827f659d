#include "tests/support/people.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/time/clock.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/status_macros.h"
#include "tests/support/rpc.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/intake/v1/intake_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

sealing::Receipt CopyOf(const sealing::Receipt& receipt) {
  return *sealing::Receipt::FromBytes(receipt.bytes());
}

// The newest bundle and all before it, as any client fetches them.
absl::StatusOr<sealing::BundleHistory> History(Doors& system, absl::Time now) {
  const auto stub = publication::v1::PublicationService::NewStub(system.PublicChannel());
  sealing::BundleHistory history(system.organisation().Verified(now));
  while (history.oldest_version() > 1) {
    publication::v1::GetBundleRequest request;
    request.set_version(history.oldest_version() - 1);
    publication::v1::GetBundleResponse response;
    VN_RETURN_IF_ERROR(FromRpc(stub->GetBundle(Context().get(), request, &response)));
    VN_RETURN_IF_ERROR(history.AddOlder(response.signed_bundle()));
  }
  return history;
}

}  // namespace

absl::StatusOr<sealing::CaseView> Person::Read(const contract::CaseId& case_id) {
  VN_ASSIGN_OR_RETURN(const auto calls, Calls(case_id));
  VN_ASSIGN_OR_RETURN(const sealing::CaseMaterial material,
                      Fetch(*calls, system_.organisation().id(), case_id));
  VN_ASSIGN_OR_RETURN(const sealing::BundleHistory history, History(system_, absl::Now()));
  return sealing::VerifyCase(material, history, identity_);
}

absl::StatusOr<sealing::Batch> Person::Prepare(const contract::CaseId& case_id,
                                               const Write& write) {
  VN_ASSIGN_OR_RETURN(const sealing::CaseView view, Read(case_id));
  const absl::Time now = absl::Now();
  const sealing::VerifiedBundle bundle = system_.organisation().Verified(now);
  VN_ASSIGN_OR_RETURN(
      sealing::RecordWriter writer,
      sealing::RecordWriter::Create(view, identity_, bundle, now, sealing::SystemRandom()));
  VN_RETURN_IF_ERROR(write(writer));
  return writer.Take();
}

absl::Status Person::Act(const contract::CaseId& case_id, const Write& write) {
  VN_ASSIGN_OR_RETURN(const sealing::Batch batch, Prepare(case_id, write));
  VN_ASSIGN_OR_RETURN(const auto calls, Calls(case_id));
  return calls->Append(batch);
}

absl::Status Person::Say(const contract::CaseId& case_id, const std::string& text,
                         record::v1::CompartmentKind compartment) {
  content::v1::EntryBody body;
  if (compartment == record::v1::COMPARTMENT_KIND_CASEFILE) {
    body.mutable_note()->set_text(text);
  } else {
    body.mutable_message()->set_text(text);
  }
  return Act(case_id,
             [&](sealing::RecordWriter& writer) { return writer.WriteEntry(compartment, body); });
}

absl::StatusOr<std::string> StaffMember::Token() {
  if (token_.empty()) {
    VN_ASSIGN_OR_RETURN(token_, SignIn(system_.StaffChannel(), identity_,
                                       system_.organisation().id(), sealing::Audience::kStaff));
  }
  return token_;
}

absl::StatusOr<std::unique_ptr<CaseCalls>> StaffMember::Calls(const contract::CaseId& case_id) {
  VN_ASSIGN_OR_RETURN(const std::string token, Token());
  return StaffCalls(system_.StaffChannel(), token, case_id);
}

absl::StatusOr<std::vector<contract::CaseId>> StaffMember::Inbox() {
  VN_ASSIGN_OR_RETURN(const std::string token, Token());
  const auto stub = casework::v1::CaseworkService::NewStub(system_.StaffChannel());
  std::vector<contract::CaseId> ids;
  casework::v1::ListCasesRequest request;
  do {
    casework::v1::ListCasesResponse response;
    VN_RETURN_IF_ERROR(FromRpc(stub->ListCases(Context(token).get(), request, &response)));
    for (const casework::v1::CaseSummary& summary : response.cases()) {
      VN_ASSIGN_OR_RETURN(const contract::CaseId id, contract::CaseId::Parse(summary.case_id()));
      ids.push_back(id);
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return ids;
}

absl::Status StaffMember::Acknowledge(const contract::CaseId& case_id) {
  return Act(case_id, [](sealing::RecordWriter& writer) { return writer.Acknowledge(); });
}

absl::Status StaffMember::Decline(const contract::CaseId& case_id) {
  return Act(case_id, [](sealing::RecordWriter& writer) {
    return writer.Decline(record::v1::DECLINE_REASON_CONFLICT);
  });
}

absl::Status StaffMember::Close(const contract::CaseId& case_id) {
  return Act(case_id, [](sealing::RecordWriter& writer) { return writer.Close(); });
}

Reporter::Reporter(Doors& system)
    : Reporter(system, sealing::Receipt::Generate(sealing::SystemRandom())) {}

Reporter::Reporter(Doors& system, const sealing::Receipt& receipt)
    : Reporter(system, receipt,
               std::make_unique<sealing::ReporterKeys>(sealing::DeriveReporterKeys(receipt))) {}

Reporter::Reporter(Doors& system, const sealing::Receipt& receipt,
                   std::unique_ptr<sealing::ReporterKeys> keys)
    : Person(system, keys->identity), receipt_(CopyOf(receipt)), keys_(std::move(keys)) {}

sealing::BuiltFiling Reporter::Seal(const ReportTerms& terms) const {
  const Organisation& organisation = system_.organisation();
  const absl::Time now = absl::Now();
  sealing::FilingDraft draft;
  draft.category = terms.category;
  draft.urgency = terms.urgency;
  draft.calendar = terms.calendar;
  draft.language = terms.language;
  draft.routing.lead = organisation.principal(terms.lead);
  if (!terms.deputy.empty()) draft.routing.deputy = organisation.principal(terms.deputy);
  if (!terms.reserve.empty()) draft.routing.reserve = organisation.principal(terms.reserve);
  for (const std::string& handle : terms.duty) {
    draft.routing.duty.push_back(organisation.principal(handle));
  }
  for (const std::string& handle : terms.coordinators) {
    draft.routing.coordinators.push_back(organisation.principal(handle));
  }
  std::sort(draft.routing.duty.begin(), draft.routing.duty.end());
  std::sort(draft.routing.coordinators.begin(), draft.routing.coordinators.end());
  draft.check_card.set_organisation(terms.organisation);
  draft.check_card.set_role("alderman");
  for (const std::string& party : terms.parties) draft.check_card.add_parties(party);
  draft.check_card.set_must_not_see(terms.must_not_see);
  std::map<std::string, std::string> answers = terms.more_answers;
  answers["own-words"] = terms.text;
  for (const auto& [question, text] : answers) {
    content::v1::Answer& answer = *draft.account.add_answers();
    answer.set_question(question);
    answer.set_text(text);
  }
  const sealing::VerifiedBundle bundle = organisation.Verified(now);
  auto filing = sealing::BuildFiling(*keys_, bundle, draft, now, sealing::SystemRandom());
  if (!filing.ok()) {
    std::fprintf(stderr, "seal: %s\n", filing.status().ToString().c_str());
    std::abort();
  }
  return *std::move(filing);
}

absl::StatusOr<std::string> Reporter::Send(const std::string& filing) {
  const auto stub = intake::v1::IntakeService::NewStub(system_.PublicChannel());
  intake::v1::FileReportRequest request;
  request.set_filing(filing);
  intake::v1::FileReportResponse response;
  VN_RETURN_IF_ERROR(FromRpc(stub->FileReport(Context().get(), request, &response)));
  return response.filing_proof();
}

absl::Status Reporter::File(const ReportTerms& terms) {
  filing_ = Seal(terms);
  VN_ASSIGN_OR_RETURN(proof_, Send(filing_->bytes));
  return absl::OkStatus();
}

absl::Status Reporter::Withdraw() {
  return Act(case_id(), [](sealing::RecordWriter& writer) { return writer.Withdraw(); });
}

absl::StatusOr<std::string> Reporter::Token() {
  if (token_.empty()) {
    VN_ASSIGN_OR_RETURN(token_, SignIn(system_.PublicChannel(), identity_,
                                       system_.organisation().id(), sealing::Audience::kReporter));
  }
  return token_;
}

absl::StatusOr<std::unique_ptr<CaseCalls>> Reporter::Calls(const contract::CaseId& /*case_id*/) {
  VN_ASSIGN_OR_RETURN(const std::string token, Token());
  return ReporterCalls(system_.PublicChannel(), token);
}

}  // namespace vangnet::testing
