// Sizes and counts that both sides hold to (SPEC.md, "Limits"). Bytes unless named.
#ifndef VANGNET_PROTO_CONTRACT_LIMITS_H_
#define VANGNET_PROTO_CONTRACT_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace vangnet::contract::limit {

inline constexpr std::size_t kRecordHeader = 8 * 1024;
inline constexpr std::size_t kGrantHeader = 1024;
inline constexpr std::size_t kPaddedBody = 512 * 1024;  // The largest padded size.
inline constexpr std::size_t kSealedOverhead = 16;      // The Poly1305 tag.
inline constexpr std::size_t kRecord = kRecordHeader + kPaddedBody + 1024;
inline constexpr std::size_t kGrant = 8 * 1024;
inline constexpr std::size_t kFiling = 256 * 1024;
inline constexpr std::size_t kBundle = 512 * 1024;
inline constexpr std::size_t kSignedBundle = 600 * 1024;
inline constexpr std::size_t kFilingProof = 2 * 1024;
inline constexpr std::size_t kPersons = 16;  // In one filing.
inline constexpr std::size_t kMembers = 32;  // Of one epoch.
inline constexpr std::size_t kEpochsPerGrant = 64;
inline constexpr std::size_t kRecordsPerCall = 16;
inline constexpr std::size_t kGrantsPerCall = 64;
inline constexpr std::uint32_t kRecordsPerCase = 4096;
inline constexpr std::uint64_t kBytesPerCase = 64 * 1024 * 1024;  // Of its records.
// Epochs of a compartment that nothing but their writer's wish asks for.
inline constexpr std::uint32_t kNeedlessEpochs = 64;
inline constexpr std::size_t kPageBytes = 512 * 1024;  // Soft: one record always fits.
inline constexpr std::uint32_t kSuite = 1;

}  // namespace vangnet::contract::limit

#endif  // VANGNET_PROTO_CONTRACT_LIMITS_H_
