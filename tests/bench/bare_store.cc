#include "tests/bench/bare_store.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/sealing/random_source.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/chain.h"
#include "proto/contract/status_macros.h"
#include "storage/write_queue.h"

namespace vangnet::bench {
namespace {

constexpr int kBatch = 32;

// Everything that one filing writes.
struct FilingRows {
  storage::CaseRow summary;
  std::vector<storage::RecordRow> records;
  std::vector<storage::GrantRow> grants;
  std::vector<storage::ReaderRow> readers;
  std::vector<contract::PrincipalId> coordinators;
  std::vector<storage::DueRow> dues;
  storage::ProofRow proof;
  storage::LeafRow leaf;
};

absl::StatusOr<FilingRows> ReadPattern(const storage::Snapshot& store, const contract::CaseId& id) {
  FilingRows rows;
  VN_ASSIGN_OR_RETURN(rows.summary, store.cases().Get(id));
  for (const auto kind :
       {record::v1::COMPARTMENT_KIND_CHECK, record::v1::COMPARTMENT_KIND_CONVERSATION}) {
    VN_ASSIGN_OR_RETURN(auto records,
                        store.records().List(id, contract::CompartmentKey(kind), 0, 100, 1 << 24));
    rows.records.insert(rows.records.end(), records.begin(), records.end());
  }
  VN_ASSIGN_OR_RETURN(rows.readers, store.readers().ListForCase(id));
  VN_ASSIGN_OR_RETURN(rows.grants, store.grants().List(id, contract::ReporterPrincipal(id)));
  for (const storage::ReaderRow& reader : rows.readers) {
    VN_ASSIGN_OR_RETURN(auto grants, store.grants().List(id, reader.principal));
    rows.grants.insert(rows.grants.end(), grants.begin(), grants.end());
  }
  record::v1::Record first;
  record::v1::RecordHeader header;
  if (rows.records.empty() || !first.ParseFromString(rows.records.front().bytes) ||
      !header.ParseFromString(first.header())) {
    return absl::InternalError("the pattern is no case");
  }
  for (const std::string& coordinator : header.filing().coordinators()) {
    VN_ASSIGN_OR_RETURN(auto parsed, contract::PrincipalId::Parse(coordinator));
    rows.coordinators.push_back(parsed);
  }
  VN_ASSIGN_OR_RETURN(rows.dues, store.dues().ListForCase(id));
  VN_ASSIGN_OR_RETURN(const auto proof, store.proofs().Find(id));
  if (!proof.has_value()) return absl::InternalError("the pattern has no proof");
  rows.proof = *proof;
  VN_ASSIGN_OR_RETURN(const auto leaves,
                      store.leaves().ListDay(rows.summary.last_activity_day, 0, 100));
  if (leaves.empty()) return absl::InternalError("the pattern has no leaf");
  rows.leaf = leaves.back();
  return rows;
}

// Another case with rows of the same sizes. Random where a real one is random.
void MakeAnother(FilingRows& rows) {
  sealing::RandomSource& random = sealing::SystemRandom();
  const auto id = sealing::RandomId<contract::CaseId>(random);
  rows.summary.case_id = id;
  rows.summary.reporter_key = sealing::RandomId<contract::SigningKey>(random);
  for (auto& record : rows.records) {
    record.case_id = id;
    record.record_id = sealing::RandomId<contract::RecordId>(random);
    record.record_hash = sealing::RandomId<contract::Hash>(random);
    record.chain_head = sealing::RandomId<contract::Hash>(random);
  }
  for (auto& grant : rows.grants) {
    grant.case_id = id;
    grant.grant_hash = sealing::RandomId<contract::Hash>(random);
  }
  for (auto& reader : rows.readers) reader.case_id = id;
  for (auto& due : rows.dues) due.case_id = id;
  rows.proof.case_id = id;
  rows.leaf.leaf_hash = sealing::RandomId<contract::Hash>(random);
}

absl::Status Write(storage::Transaction& txn, const FilingRows& rows) {
  VN_ASSIGN_OR_RETURN(const auto known, txn.proofs().Find(rows.summary.case_id));
  if (known.has_value()) return absl::InternalError("not another case");
  VN_RETURN_IF_ERROR(txn.cases().Insert(rows.summary));
  for (const auto& record : rows.records) VN_RETURN_IF_ERROR(txn.records().Append(record));
  for (const auto& grant : rows.grants) VN_RETURN_IF_ERROR(txn.grants().Insert(grant));
  for (const auto& reader : rows.readers) VN_RETURN_IF_ERROR(txn.readers().Upsert(reader));
  for (const auto& coordinator : rows.coordinators) {
    VN_RETURN_IF_ERROR(txn.coordinators().Insert(rows.summary.case_id, coordinator));
  }
  for (const auto& due : rows.dues) VN_RETURN_IF_ERROR(txn.dues().Put(due));
  VN_RETURN_IF_ERROR(txn.leaves().Append(rows.leaf).status());
  return txn.proofs().Insert(rows.proof);
}

// As it stands on the day after: nothing left but what lists and the past need.
FilingRows Closed(FilingRows rows) {
  rows.summary.closed_day = rows.summary.last_activity_day + 1;
  rows.summary.acknowledge_by_time = 0;
  rows.records.resize(1);
  rows.grants.clear();
  rows.dues.clear();
  return rows;
}

FilingRows Light(FilingRows rows) {
  rows.records.resize(1);
  rows.grants.clear();
  return rows;
}

// Where vangnetd keeps the anchor by default.
std::string AnchorBeside(const std::string& path) {
  const std::size_t name = path.rfind('/') + 1;
  return path.substr(0, name) + "anchor/" + path.substr(name) + ".anchor";
}

absl::Status WriteMany(storage::WriteQueue& queue, FilingRows rows, int count) {
  constexpr int kAtOnce = 500;
  for (int done = 0; done < count; done += kAtOnce) {
    VN_RETURN_IF_ERROR(queue.SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
      for (int i = 0; i < std::min(kAtOnce, count - done); ++i) {
        MakeAnother(rows);
        VN_RETURN_IF_ERROR(Write(txn, rows));
      }
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<double> BareStoreFilings(const std::string& path, const storage::StoreKey& key,
                                        const contract::CaseId& pattern, int filings) {
  VN_ASSIGN_OR_RETURN(
      const auto queue,
      storage::WriteQueue::Start([&] { return storage::OpenEncrypted(path, key); }, nullptr));
  FilingRows rows;
  VN_RETURN_IF_ERROR(queue->SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
    VN_ASSIGN_OR_RETURN(rows, ReadPattern(txn, pattern));
    return absl::OkStatus();
  }));
  const auto start = std::chrono::steady_clock::now();
  for (int done = 0; done < filings; done += kBatch) {
    VN_RETURN_IF_ERROR(queue->SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
      for (int i = 0; i < kBatch; ++i) {
        MakeAnother(rows);
        VN_RETURN_IF_ERROR(Write(txn, rows));
      }
      return absl::OkStatus();
    }));
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  return filings / seconds.count();
}

absl::Status GrowStore(const std::string& path, const storage::StoreKey& key,
                       const contract::CaseId& pattern, int closed, int open,
                       std::uintmax_t bytes) {
  VN_ASSIGN_OR_RETURN(const auto queue,
                      storage::WriteQueue::Start(
                          [&] { return storage::OpenEncrypted(path, key); },
                          std::make_unique<storage::CommitLog>(storage::CommitLogOptions{
                              .hash = &sealing::Sha256, .anchor_path = AnchorBeside(path)})));
  FilingRows rows;
  VN_RETURN_IF_ERROR(queue->SubmitAndWait([&](storage::Transaction& txn) -> absl::Status {
    VN_ASSIGN_OR_RETURN(rows, ReadPattern(txn, pattern));
    return absl::OkStatus();
  }));
  VN_RETURN_IF_ERROR(WriteMany(*queue, Closed(rows), closed));
  VN_RETURN_IF_ERROR(WriteMany(*queue, Light(rows), open));
  rows.summary.closed_day = rows.summary.last_activity_day + 1;
  while (std::filesystem::file_size(path) < bytes) {
    VN_RETURN_IF_ERROR(WriteMany(*queue, rows, 500));
  }
  return absl::OkStatus();
}

}  // namespace vangnet::bench
