// Sessions, publication, directory and health over both sockets.
#include <gtest/gtest.h>

#include <string>

#include "grpc/health/v1/health.grpc.pb.h"
#include "proto/contract/clock.h"
#include "proto/contract/error.h"
#include "tests/services/server/served_organisation.h"
#include "tests/support/rpc.h"
#include "vangnet/caseload/v1/caseload_service.grpc.pb.h"
#include "vangnet/casework/v1/casework_service.grpc.pb.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"
#include "vangnet/followup/v1/followup_service.grpc.pb.h"
#include "vangnet/publication/v1/publication_service.grpc.pb.h"
#include "vangnet/session/v1/reporter_session_service.grpc.pb.h"
#include "vangnet/session/v1/staff_session_service.grpc.pb.h"

namespace vangnet::server {
namespace {

using testing::Context;
using testing::FromRpc;

class SurfacesTest : public ServedOrganisation {
 protected:
  absl::Status ListCases(const std::string& token) {
    casework::v1::ListCasesResponse response;
    return FromRpc(casework::v1::CaseworkService::NewStub(staff_channel())
                       ->ListCases(Context(token).get(), {}, &response));
  }

  absl::Status GetOwnCase(const std::string& token) {
    followup::v1::GetCaseResponse response;
    return FromRpc(followup::v1::FollowUpService::NewStub(public_channel())
                       ->GetCase(Context(token).get(), {}, &response));
  }

  std::string Availability(const std::shared_ptr<grpc::Channel>& channel) {
    publication::v1::GetAvailabilityResponse response;
    EXPECT_TRUE(publication::v1::PublicationService::NewStub(channel)
                    ->GetAvailability(Context().get(), {}, &response)
                    .ok());
    return response.availability();
  }

  absl::StatusOr<std::string> Bundle(const std::shared_ptr<grpc::Channel>& channel,
                                     std::uint32_t version) {
    publication::v1::GetBundleRequest request;
    publication::v1::GetBundleResponse response;
    request.set_version(version);
    const absl::Status status =
        FromRpc(publication::v1::PublicationService::NewStub(channel)->GetBundle(
            Context().get(), request, &response));
    if (!status.ok()) return status;
    return response.signed_bundle();
  }

  absl::Status PublishBundle(const std::string& token, const std::string& signed_bundle) {
    directory::v1::PublishBundleRequest request;
    directory::v1::PublishBundleResponse response;
    request.set_signed_bundle(signed_bundle);
    return FromRpc(directory::v1::DirectoryService::NewStub(staff_channel())
                       ->PublishBundle(Context(token).get(), request, &response));
  }

  absl::StatusOr<grpc::health::v1::HealthCheckResponse::ServingStatus> Health(
      const std::string& service) {
    grpc::health::v1::HealthCheckRequest request;
    grpc::health::v1::HealthCheckResponse response;
    request.set_service(service);
    const absl::Status status = FromRpc(grpc::health::v1::Health::NewStub(public_channel())
                                            ->Check(Context().get(), request, &response));
    if (!status.ok()) return status;
    return response.status();
  }
};

void ExpectReason(const absl::Status& status, absl::StatusCode code, std::string_view reason) {
  EXPECT_EQ(status.code(), code) << status;
  EXPECT_EQ(contract::ReasonOf(status), reason);
}

TEST_F(SurfacesTest, ATokenIsGoodOnItsOwnSocketAlone) {
  const std::string staff = SignInStaff("anna");
  const std::string reporter = SignInReporter();
  EXPECT_TRUE(ListCases(staff).ok());
  EXPECT_NE(GetOwnCase(reporter).code(), absl::StatusCode::kUnauthenticated);
  ExpectReason(ListCases(reporter), absl::StatusCode::kUnauthenticated, "NO_SESSION");
  ExpectReason(GetOwnCase(staff), absl::StatusCode::kUnauthenticated, "NO_SESSION");
}

TEST_F(SurfacesTest, ServicesOfTheOtherSurfaceAreNotThere) {
  casework::v1::ListCasesResponse cases;
  EXPECT_EQ(casework::v1::CaseworkService::NewStub(public_channel())
                ->ListCases(Context(SignInStaff("anna")).get(), {}, &cases)
                .error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  followup::v1::GetCaseResponse own;
  EXPECT_EQ(followup::v1::FollowUpService::NewStub(staff_channel())
                ->GetCase(Context(SignInReporter()).get(), {}, &own)
                .error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(SurfacesTest, AStaffLoginIsNoneForTheOtherAudience) {
  const auto token = testing::SignIn(public_channel(), organisation().identity("anna"),
                                     organisation().id(), sealing::Audience::kReporter);
  ExpectReason(token.status(), absl::StatusCode::kUnauthenticated, "NO_SESSION");
}

TEST_F(SurfacesTest, SessionsEndIdleAndOnRequest) {
  const std::string token = SignInStaff("anna");
  Advance(absl::Minutes(14));
  EXPECT_TRUE(ListCases(token).ok());
  Advance(absl::Minutes(15));
  ExpectReason(ListCases(token), absl::StatusCode::kUnauthenticated, "NO_SESSION");

  const std::string other = SignInStaff("anna");
  session::v1::EndStaffSessionResponse ended;
  EXPECT_TRUE(session::v1::StaffSessionService::NewStub(staff_channel())
                  ->EndStaffSession(Context(other).get(), {}, &ended)
                  .ok());
  ExpectReason(ListCases(other), absl::StatusCode::kUnauthenticated, "NO_SESSION");

  const std::string reporter = SignInReporter();
  session::v1::EndReporterSessionResponse gone;
  EXPECT_TRUE(session::v1::ReporterSessionService::NewStub(public_channel())
                  ->EndReporterSession(Context(reporter).get(), {}, &gone)
                  .ok());
  ExpectReason(GetOwnCase(reporter), absl::StatusCode::kUnauthenticated, "NO_SESSION");
}

TEST_F(SurfacesTest, WhoIsNotInTheNextBundleIsSignedOutAtOnce) {
  const std::string anna = SignInStaff("anna");
  const std::string carla = SignInStaff("carla");
  const std::string adam = SignInStaff("adam");
  auto& staff = *organisation().draft().mutable_staff();
  for (int i = 0; i < staff.size(); ++i) {
    if (staff.Get(i).principal() == organisation().principal("anna").ToBytes()) {
      staff.DeleteSubrange(i, 1);
      break;
    }
  }
  ASSERT_TRUE(PublishBundle(adam, organisation().Publish()).ok());
  ExpectReason(ListCases(anna), absl::StatusCode::kUnauthenticated, "NO_SESSION");
  EXPECT_TRUE(ListCases(carla).ok());
  EXPECT_FALSE(testing::SignIn(staff_channel(), organisation().identity("anna"),
                               organisation().id(), sealing::Audience::kStaff)
                   .ok());
}

TEST_F(SurfacesTest, EverybodyGetsEveryBundleAndTheSameBytes) {
  const std::string first = organisation().newest();
  ASSERT_TRUE(PublishBundle(SignInStaff("adam"), organisation().Publish()).ok());
  for (const auto& channel : {public_channel(), staff_channel()}) {
    EXPECT_EQ(*Bundle(channel, 0), organisation().newest());
    EXPECT_EQ(*Bundle(channel, 2), organisation().newest());
    EXPECT_EQ(*Bundle(channel, 1), first);
    EXPECT_EQ(Bundle(channel, 3).status().code(), absl::StatusCode::kNotFound);
  }
}

TEST_F(SurfacesTest, ABundleIsPublishedByAnAdministratorUnderTheRules) {
  ExpectReason(PublishBundle(SignInStaff("cora"), organisation().newest()),
               absl::StatusCode::kPermissionDenied, "WRONG_ROLE");
  ExpectReason(PublishBundle(SignInStaff("adam"), organisation().Sign(organisation().draft(), {1})),
               absl::StatusCode::kFailedPrecondition, "BUNDLE_REFUSED");
  EXPECT_EQ(*Bundle(public_channel(), 0), organisation().newest());
}

TEST_F(SurfacesTest, AnAbsenceShowsAtOnceToEverybodyAlike) {
  const std::string before = Availability(public_channel());
  EXPECT_EQ(Availability(staff_channel()), before);
  directory::v1::SetAvailabilityResponse response;
  ASSERT_TRUE(directory::v1::DirectoryService::NewStub(staff_channel())
                  ->SetAvailability(Context(SignInStaff("anna")).get(), {}, &response)
                  .ok());
  const std::string after = Availability(public_channel());
  EXPECT_NE(after, before);
  EXPECT_EQ(Availability(staff_channel()), after);
  bundle::v1::Availability shown;
  ASSERT_TRUE(shown.ParseFromString(after));
  EXPECT_EQ(shown.persons_size(), 2);
}

TEST_F(SurfacesTest, HealthComesFromARealRead) {
  EXPECT_EQ(*Health(""), grpc::health::v1::HealthCheckResponse::SERVING);
  EXPECT_EQ(*Health("vangnet.intake.v1.IntakeService"),
            grpc::health::v1::HealthCheckResponse::SERVING);
  EXPECT_EQ(Health("vangnet.casework.v1.CaseworkService").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(SurfacesTest, HealthCannotBeWatched) {
  grpc::health::v1::HealthCheckResponse response;
  const auto context = Context();
  const auto reader = grpc::health::v1::Health::NewStub(public_channel())->Watch(context.get(), {});
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(SurfacesTest, AfterTheDrainNothingIsServed) {
  ASSERT_TRUE(ListCases(SignInStaff("anna")).ok());
  server().Drain();
  EXPECT_EQ(ListCases("").code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Health("").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace vangnet::server
