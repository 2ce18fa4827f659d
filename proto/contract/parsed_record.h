// Records and grants after the structural check that server and clients share: an
// object of these types has canonical bytes, sizes in range, every required field,
// and an act that fits its kind. Says nothing of signatures, rights or place in a
// chain. Values; thread-compatible.
#ifndef VANGNET_PROTO_CONTRACT_PARSED_RECORD_H_
#define VANGNET_PROTO_CONTRACT_PARSED_RECORD_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/contract/chain.h"
#include "proto/contract/ids.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

struct ParsedRecord {
  std::string bytes;  // The canonical Record.
  record::v1::RecordHeader header;
  std::string nonce;
  std::string sealed;
  Signature signature;
  // From the header, typed.
  OrganisationId organisation_id;
  CaseId case_id;
  RecordId record_id;
  PrincipalId author;
  SigningKey author_key;
  Hash seen;
  std::string compartment_key;
  // Hashes of SPEC.md section 6.
  Hash header_hash;
  Hash body_hash;
  Hash record_hash;
  // header_hash || body_hash: Sign(author, record, signed_message).
  std::string signed_message;

  record::v1::RecordKind kind() const { return header.kind(); }
  bool by_reporter() const { return author.view() == case_id.view(); }
};

struct ParsedGrant {
  std::string bytes;  // The canonical Grant.
  record::v1::GrantHeader header;
  std::string box;
  Signature signature;
  OrganisationId organisation_id;
  CaseId case_id;
  PrincipalId recipient;
  BoxKey recipient_key;
  PrincipalId granter;
  SigningKey granter_key;
  std::string compartment_key;
  Hash header_hash;
  Hash grant_hash;  // Hash of `bytes`: its name in the store.
  // header_hash || H(box): Sign(granter, grant, signed_message).
  std::string signed_message;
};

// INVALID_ARGUMENT with reason NOT_CANONICAL, TOO_LARGE or BAD_FIELD (the message
// names the field). Kinds that are not built, deployments, a wrong suite, ids and keys
// of zeros, a body where none may be or none where one must be, a compartment in which
// the kind may not lie (SPEC.md section 6), unsorted or doubled lists, the reporter
// among staff, a role "reporter" of anybody else: all refused here.
absl::StatusOr<ParsedRecord> ParseRecord(HashFunction hash, std::string_view bytes);
absl::StatusOr<ParsedGrant> ParseGrant(HashFunction hash, std::string_view bytes);

// True for the sizes that a sealed body can have: a padded size + 16.
bool IsSealedSize(std::size_t size);

// The size of Pad(m) for a message m of `length` bytes, not less than `at_least` (0
// when it does not matter): room for the 0x80 byte is added here, so that 4095 bytes
// fit into 4 KiB and 4096 do not. INVALID_ARGUMENT/TOO_LARGE from 512 KiB on.
absl::StatusOr<std::size_t> PaddedSize(std::size_t length, std::size_t at_least);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_PARSED_RECORD_H_
