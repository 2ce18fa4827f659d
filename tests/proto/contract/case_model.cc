#include "tests/proto/contract/case_model.h"

#include <algorithm>

namespace vangnet::contract {
namespace {

using namespace record::v1;  // NOLINT: the model is a table of these names.

constexpr char kOk[] = "OK";
constexpr char kModelNotFound[] = "NOT_FOUND";
constexpr char kWrongRole[] = "PERMISSION_DENIED/WRONG_ROLE";
constexpr char kTaken[] = "FAILED_PRECONDITION/TAKEN";
constexpr char kNotAcknowledged[] = "FAILED_PRECONDITION/NOT_ACKNOWLEDGED";
constexpr char kClosed[] = "FAILED_PRECONDITION/CASE_CLOSED";
constexpr char kEpochStale[] = "FAILED_PRECONDITION/EPOCH_STALE";
constexpr char kBundleStale[] = "FAILED_PRECONDITION/BUNDLE_STALE";
constexpr char kMoved[] = "ABORTED/CHAIN_MOVED";
constexpr char kBadField[] = "INVALID_ARGUMENT/BAD_FIELD";

constexpr char kReporterLetter = 'R';

bool Has(const std::string& letters, char letter) {
  return letters.find(letter) != std::string::npos;
}

bool Holds(const std::map<char, CaseRole>& seats, CaseRole role) {
  return std::any_of(seats.begin(), seats.end(),
                     [role](const auto& seat) { return seat.second == role; });
}

}  // namespace

CaseModel::CaseModel(const std::map<char, CaseRole>& named, const std::string& coordinators)
    : named_(named), coordinators_(coordinators) {
  ModelAct filing;
  filing.kind = RECORD_KIND_FILING;
  filing.author = kReporterLetter;
  filing.author_seq = 1;
  Take(filing);
}

// "From the FILING: the reporter and everybody named who has not left. From the first
// ACKNOWLEDGE: the reporter, its author as lead, and one deputy."
void CaseModel::Change(const ModelAct& act, Standing& standing) {
  const auto leave = [&standing](char person) {
    standing.seats.erase(person);
    standing.gone.insert(person);
    if (standing.lead == person) standing.lead = 0;
  };
  if (act.kind == RECORD_KIND_ACKNOWLEDGE) {
    std::map<char, CaseRole> seats = {{act.author, CASE_ROLE_LEAD}};
    for (const CaseRole role : {CASE_ROLE_DEPUTY, CASE_ROLE_LEAD}) {
      for (const auto& [person, seat] : standing.seats) {
        if (seats.size() == 1 && seat == role && person != act.author) {
          seats[person] = CASE_ROLE_DEPUTY;
        }
      }
    }
    standing.seats = seats;
    standing.lead = act.author;
  } else if (act.kind == RECORD_KIND_DECLINE) {
    leave(act.author);
  } else if (act.kind == RECORD_KIND_REMOVE_READER) {
    leave(act.target);
  } else if (act.kind == RECORD_KIND_ADD_READER) {
    standing.seats[act.target] = act.role;
    std::string& arrivals = standing.arrivals;
    arrivals.erase(std::remove(arrivals.begin(), arrivals.end(), act.target), arrivals.end());
    arrivals += act.target;
  } else if (act.kind == RECORD_KIND_CLOSE) {
    standing.closed = true;
  } else if (act.kind == RECORD_KIND_WITHDRAW) {
    standing.withdrawn = true;
  }
}

CaseModel::Standing CaseModel::At(int check_length) const {
  Standing standing;
  if (check_length == 0) return standing;
  standing.seats = named_;
  for (const CaseRole role :
       {CASE_ROLE_LEAD, CASE_ROLE_DEPUTY, CASE_ROLE_RESERVE, CASE_ROLE_DUTY}) {
    for (const auto& [person, seat] : named_) {
      if (seat == role) standing.arrivals += person;
    }
  }
  const std::vector<ModelAct>& check = chains_.at(COMPARTMENT_KIND_CHECK);
  for (int i = 1; i < check_length; ++i) Change(check[i], standing);
  return standing;
}

std::string CaseModel::ReadersIn(const Standing& standing, CompartmentKind where) {
  std::string readers;
  if (where == COMPARTMENT_KIND_CASEFILE) {
    if (standing.lead != 0) readers = standing.lead;
    return readers;
  }
  readers = kReporterLetter;
  for (const auto& [person, seat] : standing.seats) readers += person;
  std::sort(readers.begin(), readers.end());
  return readers;
}

std::string CaseModel::Readers(CompartmentKind where) const { return ReadersIn(Now(), where); }

std::string CaseModel::Rungs() const {
  const Standing now = Now();
  std::string rungs;
  if (now.lead != 0 || now.closed || now.withdrawn) return rungs;
  for (const char person : now.arrivals) {
    if (now.seats.count(person) == 1) rungs += person;
  }
  return rungs;
}

caseview::v1::CaseState CaseModel::State() const {
  const Standing now = Now();
  if (now.withdrawn) return caseview::v1::CASE_STATE_WITHDRAWN;
  if (now.closed) return caseview::v1::CASE_STATE_CLOSED;
  if (now.lead != 0) return caseview::v1::CASE_STATE_ACKNOWLEDGED;
  return now.seats.empty() ? caseview::v1::CASE_STATE_UNHELD : caseview::v1::CASE_STATE_ASSIGNED;
}

CaseRole CaseModel::RoleOf(char person) const {
  if (person == kReporterLetter) return CASE_ROLE_REPORTER;
  const Standing now = Now();
  const auto seat = now.seats.find(person);
  return seat == now.seats.end() ? CASE_ROLE_UNSPECIFIED : seat->second;
}

int CaseModel::Length(CompartmentKind where) const {
  const auto chain = chains_.find(where);
  return chain == chains_.end() ? 0 : static_cast<int>(chain->second.size());
}

std::uint32_t CaseModel::NextSeq(CompartmentKind where, char author) const {
  const auto chain = chains_.find(where);
  if (chain == chains_.end()) return 1;
  return 1 + static_cast<std::uint32_t>(
                 std::count_if(chain->second.begin(), chain->second.end(),
                               [author](const ModelAct& act) { return act.author == author; }));
}

const ModelAct* CaseModel::NewestEpoch(CompartmentKind where) const {
  const auto chain = chains_.find(where);
  if (chain == chains_.end()) return nullptr;
  const ModelAct* newest = nullptr;
  for (const ModelAct& act : chain->second) {
    if (act.kind == RECORD_KIND_EPOCH) newest = &act;
  }
  return newest;
}

bool CaseModel::EpochIsCurrent(CompartmentKind where, const std::string& bundle) const {
  std::string wanted;
  for (const char reader : Readers(where)) {
    if (reader == kReporterLetter || Has(bundle, reader)) wanted += reader;
  }
  const ModelAct* newest = NewestEpoch(where);
  return newest != nullptr && newest->members == wanted;
}

int CaseModel::LatestChange(CompartmentKind where) const {
  int latest = 0;
  std::string before;
  for (int length = 1; length <= Length(COMPARTMENT_KIND_CHECK); ++length) {
    const std::string readers = ReadersIn(At(length), where);
    if (readers != before) latest = length;
    before = readers;
  }
  return latest;
}

std::string CaseModel::Judge(const ModelAct& act, const std::optional<std::string>& bundle) const {
  const Standing now = Now();
  for (const std::string& verdict :
       {JudgeAuthor(act, now), JudgePlace(act), JudgeAct(act, now, bundle)}) {
    if (verdict != kOk) return verdict;
  }
  return kOk;
}

std::string CaseModel::JudgeAuthor(const ModelAct& act, const Standing& now) const {
  const bool reads = Has(ReadersIn(now, COMPARTMENT_KIND_CHECK), act.author);
  const bool shut = now.closed || now.withdrawn;
  if (reads) return shut ? kClosed : JudgeKind(act, now);
  // Off the list: a coordinator may remove; who comes too late is told so.
  if (act.kind == RECORD_KIND_REMOVE_READER && Has(coordinators_, act.author)) {
    return shut ? kClosed : kOk;
  }
  const bool was_named = Has(now.arrivals, act.author) && now.gone.count(act.author) == 0;
  if (act.kind == RECORD_KIND_ACKNOWLEDGE && was_named && now.lead != 0) {
    return shut ? kClosed : kTaken;
  }
  return kModelNotFound;
}

std::string CaseModel::JudgeKind(const ModelAct& act, const Standing& now) {
  enum { kReporter, kLead, kSecond, kStaff } author = kStaff;
  if (act.author == kReporterLetter)
    author = kReporter;
  else if (act.author == now.lead)
    author = kLead;
  else if (now.lead != 0)
    author = kSecond;  // The deputy of somebody who leads.
  const char* for_leads = author == kStaff ? kNotAcknowledged : kWrongRole;
  switch (act.kind) {
    case RECORD_KIND_ENTRY:
    case RECORD_KIND_EPOCH:
      if (act.where == COMPARTMENT_KIND_CASEFILE) return author == kLead ? kOk : for_leads;
      if (author == kReporter) return kOk;
      if (act.where == COMPARTMENT_KIND_CHECK && act.kind == RECORD_KIND_ENTRY) return kWrongRole;
      return author == kStaff ? kNotAcknowledged : kOk;
    case RECORD_KIND_ACKNOWLEDGE:
      return author == kReporter ? kWrongRole : author == kStaff ? kOk : kTaken;
    case RECORD_KIND_DECLINE:
      return author == kReporter ? kWrongRole : kOk;
    case RECORD_KIND_ADD_READER:
      return author == kReporter || author == kLead ? kOk : for_leads;
    case RECORD_KIND_REMOVE_READER:
      return author == kReporter || author == kLead || act.target == act.author ? kOk : kWrongRole;
    case RECORD_KIND_WITHDRAW:
      return author == kReporter ? kOk : kWrongRole;
    case RECORD_KIND_CLOSE:
      return author == kLead ? kOk : for_leads;
    default:
      return kBadField;
  }
}

std::string CaseModel::JudgePlace(const ModelAct& act) const {
  const bool at_head = act.seen == Length(act.where);
  const bool may_lag = act.kind == RECORD_KIND_ENTRY || act.kind == RECORD_KIND_ACKNOWLEDGE;
  if (act.seen < 0 || (!at_head && !may_lag)) return kMoved;
  const std::uint32_t next = NextSeq(act.where, act.author);
  if (act.author_seq == next) return kOk;
  return !at_head && act.author_seq < next ? kMoved : kBadField;
}

std::string CaseModel::JudgeAct(const ModelAct& act, const Standing& now,
                                const std::optional<std::string>& bundle) const {
  switch (act.kind) {
    case RECORD_KIND_ENTRY: {
      const ModelAct* newest = NewestEpoch(act.where);
      const bool fits =
          newest != nullptr && newest->number == act.epoch && Has(newest->members, act.author);
      return fits ? kOk : kEpochStale;
    }
    case RECORD_KIND_EPOCH:
      return JudgeEpoch(act, now, bundle);
    case RECORD_KIND_ACKNOWLEDGE:
      return act.names_filing ? kOk : kBadField;
    case RECORD_KIND_ADD_READER:
      return JudgeAdd(act, now);
    case RECORD_KIND_REMOVE_READER:
      return now.seats.count(act.target) == 1 ? kOk : kBadField;
    default:
      return kOk;
  }
}

std::string CaseModel::JudgeEpoch(const ModelAct& act, const Standing& now,
                                  const std::optional<std::string>& bundle) const {
  const ModelAct* before = NewestEpoch(act.where);
  const std::uint32_t number_before = before == nullptr ? 0 : before->number;
  if (act.check_seen != Length(COMPARTMENT_KIND_CHECK) || act.number != number_before + 1 ||
      act.previous != static_cast<int>(number_before)) {
    return kMoved;
  }
  const std::string readers = ReadersIn(now, act.where);
  bool ghost = false;
  bool missing = false;
  bool outdated = false;  // A member whom the bundle does not hold.
  for (const char member : act.members) {
    if (!Has(readers, member)) ghost = true;
    if (bundle.has_value() && member != kReporterLetter && !Has(*bundle, member)) outdated = true;
  }
  for (const char reader : readers) {
    const bool excused = bundle.has_value() && reader != kReporterLetter && !Has(*bundle, reader);
    if (!Has(act.members, reader) && !excused) missing = true;
  }
  if (ghost) return kBadField;
  if (outdated && missing) return "either";  // Two faults: whichever is met first.
  if (outdated) return kBundleStale;
  if (missing) return kBadField;
  const bool for_a_key =
      before != nullptr &&
      (before->members == act.members || ReadersIn(At(before->check_seen), act.where) == readers);
  return for_a_key || act.cause == LatestChange(act.where) ? kOk : kBadField;
}

std::string CaseModel::JudgeAdd(const ModelAct& act, const Standing& now) const {
  const bool never = act.target == kReporterLetter || Has(coordinators_, act.target) ||
                     now.gone.count(act.target) == 1 || now.seats.count(act.target) == 1;
  if (never) return kBadField;
  const bool free = act.role == CASE_ROLE_LEAD ? now.seats.empty()
                    : act.role == CASE_ROLE_DEPUTY
                        ? !Holds(now.seats, CASE_ROLE_DEPUTY)
                        : now.lead == 0 && !Holds(now.seats, CASE_ROLE_RESERVE);
  if (!free) return kBadField;
  const ModelAct* newest = NewestEpoch(COMPARTMENT_KIND_CONVERSATION);
  return act.opens > (newest == nullptr ? 0 : newest->number) ? kBadField : kOk;
}

}  // namespace vangnet::contract
