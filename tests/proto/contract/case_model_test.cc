// CaseFold against the model, over thousands of random sequences of acts by random
// people, many of them out of rule. A failure names its seed.
#include "gtest/gtest.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/random_sequence.h"
#include "tests/proto/contract/refusal.h"

namespace vangnet::contract {
namespace {

constexpr unsigned kSequences = 2000;
constexpr int kActs = 45;

// One case, told to model and fold alike; and again to a fold as the store makes it and,
// at the end, to one as a reader makes it.
class Comparison {
 public:
  explicit Comparison(unsigned seed)
      : sequence_(seed), fold_(sequence_.start()), stored_(sequence_.start()) {}

  void Step() {
    const RandomRecord next = sequence_.Next();
    const absl::Status status = next.bundle.has_value()
                                    ? fold_.Apply(next.record, KeysOf(*next.bundle))
                                    : fold_.Apply(next.record);
    const std::string answer = ClassOf(status);
    if (next.expected == "either") {
      EXPECT_TRUE(answer == "INVALID_ARGUMENT/BAD_FIELD" ||
                  answer == "FAILED_PRECONDITION/BUNDLE_STALE")
          << answer;
    } else {
      EXPECT_EQ(answer, next.expected) << next.description << " " << status.message();
    }
    ++answers_[answer];
    if (status.ok()) Accept(next);
    Compare(fold_);
  }

  // A reader applies all of `check` and then the other chains.
  void CompareReader() const {
    CaseFold reader = sequence_.start();
    for (const bool in_check : {true, false}) {
      for (const RandomRecord& accepted : accepted_) {
        if ((accepted.act.where == kCheck) != in_check) continue;
        EXPECT_THAT(accepted.bundle.has_value()
                        ? reader.ApplyHistoric(accepted.record, KeysOf(*accepted.bundle))
                        : reader.ApplyHistoric(accepted.record),
                    IsOk());
      }
    }
    Compare(reader);
    Compare(stored_);
  }

  const std::map<std::string, int>& answers() const { return answers_; }

 private:
  void Accept(const RandomRecord& next) {
    sequence_.Accept(next);
    accepted_.push_back(next);
    // The store reads an ENTRY by author and head alone.
    if (next.act.kind == record::v1::RECORD_KIND_ENTRY) {
      stored_.PassEntry(next.record.compartment_key, next.record.author,
                        sequence_.Head(next.act.where));
    } else {
      EXPECT_THAT(stored_.ApplyStored(next.record), IsOk());
    }
  }

  void Compare(const CaseFold& fold) const {
    const CaseModel& model = sequence_.model();
    EXPECT_EQ(fold.state(), model.State());
    EXPECT_EQ(fold.lead().has_value() ? LetterOf(*fold.lead()) : 0, model.Lead());
    std::string rungs;
    for (const PrincipalId& rung : fold.Rungs()) rungs += LetterOf(rung);
    EXPECT_EQ(rungs, model.Rungs());
    for (const char letter : std::string(kEverybody)) {
      EXPECT_EQ(fold.RoleOf(Who(letter)), model.RoleOf(letter)) << letter;
    }
    for (const record::v1::CompartmentKind where : kCompartments) CompareIn(where, fold);
  }

  void CompareIn(record::v1::CompartmentKind where, const CaseFold& fold) const {
    const CaseModel& model = sequence_.model();
    const std::string key = CompartmentKey(where);
    const std::string readers = model.Readers(where);
    EXPECT_EQ(Letters(fold.Access(where)), readers);
    EXPECT_EQ(fold.Length(key), static_cast<std::uint32_t>(model.Length(where)));
    EXPECT_EQ(fold.Head(key), sequence_.Head(where));
    const ModelAct* newest = model.NewestEpoch(where);
    EXPECT_EQ(fold.NewestEpoch(key) == nullptr ? 0 : fold.NewestEpoch(key)->number,
              newest == nullptr ? 0 : newest->number);
    for (const char* bundle : {"BCDEFGH", "BDFH", "CEG"}) {
      EXPECT_EQ(fold.EpochIsCurrent(where, KeysOf(bundle)), model.EpochIsCurrent(where, bundle));
    }
    EXPECT_EQ(fold.LatestAccessChange(where), sequence_.CheckRecord(model.LatestChange(where)));
    for (const char letter : std::string(kEverybody)) {
      EXPECT_EQ(fold.NextAuthorSeq(key, Who(letter)), model.NextSeq(where, letter)) << letter;
      EXPECT_EQ(fold.MayRead(where, Who(letter)), readers.find(letter) != std::string::npos);
    }
  }

  RandomSequence sequence_;
  CaseFold fold_;
  CaseFold stored_;
  std::vector<RandomRecord> accepted_;
  std::map<std::string, int> answers_;
};

TEST(CaseModelTest, FoldAndModelAgreeOnRandomSequencesOfActs) {
  std::map<std::string, int> answers;
  for (unsigned seed = 1; seed <= kSequences; ++seed) {
    Comparison comparison(seed);
    for (int i = 0; i < kActs; ++i) {
      comparison.Step();
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << ", act " << i;
    }
    comparison.CompareReader();
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
    for (const auto& [name, count] : comparison.answers()) answers[name] += count;
  }
  // Every answer came up often, so that agreement on it means something.
  for (const char* name :
       {"OK", "NOT_FOUND", "PERMISSION_DENIED/WRONG_ROLE", "FAILED_PRECONDITION/TAKEN",
        "FAILED_PRECONDITION/NOT_ACKNOWLEDGED", "FAILED_PRECONDITION/CASE_CLOSED",
        "FAILED_PRECONDITION/EPOCH_STALE", "FAILED_PRECONDITION/BUNDLE_STALE",
        "ABORTED/CHAIN_MOVED", "INVALID_ARGUMENT/BAD_FIELD"}) {
    EXPECT_GT(answers[name], 200) << name;
  }
}

}  // namespace
}  // namespace vangnet::contract
