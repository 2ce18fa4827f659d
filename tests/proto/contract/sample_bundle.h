// A bundle that keeps every rule, for tests to break one at a time.
#ifndef VANGNET_TESTS_PROTO_CONTRACT_SAMPLE_BUNDLE_H_
#define VANGNET_TESTS_PROTO_CONTRACT_SAMPLE_BUNDLE_H_

#include <initializer_list>
#include <string>

#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::contract {

// A member of the staff with principal and keys that begin with `first`.
bundle::v1::Staff SampleStaff(char first, std::initializer_list<policy::v1::Role> roles,
                              std::initializer_list<bundle::v1::Competence> competences,
                              std::initializer_list<record::v1::Language> languages);

// Trusted persons B, C, D; support team S, T; coordinators X, Y; administrator Z.
bundle::v1::Bundle SampleBundle();

// With one placeholder signature.
bundle::v1::SignedBundle SampleSignedBundle(const bundle::v1::Bundle& bundle);

}  // namespace vangnet::contract

#endif  // VANGNET_TESTS_PROTO_CONTRACT_SAMPLE_BUNDLE_H_
