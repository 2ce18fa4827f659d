// One case from filing to closing, and ways to spoil it: what chain.json and epoch.json
// are made from. Each sample names its records in a pool, so that the files stay small.
#ifndef VANGNET_TESTS_CLIENTS_SEALING_CASE_STORY_H_
#define VANGNET_TESTS_CLIENTS_SEALING_CASE_STORY_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/clients/sealing/json.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"

namespace vangnet::sealing {

// A finding that a reader must report: class, compartment ("check"), record number.
struct Expected {
  std::string what;
  std::string compartment;
  std::uint32_t number = 0;
};

// The case as one sample shows it to a reader: bytes by compartment, and grants.
struct Shown {
  std::map<std::string, std::vector<std::string>> chains;
  std::vector<std::string> grants;
  std::vector<caseview::v1::CompartmentHead> claimed;
  std::vector<caseview::v1::CompartmentHead> remembered;
};

// `shown` with one more record at the end of a chain.
inline Shown With(Shown shown, const std::string& compartment, const std::string& record) {
  shown.chains[compartment].push_back(record);
  return shown;
}

class CaseStory {
 public:
  // Filing; anna accepts and writes; the reporter writes; anna notes; bo's keys are
  // renewed and anna writes; the reporter removes bo, adds dina; anna writes. Not closed.
  explicit CaseStory(const std::string& name);

  SampleWorld& world() { return world_; }
  SampleCase& sample_case() { return case_; }
  const Identity& reporter() const { return case_.reporter().identity; }

  // The case as an honest server shows it.
  Shown Honest();
  // Claimed heads of an honest server, for a case of which something is held back.
  std::vector<caseview::v1::CompartmentHead> Heads();

  // The header of the next record of `author`, as it would be written now.
  record::v1::RecordHeader NextHeader(record::v1::CompartmentKind compartment,
                                      record::v1::RecordKind kind, const Identity& author);
  // Signed by `signer`, whatever it says.
  std::string Signed(const record::v1::RecordHeader& header, const Identity& signer);
  // An ENTRY of conversation under the newest epoch's key.
  std::string Entry(const record::v1::RecordHeader& header, const Identity& signer);
  // The next EPOCH of conversation by anna, changed, with a key that nobody is given.
  std::string Epoch(const std::function<void(record::v1::RecordHeader&)>& change,
                    const Identity& signer);
  record::v1::RecordHeader NextEpochHeader(const Identity& author);
  // The key of an epoch of conversation, as anna holds it.
  EpochKey KeyOf(std::uint32_t epoch);

  void AddSample(const std::string& name, const std::string& reader, const Shown& shown,
                 const std::vector<Expected>& findings);
  // Organisation, bundles, readers, pools and samples.
  Json File(const std::string& about) const;

 private:
  std::string NameInPool(const std::string& kind, const std::string& bytes);

  SampleWorld world_;
  SampleCase case_;
  std::map<std::string, std::string> names_;  // Bytes to name.
  std::map<std::string, int> counts_;
  Json pool_ = Json::Object();
  Json samples_ = Json::List();
};

}  // namespace vangnet::sealing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_CASE_STORY_H_
