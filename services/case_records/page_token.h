// Page tokens: opaque to callers, and refused in every form that we did not give out.
#ifndef VANGNET_SERVICES_CASE_RECORDS_PAGE_TOKEN_H_
#define VANGNET_SERVICES_CASE_RECORDS_PAGE_TOKEN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/contract/ids.h"

namespace vangnet::case_records {

// For lists in order of case id: the page starts after this case.
std::string TokenAfter(const contract::CaseId& case_id);
// nullopt for the empty token, the first page. INVALID_ARGUMENT/BAD_FIELD.
absl::StatusOr<std::optional<contract::CaseId>> CaseOfToken(std::string_view token);

// For lists in order of a number from 1: the page starts after this one.
std::string TokenAfter(std::uint32_t position);
// 0 for the empty token. INVALID_ARGUMENT/BAD_FIELD.
absl::StatusOr<std::uint32_t> PositionOfToken(std::string_view token);

// What a caller asks for, 1 to 200; 0 means 100. INVALID_ARGUMENT/BAD_FIELD.
absl::StatusOr<std::uint32_t> PageSize(std::uint32_t asked);

}  // namespace vangnet::case_records

#endif  // VANGNET_SERVICES_CASE_RECORDS_PAGE_TOKEN_H_
