// What make_vectors writes, one function a file of proto/vectors. All of it follows from
// fixed seeds, so that making the files again gives the same bytes.
#ifndef VANGNET_TESTS_CLIENTS_SEALING_VECTOR_MAKERS_H_
#define VANGNET_TESTS_CLIENTS_SEALING_VECTOR_MAKERS_H_

#include "tests/clients/sealing/json.h"

namespace vangnet::sealing {

Json ReceiptVectors();
Json KeyVectors();
Json FingerprintVectors();
Json PaddingVectors();
Json LoginVectors();
Json Ed25519Vectors();
Json CanonicalVectors();
Json KeyFileVectors();
Json BundleVectors();
Json RecordVectors();
Json GrantVectors();
Json EpochVectors();
Json ChainVectors();
Json FilingVectors();
Json OutboxVectors();

}  // namespace vangnet::sealing

#endif  // VANGNET_TESTS_CLIENTS_SEALING_VECTOR_MAKERS_H_
