#include "services/case_records/store_filing.h"

#include <map>
#include <string>

#include "proto/contract/chain.h"
#include "proto/contract/clock.h"
#include "proto/contract/deadline_rules.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"
#include "services/case_records/ladder.h"
#include "services/case_records/store_record.h"
#include "services/cryptography/sha256.h"

namespace vangnet::case_records {
namespace {

storage::CaseRow SummaryOf(const contract::CaseFold& fold, absl::Time now) {
  const record::v1::FilingAct& act = fold.filing();
  return {.case_id = fold.case_id(),
          .reporter_key = fold.reporter_key(),
          .category = static_cast<std::uint32_t>(act.category()),
          .urgency = static_cast<std::uint32_t>(act.urgency()),
          .calendar = static_cast<std::uint32_t>(act.calendar()),
          .language = static_cast<std::uint32_t>(act.language()),
          .state = static_cast<std::uint32_t>(fold.state()),
          .lead = std::nullopt,
          .filed_time = contract::RoundToMinute(contract::ToSeconds(now)),
          .last_activity_day = contract::ToDay(now)};
}

absl::Status StoreSummary(storage::Transaction& txn, const storage::CaseRow& summary) {
  absl::Status stored = txn.cases().Insert(summary);
  if (!absl::IsAlreadyExists(stored)) return stored;
  return contract::ErrorWithReason(absl::StatusCode::kAlreadyExists, contract::reason::kCaseExists,
                                   "the case exists");
}

absl::Status StoreRecords(storage::Transaction& txn, const CheckedFiling& filing, absl::Time now) {
  std::map<std::string, Place> places;
  for (const contract::ParsedRecord& record : filing.records) {
    Place& place = places[record.compartment_key];
    if (place.position == 0) {
      place.head =
          contract::ChainStart(&cryptography::Sha256, record.case_id, record.compartment_key);
    }
    ++place.position;
    place.head = contract::ChainNext(&cryptography::Sha256, place.head, record.record_hash);
    VN_RETURN_IF_ERROR(StoreRecord(txn, record, place, now));
  }
  return StoreGrants(txn, filing.grants);
}

absl::Status StoreReaders(storage::Transaction& txn, const contract::CaseFold& fold,
                          const std::set<contract::PrincipalId>& on_duty) {
  const bool pages = fold.filing().urgency() == record::v1::URGENCY_URGENT ||
                     fold.filing().urgency() == record::v1::URGENCY_HIGH;
  std::uint32_t rung = 0;
  for (const contract::CasePerson& person : fold.persons()) {
    const bool open =
        person.role == record::v1::CASE_ROLE_LEAD || (pages && on_duty.count(person.principal) > 0);
    VN_RETURN_IF_ERROR(
        txn.readers().Upsert({.case_id = fold.case_id(),
                              .principal = person.principal,
                              .role = static_cast<std::uint32_t>(person.role),
                              .gate = open ? storage::kGateCheck : storage::kGateClosed,
                              .rung = rung++}));
  }
  return absl::OkStatus();
}

absl::Status StoreCoordinators(storage::Transaction& txn, const contract::CaseFold& fold) {
  for (const std::string& bytes : fold.filing().coordinators()) {
    VN_ASSIGN_OR_RETURN(const contract::PrincipalId coordinator,
                        contract::PrincipalId::Parse(bytes));
    VN_RETURN_IF_ERROR(txn.coordinators().Insert(fold.case_id(), coordinator));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<contract::Hash> StoreFiling(storage::Transaction& txn, const CheckedFiling& filing,
                                           const std::set<contract::PrincipalId>& on_duty,
                                           const bundle::v1::DeadlinePolicy& deadlines,
                                           absl::Time now) {
  storage::CaseRow summary = SummaryOf(filing.fold, now);
  summary.acknowledge_by_time = contract::AcknowledgeBy(
      deadlines, filing.fold.filing().urgency(), filing.fold.filing().calendar(), TurnBegins(now));
  VN_RETURN_IF_ERROR(StoreSummary(txn, summary));
  VN_RETURN_IF_ERROR(StoreRecords(txn, filing, now));
  VN_RETURN_IF_ERROR(StoreReaders(txn, filing.fold, on_duty));
  VN_RETURN_IF_ERROR(StoreCoordinators(txn, filing.fold));
  VN_RETURN_IF_ERROR(StartDeadline(txn, summary, summary.acknowledge_by_time, 0));
  return StoreLeaf(txn, filing.records.front(), now);
}

}  // namespace vangnet::case_records
