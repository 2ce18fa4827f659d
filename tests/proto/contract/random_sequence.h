// Random acts of random people in one case, and what the model says of each: for the
// comparison with CaseFold and for the vectors. The same seed gives the same acts.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_RANDOM_SEQUENCE_H_
#define VANGNET_TESTS_PROTO_CONTRACT_RANDOM_SEQUENCE_H_

#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "proto/contract/parsed_record.h"
#include "tests/proto/contract/case_bench.h"
#include "tests/proto/contract/case_model.h"

namespace vangnet::contract {

inline constexpr char kEverybody[] = "RBCDEFGHXYQ";  // Coordinators X, Y; stranger Q.
inline constexpr record::v1::CompartmentKind kCompartments[] = {kCheck, kConversation, kCasefile};

struct RandomRecord {
  ModelAct act;
  Draft draft;
  ParsedRecord record;
  std::optional<std::string> bundle;  // By which letters an EPOCH is held.
  std::string expected;               // The model's answer.
  std::string description;
};

class RandomSequence {
 public:
  explicit RandomSequence(unsigned seed);

  // The fold just after the FILING.
  const CaseFold& start() const { return bench_.fold(); }
  const Draft& filing() const { return filing_; }
  // Something that its author may or may not do, two times of three right in its place.
  RandomRecord Next();
  // To be told of each record whose answer was "OK".
  void Accept(const RandomRecord& accepted);

  const CaseModel& model() const { return model_; }
  const Hash& Head(record::v1::CompartmentKind where) const { return heads_.at(where).back(); }
  // Of the record of `check` at this position; zero for position 0.
  Hash CheckRecord(int position) const {
    return position == 0 ? Hash() : check_records_[position - 1];
  }

 private:
  bool Chance(int one_in) { return random_() % one_in == 0; }
  char Pick(const std::string& letters) { return letters[random_() % letters.size()]; }
  std::map<char, record::v1::CaseRole> RandomPersons();
  std::optional<std::string> RandomBundle();
  ModelAct RandomAct();
  void Spoil(ModelAct& act);
  void SpoilMembers(ModelAct& act);
  Draft DraftOf(const ModelAct& act);
  void FillEpoch(const ModelAct& act, record::v1::EpochAct& epoch);

  std::mt19937 random_;
  std::map<char, record::v1::CaseRole> named_;
  CaseModel model_;
  Draft filing_;
  CaseBench bench_;  // Stays at the FILING; only makes drafts.
  std::map<record::v1::CompartmentKind, std::vector<Hash>> heads_;
  std::vector<Hash> check_records_;
  std::map<std::pair<record::v1::CompartmentKind, int>, Hash> epoch_hashes_;
};

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_RANDOM_SEQUENCE_H_
