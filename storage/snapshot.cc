#include "storage/snapshot.h"

#include "storage/database.h"

namespace vangnet::storage {

Snapshot::Snapshot(Database& database)
    : absences_(database),
      availability_(database),
      bundles_(database),
      cases_(database),
      coordinators_(database),
      dues_(database),
      duties_(database),
      grants_(database),
      leaves_(database),
      openings_(database),
      proofs_(database),
      readers_(database),
      records_(database),
      database_(database),
      statements_before_(database.statements_executed()) {}

std::uint64_t Snapshot::statements_executed() const {
  return database_.statements_executed() - statements_before_;
}

}  // namespace vangnet::storage
