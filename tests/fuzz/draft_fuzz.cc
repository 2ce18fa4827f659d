// A draft of a bundle, a textproto that an administrator edits, up to the bytes that the
// signers sign.
#include "clients/cli/draft_text.h"
#include "clients/sealing/bundle_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/bundle_rules.h"
#include "proto/contract/canonical.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"

namespace vangnet::fuzz {
namespace {

absl::Status Parse(std::string_view text) {
  return cli::ParseDraft(std::string(text), "b1.draft").status();
}

// What can be signed can be published, and goes on as the next draft.
void CheckFrozen(const std::string& bytes) {
  const auto joined =
      sealing::JoinSignatures(bytes, {sealing::SignBundle(bytes, World().signer(0))});
  Require(joined.ok(), "what can be signed is a bundle");
  const auto parsed = contract::ParseBundle(sealing::Sha256, *joined);
  Require(parsed.ok() && parsed->bundle_bytes == bytes, "what is signed is what is published");
  Require(sealing::NextBundle(*parsed).version() == parsed->bundle.version() + 1, "the next one");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  namespace cli = vangnet::cli;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto draft = cli::ParseDraft(text, "b1.draft");
  if (!draft.ok()) {
    RequireGoodRefusal(draft.status(), text, {absl::StatusCode::kInvalidArgument}, Parse);
    return 0;
  }
  const auto written = cli::DraftText(*draft);
  Require(written.ok(), "a draft can be written");
  const auto again = cli::ParseDraft(*written, "b1.draft");
  Require(again.ok() && vangnet::contract::SerializeCanonical(*again) ==
                            vangnet::contract::SerializeCanonical(*draft),
          "a draft that is written is read back as the same");
  const auto frozen = vangnet::sealing::FreezeBundle(*draft);
  if (frozen.ok()) {
    CheckFrozen(*frozen);
  } else {
    RequireGoodMessage(frozen.status(), {absl::StatusCode::kInvalidArgument});
  }
  return 0;
}
