// A published organisation for tests of the dialogues: three trusted persons, two of the
// support team, a coordinator; everybody takes cases. Names are the handles.
#ifndef VANGNET_TESTS_CLIENTS_CLI_SAMPLE_ORGANISATION_H_
#define VANGNET_TESTS_CLIENTS_CLI_SAMPLE_ORGANISATION_H_

#include <algorithm>
#include <string>

#include "tests/support/organisation.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

inline const absl::Time kSampleNow = absl::FromUnixSeconds(1790000000);

class SampleOrganisation {
 public:
  SampleOrganisation() : organisation_(kSampleNow) {
    for (const char* handle : {"anna", "bo", "chantal"}) {
      organisation_.AddStaff(handle, testing::TrustedPerson());
    }
    for (const char* handle : {"gerda", "hakim"}) {
      organisation_.AddStaff(handle, testing::SupportTeam());
    }
    organisation_.AddStaff("karin", testing::Coordinator());
    organisation_.AddLogKey(organisation_.identity("anna").signing_key());
    for (bundle::v1::Staff& staff : *organisation_.draft().mutable_staff()) {
      for (const char* handle : {"anna", "bo", "chantal", "gerda", "hakim", "karin"}) {
        if (staff.principal() == organisation_.principal(handle).view()) staff.set_name(handle);
      }
    }
    organisation_.Publish();
    bundle_ = organisation_.Verified(kSampleNow).bundle();
    for (const bundle::v1::Staff& staff : bundle_.staff()) {
      if (staff.competences().empty()) continue;
      bundle::v1::PersonAvailability& person = *availability_.add_persons();
      person.set_principal(staff.principal());
      person.set_taking_cases(true);
      person.set_load(bundle::v1::LOAD_FREE);
    }
  }

  const bundle::v1::Bundle& bundle() const { return bundle_; }
  const bundle::v1::Availability& availability() const { return availability_; }
  const contract::PrincipalId& principal(const std::string& handle) const {
    return organisation_.principal(handle);
  }

 private:
  testing::Organisation organisation_;
  bundle::v1::Bundle bundle_;
  bundle::v1::Availability availability_;
};

}  // namespace vangnet::cli

#endif  // VANGNET_TESTS_CLIENTS_CLI_SAMPLE_ORGANISATION_H_
