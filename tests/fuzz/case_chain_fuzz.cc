// A case as a server without scruples shows it: an honest case, spoilt by a program of the
// input that drops, doubles, swaps, moves and changes records, grants and heads, and has
// whole records signed by people who are in the case. Whatever comes, the client shows
// nothing as verified that was not written there, and opens nothing that nobody wrote.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "clients/sealing/case_chain.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/parsed_record.h"
#include "tests/clients/sealing/case_story.h"
#include "tests/fuzz/property.h"

namespace vangnet::fuzz {
namespace {

using record::v1::CompartmentKind;
using sealing::CaseMaterial;
using sealing::CaseView;

struct Honest {
  Honest()
      : story("fuzz"),
        material(story.sample_case().Material(
            {sealing::kCheck, sealing::kConversation, sealing::kCasefile})) {
    for (const auto& chain : material.chains) {
      for (const auto& stored : chain.records) {
        const auto parsed = Must(contract::ParseRecord(sealing::Sha256, stored.record()));
        hashes[chain.compartment].push_back(parsed.record_hash);
      }
    }
    const CaseView view = sealing::VerifyCase(material, story.sample_case().history(), Anna());
    Require(view.writable(), "the honest case is good");
    for (const auto& record : view.records) {
      if (record.reading == sealing::EntryReading::kOpened) {
        bodies[record.record_hash] = contract::SerializeCanonical(record.body);
      }
    }
  }
  const sealing::Identity& Anna() { return story.world().person("anna"); }

  sealing::CaseStory story;
  CaseMaterial material;
  std::map<CompartmentKind, std::vector<contract::Hash>> hashes;
  std::map<contract::Hash, std::string> bodies;
};

Honest& TheCase() {
  static auto* const honest = new Honest;
  return *honest;
}

void ChangeByte(Input& input, std::string& bytes) {
  if (bytes.empty()) return;
  const std::size_t at = input.Number() % bytes.size();
  bytes[at] = static_cast<char>(bytes[at] ^ (input.Byte() | 1));
}

// The record with its header changed in a few bytes, signed by its author or by somebody
// else of the case.
std::string Resigned(Input& input, const std::string& bytes) {
  record::v1::Record record;
  record::v1::RecordHeader header;
  if (!record.ParseFromString(bytes)) return bytes;
  std::string header_bytes = record.header();
  ChangeByte(input, header_bytes);
  if (!header.ParsePartialFromString(header_bytes)) return bytes;
  Honest& honest = TheCase();
  const sealing::Identity* signers[] = {
      &honest.story.reporter(), &honest.Anna(), &honest.story.world().person("bo"),
      &honest.story.world().renewed_bo(), &honest.story.world().person("fay")};
  const sealing::Identity& signer = *signers[input.Byte() % std::size(signers)];
  header.set_author(signer.principal().ToBytes());
  header.set_author_key(signer.signing_key().ToBytes());
  const std::string message = sealing::Sha256(contract::SerializeCanonical(header)).ToBytes() +
                              sealing::Sha256(record.nonce() + record.sealed()).ToBytes();
  record.set_header(contract::SerializeCanonical(header));
  record.set_signature(signer.Sign("vangnet/v1/record" + std::string(1, '\0'), message).ToBytes());
  return contract::SerializeCanonical(record);
}

class Spoiling {
 public:
  explicit Spoiling(CaseMaterial& material) : material_(material) {}

  // True while all records are of the honest writers.
  bool only_honest_records() const { return !signed_; }
  bool changed() const { return changed_; }

  void Step(Input& input) {
    const std::uint8_t what = input.Byte() % 14;
    changed_ = true;
    if (what < 8) {
      if (material_.chains.empty()) return;
      return SpoilChain(input, what, material_.chains[input.Byte() % material_.chains.size()]);
    }
    if (what == 13) return Remember(input);
    if (what == 12) {
      if (!material_.chains.empty()) material_.chains.pop_back();
      return;
    }
    if (!material_.grants.empty()) SpoilGrants(input, what);
  }

 private:
  void SpoilChain(Input& input, std::uint8_t what, sealing::ChainMaterial& chain) {
    auto& records = chain.records;
    if (what == 6) return SpoilClaim(input, chain);
    if (records.empty()) return;
    const std::size_t at = input.Byte() % records.size();
    const std::size_t other = input.Byte() % records.size();
    switch (what) {
      case 0:
        records.erase(records.begin() + static_cast<std::ptrdiff_t>(at));
        return;
      case 1:
        return std::swap(records[at], records[other]);
      case 2:
        records.insert(records.begin() + static_cast<std::ptrdiff_t>(other),
                       caseview::v1::StoredRecord(records[at]));
        return;
      case 3:
        return ChangeByte(input, *records[at].mutable_record());
      case 4:
        signed_ = true;
        return records[at].set_record(Resigned(input, records[at].record()));
      case 5: {
        auto& target = material_.chains[input.Byte() % material_.chains.size()].records;
        target.push_back(caseview::v1::StoredRecord(records[at]));
        return;
      }
      default:
        records[at].set_position(input.Number());
        return records[at].set_received_time(input.Number());
    }
  }

  static void SpoilClaim(Input& input, sealing::ChainMaterial& chain) {
    if (input.Byte() % 2 == 0) return chain.claimed.reset();
    if (!chain.claimed.has_value()) return;
    chain.claimed->set_length(input.Byte());
    ChangeByte(input, *chain.claimed->mutable_head());
  }

  void SpoilGrants(Input& input, std::uint8_t what) {
    const std::size_t at = input.Byte() % material_.grants.size();
    if (what == 8) {
      material_.grants.erase(material_.grants.begin() + static_cast<std::ptrdiff_t>(at));
    } else if (what == 9) {
      material_.grants.push_back(std::string(material_.grants[at]));
    } else if (what == 10) {
      ChangeByte(input, material_.grants[at]);
    } else {
      material_.grants.emplace_back(input.TakeString());
    }
  }

  void Remember(Input& input) {
    caseview::v1::CompartmentHead head;
    head.mutable_compartment()->set_kind(static_cast<CompartmentKind>(input.Byte() % 5));
    head.set_length(input.Number());
    head.set_head(std::string(input.TakeString()));
    material_.remembered.push_back(head);
  }

  CaseMaterial& material_;
  bool signed_ = false;
  bool changed_ = false;
};

void CheckRecords(const CaseView& view) {
  for (const auto& record : view.records) {
    const auto& hashes = TheCase().hashes[record.compartment];
    if (record.verified) {
      Require(record.number >= 1 && record.number <= hashes.size() &&
                  hashes[record.number - 1] == record.record_hash,
              "a verified record was written at this place");
    }
    if (record.reading == sealing::EntryReading::kOpened) {
      const auto written = TheCase().bodies.find(record.record_hash);
      Require(written != TheCase().bodies.end() &&
                  written->second == contract::SerializeCanonical(record.body),
              "an opened text was written by its author");
    }
  }
}

void CheckView(const CaseMaterial& material, const CaseView& view, const Spoiling& spoiling) {
  std::size_t given = 0;
  std::set<CompartmentKind> seen;
  for (const auto& chain : material.chains) {
    if (seen.insert(chain.compartment).second) given += chain.records.size();
  }
  Require(view.records.size() == given, "every record that was given is shown");
  for (const auto& finding : view.findings) {
    Require(!sealing::NameOf(finding.what).empty() && finding.record_number <= given,
            "a finding has a name and a place");
    Require(finding.detail.size() <= 400, "a finding is short");
  }
  if (spoiling.only_honest_records()) CheckRecords(view);
  if (!spoiling.changed()) Require(view.writable(), "the honest case is good");
  if (!view.writable()) return;
  for (const auto& record : view.records) {
    Require(record.verified, "a case without a finding is verified altogether");
  }
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  Honest& honest = TheCase();
  CaseMaterial material = honest.material;
  Spoiling spoiling(material);
  for (int i = 0; i < 6 && !input.empty(); ++i) spoiling.Step(input);
  const CaseView view =
      vangnet::sealing::VerifyCase(material, honest.story.sample_case().history(), honest.Anna());
  CheckView(material, view, spoiling);
  return 0;
}
