#include "clients/sealing/case_chain.h"

#include <algorithm>
#include <utility>

#include "clients/sealing/body_seal.h"
#include "clients/sealing/case_grants.h"
#include "clients/sealing/case_records.h"

namespace vangnet::sealing {
namespace {

using record::v1::RECORD_KIND_ENTRY;

// Opens what can be opened. A text whose author is not certain is not shown at all: it
// would be somebody's word put in another's mouth.
void OpenEntry(const ReadRecord& record, const Keyring& keyring, CaseView& view) {
  CaseRecord& shown = view.records.back();
  if (!record.parsed.has_value() || record.parsed->kind() != RECORD_KIND_ENTRY) return;
  if (!record.authentic) {
    shown.reading = EntryReading::kDamaged;
    return;
  }
  const EpochKey* key = keyring.Find(record.parsed->compartment_key, shown.header.epoch());
  if (key == nullptr) {
    shown.reading = EntryReading::kNotForMe;
    return;
  }
  absl::StatusOr<content::v1::EntryBody> body = OpenBody(*record.parsed, *key);
  if (!body.ok()) {
    shown.reading = EntryReading::kDamaged;
    view.findings.push_back({.what = FindingClass::kBodyDamaged,
                             .compartment = shown.compartment,
                             .record_number = shown.number,
                             .detail = std::string(body.status().message())});
    return;
  }
  shown.reading = EntryReading::kOpened;
  shown.body = *std::move(body);
}

// A server cannot make a chain unseen by leaving it out: neither one that this client saw
// before, nor the conversation, which every filing begins and its reporter may always read.
void ReportHiddenChains(const CaseMaterial& material, const Identity& reader,
                        const std::set<record::v1::CompartmentKind>& given,
                        std::vector<Finding>& findings) {
  std::set<record::v1::CompartmentKind> hidden;
  for (const caseview::v1::CompartmentHead& head : material.remembered) {
    hidden.insert(head.compartment().kind());
  }
  if (reader.principal() == contract::ReporterPrincipal(material.case_id)) {
    hidden.insert(record::v1::COMPARTMENT_KIND_CONVERSATION);
  }
  for (const record::v1::CompartmentKind kind : hidden) {
    if (given.contains(kind)) continue;
    findings.push_back({.what = FindingClass::kHeadDiffers,
                        .compartment = kind,
                        .record_number = 0,
                        .detail = "chain: left out"});
  }
}

}  // namespace

bool CaseView::writable() const { return fold.has_value() && findings.empty(); }

CaseView VerifyCase(const CaseMaterial& material, const BundleHistory& history,
                    const Identity& reader) {
  CaseRecords records(material, history);
  CaseView view;
  for (const record::v1::CompartmentKind kind :
       {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION,
        record::v1::COMPARTMENT_KIND_CASEFILE}) {
    for (const ChainMaterial& chain : material.chains) {
      if (chain.compartment != kind || !view.compartments.insert(kind).second) continue;
      records.ReadChain(chain);
    }
  }
  records.CheckOpenedEpochs();
  ReportHiddenChains(material, reader, view.compartments, records.findings());
  const CaseGrants grants(material, records);
  for (const std::string& grant : material.grants) {
    grants.Read(grant, reader, view.keyring, records.findings());
  }
  view.fold = records.fold();
  view.verified_heads = records.verified_heads();
  view.findings = std::move(records.findings());
  for (ReadRecord& record : records.records()) {
    view.records.push_back(std::move(record.shown));
    OpenEntry(record, view.keyring, view);
  }
  const bool check_is_reported =
      std::any_of(view.findings.begin(), view.findings.end(), [](const Finding& finding) {
        return finding.compartment == record::v1::COMPARTMENT_KIND_CHECK;
      });
  if (!view.fold.has_value() && !check_is_reported) {
    view.findings.push_back({.what = FindingClass::kNotCanonical,
                             .compartment = record::v1::COMPARTMENT_KIND_CHECK,
                             .record_number = 0,
                             .detail = "filing: missing"});
  }
  return view;
}

}  // namespace vangnet::sealing
