// Requests that are wrong on the wire, for every method of every service, through nginx:
// each gets a clear answer, nothing is stored, and the server goes on.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "tests/scenarios/scenario.h"
#include "tests/support/raw_call.h"
#include "vangnet/policy/v1/options.pb.h"

namespace vangnet::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using ::testing::AnyOf;
using ::testing::Contains;

constexpr int kUnknownField = 1000;

// A request that is wrong, and what must be answered.
struct Bad {
  std::string what;
  std::string request;
  std::set<std::string> outcomes;
};

// What gRPC says itself of bytes that are no message.
const std::set<std::string> kNoMessage = {"UNIMPLEMENTED", "INTERNAL"};
const std::set<std::string> kNotCanonical = {"INVALID_ARGUMENT/NOT_CANONICAL"};
// Well formed and wrong: refused for what it says.
const std::set<std::string> kRefused = {
    "INVALID_ARGUMENT/NOT_CANONICAL", "INVALID_ARGUMENT/BAD_FIELD",
    "INVALID_ARGUMENT/BAD_SIGNATURE", "INVALID_ARGUMENT/TOO_LARGE",
    "UNAUTHENTICATED/NO_SESSION",     "NOT_FOUND"};

// Each field of `type`, and of the messages in it, made wrong alone. `wrap` puts the bytes
// of a message of this type into the request.
void AddBadFields(const Descriptor& type, const std::function<std::string(std::string)>& wrap,
                  std::vector<Bad>& all) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string name(field.full_name());
    const int number = field.number();
    switch (field.type()) {
      case FieldDescriptor::TYPE_STRING:
        all.push_back({name + ", bad UTF-8", wrap(BytesField(number, "\xc3\x28")), kNoMessage});
        all.push_back(
            {name + ", lone surrogate", wrap(BytesField(number, "\xed\xa0\x80")), kNoMessage});
        all.push_back(
            {name + ", byte order mark", wrap(BytesField(number, "\xef\xbb\xbf")), kNotCanonical});
        all.push_back({name + ", other text", wrap(BytesField(number, "x")), kRefused});
        break;
      case FieldDescriptor::TYPE_BYTES:
        all.push_back({name + ", one byte", wrap(BytesField(number, "x")), kRefused});
        break;
      case FieldDescriptor::TYPE_ENUM:
        all.push_back({name + ", unknown value", wrap(NumberField(number, 99)), kNotCanonical});
        break;
      case FieldDescriptor::TYPE_MESSAGE:
        all.push_back({name + ", unknown field in it",
                       wrap(BytesField(number, NumberField(kUnknownField, 1))), kNotCanonical});
        AddBadFields(
            *field.message_type(),
            [&](std::string bytes) { return wrap(BytesField(number, bytes)); }, all);
        break;
      default:
        // As a number where bytes are meant, this is an unknown field.
        all.push_back({name + ", bytes", wrap(BytesField(number, "x")), kNotCanonical});
    }
  }
}

std::vector<Bad> BadRequestsFor(const MethodDescriptor& method) {
  const auto& access = method.options().GetExtension(policy::v1::access);
  std::vector<Bad> all = {{"cut off", std::string("\x0a\x7f", 2), kNoMessage},
                          {"a group that never ends", "\x0b", kNoMessage},
                          {"unknown number", NumberField(kUnknownField, 1), kNotCanonical},
                          {"unknown bytes", BytesField(kUnknownField, "x"), kNotCanonical},
                          {"larger than allowed",
                           BytesField(kUnknownField, std::string(access.max_request_bytes(), 'x')),
                           {"INVALID_ARGUMENT/TOO_LARGE"}},
                          // More than the front lets through at all.
                          {"two megabytes",
                           BytesField(kUnknownField, std::string(2 << 20, 'x')),
                           {"RESOURCE_EXHAUSTED"}}};
  AddBadFields(
      *method.input_type(), [](std::string bytes) { return bytes; }, all);
  return all;
}

class BadInputTest : public Scenario {
 protected:
  absl::Status Call(const MethodDescriptor& method, const std::string& request) {
    const auto& access = method.options().GetExtension(policy::v1::access);
    const bool on_public = access.surfaces(0) == policy::v1::SURFACE_PUBLIC;
    return RawCall(on_public ? system().PublicChannel() : system().StaffChannel(), PathOf(method),
                   TokenFor(access.roles(0)), request);
  }

  std::string Dump() {
    const Finished dump = RunCommand({ProgramPath("vangnet_store_dump"), system().server().store(),
                                      system().server().store_key_file()});
    EXPECT_EQ(dump.exit_code, 0) << dump.standard_error;
    return dump.standard_output;
  }

  // A case on which methods of a reporter and of staff can be called.
  Reporter& TheReporter() {
    if (reporter_ == nullptr) {
      reporter_ = std::make_unique<Reporter>(system());
      EXPECT_THAT(reporter_->File(UsualReport()), IsOk());
    }
    return *reporter_;
  }

 private:
  // New for each call, since some methods end it.
  std::string TokenFor(policy::v1::Role role) {
    if (role == policy::v1::ROLE_ANYONE) return "";
    if (role == policy::v1::ROLE_REPORTER) {
      TheReporter().ForgetToken();
      return TheReporter().Token().value();
    }
    static const std::map<policy::v1::Role, std::string> handles = {
        {policy::v1::ROLE_TRUSTED_PERSON, "anna"},
        {policy::v1::ROLE_COORDINATOR, "karin"},
        {policy::v1::ROLE_ADMINISTRATOR, "mirjam"},
        {policy::v1::ROLE_STAFF, "noor"}};
    return StaffMember(system(), handles.at(role)).Token().value();
  }

  std::unique_ptr<Reporter> reporter_;
};

TEST_F(BadInputTest, EveryMethodRefusesWhatIsWrongAndStoresNothing) {
  TheReporter();
  const std::string before = Dump();
  int calls = 0;
  for (const MethodDescriptor* method : AllMethods()) {
    for (const Bad& bad : BadRequestsFor(*method)) {
      const absl::Status status = Call(*method, bad.request);
      EXPECT_THAT(bad.outcomes, Contains(Outcome(status))) << PathOf(*method) << ": " << bad.what;
      ++calls;
    }
  }
  EXPECT_GT(calls, 150);
  EXPECT_TRUE(Dump() == before) << "something was stored";
  EXPECT_TRUE(system().process().IsRunning());
  EXPECT_THAT(StaffMember(system(), "anna").Inbox().value(), Contains(TheReporter().case_id()));
}

// Nothing at all is a request too: where it is a good one, the answer is a good one.
TEST_F(BadInputTest, AnEmptyRequestIsRefusedWhereAFieldIsRequired) {
  const std::set<std::string> good = {"GetBundle",       "GetAvailability", "BeginReporterLogin",
                                      "BeginStaffLogin", "EndStaffSession", "EndReporterSession",
                                      "ListGrants",      "ListAccess",      "ListCases",
                                      "GetCaseload",     "SetAvailability", "PublishDutyList",
                                      "GetMetrics"};
  for (const MethodDescriptor* method : AllMethods()) {
    SCOPED_TRACE(PathOf(*method));
    const bool own_case = method->service()->name() == "FollowUpService";
    const std::string outcome = Outcome(Call(*method, ""));
    if (own_case && (method->name() == "GetCase" || method->name() == "ListGrants")) {
      EXPECT_EQ(outcome, "OK");
    } else if (!own_case && method->name() == "ListGrants") {
      EXPECT_THAT(outcome, AnyOf("INVALID_ARGUMENT/BAD_FIELD", "NOT_FOUND"));
    } else if (good.count(std::string(method->name())) != 0) {
      EXPECT_EQ(outcome, "OK");
    } else {
      EXPECT_THAT(kRefused, Contains(outcome));
    }
  }
}

}  // namespace
}  // namespace vangnet::testing
