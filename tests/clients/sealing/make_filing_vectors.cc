// filing.json: a report as it is sent, and the proof that it was accepted.
#include <functional>
#include <string>

#include "clients/sealing/filing.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

using record::v1::FilingProof;
using record::v1::FilingProofStatement;

std::string Proof(const FilingProofStatement& statement, const SigningIdentity& log,
                  std::string_view label = contract::label::kFilingProof) {
  FilingProof proof;
  proof.set_statement(contract::SerializeCanonical(statement));
  proof.set_log_key(log.key().ToBytes());
  proof.set_signature(log.Sign(label, proof.statement()).ToBytes());
  return contract::SerializeCanonical(proof);
}

Json BadProofs(const SampleWorld& world, const FilingFacts& facts) {
  const FilingProofStatement good = world.StatementOf(facts);
  const SigningIdentity& log = world.log_identity();
  Json list = Json::List();
  const auto add = [&list](const std::string& name, const std::string& proof) {
    list.Add(Json().SetText("name", name).SetBytes("proof", proof));
  };
  const auto changed = [&](const std::string& name,
                           const std::function<void(FilingProofStatement&)>& change) {
    FilingProofStatement statement = good;
    change(statement);
    add(name, Proof(statement, log));
  };
  const std::string other(32, 'x');
  changed("another organisation", [&](auto& s) { s.set_organisation_id(other); });
  changed("another case", [&](auto& s) { s.set_case_id(std::string(16, 'x')); });
  changed("another filing record", [&](auto& s) { s.set_filing_record_hash(other); });
  changed("another head of check", [&](auto& s) { s.set_check_head(other); });
  changed("another head of conversation", [&](auto& s) { s.set_conversation_head(other); });
  changed("other bytes", [&](auto& s) { s.set_filing_digest(other); });
  changed("no leaf", [&](auto& s) { s.clear_leaf_hash(); });
  changed("before the log key is valid", [&](auto& s) { s.set_day(s.day() - 1000); });
  add("signed by a stranger", Proof(good, world.signer(3)));
  add("signed with another label", Proof(good, log, contract::label::kLogin));
  FilingProof proof;
  proof.ParseFromString(Proof(good, log));
  proof.mutable_signature()->front() ^= 1;
  add("signature changed", contract::SerializeCanonical(proof));
  add("cut off", Proof(good, log).substr(0, 100));
  add("nothing", "");
  return list;
}

}  // namespace

Json FilingVectors() {
  SampleWorld world("filing");
  SampleCase sample_case(world, SampleReceipt());
  const FilingFacts& facts = sample_case.filing().facts;
  Json file;
  file.SetText("about",
               "SPEC.md sections 6 and 9. A verifier of the proofs has the bundle and the "
               "filing; every one of `bad_proofs` counts as no proof.");
  file.SetBytes("signed_bundle", world.Bundle1().parsed().signed_bundle);
  file.SetBytes("receipt", SampleReceipt().bytes().Expose());
  file.SetBytes("filing", sample_case.filing().bytes);
  file.SetBytes("case_id", facts.case_id.view());
  file.SetBytes("filing_record_hash", facts.filing_record_hash.view());
  file.SetBytes("check_head", facts.check_head.view());
  file.SetBytes("conversation_head", facts.conversation_head.view());
  file.SetBytes("filing_digest", facts.filing_digest->view());
  file.SetBytes("proof", Proof(world.StatementOf(facts), world.log_identity()));
  return file.Set("bad_proofs", BadProofs(world, facts));
}

}  // namespace vangnet::sealing
