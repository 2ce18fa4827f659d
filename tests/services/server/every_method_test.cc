// Bad bytes for every method of both surfaces, by somebody who may call it: each is refused
// by the gate, whatever the handler behind it would have done.
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "proto/contract/error.h"
#include "services/gate/method_table.h"
#include "services/server/surfaces.h"
#include "tests/services/server/served_organisation.h"
#include "tests/support/rpc.h"

namespace vangnet::server {
namespace {

class EveryMethodTest : public ServedOrganisation {
 protected:
  struct Way {
    gate::Method method;
    std::shared_ptr<grpc::Channel> channel;
  };

  std::vector<Way> Ways() {
    std::vector<Way> ways;
    const auto add = [&](policy::v1::Surface surface, const std::vector<std::string>& names,
                         const std::shared_ptr<grpc::Channel>& channel) {
      const auto table = gate::MethodTable::Build(surface, names);
      ASSERT_TRUE(table.ok()) << table.status();
      for (const gate::Method& method : table->methods()) ways.push_back({method, channel});
    };
    add(policy::v1::SURFACE_PUBLIC, PublicServiceNames(), public_channel());
    add(policy::v1::SURFACE_STAFF, StaffServiceNames(), staff_channel());
    return ways;
  }

  // A fresh one for each call: two of the methods end their session.
  std::string TokenFor(const gate::Method& method) {
    if (method.anonymous()) return "";
    if (method.roles.count(policy::v1::ROLE_REPORTER) > 0) return SignInReporter();
    if (method.roles.count(policy::v1::ROLE_COORDINATOR) > 0) return SignInStaff("cora");
    if (method.roles.count(policy::v1::ROLE_ADMINISTRATOR) > 0) return SignInStaff("adam");
    return SignInStaff("anna");
  }

  absl::Status Call(const Way& way, const std::string& bytes, const std::string& token) {
    grpc::GenericStub stub(way.channel);
    const auto context = testing::Context(token);
    const grpc::Slice slice(bytes);
    grpc::ByteBuffer response;
    grpc::Status status;
    grpc::CompletionQueue queue;
    const auto call = stub.PrepareUnaryCall(context.get(), way.method.path(),
                                            grpc::ByteBuffer(&slice, 1), &queue);
    call->StartCall();
    call->Finish(&response, &status, nullptr);
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return testing::FromRpc(status);
  }
};

void ExpectRefused(const absl::Status& status, std::string_view reason,
                   const gate::Method& method) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << method.path() << status;
  EXPECT_EQ(contract::ReasonOf(status), reason) << method.path();
}

// Field 2000, a varint: unknown in every request.
const std::string kUnknownField("\x80\x7D\x01", 3);

// The same field with `size` bytes in it.
std::string UnknownBytes(std::size_t size) {
  std::string bytes("\x82\x7D", 2);
  for (std::size_t left = size;; left >>= 7) {
    const bool more = left >= 0x80;
    bytes.push_back(static_cast<char>((left & 0x7F) | (more ? 0x80 : 0)));
    if (!more) break;
  }
  return bytes + std::string(size, 'x');
}

TEST_F(EveryMethodTest, AnUnknownFieldIsRefused) {
  const auto ways = Ways();
  ASSERT_GT(ways.size(), 20u);
  for (const Way& way : ways) {
    ExpectRefused(Call(way, kUnknownField, TokenFor(way.method)), "NOT_CANONICAL", way.method);
  }
}

TEST_F(EveryMethodTest, OneByteOverItsOwnLimitIsTooLarge) {
  for (const Way& way : Ways()) {
    const std::string bytes = UnknownBytes(way.method.max_request_bytes + 1);
    ExpectRefused(Call(way, bytes, TokenFor(way.method)), "TOO_LARGE", way.method);
  }
}

TEST_F(EveryMethodTest, MoreThanAMebibyteNeverReachesTheGate) {
  for (const Way& way : Ways()) {
    EXPECT_EQ(Call(way, UnknownBytes(1024 * 1024), TokenFor(way.method)).code(),
              absl::StatusCode::kResourceExhausted)
        << way.method.path();
  }
}

TEST_F(EveryMethodTest, BytesThatAreNoMessageAreNotOffered) {
  for (const Way& way : Ways()) {
    EXPECT_EQ(Call(way, "\xFF\xFF\xFF\xFF cut off", TokenFor(way.method)).code(),
              absl::StatusCode::kUnimplemented)
        << way.method.path();
  }
}

TEST_F(EveryMethodTest, AnEmptyRequestIsNeverAFailureOfTheServer) {
  for (const Way& way : Ways()) {
    const absl::Status status = Call(way, "", TokenFor(way.method));
    EXPECT_NE(status.code(), absl::StatusCode::kInternal) << way.method.path();
    EXPECT_NE(status.code(), absl::StatusCode::kUnauthenticated) << way.method.path();
    EXPECT_NE(status.code(), absl::StatusCode::kPermissionDenied) << way.method.path();
  }
}

TEST_F(EveryMethodTest, WithoutASessionOnlyAnonymousMethodsAnswer) {
  for (const Way& way : Ways()) {
    const absl::Status status = Call(way, kUnknownField, "");
    EXPECT_EQ(status.code(), way.method.anonymous() ? absl::StatusCode::kInvalidArgument
                                                    : absl::StatusCode::kUnauthenticated)
        << way.method.path();
  }
}

}  // namespace
}  // namespace vangnet::server
