// CaseFold against the model, over thousands of random sequences of acts by random
// people, many of them out of rule. A failure names its seed.
#include "tests/proto/contract/case_model.h"

#include <algorithm>
#include <random>

#include "gtest/gtest.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/refusal.h"
#include "tests/proto/contract/sha256.h"

namespace vangnet::contract {
namespace {

using namespace record::v1;  // NOLINT: as in the model.

constexpr int kSequences = 2000;
constexpr int kActs = 45;
constexpr char kStaffLetters[] = "BCDEFGH";   // Some named, some to be added.
constexpr char kEverybody[] = "RBCDEFGHXYQ";  // Coordinators X, Y; stranger Q.
constexpr CompartmentKind kCompartments[] = {kCheck, kConversation, kCasefile};

// One case, told to fold and model alike.
class Sequence {
 public:
  explicit Sequence(unsigned seed)
      : random_(seed),
        named_(RandomPersons()),
        model_(named_, "XY"),
        bench_(FilingOf(named_)),
        stored_(bench_.fold()),
        start_(bench_.fold()) {
    for (const CompartmentKind where : kCompartments) {
      heads_[where] = {ChainStart(Sha256, SampleCase(), CompartmentKey(where))};
    }
    heads_[kCheck].push_back(bench_.fold().Head(CompartmentKey(kCheck)));
    check_records_ = {bench_.fold().filing_record_hash()};
  }

  void Step() {
    ModelAct act = RandomAct();
    if (Chance(3)) Spoil(act);
    const std::optional<std::string> bundle = RandomBundle();
    if (bundle.has_value() && act.kind == RECORD_KIND_EPOCH && Chance(2)) {
      act.members = Filtered(act.members, *bundle);
    }
    if (act.kind == RECORD_KIND_EPOCH && act.members.empty()) return;  // Not a record at all.
    const ParsedRecord record = RecordOf(act);
    const std::string expected = model_.Judge(act, bundle);
    const absl::Status status = bundle.has_value() ? bench_.fold().Apply(record, KeysOf(*bundle))
                                                   : bench_.fold().Apply(record);
    const std::string actual = ClassOf(status);
    if (expected == "either") {
      EXPECT_TRUE(actual == "INVALID_ARGUMENT/BAD_FIELD" ||
                  actual == "FAILED_PRECONDITION/BUNDLE_STALE")
          << actual;
    } else {
      EXPECT_EQ(actual, expected) << Describe(act) << " " << status.message();
    }
    ++classes_[actual];
    if (status.ok()) Accept(act, record, bundle);
    Compare();
  }

  void Compare() const {
    const CaseFold& fold = bench_.fold();
    EXPECT_EQ(fold.state(), model_.State());
    EXPECT_EQ(fold.lead().has_value() ? LetterOf(*fold.lead()) : 0, model_.Lead());
    std::string rungs;
    for (const PrincipalId& rung : fold.Rungs()) rungs += LetterOf(rung);
    EXPECT_EQ(rungs, model_.Rungs());
    for (const char letter : std::string(kEverybody)) {
      EXPECT_EQ(fold.RoleOf(Who(letter)), model_.RoleOf(letter)) << letter;
    }
    for (const CompartmentKind where : kCompartments) CompareCompartment(fold, where);
  }

  // A reader who applies all of `check` and then the others comes to the same.
  void CompareReader() const {
    CaseFold reader = start_;
    for (const bool in_check : {true, false}) {
      for (const auto& [record, keys] : accepted_) {
        if ((record.compartment_key == CompartmentKey(kCheck)) != in_check) continue;
        EXPECT_THAT(
            keys.has_value() ? reader.ApplyHistoric(record, *keys) : reader.ApplyHistoric(record),
            IsOk());
      }
    }
    for (const CompartmentKind where : kCompartments) CompareCompartment(reader, where);
    EXPECT_EQ(reader.state(), model_.State());
    for (const CompartmentKind where : kCompartments) CompareCompartment(stored_, where);
    EXPECT_EQ(stored_.state(), model_.State());
  }

  const std::map<std::string, int>& classes() const { return classes_; }

 private:
  void CompareCompartment(const CaseFold& fold, CompartmentKind where) const {
    const std::string key = CompartmentKey(where);
    EXPECT_EQ(Letters(fold.Access(where)), model_.Readers(where));
    EXPECT_EQ(fold.Length(key), static_cast<std::uint32_t>(model_.Length(where)));
    EXPECT_EQ(fold.Head(key), heads_.at(where).back());
    const ModelAct* newest = model_.NewestEpoch(where);
    EXPECT_EQ(fold.NewestEpoch(key) == nullptr ? 0 : fold.NewestEpoch(key)->number,
              newest == nullptr ? 0 : newest->number);
    for (const char* bundle : {"BCDEFGH", "BDFH", "CEG"}) {
      EXPECT_EQ(fold.EpochIsCurrent(where, KeysOf(bundle)), model_.EpochIsCurrent(where, bundle));
    }
    const int change = model_.LatestChange(where);
    EXPECT_EQ(fold.LatestAccessChange(where), change == 0 ? Hash() : check_records_[change - 1]);
    for (const char letter : std::string(kEverybody)) {
      EXPECT_EQ(fold.NextAuthorSeq(key, Who(letter)), model_.NextSeq(where, letter)) << letter;
      EXPECT_EQ(fold.MayRead(where, Who(letter)),
                model_.Readers(where).find(letter) != std::string::npos);
    }
  }

  bool Chance(int one_in) { return random_() % one_in == 0; }
  char Pick(const std::string& letters) { return letters[random_() % letters.size()]; }

  std::map<char, CaseRole> RandomPersons() {
    std::map<char, CaseRole> named = {{Pick("BC"), CASE_ROLE_LEAD}};
    if (!Chance(4)) named.emplace(Pick("BCD"), CASE_ROLE_DEPUTY);
    if (!Chance(4)) named.emplace('E', CASE_ROLE_RESERVE);
    if (Chance(2)) named.emplace('F', CASE_ROLE_DUTY);
    if (Chance(3)) named.emplace('D', CASE_ROLE_DUTY);
    return named;
  }

  static FilingAct FilingOf(const std::map<char, CaseRole>& named) {
    FilingAct filing = SampleFilingAct();
    filing.clear_persons();
    for (const auto& [letter, role] : named)
      *filing.add_persons() = SamplePerson(Who(letter), role);
    return filing;
  }

  std::optional<std::string> RandomBundle() {
    if (Chance(2)) return std::nullopt;
    std::string bundle = kStaffLetters;
    if (Chance(2)) bundle.erase(random_() % bundle.size(), 1);
    return bundle;
  }

  static std::string Filtered(const std::string& members, const std::string& bundle) {
    std::string kept;
    for (const char member : members) {
      if (member == kReporter || bundle.find(member) != std::string::npos) kept += member;
    }
    return kept;
  }

  // Something that its author may or may not do, right in its place.
  ModelAct RandomAct() {
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

  void Spoil(ModelAct& act) {
    switch (random_() % 9) {
      case 0:
        act.seen = static_cast<int>(random_() % (model_.Length(act.where) + 1));
        break;
      case 1:
        act.seen = -1;
        break;
      case 2:
        act.author_seq = 1 + random_() % (act.author_seq + 1);
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

  void SpoilMembers(ModelAct& act) {
    if (act.kind != RECORD_KIND_EPOCH) return;
    if (Chance(2) && act.members.size() > 1) {
      act.members.erase(random_() % act.members.size(), 1);
    } else {
      const char ghost = Pick(kEverybody);
      if (act.members.find(ghost) == std::string::npos) act.members += ghost;
      std::sort(act.members.begin(), act.members.end());
    }
  }

  ParsedRecord RecordOf(const ModelAct& act) {
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
    return ParsedOf(draft);
  }

  void FillEpoch(const ModelAct& act, EpochAct& epoch) {
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

  static void FillAdd(const ModelAct& act, AddReaderAct& add) {
    add.set_principal(Who(act.target).ToBytes());
    add.set_role(act.role);
    add.clear_opens();
    if (act.opens == 0) return;
    CompartmentEpochs& opens = *add.add_opens();
    opens.mutable_compartment()->set_kind(kConversation);
    opens.add_epochs(act.opens);
  }

  void Accept(const ModelAct& act, const ParsedRecord& record,
              const std::optional<std::string>& bundle) {
    model_.Take(act);
    std::vector<Hash>& heads = heads_[act.where];
    heads.push_back(ChainNext(Sha256, heads.back(), record.record_hash));
    if (act.where == kCheck) check_records_.push_back(record.record_hash);
    if (act.kind == RECORD_KIND_EPOCH) {
      epoch_hashes_[{act.where, static_cast<int>(act.number)}] = record.record_hash;
    }
    accepted_.emplace_back(record,
                           bundle.has_value() ? std::make_optional(KeysOf(*bundle)) : std::nullopt);
    // The store reads an ENTRY outside of `check` by author and head alone.
    if (act.kind == RECORD_KIND_ENTRY && act.where != kCheck) {
      stored_.PassEntry(record.compartment_key, record.author, heads.back());
    } else {
      EXPECT_THAT(stored_.ApplyStored(record), IsOk());
    }
  }

  static std::string Describe(const ModelAct& act) {
    return RecordKind_Name(act.kind) + " by " + act.author + " in " +
           CompartmentKind_Name(act.where) + " about " + act.target + " members " + act.members;
  }

  std::mt19937 random_;
  std::map<char, CaseRole> named_;
  CaseModel model_;
  CaseBench bench_;
  CaseFold stored_;
  const CaseFold start_;
  std::map<CompartmentKind, std::vector<Hash>> heads_;
  std::vector<Hash> check_records_;
  std::map<std::pair<CompartmentKind, int>, Hash> epoch_hashes_;
  std::vector<std::pair<ParsedRecord, std::optional<std::map<PrincipalId, BoxKey>>>> accepted_;
  std::map<std::string, int> classes_;
};

TEST(CaseModelTest, FoldAndModelAgreeOnRandomSequencesOfActs) {
  std::map<std::string, int> classes;
  for (unsigned seed = 1; seed <= kSequences; ++seed) {
    Sequence sequence(seed);
    for (int i = 0; i < kActs; ++i) {
      sequence.Step();
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << ", act " << i;
    }
    sequence.CompareReader();
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
    for (const auto& [name, count] : sequence.classes()) classes[name] += count;
  }
  // Every answer came up often, so that agreement on it means something.
  for (const char* name :
       {"OK", "NOT_FOUND", "PERMISSION_DENIED/WRONG_ROLE", "FAILED_PRECONDITION/TAKEN",
        "FAILED_PRECONDITION/NOT_ACKNOWLEDGED", "FAILED_PRECONDITION/CASE_CLOSED",
        "FAILED_PRECONDITION/EPOCH_STALE", "FAILED_PRECONDITION/BUNDLE_STALE",
        "ABORTED/CHAIN_MOVED", "INVALID_ARGUMENT/BAD_FIELD"}) {
    EXPECT_GT(classes[name], 200) << name;
  }
}

}  // namespace
}  // namespace vangnet::contract
