#include "tests/bench/filing_rows.h"

#include <cstdint>
#include <string>

#include "clients/sealing/random_source.h"
#include "proto/contract/chain.h"
#include "proto/contract/status_macros.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::bench {

absl::StatusOr<FilingRows> ReadFilingRows(const storage::Snapshot& store,
                                          const contract::CaseId& id) {
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

absl::Status StoreRows(storage::Transaction& txn, const FilingRows& rows) {
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

absl::Status FileRows(storage::Transaction& txn, const FilingRows& rows) {
  const std::uint64_t now = rows.summary.filed_time;
  VN_RETURN_IF_ERROR(txn.bundles().NewestVersion().status());
  VN_ASSIGN_OR_RETURN(const auto known, txn.proofs().Find(rows.summary.case_id));
  if (known.has_value()) return absl::InternalError("not another case");
  VN_RETURN_IF_ERROR(txn.absences().ListCurrent(now).status());
  VN_RETURN_IF_ERROR(txn.duties().ListBetween(now, now + 1).status());
  return StoreRows(txn, rows);
}

}  // namespace vangnet::bench
