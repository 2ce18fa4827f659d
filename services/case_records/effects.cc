#include "services/case_records/effects.h"

#include "proto/contract/status_macros.h"

namespace vangnet::case_records {

absl::Status ApplyEffect(const EffectContext& context, const contract::ParsedRecord& record) {
  switch (record.kind()) {
    case record::v1::RECORD_KIND_ACKNOWLEDGE:
      return ApplyAcknowledge(context, record.author);
    case record::v1::RECORD_KIND_DECLINE:
      return ApplyDeparture(context, record.author);
    case record::v1::RECORD_KIND_REMOVE_READER: {
      VN_ASSIGN_OR_RETURN(const contract::PrincipalId leaver,
                          contract::PrincipalId::Parse(record.header.remove_reader().principal()));
      return ApplyDeparture(context, leaver);
    }
    case record::v1::RECORD_KIND_ADD_READER: {
      VN_ASSIGN_OR_RETURN(const contract::PrincipalId added,
                          contract::PrincipalId::Parse(record.header.add_reader().principal()));
      return ApplyAddedReader(context, added);
    }
    case record::v1::RECORD_KIND_WITHDRAW:
    case record::v1::RECORD_KIND_CLOSE:
      return ApplyClosing(context);
    default:
      return absl::OkStatus();
  }
}

}  // namespace vangnet::case_records
