#include "clients/session/case_reading.h"

#include <algorithm>
#include <string>
#include <utility>

#include "clients/sealing/filing_proof.h"
#include "clients/session/client_reason.h"
#include "clients/session/held_back.h"
#include "clients/session/home.h"
#include "clients/session/words.h"
#include "proto/contract/chain.h"
#include "proto/contract/error.h"
#include "proto/contract/status_macros.h"

namespace vangnet::session {
namespace {

constexpr int kReadAttempts = 3;
constexpr int kWriteAttempts = 4;
constexpr Words kNotStored{
    "De server zegt dat het verstuurd is, maar het staat er niet bij. Reken er niet op dat iemand "
    "het leest; bel het ondersteuningsteam.",
    "The server says that it was sent, but it was not added. Do not count on anybody reading it; "
    "call the support team."};

bool IsWanted(record::v1::CompartmentKind kind, ReadExtent extent) {
  return kind == record::v1::COMPARTMENT_KIND_CHECK || extent == ReadExtent::kAllThatIsOpen;
}

// Each chain is read once, however often the server names it, and only of kinds that this
// program knows.
bool IsNew(const sealing::CaseMaterial& material, record::v1::CompartmentKind kind) {
  return kind >= record::v1::COMPARTMENT_KIND_CHECK &&
         kind <= record::v1::COMPARTMENT_KIND_CASEFILE &&
         std::none_of(
             material.chains.begin(), material.chains.end(),
             [kind](const sealing::ChainMaterial& chain) { return chain.compartment == kind; });
}

// False when a chain got longer between the two calls: read again rather than call the
// server a liar.
bool IsSteady(const sealing::CaseMaterial& material) {
  return std::all_of(
      material.chains.begin(), material.chains.end(), [](const sealing::ChainMaterial& chain) {
        return !chain.claimed.has_value() || chain.claimed->length() == chain.records.size();
      });
}

absl::Status FetchChains(CasePort& port, ReadExtent extent, CaseStanding& standing,
                         sealing::CaseMaterial& material) {
  for (int attempt = 0; attempt < kReadAttempts; ++attempt) {
    VN_ASSIGN_OR_RETURN(standing, port.GetStanding());
    material.chains.clear();
    for (const caseview::v1::CompartmentHead& head : standing.heads) {
      const record::v1::CompartmentKind kind = head.compartment().kind();
      if (!IsWanted(kind, extent) || !IsNew(material, kind)) continue;
      sealing::ChainMaterial& chain = material.chains.emplace_back();
      chain.compartment = kind;
      chain.claimed = head;
      VN_ASSIGN_OR_RETURN(chain.records, port.ListRecords(kind));
    }
    if (IsSteady(material)) break;
  }
  return absl::OkStatus();
}

// Bundle versions never fall along a chain, so the first record's is the oldest.
std::uint32_t OldestVersion(const sealing::CaseMaterial& material, std::uint32_t newest) {
  std::uint32_t oldest = newest;
  for (const sealing::ChainMaterial& chain : material.chains) {
    for (const caseview::v1::StoredRecord& stored : chain.records) {
      record::v1::Record record;
      record::v1::RecordHeader header;
      if (!record.ParseFromString(stored.record()) || !header.ParseFromString(record.header())) {
        continue;  // VerifyCase says so.
      }
      if (header.bundle_version() > 0) oldest = std::min(oldest, header.bundle_version());
    }
  }
  return oldest;
}

bool KnowsNewerBundle(const sealing::CaseMaterial& material, std::uint32_t newest) {
  for (const sealing::ChainMaterial& chain : material.chains) {
    for (const caseview::v1::StoredRecord& stored : chain.records) {
      record::v1::Record record;
      record::v1::RecordHeader header;
      if (record.ParseFromString(stored.record()) && header.ParseFromString(record.header()) &&
          header.bundle_version() > newest) {
        return true;
      }
    }
  }
  return false;
}

// A server that turned the case back behind its own signed word is found out by it. A
// view without a verified filing has findings of its own.
bool ProofStands(const CaseReading& reading, const bundle::v1::Bundle& bundle) {
  if (!reading.standing.filing_proof.has_value()) return true;
  const absl::StatusOr<sealing::FilingFacts> facts = sealing::FactsOf(reading.view);
  return !facts.ok() ||
         sealing::VerifyFilingProof(*reading.standing.filing_proof, bundle, *facts).ok();
}

// What to do about a refused write.
enum class Next { kStop, kAgain, kAgainWithNewerBundle };
Next NextAfter(const absl::Status& status) {
  const std::string reason = contract::ReasonOf(status);
  if (reason == contract::reason::kChainMoved || reason == contract::reason::kEpochStale) {
    return Next::kAgain;
  }
  if (reason == contract::reason::kBundleStale || reason == contract::reason::kBundleExpired) {
    return Next::kAgainWithNewerBundle;
  }
  return Next::kStop;
}

// What was written is in the chain, which is at least so much longer; else it is not stored,
// whatever the answer says.
bool IsStored(const sealing::RecordWriter& writer,
              const std::vector<caseview::v1::CompartmentHead>& answered,
              const CaseReading& reading) {
  return std::all_of(reading.view.compartments.begin(), reading.view.compartments.end(),
                     [&](const record::v1::CompartmentKind kind) {
                       const std::string key = contract::CompartmentKey(kind);
                       const std::uint32_t length = writer.fold().Length(key);
                       return length == reading.view.fold->Length(key) ||
                              std::any_of(answered.begin(), answered.end(), [&](const auto& head) {
                                return head.compartment().kind() == kind && head.length() >= length;
                              });
                     });
}

// After a write the author has seen more: a server that answers OK and then drops the record
// is found out the next time. Only where it names the very head that the author computed:
// an ENTRY may come to lie behind another one.
void RememberOwn(const sealing::RecordWriter& writer,
                 const std::vector<caseview::v1::CompartmentHead>& answered, CaseReading& reading) {
  for (const caseview::v1::CompartmentHead& head : answered) {
    const std::string key = contract::CompartmentKey(head.compartment());
    if (head.head() != writer.fold().Head(key).view() ||
        head.length() != writer.fold().Length(key)) {
      continue;
    }
    std::erase_if(reading.view.verified_heads, [&](const caseview::v1::CompartmentHead& before) {
      return contract::CompartmentKey(before.compartment()) == key;
    });
    reading.view.verified_heads.push_back(head);
  }
}

absl::Status TryToWrite(CasePort& port, Connection& connection, const sealing::Identity& author,
                        CaseReading& reading, const CaseAct& act) {
  VN_ASSIGN_OR_RETURN(
      sealing::RecordWriter writer,
      sealing::RecordWriter::Create(reading.view, author, connection.organisation().newest(),
                                    connection.now(), sealing::SystemRandom()));
  VN_RETURN_IF_ERROR(act(writer));
  VN_ASSIGN_OR_RETURN(const std::vector<caseview::v1::CompartmentHead> answered,
                      port.Append(writer.Take()));
  if (!IsStored(writer, answered, reading)) {
    return Failure(absl::StatusCode::kDataLoss, client_reason::kDamaged, kNotStored);
  }
  RememberOwn(writer, answered, reading);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CaseReading> ReadCase(CasePort& port, Connection& connection,
                                     const sealing::Identity& reader, ReadExtent extent,
                                     const std::vector<caseview::v1::CompartmentHead>& remembered) {
  CaseReading reading;
  sealing::CaseMaterial material;
  material.organisation_id = connection.organisation().id();
  material.case_id = port.case_id();
  VN_RETURN_IF_ERROR(FetchChains(port, extent, reading.standing, material));
  VN_ASSIGN_OR_RETURN(material.grants, port.ListGrants());
  for (const caseview::v1::CompartmentHead& head : remembered) {
    if (IsWanted(head.compartment().kind(), extent)) material.remembered.push_back(head);
  }
  Organisation& organisation = connection.organisation();
  if (KnowsNewerBundle(material, organisation.newest().version())) {
    VN_RETURN_IF_ERROR(connection.Renew().status());
  }
  const sealing::BundleHistory history = organisation.History(
      OldestVersion(material, organisation.newest().version()), connection.fetch_bundle());
  reading.view = sealing::VerifyCase(material, history, reader);
  for (sealing::Finding& finding : FindHeldBack(reading.view, reader, extent)) {
    reading.view.findings.push_back(std::move(finding));
  }
  if (!ProofStands(reading, organisation.bundle())) {
    reading.view.findings.push_back({sealing::FindingClass::kHeadDiffers,
                                     record::v1::COMPARTMENT_KIND_CHECK, 1, "filing proof"});
  }
  return reading;
}

absl::StatusOr<CaseReading> WriteToCase(
    CasePort& port, Connection& connection, const sealing::Identity& author,
    const WriteTerms& terms, const std::vector<caseview::v1::CompartmentHead>& remembered,
    const CaseAct& act) {
  for (int attempt = 1;; ++attempt) {
    VN_ASSIGN_OR_RETURN(CaseReading reading,
                        ReadCase(port, connection, author, terms.extent, remembered));
    if (!reading.view.writable() && !(terms.despite_damage && reading.view.fold.has_value())) {
      return contract::ErrorWithReason(absl::StatusCode::kDataLoss, client_reason::kDamaged,
                                       "the case is damaged");
    }
    const absl::Status written = TryToWrite(port, connection, author, reading, act);
    if (written.ok()) return reading;
    const Next next = NextAfter(written);
    if (next == Next::kStop || attempt == kWriteAttempts) return written;
    if (next == Next::kAgainWithNewerBundle) {
      VN_ASSIGN_OR_RETURN(const bool newer, connection.Renew());
      if (!newer) return written;
    }
  }
}

absl::Status WriteEntryOrStartEpoch(sealing::RecordWriter& writer,
                                    record::v1::CompartmentKind compartment,
                                    const content::v1::EntryBody& body) {
  absl::Status written = writer.WriteEntry(compartment, body);
  const bool holds_no_key =
      absl::IsFailedPrecondition(written) && contract::ReasonOf(written).empty();
  if (!holds_no_key) return written;
  VN_RETURN_IF_ERROR(writer.StartEpoch(compartment));
  return writer.WriteEntry(compartment, body);
}

}  // namespace vangnet::session
