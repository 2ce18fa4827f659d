#include "tests/support/case_calls.h"

#include <utility>

#include "proto/contract/status_macros.h"
#include "tests/support/rpc.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

using HeadList = std::vector<caseview::v1::CompartmentHead>;
using RecordList = std::vector<caseview::v1::StoredRecord>;

// Follow-up and casework differ in their message types and in the case id that only
// staff name.
template <typename Service, typename GetRequest, typename GetResponse, typename ListRequest,
          typename ListResponse, typename GrantsRequest, typename GrantsResponse,
          typename AppendRequest, typename AppendResponse>
class Calls : public CaseCalls {
 public:
  Calls(std::shared_ptr<grpc::Channel> channel, std::string token, std::string case_id)
      : stub_(Service::NewStub(channel)), token_(std::move(token)), case_id_(std::move(case_id)) {}

  absl::StatusOr<HeadList> Heads() override {
    GetResponse response;
    VN_RETURN_IF_ERROR(
        FromRpc(stub_->GetCase(Context(token_).get(), New<GetRequest>(), &response)));
    return HeadList(response.heads().begin(), response.heads().end());
  }

  absl::StatusOr<RecordList> Records(record::v1::CompartmentKind compartment) override {
    RecordList records;
    ListRequest request = New<ListRequest>();
    request.mutable_compartment()->set_kind(compartment);
    do {
      ListResponse response;
      VN_RETURN_IF_ERROR(FromRpc(stub_->ListRecords(Context(token_).get(), request, &response)));
      records.insert(records.end(), response.records().begin(), response.records().end());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return records;
  }

  absl::StatusOr<std::vector<std::string>> Grants() override {
    std::vector<std::string> grants;
    GrantsRequest request = New<GrantsRequest>();
    do {
      GrantsResponse response;
      VN_RETURN_IF_ERROR(FromRpc(stub_->ListGrants(Context(token_).get(), request, &response)));
      grants.insert(grants.end(), response.grants().begin(), response.grants().end());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return grants;
  }

  absl::Status Append(const sealing::Batch& batch) override {
    AppendRequest request = New<AppendRequest>();
    for (const std::string& record : batch.records) request.add_records(record);
    for (const std::string& grant : batch.grants) request.add_grants(grant);
    AppendResponse response;
    return FromRpc(stub_->AppendRecords(Context(token_).get(), request, &response));
  }

 private:
  template <typename Request>
  Request New() const {
    Request request;
    if constexpr (requires { request.set_case_id(case_id_); }) request.set_case_id(case_id_);
    return request;
  }

  std::unique_ptr<typename Service::Stub> stub_;
  std::string token_;
  std::string case_id_;
};

using FollowUp = Calls<followup::v1::FollowUpService, followup::v1::GetCaseRequest,
                       followup::v1::GetCaseResponse, followup::v1::ListRecordsRequest,
                       followup::v1::ListRecordsResponse, followup::v1::ListGrantsRequest,
                       followup::v1::ListGrantsResponse, followup::v1::AppendRecordsRequest,
                       followup::v1::AppendRecordsResponse>;
using Casework = Calls<casework::v1::CaseworkService, casework::v1::GetCaseRequest,
                       casework::v1::GetCaseResponse, casework::v1::ListRecordsRequest,
                       casework::v1::ListRecordsResponse, casework::v1::ListGrantsRequest,
                       casework::v1::ListGrantsResponse, casework::v1::AppendRecordsRequest,
                       casework::v1::AppendRecordsResponse>;

}  // namespace

std::unique_ptr<CaseCalls> ReporterCalls(std::shared_ptr<grpc::Channel> channel,
                                         std::string token) {
  return std::make_unique<FollowUp>(std::move(channel), std::move(token), "");
}

std::unique_ptr<CaseCalls> StaffCalls(std::shared_ptr<grpc::Channel> channel, std::string token,
                                      const contract::CaseId& case_id) {
  return std::make_unique<Casework>(std::move(channel), std::move(token), case_id.ToBytes());
}

absl::Status AppendAsCoordinator(const std::shared_ptr<grpc::Channel>& channel,
                                 const std::string& token, const contract::CaseId& case_id,
                                 const sealing::Batch& batch) {
  caseload::v1::AppendCoordinatorRecordsRequest request;
  request.set_case_id(case_id.ToBytes());
  for (const std::string& record : batch.records) request.add_records(record);
  caseload::v1::AppendCoordinatorRecordsResponse response;
  const auto stub = caseload::v1::CaseloadService::NewStub(channel);
  return FromRpc(stub->AppendCoordinatorRecords(Context(token).get(), request, &response));
}

absl::StatusOr<sealing::CaseMaterial> Fetch(CaseCalls& calls,
                                            const contract::OrganisationId& organisation,
                                            const contract::CaseId& case_id) {
  sealing::CaseMaterial material;
  material.organisation_id = organisation;
  material.case_id = case_id;
  VN_ASSIGN_OR_RETURN(const HeadList heads, calls.Heads());
  for (const caseview::v1::CompartmentHead& head : heads) {
    sealing::ChainMaterial chain;
    chain.compartment = head.compartment().kind();
    chain.claimed = head;
    VN_ASSIGN_OR_RETURN(chain.records, calls.Records(chain.compartment));
    material.chains.push_back(std::move(chain));
  }
  VN_ASSIGN_OR_RETURN(material.grants, calls.Grants());
  return material;
}

}  // namespace vangnet::testing
