// The keys that grants give to one reader, and the grants that nobody was entitled to.
// The second step of VerifyCase; programs use that.
#ifndef VANGNET_CLIENTS_SEALING_CASE_GRANTS_H_
#define VANGNET_CLIENTS_SEALING_CASE_GRANTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "clients/sealing/case_chain.h"
#include "clients/sealing/case_records.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/finding.h"
#include "clients/sealing/identity.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::sealing {

class CaseGrants {
 public:
  // `records` must outlive this object, and all chains must have been read into it.
  CaseGrants(const CaseMaterial& material, const CaseRecords& records);

  // Verifies one grant. When it is for `reader` and good, its keys go to `keyring`.
  void Read(std::string_view bytes, const Identity& reader, Keyring& keyring,
            std::vector<Finding>& findings) const;

 private:
  using EpochName = std::pair<std::string, std::uint32_t>;  // Compartment key, number.
  struct Epoch {
    std::map<std::string, std::string> members;  // Principal to box key.
    std::string commitment;
  };

  bool MayRead(std::string_view principal, const EpochName& name, const Epoch& epoch) const;
  // Nothing, or why the grant is none.
  std::optional<FindingClass> CheckRight(const contract::ParsedGrant& grant) const;
  bool FitsCommitments(const contract::ParsedGrant& grant, const EpochKeys& keys) const;

  const CaseMaterial& material_;
  const CaseRecords& records_;
  std::map<EpochName, Epoch> epochs_;
  // (principal, compartment key, epoch) that an ADD_READER opened.
  std::set<std::tuple<std::string, std::string, std::uint32_t>> opened_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_CASE_GRANTS_H_
