// The files in which a client remembers: the pinned organisation, heads of a case, the
// version that was shown. First byte: which of them; the rest is the file.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "clients/session/client_reason.h"
#include "clients/session/home.h"
#include "proto/contract/error.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

using session::Home;

// In memory where that is possible: what is remembered is synchronised to the disk each
// time. Removed at the end of the program.
class Folder {
 public:
  Folder() {
    for (const char* parent : {"/dev/shm", "/tmp"}) {
      path_ = std::string(parent) + "/vangnet-fuzz-XXXXXX";
      if (mkdtemp(path_.data()) != nullptr) return;
    }
    Require(false, "the target can be set up");
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const Home& TheHome() {
  static const Folder folder;
  static const Home home = Must(Home::Open(folder.path()));
  return home;
}

const contract::PrincipalId& Reader() { return World().principal("anna"); }

void Write(const std::string& name, std::string_view bytes) {
  const std::string path = TheHome().folder() + "/" + name;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string StaffFile(const std::string& name) {
  return "staff/" + session::ToHex(Reader().view()) + "/" + name;
}

absl::Status LoadPin(std::string_view bytes) {
  Write("organisation", bytes);
  return TheHome().LoadPin().status();
}

bool Same(const session::Pin& a, const session::Pin& b) {
  return a.newest_version == b.newest_version &&
         a.anchor.organisation_id == b.anchor.organisation_id &&
         a.anchor.highest_version == b.anchor.highest_version &&
         a.anchor.newest_hash == b.anchor.newest_hash &&
         a.anchor.signers.SerializeAsString() == b.anchor.signers.SerializeAsString();
}

void CheckPin(std::string_view bytes) {
  Write("organisation", bytes);
  const auto pin = TheHome().LoadPin();
  if (!pin.ok()) {
    RequireGoodRefusal(pin.status(), bytes, {absl::StatusCode::kDataLoss}, LoadPin);
    return;
  }
  const bundle::v1::SignerSet& signers = pin->anchor.signers;
  Require(signers.threshold() >= 1 &&
              static_cast<int>(signers.threshold()) <= signers.signer_keys_size(),
          "a pinned organisation never asks for no signature");
  for (int i = 1; i < signers.signer_keys_size(); ++i) {
    Require(signers.signer_keys(i - 1) < signers.signer_keys(i), "no signer counts twice");
  }
  Require(TheHome().Remember(*pin, "bundle").ok(), "what is read can be remembered");
  const auto again = TheHome().LoadPin();
  Require(again.ok() && Same(*pin, *again), "what is remembered is read back as the same");
}

void CheckHeads(std::string_view bytes) {
  const contract::CaseId& case_id = Reporter().case_id;
  Write(StaffFile("heads/" + session::ToHex(case_id.view())), bytes);
  const auto heads = TheHome().LoadHeads(Reader(), case_id);
  if (!heads.ok()) {
    RequireGoodMessage(heads.status(), {absl::StatusCode::kDataLoss});
    return;
  }
  Require(!heads->empty() || bytes.find_first_not_of('\n') == std::string_view::npos,
          "nothing that was remembered is forgotten silently");
  Require(TheHome().RememberHeads(Reader(), case_id, *heads).ok(), "what is read can be written");
  const auto again = TheHome().LoadHeads(Reader(), case_id);
  Require(again.ok() && again->size() == heads->size(), "and is read back");
  for (std::size_t i = 0; i < heads->size(); ++i) {
    Require((*heads)[i].SerializeAsString() == (*again)[i].SerializeAsString(),
            "what is remembered is read back as the same");
  }
}

void CheckShown(std::string_view bytes) {
  Write(StaffFile("shown"), bytes);
  const std::uint32_t version = TheHome().LoadShownVersion(Reader());
  Require(TheHome().RememberShownVersion(Reader(), version).ok() &&
              TheHome().LoadShownVersion(Reader()) == version,
          "what is remembered is read back as the same");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const int which = input.Byte() % 3;
  const std::string_view bytes = input.Rest();
  if (which == 0) CheckPin(bytes);
  if (which == 1) CheckHeads(bytes);
  if (which == 2) CheckShown(bytes);
  return 0;
}
