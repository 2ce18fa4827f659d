// What grpc.health.v1 is asked for by name, beside the full names of the services (SPEC.md
// section 9).
#ifndef VANGNET_PROTO_CONTRACT_HEALTH_NAME_H_
#define VANGNET_PROTO_CONTRACT_HEALTH_NAME_H_

namespace vangnet::contract::health_name {

// SERVING once the store's content has been compared with what was committed, and who may open
// what with the records; UNKNOWN until then; NOT_SERVING when they differ: the DEGRADED that
// grpc.health.v1 has no word for. Reports can be filed meanwhile.
inline constexpr char kStoreContent[] = "vangnet.store";

}  // namespace vangnet::contract::health_name

#endif  // VANGNET_PROTO_CONTRACT_HEALTH_NAME_H_
