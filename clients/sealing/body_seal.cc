#include "clients/sealing/body_seal.h"

#include <string.h>

#include "clients/sealing/aead.h"
#include "clients/sealing/padding.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "proto/contract/secret_bytes.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

constexpr std::size_t kTextLimit = 100000;

std::string ContextOf(const contract::Hash& header_hash) {
  return std::string(contract::label::kBody) + header_hash.ToBytes();
}

absl::Status CheckText(const std::string& text) {
  if (!text.empty() && text.size() <= kTextLimit) return absl::OkStatus();
  return contract::BadField("text", "1 to 100000 bytes");
}

absl::Status CheckAccount(const content::v1::Account& account) {
  const std::string* previous = nullptr;
  for (const content::v1::Answer& answer : account.answers()) {
    if (answer.question().empty()) return contract::BadField("answers.question", "not empty");
    if (previous != nullptr && *previous >= answer.question()) {
      return contract::BadField("answers", "sorted by question, each once");
    }
    previous = &answer.question();
  }
  return absl::OkStatus();
}

absl::Status CheckCheckCard(const content::v1::CheckCard& card) {
  const std::string* previous = nullptr;
  for (const std::string& principal : card.excluded_principals()) {
    if (principal.size() != contract::PrincipalId::kSize) {
      return contract::BadField("excluded_principals", "16 bytes each");
    }
    if (previous != nullptr && *previous >= principal) {
      return contract::BadField("excluded_principals", "sorted, each once");
    }
    previous = &principal;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckBody(const content::v1::EntryBody& body, record::v1::CompartmentKind kind) {
  using Content = content::v1::EntryBody::ContentCase;
  const auto belongs = [kind](record::v1::CompartmentKind wanted) {
    return kind == wanted ? absl::OkStatus()
                          : contract::BadField("content", "one that belongs in the compartment");
  };
  VN_RETURN_IF_ERROR(contract::CheckStrict(body));
  switch (body.content_case()) {
    case Content::kCheckCard:
      VN_RETURN_IF_ERROR(belongs(record::v1::COMPARTMENT_KIND_CHECK));
      return CheckCheckCard(body.check_card());
    case Content::kAccount:
      VN_RETURN_IF_ERROR(belongs(record::v1::COMPARTMENT_KIND_CONVERSATION));
      return CheckAccount(body.account());
    case Content::kMessage:
      VN_RETURN_IF_ERROR(belongs(record::v1::COMPARTMENT_KIND_CONVERSATION));
      return CheckText(body.message().text());
    case Content::kNote:
      VN_RETURN_IF_ERROR(belongs(record::v1::COMPARTMENT_KIND_CASEFILE));
      return CheckText(body.note().text());
    default:
      return contract::BadField("content", "one");
  }
}

absl::StatusOr<SealedBody> SealBody(const content::v1::EntryBody& body, std::size_t at_least,
                                    const EpochKey& key, const contract::Hash& header_hash,
                                    RandomSource& random) {
  std::string plain = contract::SerializeCanonical(body);
  const contract::SecretBytes message = contract::SecretBytes::CopyOf(plain);
  explicit_bzero(plain.data(), plain.size());
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes padded, Pad(message, at_least));
  SealedBody result;
  result.nonce = RandomBytes(random, kAeadNonce);
  result.sealed = AeadSeal(key.BodyKey(), result.nonce, ContextOf(header_hash), padded);
  return result;
}

absl::StatusOr<content::v1::EntryBody> OpenBody(const contract::ParsedRecord& record,
                                                const EpochKey& key) {
  VN_ASSIGN_OR_RETURN(
      const contract::SecretBytes padded,
      AeadOpen(key.BodyKey(), record.nonce, ContextOf(record.header_hash), record.sealed));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes message, Unpad(padded));
  content::v1::EntryBody body;
  absl::Status honest =
      contract::ParseCanonical(message.Expose(), contract::limit::kPaddedBody, body);
  if (honest.ok()) honest = CheckBody(body, record.header.compartment().kind());
  if (!honest.ok()) return absl::DataLossError("body: not what an honest writer makes");
  return body;
}

}  // namespace vangnet::sealing
