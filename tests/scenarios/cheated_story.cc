#include "tests/scenarios/cheated_story.h"

#include <cstdio>
#include <cstdlib>

#include "absl/time/clock.h"
#include "clients/sealing/random_source.h"
#include "tests/scenarios/scenario.h"
#include "tests/support/rpc.h"
#include "vangnet/directory/v1/directory_service.grpc.pb.h"

namespace vangnet::testing {
namespace {

// There is nothing to test without the story.
void Must(const char* what, const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "story: %s: %s\n", what, Outcome(status).c_str());
  std::abort();
}

}  // namespace

CheatedStory::CheatedStory() {
  organisation_ = std::make_unique<Organisation>(absl::Now());
  for (const char* name : {"anna", "bo", "chantal"}) {
    organisation_->AddStaff(name, TrustedPerson());
  }
  organisation_->AddStaff("gerda", SupportTeam());
  organisation_->AddStaff("karin", Coordinator());
  organisation_->AddStaff("lex", Coordinator());
  organisation_->AddStaff("nina", Coordinator());  // Whom no report names.
  organisation_->AddStaff("mirjam", Administrator());
  system_ = std::make_unique<RunningSystem>(*organisation_, server_.sockets());
  server_.HandOnTo({system_->server().public_socket(), system_->server().staff_socket()});
  first_bundle_ = organisation_->newest();
  anna_ = std::make_unique<StaffMember>(*system_, "anna");
  bo_ = std::make_unique<StaffMember>(*system_, "bo");

  answered_ = FileReport();
  AnswerAndThank(*answered_);
  other_ = FileReport();
  AnswerAndThank(*other_);
  written_ = FileReport();
  AnswerAndThank(*written_);
  PublishSecondBundle();
  Must("answer", anna_->Say(answered_->case_id(), "tweede antwoord"));
  Must("remove", answered_->Act(answered_->case_id(), [this](sealing::RecordWriter& writer) {
    return writer.RemoveReader(organisation_->principal("bo"),
                               record::v1::REMOVAL_REASON_REPORTER_WISH);
  }));
  Must("answer", anna_->Say(answered_->case_id(), "derde antwoord"));
  Must("answer", anna_->Say(answered_->case_id(), "vierde antwoord"));
  waiting_ = FileReport();
  declined_ = FileReport();
  Must("decline", anna_->Decline(declined_->case_id()));
  Must("acknowledge", bo_->Acknowledge(declined_->case_id()));
  Must("answer", bo_->Say(declined_->case_id(), "antwoord van bo"));
}

std::unique_ptr<Reporter> CheatedStory::FileReport() {
  auto reporter = std::make_unique<Reporter>(*system_);
  ReportTerms terms;
  terms.lead = "anna";
  terms.deputy = "bo";
  terms.reserve = "gerda";
  terms.coordinators = {"karin", "lex"};
  Must("file", reporter->File(terms));
  return reporter;
}

void CheatedStory::AnswerAndThank(Reporter& reporter) {
  Must("acknowledge", anna_->Acknowledge(reporter.case_id()));
  Must("answer", anna_->Say(reporter.case_id(), "eerste antwoord"));
  Must("thank", reporter.Say(reporter.case_id(), "dank u"));
}

void CheatedStory::PublishSecondBundle() {
  StaffMember mirjam(*system_, "mirjam");
  const auto directory = directory::v1::DirectoryService::NewStub(system_->StaffChannel());
  directory::v1::PublishBundleRequest request;
  request.set_signed_bundle(organisation_->Publish());
  directory::v1::PublishBundleResponse response;
  Must("publish", FromRpc(directory->PublishBundle(Context(mirjam.Token().value()).get(), request,
                                                   &response)));
}

sealing::Identity MadeUp(const contract::PrincipalId& principal) {
  return *sealing::IdentityFromSeed(principal,
                                    sealing::GenerateIdentitySeed(sealing::SystemRandom()));
}

sealing::Identity Ghost() {
  return MadeUp(sealing::RandomId<contract::PrincipalId>(sealing::SystemRandom()));
}

}  // namespace vangnet::testing
