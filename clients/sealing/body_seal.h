// The body of an ENTRY under its epoch's key (SPEC.md section 6).
//
//   sealed = XChaCha20-Poly1305-IETF(K.BodyKey, nonce, AD = Label(body) || hh, Pad(body))
//   hh     = SHA-256 of the record's header
#ifndef VANGNET_CLIENTS_SEALING_BODY_SEAL_H_
#define VANGNET_CLIENTS_SEALING_BODY_SEAL_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/random_source.h"
#include "proto/contract/ids.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {

struct SealedBody {
  std::string nonce;
  std::string sealed;
};

// `at_least` is a padded size or 0. INVALID_ARGUMENT/TOO_LARGE.
absl::StatusOr<SealedBody> SealBody(const content::v1::EntryBody& body, std::size_t at_least,
                                    const EpochKey& key, const contract::Hash& header_hash,
                                    RandomSource& random);

// DATA_LOSS when the seal, the padding or the content is not what an honest writer makes
// for this compartment. The plaintext buffer is wiped; the message that comes back is
// the caller's to keep short.
absl::StatusOr<content::v1::EntryBody> OpenBody(const contract::ParsedRecord& record,
                                                const EpochKey& key);

// What a body may be in `kind`: one content that belongs there, in size. INVALID_ARGUMENT
// names the field. Both writers and readers ask it.
absl::Status CheckBody(const content::v1::EntryBody& body, record::v1::CompartmentKind kind);

}  // namespace vangnet::sealing

#endif  // VANGNET_CLIENTS_SEALING_BODY_SEAL_H_
