// One case as one signed-in reader reaches it: the same few calls for a reporter and for
// a handler, whose services differ. Believes nothing; see case_reading.h.
#ifndef VANGNET_CLIENTS_SESSION_CASE_PORT_H_
#define VANGNET_CLIENTS_SESSION_CASE_PORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/record_seal.h"
#include "clients/session/session.h"
#include "proto/contract/ids.h"
#include "vangnet/caseview/v1/caseview.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::session {

// What the server says of a case beside its records.
struct CaseStanding {
  std::vector<caseview::v1::CompartmentHead> heads;  // Of what is open to the reader.
  std::uint64_t acknowledge_by_time = 0;             // 0: no deadline runs.
  // What the server gives for one; absent only for staff, who are given none.
  std::optional<std::string> filing_proof;
};

class CasePort {
 public:
  virtual ~CasePort() = default;
  virtual const contract::CaseId& case_id() const = 0;
  virtual absl::StatusOr<CaseStanding> GetStanding() = 0;
  // All pages, from position 1 on.
  virtual absl::StatusOr<std::vector<caseview::v1::StoredRecord>> ListRecords(
      record::v1::CompartmentKind compartment) = 0;
  virtual absl::StatusOr<std::vector<std::string>> ListGrants() = 0;
  // The heads of the compartments that were written, as the server says.
  virtual absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> Append(
      const sealing::Batch& batch) = 0;
};

// `session` must outlive the port.
class ReporterCasePort : public CasePort {
 public:
  ReporterCasePort(Session& session, const contract::CaseId& case_id)
      : session_(session), case_id_(case_id) {}
  const contract::CaseId& case_id() const override { return case_id_; }
  absl::StatusOr<CaseStanding> GetStanding() override;
  absl::StatusOr<std::vector<caseview::v1::StoredRecord>> ListRecords(
      record::v1::CompartmentKind compartment) override;
  absl::StatusOr<std::vector<std::string>> ListGrants() override;
  absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> Append(
      const sealing::Batch& batch) override;

 private:
  Session& session_;
  contract::CaseId case_id_;
};

class StaffCasePort : public CasePort {
 public:
  StaffCasePort(Session& session, const contract::CaseId& case_id)
      : session_(session), case_id_(case_id) {}
  const contract::CaseId& case_id() const override { return case_id_; }
  absl::StatusOr<CaseStanding> GetStanding() override;
  absl::StatusOr<std::vector<caseview::v1::StoredRecord>> ListRecords(
      record::v1::CompartmentKind compartment) override;
  absl::StatusOr<std::vector<std::string>> ListGrants() override;
  absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> Append(
      const sealing::Batch& batch) override;

 private:
  Session& session_;
  contract::CaseId case_id_;
};

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_CASE_PORT_H_
