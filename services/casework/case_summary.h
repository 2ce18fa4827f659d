// The server's summary of a case, as one reader may see it. Pure.
#ifndef VANGNET_SERVICES_CASEWORK_CASE_SUMMARY_H_
#define VANGNET_SERVICES_CASEWORK_CASE_SUMMARY_H_

#include "storage/case_store.h"
#include "storage/reader_store.h"
#include "vangnet/casework/v1/casework_service.pb.h"

namespace vangnet::casework {

v1::CaseSummary SummaryOf(const storage::CaseRow& row, const storage::ReaderRow& reader);

}  // namespace vangnet::casework

#endif  // VANGNET_SERVICES_CASEWORK_CASE_SUMMARY_H_
