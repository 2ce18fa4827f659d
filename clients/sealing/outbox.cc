#include "clients/sealing/outbox.h"

#include <string.h>

#include <utility>

#include "clients/sealing/aead.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"
#include "proto/contract/status_macros.h"

namespace vangnet::sealing {
namespace {

using reportoutbox::v1::OutboxFile;
using reportoutbox::v1::OutboxHeader;
using reportoutbox::v1::OutboxReport;

constexpr std::string_view kContext = "vnoutbox";
constexpr std::size_t kLeastPadded = 128 * 1024;  // One size for all but the longest reports.
constexpr int kRecordsOfAFiling = 5;

contract::SecretBytes KeyOf(const ReporterKeys& keys) {
  return DeriveKey(keys.outbox_key, 1, kContext);
}

contract::SecretBytes CommitmentOf(const ReporterKeys& keys) {
  return DeriveKey(keys.outbox_key, 2, kContext);
}

std::string OutboxContext(const std::string& header_bytes) {
  return std::string(contract::label::kOutbox) + header_bytes;
}

contract::Hash ChecksumOf(const OutboxFile& file) {
  return Sha256(std::string(contract::label::kOutboxFile) + file.header() + file.nonce() +
                file.sealed());
}

absl::Status Damaged() { return absl::DataLossError("outbox: not as it was written"); }

// Everything but whose receipt it is.
absl::StatusOr<OutboxFile> ParseWhole(std::string_view bytes, OutboxHeader& header) {
  VN_ASSIGN_OR_RETURN(OutboxFile file,
                      contract::ParseCanonicalAs<OutboxFile>(bytes, kOutboxFileLimit));
  if (file.checksum().size() != contract::Hash::kSize) {
    return contract::BadField("checksum", "32 bytes");
  }
  if (file.checksum() != ChecksumOf(file).view()) return Damaged();
  // From here on it is what somebody wrote, on purpose.
  VN_RETURN_IF_ERROR(contract::ParseCanonical(file.header(), kOutboxFileLimit, header));
  if (header.suite() != contract::limit::kSuite) return contract::BadField("suite", "1");
  if (header.key_commitment().size() != kAeadKey) {
    return contract::BadField("key_commitment", "32 bytes");
  }
  if (file.nonce().size() != kAeadNonce) return contract::BadField("nonce", "24 bytes");
  if (!contract::IsSealedSize(file.sealed().size())) {
    return contract::BadField("sealed", "a padded size and the tag");
  }
  return file;
}

template <typename Range, typename KeyOfElement>
bool SortedAndDifferent(const Range& range, const KeyOfElement& key_of) {
  for (int i = 1; i < range.size(); ++i) {
    if (key_of(range.Get(i - 1)) >= key_of(range.Get(i))) return false;
  }
  return true;
}

absl::Status CheckReport(const OutboxReport& report, const ReporterKeys& keys) {
  VN_RETURN_IF_ERROR(contract::CheckStrict(report));
  if (report.organisation_id().size() != contract::OrganisationId::kSize) {
    return contract::BadField("organisation_id", "32 bytes");
  }
  if (report.urgency() == record::v1::URGENCY_UNSPECIFIED ||
      report.language() == record::v1::LANGUAGE_UNSPECIFIED ||
      report.calendar() == record::v1::CALENDAR_UNSPECIFIED) {
    return contract::BadField("urgency, language, calendar", "all three");
  }
  const auto question = [](const content::v1::Answer& answer) { return answer.question(); };
  if (report.answers().empty() || report.answers(0).question().empty() ||
      !SortedAndDifferent(report.answers(), question)) {
    return contract::BadField("answers", "some, sorted by question, each once");
  }
  for (const std::string& principal : report.excluded_principals()) {
    if (principal.size() != contract::PrincipalId::kSize) {
      return contract::BadField("excluded_principals", "16 bytes each");
    }
  }
  const auto itself = [](const std::string& principal) { return principal; };
  if (!SortedAndDifferent(report.excluded_principals(), itself)) {
    return contract::BadField("excluded_principals", "sorted, each once");
  }
  if (!report.lead().empty() && report.lead().size() != contract::PrincipalId::kSize) {
    return contract::BadField("lead", "16 bytes or none");
  }
  if (report.filing().empty()) return absl::OkStatus();
  return FilingOf(report, keys).status();
}

}  // namespace

absl::StatusOr<std::string> SealOutbox(OutboxReport report, const ReporterKeys& keys,
                                       RandomSource& random) {
  for (content::v1::Answer& answer : *report.mutable_answers()) {
    answer.set_text(contract::CleanText(answer.text()));
  }
  VN_RETURN_IF_ERROR(CheckReport(report, keys));
  std::string plain = contract::SerializeCanonical(report);
  const contract::SecretBytes message = contract::SecretBytes::CopyOf(plain);
  explicit_bzero(plain.data(), plain.size());
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes padded, Pad(message, kLeastPadded));
  OutboxHeader header;
  header.set_suite(contract::limit::kSuite);
  header.set_key_commitment(std::string(CommitmentOf(keys).Expose()));
  OutboxFile file;
  file.set_header(contract::SerializeCanonical(header));
  file.set_nonce(RandomBytes(random, kAeadNonce));
  file.set_sealed(AeadSeal(KeyOf(keys), file.nonce(), OutboxContext(file.header()), padded));
  file.set_checksum(ChecksumOf(file).ToBytes());
  return contract::SerializeCanonical(file);
}

absl::Status CheckOutbox(std::string_view bytes) {
  OutboxHeader header;
  return ParseWhole(bytes, header).status();
}

absl::StatusOr<OutboxReport> OpenOutbox(std::string_view bytes, const ReporterKeys& keys) {
  OutboxHeader header;
  VN_ASSIGN_OR_RETURN(const OutboxFile file, ParseWhole(bytes, header));
  if (!contract::SecretBytes::CopyOf(header.key_commitment())
           .EqualInConstantTime(CommitmentOf(keys))) {
    return absl::UnauthenticatedError("outbox: sealed under another receipt");
  }
  VN_ASSIGN_OR_RETURN(
      const contract::SecretBytes padded,
      AeadOpen(KeyOf(keys), file.nonce(), OutboxContext(file.header()), file.sealed()));
  VN_ASSIGN_OR_RETURN(const contract::SecretBytes message, Unpad(padded));
  OutboxReport report;
  absl::Status honest =
      contract::ParseCanonical(message.Expose(), contract::limit::kPaddedBody, report);
  if (honest.ok()) honest = CheckReport(report, keys);
  if (!honest.ok()) return Damaged();
  return report;
}

absl::StatusOr<KeptFiling> FilingOf(const OutboxReport& report, const ReporterKeys& keys) {
  VN_ASSIGN_OR_RETURN(const auto filing, contract::ParseCanonicalAs<record::v1::Filing>(
                                             report.filing(), contract::limit::kFiling));
  if (filing.records_size() != kRecordsOfAFiling)
    return contract::BadField("filing", "five records");
  KeptFiling kept;
  kept.filing.bytes = report.filing();
  FilingFacts& facts = kept.filing.facts;
  facts.case_id = keys.case_id;
  facts.filing_digest = Sha256(report.filing());
  const std::string check = contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CHECK);
  const std::string conversation =
      contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CONVERSATION);
  facts.check_head = contract::ChainStart(Sha256, keys.case_id, check);
  facts.conversation_head = contract::ChainStart(Sha256, keys.case_id, conversation);
  for (const std::string& bytes : filing.records()) {
    VN_ASSIGN_OR_RETURN(const contract::ParsedRecord record, contract::ParseRecord(Sha256, bytes));
    if (record.case_id != keys.case_id || !record.by_reporter() ||
        record.author_key != keys.identity.signing_key() ||
        record.organisation_id.view() != report.organisation_id()) {
      return contract::BadField("filing", "by this reporter, for this organisation");
    }
    const bool first = kept.bundle_version == 0;
    if (first != (record.kind() == record::v1::RECORD_KIND_FILING)) {
      return contract::BadField("filing", "FILING first and once");
    }
    if (first) {
      facts.organisation_id = record.organisation_id;
      facts.filing_record_hash = record.record_hash;
      kept.bundle_version = record.header.bundle_version();
    }
    if (record.compartment_key != check && record.compartment_key != conversation) {
      return contract::BadField("filing", "records of check and conversation");
    }
    contract::Hash& head =
        record.compartment_key == check ? facts.check_head : facts.conversation_head;
    head = contract::ChainNext(Sha256, head, record.record_hash);
  }
  return kept;
}

}  // namespace vangnet::sealing
