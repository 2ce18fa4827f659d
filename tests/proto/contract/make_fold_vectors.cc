// vangnet_make_fold_vectors FOLDER: writes fold.json. Random acts from fixed seeds; every
// answer and state in the file is the model's, and CaseFold is held to it by a test.
// vangnet_make_fold_vectors FOLDER FIRST COUNT: the same from so many seeds from FIRST on,
// for one run of the web client's fold.
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "proto/contract/canonical.h"
#include "tests/proto/contract/random_sequence.h"

namespace vangnet::contract {
namespace {

const std::vector<unsigned> kSeeds = {12, 22, 39, 53, 58, 68};
constexpr int kActs = 40;

constexpr char kAbout[] =
    "SPEC.md sections 6 and 7, the fold. `filing` and `header` are canonical RecordHeaders. The "
    "rest of a record: an ENTRY (kind 2) has a nonce of 24 bytes 6e and `sealed` of 4112 bytes "
    "73, every other kind has neither; every signature is 64 bytes 5a and is not to be looked "
    "at. Records are applied in order; one that is refused changes nothing. `keys`, where it "
    "is, are the box keys of the bundle by which an EPOCH is held. `outcome` is OK or the class "
    "of the refusal; after OK follow the state, who leads, who reads `check` and "
    "`conversation` (sorted) and the rungs (in their order). Numbers are those of the .proto "
    "files.";

std::string Hex(std::string_view bytes) {
  return absl::StrCat("\"", absl::BytesToHexString({bytes.data(), bytes.size()}), "\"");
}

std::string HexOf(char letter) { return Hex(Who(letter).view()); }

std::string Header(const Draft& draft) { return Hex(SerializeCanonical(draft.header)); }

std::string Principals(const std::vector<PrincipalId>& principals) {
  return absl::StrCat(
      "[",
      absl::StrJoin(principals, ", ",
                    [](std::string* out, const auto& p) { out->append(Hex(p.view())); }),
      "]");
}

std::string Keys(const std::string& bundle) {
  return absl::StrCat("[",
                      absl::StrJoin(KeysOf(bundle), ", ",
                                    [](std::string* out, const auto& entry) {
                                      absl::StrAppend(
                                          out, "{\"principal\": ", Hex(entry.first.view()),
                                          ", \"box_key\": ", Hex(entry.second.view()), "}");
                                    }),
                      "]");
}

std::string After(const CaseModel& model) {
  std::vector<PrincipalId> readers;
  for (const auto& [principal, key] : KeysOf(model.Readers(kConversation))) {
    readers.push_back(principal);
  }
  std::vector<PrincipalId> rungs;
  for (const char rung : model.Rungs()) rungs.push_back(Who(rung));
  return absl::StrCat(",\n    \"state\": ", model.State(),
                      ", \"lead\": ", model.Lead() == 0 ? "\"\"" : HexOf(model.Lead()),
                      ",\n    \"readers\": ", Principals(readers),
                      ",\n    \"rungs\": ", Principals(rungs));
}

std::string Act(RandomSequence& sequence) {
  RandomRecord next = sequence.Next();
  while (next.expected == "either") next = sequence.Next();
  const bool has_keys = next.bundle.has_value() && next.act.kind == record::v1::RECORD_KIND_EPOCH;
  if (next.expected == "OK") sequence.Accept(next);
  return absl::StrCat("   {\n    \"header\": ", Header(next.draft),
                      has_keys ? absl::StrCat(",\n    \"keys\": ", Keys(*next.bundle)) : "",
                      ",\n    \"outcome\": \"", next.expected, "\"",
                      next.expected == "OK" ? After(sequence.model()) : "", "\n   }");
}

std::string Case(unsigned seed) {
  RandomSequence sequence(seed);
  std::vector<std::string> acts;
  for (int i = 0; i < kActs; ++i) acts.push_back(Act(sequence));
  return absl::StrCat("  {\n   \"name\": \"seed ", seed,
                      "\",\n   \"filing\": ", Header(sequence.filing()), ",\n   \"acts\": [\n",
                      absl::StrJoin(acts, ",\n"), "\n   ]\n  }");
}

bool Write(const std::string& folder, const std::vector<unsigned>& seeds) {
  std::vector<std::string> cases;
  for (const unsigned seed : seeds) cases.push_back(Case(seed));
  std::ofstream file(folder + "/fold.json");
  file << "{\n \"about\": \"" << kAbout << "\",\n \"cases\": [\n"
       << absl::StrJoin(cases, ",\n") << "\n ]\n}\n";
  return file.good();
}

}  // namespace
}  // namespace vangnet::contract

int main(int argc, char** argv) {
  std::vector<unsigned> seeds = vangnet::contract::kSeeds;
  if (argc == 4) {
    const unsigned first = static_cast<unsigned>(std::stoul(argv[2]));
    seeds.resize(std::stoul(argv[3]));
    std::iota(seeds.begin(), seeds.end(), first);
  }
  if ((argc != 2 && argc != 4) || !vangnet::contract::Write(argv[1], seeds)) {
    std::cerr << "vangnet_make_fold_vectors FOLDER [FIRST COUNT]: a folder to write to\n";
    return 1;
  }
  return 0;
}
