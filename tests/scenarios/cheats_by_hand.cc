#include "tests/scenarios/cheats_by_hand.h"

#include "absl/time/clock.h"
#include "clients/sealing/aead.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/chain.h"
#include "proto/contract/labels.h"
#include "proto/contract/parsed_record.h"

namespace vangnet::testing {
namespace {

using record::v1::CompartmentKind;
using record::v1::RecordHeader;

constexpr std::size_t kSmallestBody = 4096 + 16;

contract::ParsedRecord ParsedOf(const caseview::v1::StoredRecord& stored) {
  return contract::ParseRecord(sealing::Sha256, stored.record()).value();
}

}  // namespace

RecordHeader HeaderOf(const caseview::v1::StoredRecord& stored) {
  record::v1::Record record;
  RecordHeader header;
  record.ParseFromString(stored.record());
  header.ParseFromString(record.header());
  return header;
}

contract::Hash RecordHashOf(const caseview::v1::StoredRecord& stored) {
  return ParsedOf(stored).record_hash;
}

contract::Hash HeadAfter(Shown& shown, CompartmentKind kind, std::size_t records) {
  contract::Hash head = contract::ChainStart(sealing::Sha256, shown.reporter.case_id(),
                                             contract::CompartmentKey(kind));
  const Shown::Records& chain = Shown::Chain(shown.material, kind);
  for (std::size_t i = 0; i < records; ++i) {
    head = contract::ChainNext(sealing::Sha256, head, ParsedOf(chain.at(i)).record_hash);
  }
  return head;
}

RecordHeader NextHeader(Shown& shown, CompartmentKind compartment, record::v1::RecordKind kind,
                        const sealing::Identity& author) {
  const Shown::Records& chain = Shown::Chain(shown.material, compartment);
  std::uint32_t author_seq = 1;
  std::uint32_t epoch = 0;
  for (const caseview::v1::StoredRecord& stored : chain) {
    const contract::ParsedRecord record = ParsedOf(stored);
    if (record.author == author.principal()) ++author_seq;
    if (record.kind() == record::v1::RECORD_KIND_EPOCH) ++epoch;
  }
  RecordHeader header;
  header.set_suite(1);
  header.set_organisation_id(shown.story.organisation().id().ToBytes());
  header.set_case_id(shown.reporter.case_id().ToBytes());
  header.mutable_compartment()->set_kind(compartment);
  header.set_record_id(sealing::RandomId<contract::RecordId>(sealing::SystemRandom()).ToBytes());
  header.set_kind(kind);
  header.set_author(author.principal().ToBytes());
  header.set_author_key(author.signing_key().ToBytes());
  header.set_author_seq(author_seq);
  header.set_seen(HeadAfter(shown, compartment, chain.size()).ToBytes());
  if (kind == record::v1::RECORD_KIND_ENTRY) header.set_epoch(epoch);
  header.set_bundle_version(shown.story.organisation().Verified(absl::Now()).version());
  return header;
}

void Append(Shown& shown, const RecordHeader& header, const sealing::Identity& author) {
  const bool has_body = header.kind() == record::v1::RECORD_KIND_ENTRY;
  sealing::RandomSource& random = sealing::SystemRandom();
  caseview::v1::StoredRecord stored;
  stored.set_record(sealing::SignRecordBytes(
      contract::SerializeCanonical(header), has_body ? sealing::RandomBytes(random, 24) : "",
      has_body ? sealing::RandomBytes(random, kSmallestBody) : "", author));
  Shown::Chain(shown.material, header.compartment().kind()).push_back(stored);
}

void AppendAct(Shown& shown, record::v1::RecordKind kind, const sealing::Identity& author,
               const HeaderChange& change) {
  RecordHeader header = NextHeader(shown, record::v1::COMPARTMENT_KIND_CHECK, kind, author);
  change(header);
  Append(shown, header, author);
}

void SealLastText(Shown& shown, const std::string& padded) {
  const auto view = shown.story.anna().Read(shown.reporter.case_id());
  const std::string conversation =
      contract::CompartmentKey(record::v1::COMPARTMENT_KIND_CONVERSATION);
  record::v1::Record record;
  record.ParseFromString(shown.Conversation().back().record());
  const std::string context =
      std::string(contract::label::kBody) + sealing::Sha256(record.header()).ToBytes();
  const std::string sealed =
      sealing::AeadSeal(view->keyring.Find(conversation, 3)->BodyKey(), record.nonce(), context,
                        contract::SecretBytes::CopyOf(padded));
  shown.Conversation().back().set_record(sealing::SignRecordBytes(
      record.header(), record.nonce(), sealed, shown.story.identity("anna")));
}

HeaderChange Adding(const contract::PrincipalId& person, record::v1::CaseRole role) {
  return [person, role](RecordHeader& header) {
    header.mutable_add_reader()->set_principal(person.ToBytes());
    header.mutable_add_reader()->set_role(role);
  };
}

HeaderChange Removing(const contract::PrincipalId& person) {
  return [person](RecordHeader& header) {
    header.mutable_remove_reader()->set_principal(person.ToBytes());
    header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_LEFT);
  };
}

HeaderChange Acknowledging(Shown& shown) {
  const contract::Hash filing = ParsedOf(shown.Check().front()).record_hash;
  return [filing](RecordHeader& header) {
    header.mutable_acknowledge()->set_filing_record_hash(filing.ToBytes());
  };
}

}  // namespace vangnet::testing
