// The calls about one case that reporters and staff both make, over the service of
// each. A test drives either side through this one interface.
#ifndef VANGNET_TESTS_SUPPORT_CASE_CALLS_H_
#define VANGNET_TESTS_SUPPORT_CASE_CALLS_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/case_chain.h"
#include "clients/sealing/record_seal.h"
#include "proto/contract/ids.h"
#include "vangnet/caseview/v1/caseview.pb.h"

namespace vangnet::testing {

class CaseCalls {
 public:
  virtual ~CaseCalls() = default;
  virtual absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> Heads() = 0;
  virtual absl::StatusOr<std::vector<caseview::v1::StoredRecord>> Records(
      record::v1::CompartmentKind compartment) = 0;
  virtual absl::StatusOr<std::vector<std::string>> Grants() = 0;
  virtual absl::Status Append(const sealing::Batch& batch) = 0;
};

std::unique_ptr<CaseCalls> ReporterCalls(std::shared_ptr<grpc::Channel> channel, std::string token);
std::unique_ptr<CaseCalls> StaffCalls(std::shared_ptr<grpc::Channel> channel, std::string token,
                                      const contract::CaseId& case_id);

// The one call by which a coordinator changes a case.
absl::Status AppendAsCoordinator(const std::shared_ptr<grpc::Channel>& channel,
                                 const std::string& token, const contract::CaseId& case_id,
                                 const sealing::Batch& batch);

// Everything that the server shows of the case now.
absl::StatusOr<sealing::CaseMaterial> Fetch(CaseCalls& calls,
                                            const contract::OrganisationId& organisation,
                                            const contract::CaseId& case_id);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_SUPPORT_CASE_CALLS_H_
