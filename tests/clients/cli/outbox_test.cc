// What `report` keeps in a file and `outbox send` makes of it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "clients/cli/outbox_keep.h"
#include "clients/cli/outbox_report.h"
#include "clients/sealing/random_source.h"
#include "clients/session/client_reason.h"
#include "proto/contract/error.h"
#include "tests/clients/cli/sample_organisation.h"
#include "tests/clients/cli/scripted_context.h"
#include "tests/support/child_process.h"
#include "tests/support/temporary_folder.h"

namespace vangnet::cli {
namespace {

using ::testing::HasSubstr;

sealing::ReporterKeys NewKeys() {
  return sealing::DeriveReporterKeys(sealing::Receipt::Generate(sealing::SystemRandom()));
}

class ReportOutboxTest : public ::testing::Test {
 protected:
  ReportOutboxTest() : keys_(NewKeys()) {
    content::v1::Answer answer;
    answer.set_question("topic");
    answer.add_options("crisis");
    input_.answers["topic"] = answer;
  }
  ReportOutbox Outbox(ScriptedContext& context, const std::string& file) {
    return ReportOutbox(*context, keys_, file, [this] {
      return OutboxReportOf(sample_id_, input_, record::v1::URGENCY_HIGH);
    });
  }
  absl::StatusOr<ReportInput> Kept(const std::string& path) const {
    const auto file = session::OutboxFile::Open(path);
    if (!file.ok()) return file.status();
    const auto report = OpenOutboxFile(*file, keys_);
    if (!report.ok()) return report.status();
    return InputOf(*report);
  }

  testing::TemporaryFolder folder_;
  const std::string file_ = folder_ / "report.kept";
  const contract::OrganisationId sample_id_ =
      *contract::OrganisationId::Parse(std::string(32, 'o'));
  sealing::ReporterKeys keys_;
  ReportInput input_;
};

TEST_F(ReportOutboxTest, EverythingThatRoutesAReportIsKept) {
  const SampleOrganisation sample;
  input_.excluded = {sample.principal("anna"), sample.principal("karin")};
  input_.language = record::v1::LANGUAGE_PAPIAMENTU;
  input_.calendar = record::v1::CALENDAR_AST;
  input_.lead = sample.principal("bo");
  input_.strike_deputy = true;
  input_.strike_duty = true;
  ScriptedContext context("");
  ASSERT_TRUE(Outbox(context, file_).KeepWithoutFiling().ok());
  const auto kept = Kept(file_);
  ASSERT_TRUE(kept.ok()) << kept.status();
  EXPECT_EQ(session::FirstOption(kept->answers, "topic"), "crisis");
  EXPECT_EQ(kept->excluded, input_.excluded);
  EXPECT_EQ(kept->language, input_.language);
  EXPECT_EQ(kept->calendar, input_.calendar);
  EXPECT_EQ(kept->lead, input_.lead);
  EXPECT_TRUE(kept->strike_deputy);
  EXPECT_FALSE(kept->strike_reserve);
  EXPECT_TRUE(kept->strike_duty);
  // What was agreed on is the least that it will be.
  EXPECT_EQ(kept->wanted_urgency, record::v1::URGENCY_HIGH);
}

TEST_F(ReportOutboxTest, AnotherReceiptAndDamageAreToldApart) {
  ScriptedContext context("");
  ASSERT_TRUE(Outbox(context, file_).KeepWithoutFiling().ok());
  const sealing::ReporterKeys right = std::move(keys_);
  keys_ = NewKeys();
  const absl::Status other = Kept(file_).status();
  EXPECT_TRUE(absl::IsUnauthenticated(other));
  EXPECT_EQ(ExitCodeOf(other), ExitCode::kBadInput);
  std::string bytes = testing::ReadFile(file_);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  testing::WriteFile(file_, bytes);
  const absl::Status damaged = Kept(file_).status();
  EXPECT_TRUE(absl::IsDataLoss(damaged));
  EXPECT_EQ(ExitCodeOf(damaged), ExitCode::kBadInput);
  testing::WriteFile(file_, "een gewone tekst");
  const absl::Status none = Kept(file_).status();
  EXPECT_TRUE(absl::IsInvalidArgument(none));
  for (const auto language : {session::Language::kDutch, session::Language::kEnglish}) {
    EXPECT_NE(session::Explain(other, language), session::Explain(damaged, language));
    EXPECT_NE(session::Explain(none, language), session::Explain(damaged, language));
  }
}

TEST_F(ReportOutboxTest, TheOfferIsAskedAgainUntilAFileCanBeMade) {
  testing::WriteFile(folder_ / "taken", "iets anders");
  ScriptedContext context((folder_ / "taken") + "\n" + (folder_ / "no/such") + "\n" + file_ + "\n");
  ReportOutbox outbox = Outbox(context, "");
  EXPECT_TRUE(outbox.Offer());
  EXPECT_TRUE(outbox.kept());
  EXPECT_TRUE(Kept(file_).ok());
  EXPECT_EQ(testing::ReadFile(folder_ / "taken"), "iets anders");
  EXPECT_THAT(context.shown(), HasSubstr("not overwritten"));
}

TEST_F(ReportOutboxTest, WhoWantsNoFileHasNone) {
  for (const char* typed : {"\n", "/stop\n", ""}) {
    ScriptedContext context(typed);
    ReportOutbox outbox = Outbox(context, "");
    EXPECT_FALSE(outbox.Offer());
    const absl::Status failure = absl::UnavailableError("away");
    EXPECT_EQ(outbox.AfterFailure(failure), failure);
    EXPECT_THAT(context.warned(), HasSubstr("--outbox FILE"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(ReportOutboxTest, KeptWithTheServerAwayTheCommandEndsAsUnreachableAndOtherwiseAsItFailed) {
  ScriptedContext context("");
  ReportOutbox outbox = Outbox(context, file_);
  ASSERT_TRUE(outbox.KeepWithoutFiling().ok());
  const absl::Status refused = absl::FailedPreconditionError("refused");
  EXPECT_EQ(outbox.AfterFailure(refused), refused);
  EXPECT_EQ(context->ending, ExitCode::kDone);
  EXPECT_TRUE(outbox.AfterFailure(absl::UnavailableError("away")).ok());
  EXPECT_EQ(context->ending, ExitCode::kUnreachable);
  EXPECT_THAT(context.warned(), HasSubstr("vangnet outbox send"));
}

TEST_F(ReportOutboxTest, OnceAcceptedTheFileIsGoneAndWhatThatDoesNotDoIsSaid) {
  ScriptedContext context("");
  ReportOutbox outbox = Outbox(context, file_);
  ASSERT_TRUE(outbox.KeepWithoutFiling().ok());
  outbox.AfterAcceptance();
  EXPECT_FALSE(std::filesystem::exists(file_));
  EXPECT_THAT(context.shown(), HasSubstr("On an SSD"));
}

TEST_F(ReportOutboxTest, WithoutAFileNothingIsWrittenAndNothingSaid) {
  ScriptedContext context("");
  ReportOutbox outbox = Outbox(context, "");
  ASSERT_TRUE(outbox.KeepWithoutFiling().ok());
  outbox.AfterAcceptance();
  EXPECT_EQ(context.shown() + context.warned(), "");
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

}  // namespace
}  // namespace vangnet::cli
