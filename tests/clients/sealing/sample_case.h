// A case as an honest server would keep it: records and grants in the order in which
// they came. Tests and vectors then spoil it.
#ifndef VANGNET_TESTS_CLIENTS_SEALING_SAMPLE_CASE_H_
#define VANGNET_TESTS_CLIENTS_SEALING_SAMPLE_CASE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "clients/sealing/bundle_history.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/record_seal.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {

inline constexpr auto kCheck = record::v1::COMPARTMENT_KIND_CHECK;
inline constexpr auto kConversation = record::v1::COMPARTMENT_KIND_CONVERSATION;
inline constexpr auto kCasefile = record::v1::COMPARTMENT_KIND_CASEFILE;

content::v1::EntryBody MessageBody(const std::string& text);
content::v1::EntryBody NoteBody(const std::string& text);

class SampleCase {
 public:
  // The filing of world.Draft() by the owner of `receipt`, taken in.
  SampleCase(SampleWorld& world, const Receipt& receipt);

  const ReporterKeys& reporter() const { return reporter_; }
  const BuiltFiling& filing() const { return filing_; }
  contract::CaseId id() const { return reporter_.case_id; }

  // What the server shows to who may see these compartments, claimed heads included.
  CaseMaterial Material(const std::set<record::v1::CompartmentKind>& compartments) const;
  // All three, as `reader` verifies them.
  CaseView View(const Identity& reader) const;
  // Writes under the newest of world.Bundle1() and, once RenewBundle() was called,
  // world.Bundle2().
  RecordWriter Writer(const Identity& author);
  void RenewBundle() { renewed_ = true; }
  void Append(const Batch& batch);

  std::vector<std::string>& chain(record::v1::CompartmentKind kind) { return chains_[kind]; }
  std::vector<std::string>& grants() { return grants_; }
  const BundleHistory& history() const { return history_; }
  SampleWorld& world() { return world_; }

 private:
  SampleWorld& world_;
  ReporterKeys reporter_;
  VerifiedBundle bundle1_;
  VerifiedBundle bundle2_;
  BundleHistory history_;
  BuiltFiling filing_;
  bool renewed_ = false;
  std::map<record::v1::CompartmentKind, std::vector<std::string>> chains_;
  std::vector<std::string> grants_;
};

}  // namespace vangnet::sealing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_SAMPLE_CASE_H_
