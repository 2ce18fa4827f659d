#include "services/casework/case_summary.h"

namespace vangnet::casework {

v1::CaseSummary SummaryOf(const storage::CaseRow& row, const storage::ReaderRow& reader) {
  v1::CaseSummary summary;
  summary.set_case_id(row.case_id.ToBytes());
  summary.set_category(static_cast<record::v1::Category>(row.category));
  summary.set_urgency(static_cast<record::v1::Urgency>(row.urgency));
  summary.set_state(static_cast<caseview::v1::CaseState>(row.state));
  summary.set_role(static_cast<record::v1::CaseRole>(reader.role));
  summary.set_conversation_open(reader.gate >= storage::kGateConversation);
  summary.set_acknowledge_by_time(row.acknowledge_by_time);
  summary.set_filed_time(row.filed_time);
  summary.set_last_activity_day(static_cast<std::uint32_t>(row.last_activity_day));
  summary.set_language(static_cast<record::v1::Language>(row.language));
  summary.set_calendar(static_cast<record::v1::Calendar>(row.calendar));
  return summary;
}

}  // namespace vangnet::casework
