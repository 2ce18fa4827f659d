// A server's case in memory, which a test can make cheat.
#ifndef VANGNET_TESTS_CLIENTS_SESSION_FAKE_CASE_PORT_H_
#define VANGNET_TESTS_CLIENTS_SESSION_FAKE_CASE_PORT_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "clients/sealing/sha256.h"
#include "clients/session/case_port.h"
#include "proto/contract/chain.h"
#include "proto/contract/parsed_record.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::session {

class FakeCasePort : public CasePort {
 public:
  FakeCasePort(const contract::CaseId& case_id, const std::string& filing) : case_id_(case_id) {
    record::v1::Filing parsed;
    parsed.ParseFromString(filing);
    for (const std::string& record : parsed.records()) Store(record);
    grants_.assign(parsed.grants().begin(), parsed.grants().end());
  }

  const contract::CaseId& case_id() const override { return case_id_; }
  absl::StatusOr<CaseStanding> GetStanding() override {
    CaseStanding standing;
    for (const auto& [kind, records] : records_) {
      standing.heads.insert(standing.heads.end(), 1 + named_again, HeadOfNow(kind));
    }
    standing.filing_proof = filing_proof;
    if (after_standing) after_standing();
    return standing;
  }
  absl::StatusOr<std::vector<caseview::v1::StoredRecord>> ListRecords(
      record::v1::CompartmentKind kind) override {
    ++lists;
    std::vector<caseview::v1::StoredRecord> stored;
    for (const std::string& record : records_[kind]) {
      caseview::v1::StoredRecord& entry = stored.emplace_back();
      entry.set_record(record);
      entry.set_position(static_cast<std::uint32_t>(stored.size()));
    }
    if (tamper) tamper(kind, stored);
    return stored;
  }
  absl::StatusOr<std::vector<std::string>> ListGrants() override { return grants_; }
  absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> Append(
      const sealing::Batch& batch) override {
    ++appends;
    if (!refusals.empty()) {
      const absl::Status refusal = refusals.front();
      refusals.erase(refusals.begin());
      return refusal;
    }
    const std::map<record::v1::CompartmentKind, std::vector<std::string>> before = records_;
    for (const std::string& record : batch.records) Store(record);
    grants_.insert(grants_.end(), batch.grants.begin(), batch.grants.end());
    std::vector<caseview::v1::CompartmentHead> heads;
    for (const auto& [kind, records] : records_) {
      const auto found = before.find(kind);
      if (found == before.end() || found->second.size() < records.size()) {
        heads.push_back(HeadOfNow(kind));
      }
    }
    if (swallows) records_ = before;
    if (names_no_heads) heads.clear();
    return heads;
  }

  std::size_t length(record::v1::CompartmentKind kind) { return records_[kind].size(); }

  // What the server does wrong.
  std::function<void(record::v1::CompartmentKind, std::vector<caseview::v1::StoredRecord>&)> tamper;
  std::function<void()> after_standing;
  bool swallows = false;  // Answers OK and keeps nothing.
  bool names_no_heads = false;
  std::vector<absl::Status> refusals;
  std::optional<std::string> filing_proof;  // Absent: read as by staff.
  std::size_t named_again = 0;              // So often more each head is named.
  int appends = 0;
  int lists = 0;

 private:
  void Store(const std::string& record) {
    const auto parsed = contract::ParseRecord(sealing::Sha256, record);
    if (parsed.ok()) records_[parsed->header.compartment().kind()].push_back(record);
  }
  caseview::v1::CompartmentHead HeadOfNow(record::v1::CompartmentKind kind) {
    caseview::v1::CompartmentHead head;
    head.mutable_compartment()->set_kind(kind);
    head.set_length(static_cast<std::uint32_t>(records_[kind].size()));
    head.set_head(HeadOf(kind).ToBytes());
    return head;
  }
  contract::Hash HeadOf(record::v1::CompartmentKind kind) {
    contract::Hash head =
        contract::ChainStart(sealing::Sha256, case_id_, contract::CompartmentKey(kind));
    for (const std::string& record : records_[kind]) {
      const auto parsed = contract::ParseRecord(sealing::Sha256, record);
      if (parsed.ok()) head = contract::ChainNext(sealing::Sha256, head, parsed->record_hash);
    }
    return head;
  }

  contract::CaseId case_id_;
  std::map<record::v1::CompartmentKind, std::vector<std::string>> records_;
  std::vector<std::string> grants_;
};

}  // namespace vangnet::session

#endif  // VANGNET_TESTS_CLIENTS_SESSION_FAKE_CASE_PORT_H_
