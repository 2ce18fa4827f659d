// A case on the bench: makes the next record that anybody could sign, right in every
// field, for a test to break or to apply.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_CASE_BENCH_H_
#define VANGNET_TESTS_PROTO_CONTRACT_CASE_BENCH_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "proto/contract/case_fold.h"
#include "tests/proto/contract/sample_records.h"

namespace vangnet::contract {

// Persons by letter: 'R' is the reporter, all others are SamplePrincipal.
inline constexpr char kReporter = 'R';
PrincipalId Who(char letter);
char LetterOf(const PrincipalId& principal);
// "BCR": the letters in alphabetic order.
std::string Letters(const std::vector<PrincipalId>& principals);

// Box keys of everybody named by `letters`, as a bundle has them.
std::map<PrincipalId, BoxKey> KeysOf(const std::string& letters);

constexpr auto kCheck = record::v1::COMPARTMENT_KIND_CHECK;
constexpr auto kConversation = record::v1::COMPARTMENT_KIND_CONVERSATION;
constexpr auto kCasefile = record::v1::COMPARTMENT_KIND_CASEFILE;

class CaseBench {
 public:
  explicit CaseBench(const record::v1::FilingAct& filing = SampleFilingAct());
  // The FILING with which such a case begins.
  static Draft FilingDraft(const record::v1::FilingAct& filing);

  CaseFold& fold() { return fold_; }
  const CaseFold& fold() const { return fold_; }

  // The next record of `author`: head seen, sequence, newest epoch; for an EPOCH the
  // members, number and cause that the state asks for; for an ACKNOWLEDGE the filing.
  Draft Next(record::v1::RecordKind kind, char author, record::v1::CompartmentKind where = kCheck);
  Draft NextAdd(char author, char added, record::v1::CaseRole role);
  Draft NextRemove(char author, char removed);

  absl::Status Apply(const Draft& draft);
  // Next and Apply in one.
  absl::Status Do(record::v1::RecordKind kind, char author,
                  record::v1::CompartmentKind where = kCheck);
  absl::Status Add(char author, char added, record::v1::CaseRole role);
  absl::Status Remove(char author, char removed);
  // EPOCH and ENTRY of `check` and of `conversation`, as a filing holds them.
  void FinishFiling();

  std::string Access(record::v1::CompartmentKind where = kConversation) const {
    return Letters(fold_.Access(where));
  }

 private:
  CaseFold fold_;
  std::uint32_t records_ = 0;
};

ParsedRecord ParsedOf(const Draft& draft);

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_CASE_BENCH_H_
