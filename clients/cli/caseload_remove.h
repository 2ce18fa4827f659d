// `vangnet caseload remove`: a coordinator takes somebody off a case.
#ifndef VANGNET_CLIENTS_CLI_CASELOAD_REMOVE_H_
#define VANGNET_CLIENTS_CLI_CASELOAD_REMOVE_H_

#include <memory>
#include <string>

#include "clients/cli/command.h"
#include "clients/cli/secret_input.h"
#include "proto/contract/ids.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/caseload/v1/caseload_service.pb.h"

namespace vangnet::cli {

// `identity` is that of `caseload`.
void AddCaseloadRemove(const Command& caseload, std::shared_ptr<IdentityFlags> identity);

// What it means that `person` is removed from the case of `row`: whose turn comes, or that
// nobody is left. By the server's word, as everything of a row.
std::string WhatFollows(const Context& context, const bundle::v1::Bundle& bundle,
                        const caseload::v1::CaseloadRow& row, const contract::PrincipalId& person);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_CASELOAD_REMOVE_H_
