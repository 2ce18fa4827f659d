// Snapshot: what a reader gets, one consistent view with const stores only.
// Transaction: what a writer gets, the same view with stores that can be changed.
// Both are views on a connection whose transaction somebody else begins and ends (the
// reader pool, the write queue); they live as long as that transaction.
#ifndef VANGNET_STORAGE_SNAPSHOT_H_
#define VANGNET_STORAGE_SNAPSHOT_H_

#include <cstdint>

#include "storage/absence_store.h"
#include "storage/availability_store.h"
#include "storage/bundle_store.h"
#include "storage/case_store.h"
#include "storage/coordinator_store.h"
#include "storage/due_store.h"
#include "storage/duty_store.h"
#include "storage/grant_store.h"
#include "storage/leaf_store.h"
#include "storage/opening_store.h"
#include "storage/proof_store.h"
#include "storage/reader_store.h"
#include "storage/record_store.h"

namespace vangnet::storage {

class Database;

class Snapshot {
 public:
  explicit Snapshot(Database& database);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const AbsenceStore& absences() const { return absences_; }
  const AvailabilityStore& availability() const { return availability_; }
  const BundleStore& bundles() const { return bundles_; }
  const CaseStore& cases() const { return cases_; }
  const CoordinatorStore& coordinators() const { return coordinators_; }
  const DueStore& dues() const { return dues_; }
  const DutyStore& duties() const { return duties_; }
  const GrantStore& grants() const { return grants_; }
  const LeafStore& leaves() const { return leaves_; }
  const OpeningStore& openings() const { return openings_; }
  const ProofStore& proofs() const { return proofs_; }
  const ReaderStore& readers() const { return readers_; }
  const RecordStore& records() const { return records_; }

  // Statements that this view has started: a test shows with it that "not yours" and
  // "does not exist" take the same number.
  std::uint64_t statements_executed() const;

 protected:
  AbsenceStore absences_;
  AvailabilityStore availability_;
  BundleStore bundles_;
  CaseStore cases_;
  CoordinatorStore coordinators_;
  DueStore dues_;
  DutyStore duties_;
  GrantStore grants_;
  LeafStore leaves_;
  OpeningStore openings_;
  ProofStore proofs_;
  ReaderStore readers_;
  RecordStore records_;

 private:
  const Database& database_;
  const std::uint64_t statements_before_;
};

class Transaction : public Snapshot {
 public:
  explicit Transaction(Database& database) : Snapshot(database) {}

  AbsenceStore& absences() { return absences_; }
  AvailabilityStore& availability() { return availability_; }
  BundleStore& bundles() { return bundles_; }
  CaseStore& cases() { return cases_; }
  CoordinatorStore& coordinators() { return coordinators_; }
  DueStore& dues() { return dues_; }
  DutyStore& duties() { return duties_; }
  GrantStore& grants() { return grants_; }
  LeafStore& leaves() { return leaves_; }
  OpeningStore& openings() { return openings_; }
  ProofStore& proofs() { return proofs_; }
  ReaderStore& readers() { return readers_; }
  RecordStore& records() { return records_; }
};

}  // namespace vangnet::storage

#endif  // VANGNET_STORAGE_SNAPSHOT_H_
