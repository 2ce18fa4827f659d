// What lies under the seal of a record: padding, then an EntryBody. Mode 0: the input is
// the padded plaintext. 1 to 3: it is the body, padded and sealed for `check`,
// `conversation` or `casefile`, and opened again.
#include "clients/sealing/aead.h"
#include "clients/sealing/body_seal.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/fuzz/message_mutator.h"
#include "tests/fuzz/property.h"
#include "tests/fuzz/world.h"
#include "vangnet/content/v1/content.pb.h"

namespace vangnet::fuzz {
namespace {

using contract::SecretBytes;

// The input with zeros behind it, up to the next size that padding can have, or as it is.
std::string Stretched(std::string_view bytes) {
  std::string padded(bytes);
  if (padded.empty() || padded.back() != 'x') padded.resize(padded.size() <= 4096 ? 4096 : 8192);
  return padded;
}

void CheckPadding(std::string_view bytes) {
  const SecretBytes padded = SecretBytes::CopyOf(Stretched(bytes));
  const auto message = sealing::Unpad(padded);
  if (!message.ok()) {
    RequireGoodMessage(message.status(), {absl::StatusCode::kDataLoss});
    return;
  }
  const auto again = sealing::Pad(*message, padded.size());
  Require(again.ok() && again->EqualInConstantTime(padded), "padding again gives the same bytes");
}

const sealing::EpochKey& Key() {
  static const auto* const key =
      new sealing::EpochKey(Must(sealing::EpochKey::FromBytes(sealing::Repeated(32, 0x22))));
  return *key;
}

void CheckBody(std::string_view bytes, record::v1::CompartmentKind kind) {
  const auto padded = sealing::Pad(SecretBytes::CopyOf(bytes), 0);
  Require(padded.ok(), "every input of the fuzzer fits");
  contract::ParsedRecord record;
  record.header.mutable_compartment()->set_kind(kind);
  record.header_hash = sealing::Sha256("header");
  record.nonce = std::string(24, 'n');
  const std::string context = std::string(contract::label::kBody) + record.header_hash.ToBytes();
  record.sealed = sealing::AeadSeal(Key().BodyKey(), record.nonce, context, *padded);
  const auto opened = sealing::OpenBody(record, Key());

  content::v1::EntryBody body;
  const bool good =
      contract::ParseCanonical(bytes, 1 << 20, body).ok() && sealing::CheckBody(body, kind).ok();
  Require(opened.ok() == good, "a body opens when an honest writer could have written it");
  if (opened.ok()) {
    Require(contract::SerializeCanonical(*opened) == bytes, "what opens is what was sealed");
  } else {
    RequireGoodMessage(opened.status(), {absl::StatusCode::kDataLoss});
  }
  record.sealed[record.sealed.size() / 2] ^= 1;
  Require(!sealing::OpenBody(record, Key()).ok(), "a changed body never opens");
}

}  // namespace

const google::protobuf::Message& MessageOfInput() {
  return content::v1::EntryBody::default_instance();
}

}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  Input input(data, size);
  const int mode = input.Byte() % 4;
  const std::string_view bytes = input.Rest();
  if (mode == 0) {
    CheckPadding(bytes);
  } else {
    CheckBody(bytes, static_cast<vangnet::record::v1::CompartmentKind>(mode));
  }
  return 0;
}
