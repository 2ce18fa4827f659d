#include "tests/faults/mutations.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "absl/time/clock.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/clock.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/status_macros.h"
#include "services/server/commands.h"
#include "storage/database.h"
#include "tests/support/hand_made_record.h"
#include "tests/support/rpc.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

[[noreturn]] void GiveUp(const std::string& what, const absl::Status& status) {
  std::fprintf(stderr, "prepared store: %s: %s\n", what.c_str(), status.ToString().c_str());
  std::abort();
}

template <typename T>
T OrGiveUp(absl::StatusOr<T> value, const std::string& what) {
  if (!value.ok()) GiveUp(what, value.status());
  return *std::move(value);
}

Organisation MakeOrganisation() {
  Organisation organisation(absl::Now());
  organisation.AddStaff("anna", TrustedPerson());
  organisation.AddStaff("bo", TrustedPerson());
  organisation.AddStaff("gerda", SupportTeam());
  organisation.AddStaff("karin", Coordinator());
  organisation.AddStaff("mirjam", Administrator());
  return organisation;
}

ReportTerms Terms() {
  ReportTerms terms;
  terms.lead = "anna";
  terms.deputy = "bo";
  terms.reserve = "gerda";
  terms.coordinators = {"karin"};
  return terms;
}

// The message that a test writes into the conversation.
absl::Status WriteMessage(sealing::RecordWriter& writer) {
  content::v1::EntryBody body;
  body.mutable_message()->set_text("tot vanavond");
  return writer.WriteEntry(record::v1::COMPARTMENT_KIND_CONVERSATION, body);
}

// A note of the lead's own: the first starts an epoch.
absl::Status WriteNote(sealing::RecordWriter& writer) {
  content::v1::EntryBody body;
  body.mutable_note()->set_text("gesproken");
  VN_RETURN_IF_ERROR(writer.StartEpoch(record::v1::COMPARTMENT_KIND_CASEFILE));
  return writer.WriteEntry(record::v1::COMPARTMENT_KIND_CASEFILE, body);
}

std::string WrongIn(const sealing::CaseView& view) {
  if (!view.fold.has_value()) return "the case does not verify";
  return view.findings.empty() ? "" : "a finding: " + view.findings.front().detail;
}

// Each record of the batch is in the case once.
std::string Misses(const sealing::CaseView& view, const sealing::Batch& batch) {
  for (const std::string& bytes : batch.records) {
    const auto record = OrGiveUp(contract::ParseRecord(sealing::Sha256, bytes), "record");
    const auto found = std::count_if(
        view.records.begin(), view.records.end(),
        [&](const sealing::CaseRecord& there) { return there.record_hash == record.record_hash; });
    if (found != 1) return "a record is there " + std::to_string(found) + " times";
  }
  return "";
}

// What the reporter with this receipt sees of the case.
std::string LookAsReporter(Doors& doors, const sealing::Receipt& receipt,
                           const std::function<std::string(const sealing::CaseView&)>& look) {
  Reporter reporter(doors, receipt);
  const auto view = reporter.Read(reporter.case_id());
  if (!view.ok()) return view.status().ToString();
  const std::string wrong = WrongIn(*view);
  return wrong.empty() && look ? look(*view) : wrong;
}

}  // namespace

PreparedStore::PreparedStore() : organisation_(MakeOrganisation()), server_(folder_ / "prepared") {
  organisation_.AddLogKey(server_.log_key());
  const Finished made = server_.Init(organisation_.Publish());
  if (made.exit_code != 0) GiveUp("init", absl::InternalError(made.standard_error));
  ChildProcess process = server_.Serve();
  SocketDoors doors(organisation_, server_);
  PrepareCases(doors);
  if (process.Terminate() != 0) GiveUp("stop", absl::InternalError("exit code"));
}

const Mutation& PreparedStore::mutation(const std::string& name) const {
  return *std::find_if(mutations_.begin(), mutations_.end(),
                       [&](const Mutation& mutation) { return mutation.name == name; });
}

void PreparedStore::PrepareCases(Doors& doors) {
  for (auto* reporter : {&fresh_, &taken_, &before_, &filing_}) {
    *reporter = std::make_unique<Reporter>(doors);
  }
  before_bytes_ = before_->Seal(Terms()).bytes;
  filing_bytes_ = filing_->Seal(Terms()).bytes;
  AddFiling();
  StaffMember anna(doors, "anna");
  StaffMember karin(doors, "karin");
  ReportTerms without_deputy = Terms();
  without_deputy.deputy.clear();
  if (const auto filed = fresh_->File(Terms()); !filed.ok()) GiveUp("file", filed);
  if (const auto filed = taken_->File(without_deputy); !filed.ok()) GiveUp("file", filed);
  if (const auto done = anna.Acknowledge(taken_->case_id()); !done.ok()) GiveUp("take", done);
  const auto prepare = [](Person& who, const Reporter& of, const Person::Write& write) {
    return OrGiveUp(who.Prepare(of.case_id(), write), "prepare");
  };
  AddAppend("follow-up", "", *taken_, prepare(*taken_, *taken_, WriteMessage), nullptr);
  AddAppend("append", "anna", *taken_, prepare(anna, *taken_, WriteMessage), nullptr);
  AddAppend("close", "anna", *taken_,
            prepare(anna, *taken_, [](auto& writer) { return writer.Close(); }),
            [](const auto& view) { return view.fold->closed() ? "" : "it is not closed"; });
  AddAppend("withdraw", "", *taken_,
            prepare(*taken_, *taken_, [](auto& writer) { return writer.Withdraw(); }),
            [](const auto& view) { return view.fold->closed() ? "" : "it is not withdrawn"; });
  AddNote(anna);
  AddReaderChanges(anna);
  AddAppend("acknowledge", "anna", *fresh_,
            prepare(anna, *fresh_, [](auto& writer) { return writer.Acknowledge(); }),
            [](const auto& view) { return view.fold->lead().has_value() ? "" : "nobody leads"; });
  AddAppend(
      "decline", "anna", *fresh_,
      prepare(anna, *fresh_,
              [](auto& writer) { return writer.Decline(record::v1::DECLINE_REASON_CONFLICT); }),
      [](const auto& view) { return view.fold->Rungs().size() == 2 ? "" : "no next rung"; });
  AddRemoval(*fresh_, OrGiveUp(HandMadeBatch(record::v1::RECORD_KIND_REMOVE_READER, karin,
                                             fresh_->case_id(), *fresh_, organisation_),
                               "removal"));
  AddDirectory();
  AddOpening();
}

void PreparedStore::AddNote(StaffMember& lead) {
  const sealing::Batch batch = OrGiveUp(lead.Prepare(taken_->case_id(), WriteNote), "note");
  AddAppend("note", "anna", *taken_, batch, nullptr);
  // Nobody else sees it.
  mutations_.back().look = [this, batch](Doors& doors) -> std::string {
    const auto view = StaffMember(doors, "anna").Read(taken_->case_id());
    if (!view.ok()) return view.status().ToString();
    const std::string wrong = WrongIn(*view);
    return wrong.empty() ? Misses(*view, batch) : wrong;
  };
}

// A deputy is let in, with what was written before; the reporter takes the lead out.
void PreparedStore::AddReaderChanges(StaffMember& lead) {
  const contract::PrincipalId bo = organisation_.principal("bo");
  const contract::PrincipalId anna = organisation_.principal("anna");
  const auto add = [bo](sealing::RecordWriter& writer) {
    return writer.AddReader(bo, record::v1::CASE_ROLE_DEPUTY,
                            {{record::v1::COMPARTMENT_KIND_CONVERSATION, {1}}});
  };
  const auto remove = [anna](sealing::RecordWriter& writer) {
    return writer.RemoveReader(anna, record::v1::REMOVAL_REASON_REPORTER_WISH);
  };
  AddAppend("add reader", "anna", *taken_,
            OrGiveUp(lead.Prepare(taken_->case_id(), add), "add reader"), [bo](const auto& view) {
              const contract::CasePerson* const there = view.fold->Find(bo);
              return there != nullptr && there->present ? "" : "nobody was let in";
            });
  AddAppend("remove reader", "", *taken_,
            OrGiveUp(taken_->Prepare(taken_->case_id(), remove), "remove reader"),
            [anna](const auto& view) { return view.fold->Find(anna)->left ? "" : "nobody left"; });
}

Mutation::Send PreparedStore::FileBefore(Doors& doors, std::string& proof) const {
  const auto reporter = std::make_shared<Reporter>(doors, before_->receipt());
  return [this, reporter, &proof]() -> absl::Status {
    VN_ASSIGN_OR_RETURN(proof, reporter->Send(before_bytes_));
    return absl::OkStatus();
  };
}

std::string PreparedStore::LookAtBefore(Doors& doors) const {
  return LookAsReporter(doors, before_->receipt(), nullptr);
}

std::string PreparedStore::LookAtTaken(Doors& doors) const {
  return LookAsReporter(doors, taken_->receipt(), nullptr);
}

absl::StatusOr<std::string> PreparedStore::ProofOfBefore(Doors& doors) const {
  return Reporter(doors, before_->receipt()).Send(before_bytes_);
}

void PreparedStore::AddFiling() {
  Mutation filing;
  filing.name = "file";
  filing.begin = [this](Doors& doors) -> absl::StatusOr<Mutation::Send> {
    const auto reporter = std::make_shared<Reporter>(doors, filing_->receipt());
    return Mutation::Send([this, reporter] { return reporter->Send(filing_bytes_).status(); });
  };
  filing.look = [this](Doors& doors) { return LookAsReporter(doors, filing_->receipt(), nullptr); };
  mutations_.push_back(std::move(filing));
}

void PreparedStore::AddAppend(const std::string& name, const std::string& handle,
                              const Reporter& of, const sealing::Batch& batch, LookAt look) {
  Mutation append;
  append.name = name;
  append.begin = [handle, &of, batch](Doors& doors) -> absl::StatusOr<Mutation::Send> {
    std::shared_ptr<CaseCalls> calls;
    if (handle.empty()) {
      VN_ASSIGN_OR_RETURN(calls, Reporter(doors, of.receipt()).Calls(of.case_id()));
    } else {
      VN_ASSIGN_OR_RETURN(calls, StaffMember(doors, handle).Calls(of.case_id()));
    }
    return Mutation::Send([calls, batch] { return calls->Append(batch); });
  };
  append.look = [&of, batch, look](Doors& doors) {
    return LookAsReporter(doors, of.receipt(), [&](const sealing::CaseView& view) {
      const std::string missing = Misses(view, batch);
      return missing.empty() && look ? look(view) : missing;
    });
  };
  mutations_.push_back(std::move(append));
}

void PreparedStore::AddRemoval(const Reporter& of, const sealing::Batch& batch) {
  AddAppend("remove", "karin", of, batch, nullptr);
  // By the coordinators' own service.
  mutations_.back().begin = [&of, batch](Doors& doors) -> absl::StatusOr<Mutation::Send> {
    VN_ASSIGN_OR_RETURN(const std::string token, StaffMember(doors, "karin").Token());
    return Mutation::Send([channel = doors.StaffChannel(), token, &of, batch] {
      return AppendAsCoordinator(channel, token, of.case_id(), batch);
    });
  };
}

void PreparedStore::AddDirectory() {
  namespace v1 = directory::v1;
  // A stub's method with its request, by somebody who signed in.
  const auto call = [](const std::string& handle, auto method, auto request, auto response) {
    return [=](Doors& doors) -> absl::StatusOr<Mutation::Send> {
      VN_ASSIGN_OR_RETURN(const std::string token, StaffMember(doors, handle).Token());
      const std::shared_ptr<v1::DirectoryService::Stub> stub =
          v1::DirectoryService::NewStub(doors.StaffChannel());
      return Mutation::Send([=] {
        auto answer = response;
        return FromRpc((stub.get()->*method)(Context(token).get(), request, &answer));
      });
    };
  };
  const auto shown = [](Doors& doors, auto&& fits) -> std::string {
    publication::v1::GetAvailabilityResponse response;
    const auto stub = publication::v1::PublicationService::NewStub(doors.PublicChannel());
    const auto asked = FromRpc(stub->GetAvailability(Context().get(), {}, &response));
    bundle::v1::Availability availability;
    if (!asked.ok() || !availability.ParseFromString(response.availability())) return "no answer";
    return fits(availability) ? "" : "it is not shown";
  };

  v1::PublishBundleRequest bundle;
  bundle.set_signed_bundle(organisation_.Sign(organisation_.draft(), {0, 1}));
  mutations_.push_back({"bundle",
                        call("mirjam", &v1::DirectoryService::Stub::PublishBundle, bundle,
                             v1::PublishBundleResponse()),
                        [bundle](Doors& doors) -> std::string {
                          publication::v1::GetBundleResponse response;
                          const auto asked = FromRpc(
                              publication::v1::PublicationService::NewStub(doors.PublicChannel())
                                  ->GetBundle(Context().get(), {}, &response));
                          if (!asked.ok()) return asked.ToString();
                          const bool newest = response.signed_bundle() == bundle.signed_bundle();
                          return newest ? "" : "it is not the newest";
                        },
                        false});
  mutations_.push_back({"availability",
                        call("bo", &v1::DirectoryService::Stub::SetAvailability,
                             v1::SetAvailabilityRequest(), v1::SetAvailabilityResponse()),
                        [shown](Doors& doors) {
                          return shown(doors, [](const bundle::v1::Availability& now) {
                            return std::any_of(now.persons().begin(), now.persons().end(),
                                               [](const auto& p) { return !p.taking_cases(); });
                          });
                        },
                        true});
  v1::PublishDutyListRequest duty;
  const std::uint64_t now = contract::ToSeconds(absl::Now());
  bundle::v1::DutyPeriod& period = *duty.add_periods();
  period.set_principal(organisation_.principal("gerda").ToBytes());
  period.set_start_time(now);
  period.set_end_time(now + 24 * 3600);
  mutations_.push_back({"duty",
                        call("mirjam", &v1::DirectoryService::Stub::PublishDutyList, duty,
                             v1::PublishDutyListResponse()),
                        [shown](Doors& doors) {
                          return shown(doors, [](const bundle::v1::Availability& now_shown) {
                            return now_shown.duty_size() == 1;
                          });
                        },
                        true});
}

// The first look into a compartment on a day is noted, for the reporter. The lead opens the
// report that was filed before the fault.
void PreparedStore::AddOpening() {
  Mutation opening;
  opening.name = "open";
  opening.begin = [this](Doors& doors) -> absl::StatusOr<Mutation::Send> {
    VN_ASSIGN_OR_RETURN(const std::shared_ptr<CaseCalls> calls,
                        StaffMember(doors, "anna").Calls(before_->case_id()));
    return Mutation::Send(
        [calls] { return calls->Records(record::v1::COMPARTMENT_KIND_CHECK).status(); });
  };
  opening.look = [this](Doors& doors) { return LookAtBefore(doors); };
  mutations_.push_back(std::move(opening));
}

absl::StatusOr<RowCounts> CountRows(const ServerFolder& server) {
  constexpr const char* kTables[] = {"bundle",  "cases",   "record", "sealed_grant", "reader",
                                     "proof",   "opening", "leaf",   "coordinator",  "due",
                                     "absence", "duty",    "outbox", "availability"};
  VN_ASSIGN_OR_RETURN(
      const storage::StoreKey key,
      storage::StoreKey::FromBytes(contract::SecretBytes::CopyOf(server.store_key())));
  VN_ASSIGN_OR_RETURN(const storage::DatabasePtr database,
                      storage::OpenReadOnly(server.store(), key));
  RowCounts counts;
  for (const char* table : kTables) {
    VN_ASSIGN_OR_RETURN(storage::Statement rows,
                        database->Prepare(std::string("SELECT count(*) FROM ") + table));
    VN_RETURN_IF_ERROR(rows.Step().status());
    counts[table] = static_cast<std::int64_t>(rows.U64(0));
  }
  return counts;
}

std::string CheckStore(const ServerFolder& server) {
  const auto configuration = server::ReadConfiguration(server.config());
  if (!configuration.ok()) return configuration.status().ToString();
  std::ostringstream out;
  const absl::Status checked = server::CheckInstallation(
      *configuration, [] { return absl::Now(); }, out);
  return checked.ok() ? "" : checked.ToString();
}

}  // namespace vangnet::testing
