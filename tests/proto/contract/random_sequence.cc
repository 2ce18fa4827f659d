#include "tests/proto/contract/random_sequence.h"

#include <algorithm>
#include <iterator>

#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using namespace record::v1;  // NOLINT: as in the model.

constexpr char kStaffLetters[] = "BCDEFGH";  // Some named, some to be added.

FilingAct FilingOf(const std::map<char, CaseRole>& named) {
  FilingAct filing = SampleFilingAct();
  filing.clear_persons();
  for (const auto& [letter, role] : named) *filing.add_persons() = SamplePerson(Who(letter), role);
  return filing;
}

std::string Filtered(const std::string& members, const std::string& bundle) {
  std::string kept;
  for (const char member : members) {
    if (member == kReporter || bundle.find(member) != std::string::npos) kept += member;
  }
  return kept;
}

void FillAdd(const ModelAct& act, AddReaderAct& add) {
  add.set_principal(Who(act.target).ToBytes());
  add.set_role(act.role);
  add.clear_opens();
  if (act.opens == 0) return;
  CompartmentEpochs& opens = *add.add_opens();
  opens.mutable_compartment()->set_kind(kConversation);
  opens.add_epochs(act.opens);
}

std::string Describe(const ModelAct& act) {
  return RecordKind_Name(act.kind) + " by " + act.author + " in " +
         CompartmentKind_Name(act.where) + " about " + act.target + " members " + act.members;
}

}  // namespace

RandomSequence::RandomSequence(unsigned seed)
    : random_(seed),
      named_(RandomPersons()),
      model_(named_, "XY"),
      filing_(CaseBench::FilingDraft(FilingOf(named_))),
      bench_(FilingOf(named_)) {
  for (const CompartmentKind where : kCompartments) {
    heads_[where] = {ChainStart(Sha256, SampleCase(), CompartmentKey(where))};
  }
  heads_[kCheck].push_back(start().Head(CompartmentKey(kCheck)));
  check_records_ = {start().filing_record_hash()};
}

RandomRecord RandomSequence::Next() {
  RandomRecord next;
  next.act = RandomAct();
  if (Chance(3)) Spoil(next.act);
  next.bundle = RandomBundle();
  if (next.bundle.has_value() && next.act.kind == RECORD_KIND_EPOCH && Chance(2)) {
    next.act.members = Filtered(next.act.members, *next.bundle);
  }
  // An EPOCH without members is no record at all.
  if (next.act.kind == RECORD_KIND_EPOCH && next.act.members.empty()) {
    next.act.members.assign(1, 'Q');
  }
  next.draft = DraftOf(next.act);
  next.record = ParsedOf(next.draft);
  next.expected = model_.Judge(next.act, next.bundle);
  next.description = Describe(next.act);
  return next;
}

void RandomSequence::Accept(const RandomRecord& accepted) {
  const ModelAct& act = accepted.act;
  model_.Take(act);
  std::vector<Hash>& heads = heads_[act.where];
  heads.push_back(ChainNext(Sha256, heads.back(), accepted.record.record_hash));
  if (act.where == kCheck) check_records_.push_back(accepted.record.record_hash);
  if (act.kind == RECORD_KIND_EPOCH) {
    epoch_hashes_[{act.where, static_cast<int>(act.number)}] = accepted.record.record_hash;
  }
}

std::map<char, CaseRole> RandomSequence::RandomPersons() {
  std::map<char, CaseRole> named = {{Pick("BC"), CASE_ROLE_LEAD}};
  if (!Chance(4)) named.emplace(Pick("BCD"), CASE_ROLE_DEPUTY);
  if (!Chance(4)) named.emplace('E', CASE_ROLE_RESERVE);
  if (Chance(2)) named.emplace('F', CASE_ROLE_DUTY);
  if (Chance(3)) named.emplace('D', CASE_ROLE_DUTY);
  return named;
}

std::optional<std::string> RandomSequence::RandomBundle() {
  if (Chance(2)) return std::nullopt;
  std::string bundle = kStaffLetters;
  if (Chance(2)) bundle.erase(random_() % bundle.size(), 1);
  return bundle;
}

ModelAct RandomSequence::RandomAct() {
  static constexpr RecordKind kKinds[] = {
      RECORD_KIND_ENTRY,       RECORD_KIND_ENTRY,      RECORD_KIND_ENTRY,
      RECORD_KIND_EPOCH,       RECORD_KIND_EPOCH,      RECORD_KIND_EPOCH,
      RECORD_KIND_EPOCH,       RECORD_KIND_EPOCH,      RECORD_KIND_ACKNOWLEDGE,
      RECORD_KIND_ACKNOWLEDGE, RECORD_KIND_DECLINE,    RECORD_KIND_ADD_READER,
      RECORD_KIND_ADD_READER,  RECORD_KIND_ADD_READER, RECORD_KIND_REMOVE_READER};
  ModelAct act;
  act.kind = kKinds[random_() % std::size(kKinds)];
  if (Chance(60)) act.kind = Chance(2) ? RECORD_KIND_CLOSE : RECORD_KIND_WITHDRAW;
  if (act.kind == RECORD_KIND_ENTRY || act.kind == RECORD_KIND_EPOCH) {
    act.where = kCompartments[random_() % std::size(kCompartments)];
  }
  act.author = Chance(3) ? Pick(kEverybody) : Pick(model_.Readers(kCheck));
  act.seen = model_.Length(act.where);
  act.author_seq = model_.NextSeq(act.where, act.author);
  act.target = Pick(kStaffLetters);
  act.role = static_cast<CaseRole>(1 + random_() % 3);
  const ModelAct* newest = model_.NewestEpoch(act.where);
  act.epoch = newest == nullptr ? 1 : newest->number;
  if (act.kind == RECORD_KIND_EPOCH) {
    act.number = newest == nullptr ? 1 : newest->number + 1;
    act.previous = newest == nullptr ? 0 : static_cast<int>(newest->number);
    act.check_seen = model_.Length(kCheck);
    act.members = model_.Readers(act.where);
    act.cause = Chance(3) ? -1 : model_.LatestChange(act.where);
    if (act.cause == 0) act.cause = -1;
  }
  if (act.kind == RECORD_KIND_ADD_READER && Chance(2)) {
    const ModelAct* conversation = model_.NewestEpoch(kConversation);
    act.opens = conversation == nullptr ? 0 : conversation->number;
  }
  return act;
}

void RandomSequence::Spoil(ModelAct& act) {
  switch (random_() % 9) {
    case 0:
      act.seen = static_cast<int>(random_() % (model_.Length(act.where) + 1));
      break;
    case 1:
      act.seen = -1;
      break;
    case 2:
      act.author_seq = 1 + random_() % (act.author_seq + 1);
      if (Chance(2)) act.seen = static_cast<int>(random_() % (act.seen + 1));
      break;
    case 3:
      act.target = Pick(kEverybody);
      break;
    case 4:
      act.epoch = 1 + random_() % (act.epoch + 1);
      act.opens += random_() % 2;
      break;
    case 5:
      if (act.kind != RECORD_KIND_EPOCH) break;
      act.number = 1 + random_() % (act.number + 1);
      if (act.number == 1) act.previous = 0;
      if (act.number > 1 && act.previous == 0) act.previous = -1;
      break;
    case 6:
      if (act.kind != RECORD_KIND_EPOCH) break;
      act.check_seen = static_cast<int>(random_() % (model_.Length(kCheck) + 1));
      if (act.number > 1 && Chance(2)) act.previous = -1;
      break;
    case 7:
      SpoilMembers(act);
      break;
    default:
      act.names_filing = false;
      break;
  }
}

void RandomSequence::SpoilMembers(ModelAct& act) {
  if (act.kind != RECORD_KIND_EPOCH) return;
  if (Chance(2) && act.members.size() > 1) {
    act.members.erase(random_() % act.members.size(), 1);
  } else {
    const char ghost = Pick(kEverybody);
    if (act.members.find(ghost) == std::string::npos) act.members += ghost;
    std::sort(act.members.begin(), act.members.end());
  }
}

Draft RandomSequence::DraftOf(const ModelAct& act) {
  Draft draft = bench_.Next(act.kind, act.author, act.where);
  RecordHeader& header = draft.header;
  header.set_seen(act.seen < 0 ? std::string(32, 'x') : heads_[act.where][act.seen].ToBytes());
  header.set_author_seq(act.author_seq);
  if (act.kind == RECORD_KIND_ENTRY) header.set_epoch(act.epoch);
  if (act.kind == RECORD_KIND_EPOCH) FillEpoch(act, *header.mutable_epoch_start());
  if (act.kind == RECORD_KIND_ADD_READER) FillAdd(act, *header.mutable_add_reader());
  if (act.kind == RECORD_KIND_REMOVE_READER) {
    header.mutable_remove_reader()->set_principal(Who(act.target).ToBytes());
  }
  if (act.kind == RECORD_KIND_ACKNOWLEDGE && !act.names_filing) {
    header.mutable_acknowledge()->set_filing_record_hash(std::string(32, 'x'));
  }
  return draft;
}

void RandomSequence::FillEpoch(const ModelAct& act, EpochAct& epoch) {
  epoch.set_number(act.number);
  epoch.clear_previous_epoch_hash();
  if (act.number > 1) {
    const auto previous = epoch_hashes_.find({act.where, act.previous});
    epoch.set_previous_epoch_hash(previous == epoch_hashes_.end() ? std::string(32, 'x')
                                                                  : previous->second.ToBytes());
  }
  epoch.clear_members();
  for (const auto& [principal, key] : KeysOf(act.members)) {  // Sorted by principal.
    Member& member = *epoch.add_members();
    member.set_principal(principal.ToBytes());
    member.set_box_key(key.ToBytes());
  }
  epoch.set_cause(act.cause < 0 ? std::string(32, 'b') : check_records_[act.cause - 1].ToBytes());
  epoch.set_check_head(heads_[kCheck][act.check_seen].ToBytes());
}

}  // namespace vangnet::contract
