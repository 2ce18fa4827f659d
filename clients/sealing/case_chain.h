// Reading a case without believing the server: everything is verified from record 1.
//
//   sealing::CaseMaterial material;              // What the server gave, byte for byte.
//   material.case_id = id;
//   material.organisation_id = anchor.organisation_id;
//   material.chains = {{CHECK, records, head}, {CONVERSATION, records, head}};
//   material.grants = grants;
//   material.remembered = heads_seen_before;     // Or of the filing proof.
//   sealing::CaseView view = sealing::VerifyCase(material, history, identity);
//   for (const auto& finding : view.findings) Warn(finding);
//   for (const auto& record : view.records) Show(record);
//   if (view.writable()) ... RecordWriter::Create(view, ...)
#ifndef VANGNET_CLIENTS_SEALING_CASE_CHAIN_H_
#define VANGNET_CLIENTS_SEALING_CASE_CHAIN_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "clients/sealing/bundle_history.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/finding.h"
#include "clients/sealing/identity.h"
#include "proto/contract/case_fold.h"
#include "proto/contract/ids.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

struct ChainMaterial {
  record::v1::CompartmentKind compartment = record::v1::COMPARTMENT_KIND_UNSPECIFIED;
  std::vector<caseview::v1::StoredRecord> records;  // From position 1 on, all of them.
  // Where the server says that the chain stands; absent: not compared.
  std::optional<caseview::v1::CompartmentHead> claimed;
};

struct CaseMaterial {
  contract::OrganisationId organisation_id;
  contract::CaseId case_id;
  // `check` is needed; the others as far as they are open to the reader. One that is open
  // and still empty (a casefile before the first note) is given with no records.
  std::vector<ChainMaterial> chains;
  std::vector<std::string> grants;  // Canonical Grants.
  // Heads that this client verified before; each must lie in its chain, which must be given.
  std::vector<caseview::v1::CompartmentHead> remembered;
};

enum class EntryReading {
  kOpened,
  kNotForMe,  // No grant of its epoch is for this identity: not an error.
  kDamaged,   // A finding says what.
};

// One record as it lies in its chain, in order; ENTRY records carry a body.
struct CaseRecord {
  record::v1::CompartmentKind compartment = record::v1::COMPARTMENT_KIND_UNSPECIFIED;
  std::uint32_t number = 0;  // Position, counted from 1.
  record::v1::RecordHeader header;
  contract::PrincipalId author;
  contract::Hash record_hash;
  std::uint64_t received_time = 0;  // The server's word.
  // Signature, author and place were all as they must be. False: shown with a finding,
  // never acted upon.
  bool verified = false;
  // For ENTRY records only.
  EntryReading reading = EntryReading::kNotForMe;
  content::v1::EntryBody body;  // Empty unless opened.
};

struct CaseView {
  // State and access, from the records up to the first damage. Absent only when the
  // FILING itself does not verify.
  std::optional<contract::CaseFold> fold;
  // The chains that were given, and so read: nothing is written to another one.
  std::set<record::v1::CompartmentKind> compartments;
  // `check`, then `conversation`, then `casefile`; in each the chain's order.
  std::vector<CaseRecord> records;
  std::vector<Finding> findings;
  // The epochs' keys that this identity could open, commitment checked.
  Keyring keyring;
  // Heads that were verified, to be remembered for the next time.
  std::vector<caseview::v1::CompartmentHead> verified_heads;

  // False after any finding: the person is asked before anything is written.
  bool writable() const;
};

// Never fails: what cannot be verified is a finding. Each staff key is looked up in the
// bundle version of its record; `history` must reach back that far. Does not know what
// the server holds back at the end of a chain beyond `claimed` and `remembered`.
CaseView VerifyCase(const CaseMaterial& material, const BundleHistory& history,
                    const Identity& reader);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_CASE_CHAIN_H_
