// A bundle as a person looks it over before signing or trusting it.
#ifndef VANGNET_CLIENTS_CLI_BUNDLE_SUMMARY_H_
#define VANGNET_CLIENTS_CLI_BUNDLE_SUMMARY_H_

#include "clients/cli/context.h"
#include "clients/cli/json.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// Organisation, dates, addresses, staff with fingerprints, telephone numbers, signers.
void ShowBundleSummary(Context& context, const bundle::v1::Bundle& bundle);
// [{"principal","name","roles","fingerprint","generation","competences","languages",
// "region","conflicts"}]
Json StaffJson(const bundle::v1::Bundle& bundle);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_BUNDLE_SUMMARY_H_
