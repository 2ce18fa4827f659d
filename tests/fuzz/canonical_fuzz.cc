// Canonical protobuf of every message that is ever signed or sealed (SPEC.md section 1).
// Byte of mode: which message.
#include <array>
#include <memory>

#include "google/protobuf/stubs/common.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/utf8.h"
#include "tests/fuzz/property.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/identity/v1/identity.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::fuzz {
namespace {

using google::protobuf::Message;

constexpr std::size_t kLimit = 4096;

const std::array<const Message*, 12>& Types() {
  static const std::array<const Message*, 12> types = {
      &record::v1::RecordHeader::default_instance(),
      &record::v1::Record::default_instance(),
      &record::v1::GrantHeader::default_instance(),
      &record::v1::Filing::default_instance(),
      &record::v1::FilingProofStatement::default_instance(),
      &bundle::v1::Bundle::default_instance(),
      &bundle::v1::SignedBundle::default_instance(),
      &bundle::v1::Availability::default_instance(),
      &identity::v1::KeyFileHeader::default_instance(),
      &identity::v1::EnrolmentStatement::default_instance(),
      &content::v1::EntryBody::default_instance(),
      &record::v1::AddReaderAct::default_instance()};
  return types;
}

// What a gRPC parser would have made of the bytes: CheckStrict says no less than
// ParseCanonical but for the order and form of the bytes.
void CheckLenient(std::string_view bytes, const Message& canonical, bool is_canonical) {
  const std::unique_ptr<Message> lenient(canonical.New());
  if (!lenient->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    Require(!is_canonical, "canonical bytes parse");
    return;
  }
  const bool strict = contract::CheckStrict(*lenient).ok();
  if (is_canonical) Require(strict, "a canonical message is strict");
  if (!strict) return;
  const std::string again = contract::SerializeCanonical(*lenient);
  Require((again == bytes) == is_canonical, "strict and in its own bytes is canonical");
  const std::unique_ptr<Message> reread(canonical.New());
  Require(again.size() > kLimit || contract::ParseCanonical(again, kLimit, *reread).ok(),
          "what a strict message serialises to is canonical");
}

}  // namespace
}  // namespace vangnet::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vangnet::fuzz;
  namespace contract = vangnet::contract;
  Input input(data, size);
  const Message& type = *Types()[input.Byte() % Types().size()];
  const std::string_view bytes = input.Rest();
  const std::unique_ptr<Message> message(type.New());
  const absl::Status status = contract::ParseCanonical(bytes, kLimit, *message);
  if (status.ok()) {
    Require(contract::SerializeCanonical(*message) == bytes,
            "what parses serialises to the same bytes");
    Require(bytes.size() <= kLimit, "the limit is held");
  } else {
    const std::string reason = contract::ReasonOf(status);
    Require(reason == (bytes.size() > kLimit ? contract::reason::kTooLarge
                                             : contract::reason::kNotCanonical),
            "TOO_LARGE above the limit, else NOT_CANONICAL");
    Require(message->ByteSizeLong() == 0, "nothing is left of what is refused");
    RequireGoodRefusal(status, bytes, {absl::StatusCode::kInvalidArgument},
                       [&](std::string_view changed) {
                         const std::unique_ptr<Message> other(type.New());
                         return contract::ParseCanonical(changed, kLimit, *other);
                       });
  }
  CheckLenient(bytes, type, status.ok());
  return 0;
}
