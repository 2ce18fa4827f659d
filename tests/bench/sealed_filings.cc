#include "tests/bench/sealed_filings.h"

#include <cstdio>
#include <cstdlib>
#include <thread>

#include "absl/time/clock.h"
#include "clients/sealing/filing.h"
#include "clients/sealing/random_source.h"
#include "clients/sealing/receipt.h"
#include "proto/contract/clock.h"
#include "proto/contract/routing_rules.h"

namespace vangnet::bench {
namespace {

// Nobody is away and everybody is free: the draw is not what is measured.
bundle::v1::Availability EverybodyFree(const bundle::v1::Bundle& bundle) {
  bundle::v1::Availability availability;
  for (const bundle::v1::Staff& staff : bundle.staff()) {
    bundle::v1::PersonAvailability& person = *availability.add_persons();
    person.set_principal(staff.principal());
    person.set_taking_cases(true);
    person.set_load(bundle::v1::LOAD_FREE);
  }
  return availability;
}

std::string SealOne(const sealing::VerifiedBundle& bundle,
                    const bundle::v1::Availability& availability, absl::Time now) {
  sealing::RandomSource& random = sealing::SystemRandom();
  sealing::FilingDraft draft;
  draft.category = record::v1::CATEGORY_INTIMIDATION;
  draft.urgency = record::v1::URGENCY_NORMAL;
  draft.calendar = record::v1::CALENDAR_AMSTERDAM;
  draft.language = record::v1::LANGUAGE_DUTCH;
  contract::RoutingRequest request;
  request.category = draft.category;
  request.urgency = draft.urgency;
  request.language = draft.language;
  request.now = contract::ToSeconds(now);
  auto routing =
      contract::DrawRouting(bundle.bundle(), availability, request, sealing::RandomNumbers(random));
  draft.check_card.set_organisation("Gemeente Voorbeelddam");
  draft.check_card.set_role("alderman");
  content::v1::Answer& answer = *draft.account.add_answers();
  answer.set_question("own-words");
  answer.set_text(std::string(1500, 'x'));
  if (routing.ok()) {
    draft.routing = *std::move(routing);
    const sealing::ReporterKeys keys =
        sealing::DeriveReporterKeys(sealing::Receipt::Generate(random));
    auto filing = sealing::BuildFiling(keys, bundle, draft, now, random);
    if (filing.ok()) return std::move(filing->bytes);
    std::fprintf(stderr, "seal: %s\n", filing.status().ToString().c_str());
  }
  std::abort();
}

}  // namespace

void AddUsualStaff(testing::Organisation& organisation) {
  for (const char* name : {"anna", "bo", "chantal", "daan", "esra", "frits"}) {
    organisation.AddStaff(name, testing::TrustedPerson());
  }
  for (const char* name : {"gerda", "hakim", "ilse", "joris"}) {
    organisation.AddStaff(name, testing::SupportTeam());
  }
  for (const char* name : {"karin", "lex"}) {
    organisation.AddStaff(name, testing::Coordinator());
  }
  organisation.AddStaff("mirjam", testing::Administrator());
}

std::vector<std::string> SealFilings(const testing::Organisation& organisation, int count) {
  const absl::Time now = absl::Now();
  const sealing::VerifiedBundle bundle = organisation.Verified(now);
  const bundle::v1::Availability availability = EverybodyFree(bundle.bundle());
  std::vector<std::string> filings(static_cast<std::size_t>(count));
  const auto seal_part = [&](std::size_t begin) {
    for (std::size_t i = begin; i < filings.size(); i += 2) {
      filings[i] = SealOne(bundle, availability, now);
    }
  };
  std::thread other(seal_part, 1);
  seal_part(0);
  other.join();
  return filings;
}

}  // namespace vangnet::bench
