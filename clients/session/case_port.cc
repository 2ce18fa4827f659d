#include "clients/session/case_port.h"

#include <utility>

#include "proto/contract/limits.h"
#include "proto/contract/status_macros.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"

namespace vangnet::session {
namespace {

using FollowUpStub = followup::v1::FollowUpService::Stub;
using CaseworkStub = casework::v1::CaseworkService::Stub;

// A server could page for ever; a case has at most so many records, of so many bytes.
constexpr std::size_t kMaxRecords = contract::limit::kRecordsPerCase;
constexpr std::size_t kMaxRecordBytes = contract::limit::kBytesPerCase;
constexpr std::size_t kMaxGrants = 4096;
constexpr std::size_t kMaxGrantBytes = kMaxGrants * contract::limit::kGrant;

absl::Status EndlessPages() { return absl::DataLossError("the server never ends its pages"); }

template <typename Request, typename Stub, typename Response>
absl::StatusOr<std::vector<caseview::v1::StoredRecord>> AllRecords(
    Session& session, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    Request request) {
  std::vector<caseview::v1::StoredRecord> records;
  std::size_t bytes = 0;
  while (true) {
    VN_ASSIGN_OR_RETURN(const Response page, session.Call(method, request));
    records.insert(records.end(), page.records().begin(), page.records().end());
    for (const caseview::v1::StoredRecord& stored : page.records()) bytes += stored.record().size();
    if (records.size() > kMaxRecords || bytes > kMaxRecordBytes) return EndlessPages();
    if (page.next_page_token().empty()) return records;
    if (page.records().empty()) return EndlessPages();
    request.set_page_token(page.next_page_token());
  }
}

template <typename Request, typename Stub, typename Response>
absl::StatusOr<std::vector<std::string>> AllGrants(
    Session& session, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
    Request request) {
  std::vector<std::string> grants;
  std::size_t bytes = 0;
  while (true) {
    VN_ASSIGN_OR_RETURN(const Response page, session.Call(method, request));
    grants.insert(grants.end(), page.grants().begin(), page.grants().end());
    for (const std::string& grant : page.grants()) bytes += grant.size();
    if (grants.size() > kMaxGrants || bytes > kMaxGrantBytes) return EndlessPages();
    if (page.next_page_token().empty()) return grants;
    if (page.grants().empty()) return EndlessPages();
    request.set_page_token(page.next_page_token());
  }
}

template <typename Request>
void FillBatch(const sealing::Batch& batch, Request& request) {
  for (const std::string& record : batch.records) request.add_records(record);
  for (const std::string& grant : batch.grants) request.add_grants(grant);
}

}  // namespace

absl::StatusOr<CaseStanding> ReporterCasePort::GetStanding() {
  VN_ASSIGN_OR_RETURN(const followup::v1::GetCaseResponse response,
                      session_.Call(&FollowUpStub::GetCase, followup::v1::GetCaseRequest()));
  return CaseStanding{{response.heads().begin(), response.heads().end()},
                      response.acknowledge_by_time(),
                      response.filing_proof()};
}

absl::StatusOr<std::vector<caseview::v1::StoredRecord>> ReporterCasePort::ListRecords(
    record::v1::CompartmentKind compartment) {
  followup::v1::ListRecordsRequest request;
  request.mutable_compartment()->set_kind(compartment);
  return AllRecords(session_, &FollowUpStub::ListRecords, std::move(request));
}

absl::StatusOr<std::vector<std::string>> ReporterCasePort::ListGrants() {
  return AllGrants(session_, &FollowUpStub::ListGrants, followup::v1::ListGrantsRequest());
}

absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> ReporterCasePort::Append(
    const sealing::Batch& batch) {
  followup::v1::AppendRecordsRequest request;
  FillBatch(batch, request);
  VN_ASSIGN_OR_RETURN(const followup::v1::AppendRecordsResponse response,
                      session_.Call(&FollowUpStub::AppendRecords, request));
  return std::vector<caseview::v1::CompartmentHead>{response.heads().begin(),
                                                    response.heads().end()};
}

absl::StatusOr<CaseStanding> StaffCasePort::GetStanding() {
  casework::v1::GetCaseRequest request;
  request.set_case_id(case_id_.ToBytes());
  VN_ASSIGN_OR_RETURN(const casework::v1::GetCaseResponse response,
                      session_.Call(&CaseworkStub::GetCase, request));
  return CaseStanding{{response.heads().begin(), response.heads().end()},
                      response.summary().acknowledge_by_time(),
                      std::nullopt};
}

absl::StatusOr<std::vector<caseview::v1::StoredRecord>> StaffCasePort::ListRecords(
    record::v1::CompartmentKind compartment) {
  casework::v1::ListRecordsRequest request;
  request.set_case_id(case_id_.ToBytes());
  request.mutable_compartment()->set_kind(compartment);
  return AllRecords(session_, &CaseworkStub::ListRecords, std::move(request));
}

absl::StatusOr<std::vector<std::string>> StaffCasePort::ListGrants() {
  casework::v1::ListGrantsRequest request;
  request.set_case_id(case_id_.ToBytes());
  return AllGrants(session_, &CaseworkStub::ListGrants, std::move(request));
}

absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> StaffCasePort::Append(
    const sealing::Batch& batch) {
  casework::v1::AppendRecordsRequest request;
  request.set_case_id(case_id_.ToBytes());
  FillBatch(batch, request);
  VN_ASSIGN_OR_RETURN(const casework::v1::AppendRecordsResponse response,
                      session_.Call(&CaseworkStub::AppendRecords, request));
  return std::vector<caseview::v1::CompartmentHead>{response.heads().begin(),
                                                    response.heads().end()};
}

}  // namespace vangnet::session
