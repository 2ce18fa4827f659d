#include "tests/clients/sealing/sample_case.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "clients/sealing/filing.h"
#include "clients/sealing/sha256.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {
namespace {

template <typename T>
T MustBeMade(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::fprintf(stderr, "sample case: %s\n", value.status().ToString().c_str());
    std::abort();
  }
  return *std::move(value);
}

}  // namespace

content::v1::EntryBody MessageBody(const std::string& text) {
  content::v1::EntryBody body;
  body.mutable_message()->set_text(text);
  return body;
}

content::v1::EntryBody NoteBody(const std::string& text) {
  content::v1::EntryBody body;
  body.mutable_note()->set_text(text);
  return body;
}

SampleCase::SampleCase(SampleWorld& world, const Receipt& receipt)
    : world_(world),
      reporter_(DeriveReporterKeys(receipt)),
      bundle1_(world.Bundle1()),
      bundle2_(world.Bundle2()),
      history_(world.History()),
      filing_(MustBeMade(
          BuildFiling(reporter_, bundle1_, world.Draft(), world.now(), world.random()))) {
  record::v1::Filing filing;
  if (!filing.ParseFromString(filing_.bytes)) std::abort();
  Batch batch;
  batch.records.assign(filing.records().begin(), filing.records().end());
  batch.grants.assign(filing.grants().begin(), filing.grants().end());
  Append(batch);
}

void SampleCase::Append(const Batch& batch) {
  for (const std::string& bytes : batch.records) {
    const contract::ParsedRecord record = MustBeMade(contract::ParseRecord(Sha256, bytes));
    chains_[record.header.compartment().kind()].push_back(bytes);
  }
  grants_.insert(grants_.end(), batch.grants.begin(), batch.grants.end());
}

CaseMaterial SampleCase::Material(const std::set<record::v1::CompartmentKind>& compartments) const {
  CaseMaterial material;
  material.organisation_id = bundle1_.parsed().organisation_id;
  material.case_id = reporter_.case_id;
  for (const record::v1::CompartmentKind kind : compartments) {
    ChainMaterial chain;
    chain.compartment = kind;
    contract::Hash head =
        contract::ChainStart(Sha256, reporter_.case_id, contract::CompartmentKey(kind));
    const auto records = chains_.find(kind);
    if (records != chains_.end()) {
      for (const std::string& bytes : records->second) {
        caseview::v1::StoredRecord stored;
        stored.set_record(bytes);
        stored.set_position(static_cast<std::uint32_t>(chain.records.size() + 1));
        chain.records.push_back(stored);
        const auto parsed = contract::ParseRecord(Sha256, bytes);
        if (parsed.ok()) head = contract::ChainNext(Sha256, head, parsed->record_hash);
      }
    }
    caseview::v1::CompartmentHead claimed;
    claimed.mutable_compartment()->set_kind(kind);
    claimed.set_length(static_cast<std::uint32_t>(chain.records.size()));
    claimed.set_head(head.ToBytes());
    chain.claimed = claimed;
    material.chains.push_back(std::move(chain));
  }
  material.grants = grants_;
  return material;
}

CaseView SampleCase::View(const Identity& reader) const {
  return VerifyCase(Material({kCheck, kConversation, kCasefile}), history_, reader);
}

RecordWriter SampleCase::Writer(const Identity& author) {
  return MustBeMade(RecordWriter::Create(View(author), author, renewed_ ? bundle2_ : bundle1_,
                                         world_.now(), world_.random()));
}

}  // namespace vangnet::sealing
