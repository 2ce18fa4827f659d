// The structural rules of what a record says beside its header: one function for each
// act of record.proto. Part of ParseRecord. INVALID_ARGUMENT/BAD_FIELD. Pure.
#ifndef VANGNET_PROTO_CONTRACT_RECORD_ACTS_H_
#define VANGNET_PROTO_CONTRACT_RECORD_ACTS_H_

#include "absl/status/status.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {

// That the act is the one of the kind, and all that holds for it alone.
absl::Status CheckActOf(const record::v1::RecordHeader& header);

// Epoch numbers of a grant or an ADD_READER: 1 to 64, from 1 on, ascending, each once.
absl::Status CheckEpochNumbers(
    const google::protobuf::RepeatedField<google::protobuf::uint32>& epochs);

}  // namespace vangnet::contract

#endif  // VANGNET_PROTO_CONTRACT_RECORD_ACTS_H_
