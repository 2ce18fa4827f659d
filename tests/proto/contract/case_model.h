// A second opinion on CaseFold: the rules of SPEC.md sections 6 and 7 once more, written
// from the documents and in another shape. It keeps what was signed and nothing else, and
// works every answer out from the beginning; persons are letters, heads are lengths.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_CASE_MODEL_H_
#define VANGNET_TESTS_PROTO_CONTRACT_CASE_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// What one record says. Lengths count the records of a chain; -1 is a hash that no chain
// ever had.
struct ModelAct {
  record::v1::RecordKind kind = record::v1::RECORD_KIND_UNSPECIFIED;
  record::v1::CompartmentKind where = record::v1::COMPARTMENT_KIND_CHECK;
  char author = 0;
  int seen = 0;  // Length of the chain that the author had seen.
  std::uint32_t author_seq = 0;
  // ADD_READER and REMOVE_READER.
  char target = 0;
  record::v1::CaseRole role = record::v1::CASE_ROLE_UNSPECIFIED;
  std::uint32_t opens = 0;  // ADD_READER: the newest epoch of `conversation` it opens.
  // ENTRY.
  std::uint32_t epoch = 0;
  // EPOCH.
  std::uint32_t number = 0;
  int previous = 0;     // The number whose record hash it gives; 0 for none.
  int check_seen = 0;   // Length of `check` that check_head stands for.
  std::string members;  // Letters, sorted.
  int cause = 0;        // The position in `check` of the record that it names.
  // ACKNOWLEDGE.
  bool names_filing = true;
};

class CaseModel {
 public:
  // A filing that names persons with their roles, and coordinators.
  CaseModel(const std::map<char, record::v1::CaseRole>& named, const std::string& coordinators);

  // "OK", or the class of the refusal. `bundle`: the letters in the bundle by which an
  // EPOCH is held; without it nobody may be missing.
  std::string Judge(const ModelAct& act, const std::optional<std::string>& bundle) const;
  // `act` was accepted.
  void Take(const ModelAct& act) { chains_[act.where].push_back(act); }

  std::string Readers(record::v1::CompartmentKind where) const;
  std::string Rungs() const;  // In their order.
  caseview::v1::CaseState State() const;
  char Lead() const { return Now().lead; }
  record::v1::CaseRole RoleOf(char person) const;
  int Length(record::v1::CompartmentKind where) const;
  std::uint32_t NextSeq(record::v1::CompartmentKind where, char author) const;
  const ModelAct* NewestEpoch(record::v1::CompartmentKind where) const;
  bool EpochIsCurrent(record::v1::CompartmentKind where, const std::string& bundle) const;
  // The position in `check` of the last change of who reads `where`; 0 for none.
  int LatestChange(record::v1::CompartmentKind where) const;

 private:
  // The case after some records of `check`.
  struct Standing {
    std::map<char, record::v1::CaseRole> seats;  // Staff on the access list.
    std::string arrivals;                        // Everybody ever named, in rung order.
    std::set<char> gone;
    char lead = 0;
    bool closed = false;
    bool withdrawn = false;
  };

  Standing At(int check_length) const;
  Standing Now() const { return At(Length(record::v1::COMPARTMENT_KIND_CHECK)); }
  static void Change(const ModelAct& act, Standing& standing);
  static std::string ReadersIn(const Standing& standing, record::v1::CompartmentKind where);
  std::string JudgeAuthor(const ModelAct& act, const Standing& now) const;
  static std::string JudgeKind(const ModelAct& act, const Standing& now);
  std::string JudgePlace(const ModelAct& act) const;
  std::string JudgeAct(const ModelAct& act, const Standing& now,
                       const std::optional<std::string>& bundle) const;
  std::string JudgeEpoch(const ModelAct& act, const Standing& now,
                         const std::optional<std::string>& bundle) const;
  std::string JudgeAdd(const ModelAct& act, const Standing& now) const;

  std::map<char, record::v1::CaseRole> named_;
  std::string coordinators_;
  std::map<record::v1::CompartmentKind, std::vector<ModelAct>> chains_;
};

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_CASE_MODEL_H_
