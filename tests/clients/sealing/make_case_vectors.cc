// chain.json: a whole case, as an honest server shows it and as one that does not.
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "clients/sealing/body_seal.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/case_story.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

using record::v1::RecordHeader;

Shown WithGrant(Shown shown, const std::string& grant) {
  shown.grants.push_back(grant);
  return shown;
}

std::string Changed(const std::string& bytes,
                    const std::function<void(record::v1::Record&)>& change) {
  record::v1::Record outer;
  outer.ParseFromString(bytes);
  change(outer);
  return contract::SerializeCanonical(outer);
}

GrantTerms TermsFor(CaseStory& story, const std::string& person) {
  const Identity& recipient = story.world().person(person);
  GrantTerms terms;
  terms.organisation_id = story.world().pinned().organisation_id;
  terms.case_id = story.sample_case().id();
  terms.compartment.set_kind(kConversation);
  terms.recipient = recipient.principal();
  terms.recipient_key = recipient.box_key();
  terms.role = record::v1::CASE_ROLE_DEPUTY;
  terms.bundle_version = 2;
  return terms;
}

EpochKeys KeysOf(std::uint32_t epoch, EpochKey key) {
  EpochKeys keys;
  keys.emplace(epoch, std::move(key));
  return keys;
}

void AddHonest(CaseStory& story) {
  const Shown honest = story.Honest();
  Shown with_heads = honest;
  with_heads.claimed = story.Heads();
  with_heads.remembered = story.Heads();
  story.AddSample("to the lead", "anna", with_heads, {});
  story.AddSample("to the reporter", "reporter", honest, {});
  Shown to_dina = honest;
  to_dina.chains.erase("casefile");
  std::vector<std::string> later;  // The server deleted the grants of the first epochs.
  for (const std::string& bytes : honest.grants) {
    const auto grant = contract::ParseGrant(Sha256, bytes);
    if (grant->header.compartment().kind() == kConversation && grant->header.epochs(0) > 1) {
      later.push_back(bytes);
    }
  }
  to_dina.grants = later;
  story.AddSample("to somebody who came later", "dina", to_dina, {});
  Shown check_only = honest;
  check_only.chains.erase("casefile");
  check_only.chains.erase("conversation");
  story.AddSample("check alone", "bo-2", check_only, {});
  const Shown closed = With(honest, "check",
                            story.Signed(story.NextHeader(kCheck, record::v1::RECORD_KIND_CLOSE,
                                                          story.world().person("anna")),
                                         story.world().person("anna")));
  story.AddSample("closed", "anna", closed, {});
}

void AddHeldBack(CaseStory& story) {
  const Shown honest = story.Honest();
  Shown shown = honest;
  shown.chains["conversation"].pop_back();
  shown.claimed = story.Heads();
  story.AddSample("the last record dropped, head claimed", "anna", shown,
                  {{"head-differs", "conversation", 0}});
  shown.claimed.clear();
  shown.remembered = story.Heads();
  story.AddSample("the last record dropped, head remembered", "anna", shown,
                  {{"head-differs", "conversation", 0}});
  shown = honest;
  shown.chains["conversation"].erase(shown.chains["conversation"].begin() + 4);
  story.AddSample("a record dropped in the middle", "anna", shown,
                  {{"out-of-place", "conversation", 5}});
  shown = honest;
  shown.chains["check"].erase(shown.chains["check"].begin() + 3);
  story.AddSample("the ACKNOWLEDGE dropped", "anna", shown,
                  {{"out-of-place", "check", 4},
                   {"out-of-place", "conversation", 3},
                   {"out-of-place", "casefile", 1}});
  shown = honest;
  std::swap(shown.chains["conversation"][3], shown.chains["conversation"][4]);
  story.AddSample("two records swapped", "anna", shown, {{"out-of-place", "conversation", 4}});
  shown = honest;
  shown.chains["conversation"].insert(shown.chains["conversation"].begin() + 5,
                                      shown.chains["conversation"][4]);
  story.AddSample("a record twice", "anna", shown, {{"out-of-place", "conversation", 6}});
  shown = honest;
  shown.chains["check"].clear();
  story.AddSample("no records of check", "anna", shown,
                  {{"not-canonical", "check", 0},
                   {"unknown-author", "conversation", 1},
                   {"unknown-author", "conversation", 2},
                   {"unknown-author", "conversation", 5}});
  shown = honest;
  shown.chains["check"].erase(shown.chains["check"].begin());
  story.AddSample("no FILING", "anna", shown,
                  {{"unknown-author", "check", 1},
                   {"unknown-author", "check", 2},
                   {"unknown-author", "check", 4},
                   {"unknown-author", "check", 5},
                   {"unknown-author", "conversation", 1},
                   {"unknown-author", "conversation", 2},
                   {"unknown-author", "conversation", 5}});
}

void AddForged(CaseStory& story) {
  const Shown honest = story.Honest();
  const std::string entry = honest.chains.at("conversation")[4];  // By the reporter.
  const auto replaced = [&](const std::string& bytes) {
    Shown shown = honest;
    shown.chains["conversation"][4] = bytes;
    return shown;
  };
  story.AddSample("signature changed", "anna",
                  replaced(Changed(entry, [](auto& r) { r.mutable_signature()->front() ^= 1; })),
                  {{"bad-signature", "conversation", 5}});
  story.AddSample("body changed", "anna",
                  replaced(Changed(entry, [](auto& r) { r.mutable_sealed()->front() ^= 1; })),
                  {{"bad-signature", "conversation", 5}});
  story.AddSample("header changed", "anna",
                  replaced(Changed(entry,
                                   [](auto& r) {
                                     RecordHeader header;
                                     header.ParseFromString(r.header());
                                     header.set_author_seq(header.author_seq() + 1);
                                     r.set_header(contract::SerializeCanonical(header));
                                   })),
                  {{"bad-signature", "conversation", 5}});
  story.AddSample(
      "signed with another label", "anna",
      replaced(Changed(
          entry,
          [&](auto& r) {
            const auto parsed = contract::ParseRecord(Sha256, entry);
            r.set_signature(
                story.reporter().Sign(contract::label::kGrant, parsed->signed_message).ToBytes());
          })),
      {{"bad-signature", "conversation", 5}});
  story.AddSample("cut off", "anna", replaced(entry.substr(0, entry.size() - 1)),
                  {{"not-canonical", "conversation", 5}});
  story.AddSample(
      "signed again by somebody else in this name", "anna",
      replaced(Changed(entry,
                       [&](auto& r) {
                         RecordHeader header;
                         header.ParseFromString(r.header());
                         header.set_author_key(story.world().person("bo").signing_key().ToBytes());
                         const std::string bytes = contract::SerializeCanonical(header);
                         r.ParseFromString(SignRecordBytes(bytes, r.nonce(), r.sealed(),
                                                           story.world().person("bo")));
                       })),
      {{"unknown-author", "conversation", 5}});
  // The author's own signature, over a body that was sealed for another record.
  story.AddSample(
      "the body of another record", "anna",
      replaced(Changed(entry,
                       [&](auto& r) {
                         record::v1::Record other;
                         other.ParseFromString(honest.chains.at("conversation")[3]);
                         r.ParseFromString(SignRecordBytes(r.header(), other.nonce(),
                                                           other.sealed(), story.reporter()));
                       })),
      {{"out-of-place", "conversation", 6}, {"body-damaged", "conversation", 5}});
}

void AddMoved(CaseStory& story) {
  const Shown honest = story.Honest();
  SampleWorld& world = story.world();
  SampleCase other(world, OtherReceipt());
  story.AddSample("a record of another case", "anna", With(honest, "check", other.chain(kCheck)[2]),
                  {{"other-case", "check", 7}});
  story.AddSample("a record of another compartment", "anna",
                  With(honest, "check", honest.chains.at("conversation")[3]),
                  {{"other-case", "check", 7}});
  RecordHeader header =
      story.NextHeader(kCheck, record::v1::RECORD_KIND_DECLINE, world.person("anna"));
  header.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER);
  header.set_organisation_id(std::string(32, 'o'));
  story.AddSample("a record of another organisation", "anna",
                  With(honest, "check", story.Signed(header, world.person("anna"))),
                  {{"other-case", "check", 7}});
  const auto with_filing = [&](const std::string& name, const std::string& filing,
                               const std::string& what) {
    Shown shown = honest;
    shown.chains["check"][0] = filing;
    story.AddSample(name, "anna", shown,
                    {{what, "check", 1},
                     {"unknown-author", "check", 2},
                     {"unknown-author", "check", 3},
                     {"unknown-author", "check", 5},
                     {"unknown-author", "check", 6},
                     {"unknown-author", "conversation", 1},
                     {"unknown-author", "conversation", 2},
                     {"unknown-author", "conversation", 5}});
  };
  with_filing("the FILING of another case", other.chain(kCheck)[0], "other-case");
  header = contract::ParseRecord(Sha256, other.chain(kCheck)[0])->header;
  header.set_case_id(story.sample_case().id().ToBytes());
  header.set_author(story.sample_case().id().ToBytes());
  header.set_seen(
      contract::ChainStart(Sha256, story.sample_case().id(), contract::CompartmentKey(kCheck))
          .ToBytes());
  with_filing("a FILING under this case id with other keys",
              story.Signed(header, other.reporter().identity), "unknown-author");
}

void AddWithoutRight(CaseStory& story) {
  const Shown honest = story.Honest();
  SampleWorld& world = story.world();
  const auto entry_by = [&](const Identity& author,
                            const std::function<void(RecordHeader&)>& change) {
    RecordHeader header = story.NextHeader(kConversation, record::v1::RECORD_KIND_ENTRY, author);
    change(header);
    return With(honest, "conversation", story.Entry(header, author));
  };
  const auto as_it_is = [](RecordHeader&) {};
  const std::uint32_t next =
      static_cast<std::uint32_t>(honest.chains.at("conversation").size()) + 1;
  story.AddSample("an outsider writes", "anna", entry_by(world.person("ed"), as_it_is),
                  {{"not-allowed", "conversation", next}});
  story.AddSample("a coordinator writes", "anna", entry_by(world.person("fay"), as_it_is),
                  {{"unknown-author", "conversation", next}});
  story.AddSample("somebody who left the bundle writes", "anna",
                  entry_by(world.person("cees"), as_it_is),
                  {{"unknown-author", "conversation", next}});
  story.AddSample("with keys that were renewed", "anna", entry_by(world.person("bo"), as_it_is),
                  {{"unknown-author", "conversation", next}});
  story.AddSample("under an older bundle", "anna",
                  entry_by(world.person("anna"), [](auto& h) { h.set_bundle_version(1); }),
                  {{"version-fell", "conversation", next}});
  story.AddSample("under a bundle that nobody has", "anna",
                  entry_by(world.person("anna"), [](auto& h) { h.set_bundle_version(3); }),
                  {{"missing-bundle", "conversation", next}});
  story.AddSample(
      "author_seq skips one", "anna",
      entry_by(world.person("anna"), [](auto& h) { h.set_author_seq(h.author_seq() + 1); }),
      {{"out-of-place", "conversation", next}});
  story.AddSample("under an epoch that is over", "anna",
                  entry_by(world.person("anna"), [](auto& h) { h.set_epoch(3); }),
                  {{"out-of-place", "conversation", next}, {"body-damaged", "conversation", next}});
  story.AddSample("a head that never was", "anna",
                  entry_by(world.person("anna"), [](auto& h) { h.set_seen(std::string(32, 's')); }),
                  {{"out-of-place", "conversation", next}});
}

void AddActsWithoutRight(CaseStory& story) {
  const Shown honest = story.Honest();
  SampleWorld& world = story.world();
  const auto add = [&](const std::string& name, record::v1::RecordKind kind, const Identity& author,
                       const std::string& what, const std::function<void(RecordHeader&)>& change) {
    RecordHeader header = story.NextHeader(kCheck, kind, author);
    change(header);
    story.AddSample(name, "anna", With(honest, "check", story.Signed(header, author)),
                    {{what, "check", 7}});
  };
  const std::string filing_hash = story.sample_case().filing().facts.filing_record_hash.ToBytes();
  const auto nothing = [](RecordHeader&) {};
  add("a second ACKNOWLEDGE", record::v1::RECORD_KIND_ACKNOWLEDGE, world.person("dina"),
      "not-allowed",
      [&](auto& h) { h.mutable_acknowledge()->set_filing_record_hash(filing_hash); });
  add("ACKNOWLEDGE by the reporter", record::v1::RECORD_KIND_ACKNOWLEDGE, story.reporter(),
      "not-allowed",
      [&](auto& h) { h.mutable_acknowledge()->set_filing_record_hash(filing_hash); });
  add("CLOSE by the deputy", record::v1::RECORD_KIND_CLOSE, world.person("dina"), "not-allowed",
      nothing);
  add("CLOSE by the reporter", record::v1::RECORD_KIND_CLOSE, story.reporter(), "not-allowed",
      nothing);
  add("WITHDRAW by the lead", record::v1::RECORD_KIND_WITHDRAW, world.person("anna"), "not-allowed",
      nothing);
  add("DECLINE by the reporter", record::v1::RECORD_KIND_DECLINE, story.reporter(), "not-allowed",
      [](auto& h) { h.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER); });
  add("ADD_READER by the deputy", record::v1::RECORD_KIND_ADD_READER, world.person("dina"),
      "not-allowed", [&](auto& h) {
        h.mutable_add_reader()->set_principal(world.principal("ed").ToBytes());
        h.mutable_add_reader()->set_role(record::v1::CASE_ROLE_RESERVE);
      });
  add("ADD_READER of somebody who was removed", record::v1::RECORD_KIND_ADD_READER,
      world.person("anna"), "not-allowed", [&](auto& h) {
        h.mutable_add_reader()->set_principal(world.principal("bo").ToBytes());
        h.mutable_add_reader()->set_role(record::v1::CASE_ROLE_DEPUTY);
      });
  add("REMOVE_READER of the reporter", record::v1::RECORD_KIND_REMOVE_READER, world.person("anna"),
      "not-allowed", [&](auto& h) {
        h.mutable_remove_reader()->set_principal(story.sample_case().id().ToBytes());
        h.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_LEFT);
      });
  add("REMOVE_READER by a coordinator whom the filing does not name",
      record::v1::RECORD_KIND_REMOVE_READER, world.person("gijs"), "not-allowed", [&](auto& h) {
        h.mutable_remove_reader()->set_principal(world.principal("dina").ToBytes());
        h.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_CONFLICT);
      });
  RecordHeader header =
      story.NextHeader(kCheck, record::v1::RECORD_KIND_REMOVE_READER, world.person("fay"));
  header.mutable_remove_reader()->set_principal(world.principal("dina").ToBytes());
  header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_CONFLICT);
  story.AddSample("REMOVE_READER by a coordinator of the case", "anna",
                  With(honest, "check", story.Signed(header, world.person("fay"))), {});
}

void AddGrants(CaseStory& story) {
  const Shown honest = story.Honest();
  SampleWorld& world = story.world();
  const Identity& anna = world.person("anna");
  const auto grant = [&](const std::string& to, std::uint32_t epoch, const Identity& granter) {
    return *SealGrant(TermsFor(story, to), KeysOf(epoch, story.KeyOf(epoch)), granter);
  };
  story.AddSample("a grant to somebody who may not read", "anna",
                  WithGrant(honest, grant("ed", 4, anna)), {{"ghost-grant", "conversation", 0}});
  story.AddSample("a grant to somebody who was removed", "anna",
                  WithGrant(honest, grant("bo-2", 4, anna)), {{"ghost-grant", "conversation", 0}});
  story.AddSample(
      "a grant of an epoch that is not", "anna",
      WithGrant(honest, *SealGrant(TermsFor(story, "dina"), KeysOf(9, story.KeyOf(4)), anna)),
      {{"ghost-grant", "conversation", 0}});
  GrantTerms terms = TermsFor(story, "dina");
  terms.recipient_key = world.person("ed").box_key();
  story.AddSample("a grant in a reader's name to another key", "anna",
                  WithGrant(honest, *SealGrant(terms, KeysOf(4, story.KeyOf(4)), anna)),
                  {{"ghost-grant", "conversation", 0}});
  story.AddSample("a grant by somebody who may not read", "anna",
                  WithGrant(honest, grant("anna", 4, world.person("ed"))),
                  {{"grant-forged", "conversation", 0}});
  story.AddSample("a grant by a coordinator", "anna",
                  WithGrant(honest, grant("anna", 4, world.person("fay"))),
                  {{"grant-forged", "conversation", 0}});
  record::v1::Grant spoiled;
  spoiled.ParseFromString(grant("anna", 4, anna));
  spoiled.mutable_signature()->front() ^= 1;
  story.AddSample("a grant with a broken signature", "anna",
                  WithGrant(honest, contract::SerializeCanonical(spoiled)),
                  {{"grant-forged", "conversation", 0}});
  story.AddSample(
      "a grant that holds another key", "anna",
      WithGrant(honest, *SealGrant(TermsFor(story, "anna"), KeysOf(4, story.KeyOf(3)), anna)),
      {{"grant-damaged", "conversation", 0}});
  story.AddSample("a grant that is no grant", "anna", WithGrant(honest, "grant"),
                  {{"not-canonical", "none", 0}});
  terms = TermsFor(story, "anna");
  terms.case_id = *contract::CaseId::Parse(std::string(16, 'c'));
  story.AddSample("a grant of another case", "anna",
                  WithGrant(honest, *SealGrant(terms, KeysOf(4, story.KeyOf(4)), anna)),
                  {{"other-case", "conversation", 0}});
}

// What neither hashes nor the fold tell: ids of records, bundles, epochs of other chains.
void AddBesideTheFold(CaseStory& story) {
  const Shown honest = story.Honest();
  const Identity& anna = story.world().person("anna");
  // The deputy is removed, and somebody else comes in.
  const auto replaced = [&](const std::string& person, std::uint32_t epoch) {
    RecordHeader header = story.NextHeader(kCheck, record::v1::RECORD_KIND_REMOVE_READER, anna);
    header.mutable_remove_reader()->set_principal(story.world().principal("dina").ToBytes());
    header.mutable_remove_reader()->set_reason(record::v1::REMOVAL_REASON_TASK_DONE);
    const std::string removed = story.Signed(header, anna);
    const auto parsed = contract::ParseRecord(Sha256, removed);
    header = story.NextHeader(kCheck, record::v1::RECORD_KIND_ADD_READER, anna);
    header.set_author_seq(header.author_seq() + 1);
    header.set_seen(contract::ChainNext(Sha256, parsed->seen, parsed->record_hash).ToBytes());
    record::v1::AddReaderAct& act = *header.mutable_add_reader();
    act.set_principal(story.world().principal(person).ToBytes());
    act.set_role(record::v1::CASE_ROLE_DEPUTY);
    act.add_opens()->mutable_compartment()->set_kind(kConversation);
    act.mutable_opens(0)->add_epochs(epoch);
    return With(With(honest, "check", removed), "check", story.Signed(header, anna));
  };
  const std::vector<Expected> not_allowed = {{"not-allowed", "check", 8}};
  story.AddSample("ADD_READER that opens the newest epoch", "anna", replaced("ed", 4), {});
  story.AddSample("ADD_READER that opens an epoch to come", "anna", replaced("ed", 5), not_allowed);
  Shown check_only = replaced("ed", 5);
  check_only.chains.erase("conversation");
  story.AddSample("the same without the chain that would tell", "anna", check_only, {});
  story.AddSample("ADD_READER of an administrator", "anna", replaced("hanna", 4), not_allowed);
  story.AddSample("ADD_READER of somebody who left the bundle", "anna", replaced("cees", 4),
                  not_allowed);
  const auto earlier = contract::ParseRecord(Sha256, honest.chains.at("conversation")[4]);
  RecordHeader header = story.NextHeader(kConversation, record::v1::RECORD_KIND_ENTRY, anna);
  header.set_record_id(earlier->record_id.ToBytes());
  story.AddSample("a record id twice", "anna",
                  With(honest, "conversation", story.Entry(header, anna)),
                  {{"out-of-place", "conversation",
                    static_cast<std::uint32_t>(honest.chains.at("conversation").size()) + 1}});
  // With the epoch that follows from `shown`, whose last act lets ed in.
  const auto with_next_epoch = [&](const Shown& shown) {
    const auto added = contract::ParseRecord(Sha256, shown.chains.at("check").back());
    RecordHeader next = story.NextEpochHeader(anna);
    record::v1::EpochAct& act = *next.mutable_epoch_start();
    act.set_cause(added->record_hash.ToBytes());
    act.set_check_head(contract::ChainNext(Sha256, added->seen, added->record_hash).ToBytes());
    auto& members = *act.mutable_members();
    for (record::v1::Member& member : members) {
      if (member.principal() != story.world().principal("dina").view()) continue;
      member.set_principal(story.world().principal("ed").ToBytes());
      member.set_box_key(story.world().person("ed").box_key().ToBytes());
    }
    std::sort(members.begin(), members.end(),
              [](const auto& a, const auto& b) { return a.principal() < b.principal(); });
    return With(shown, "conversation", story.Signed(next, anna));
  };
  story.AddSample("ADD_READER before the next epoch", "anna", with_next_epoch(replaced("ed", 4)),
                  {});
  story.AddSample("ADD_READER that opens an epoch which begins after it", "anna",
                  with_next_epoch(replaced("ed", 5)), not_allowed);
}

}  // namespace

Json ChainVectors() {
  CaseStory story("chain");
  AddHonest(story);
  AddHeldBack(story);
  AddForged(story);
  AddMoved(story);
  AddWithoutRight(story);
  AddActsWithoutRight(story);
  AddGrants(story);
  AddBesideTheFold(story);
  return story.File(
      "SPEC.md sections 6 and 7: one case as a reader is shown it. Records and grants are named in "
      "`pool`; `findings` are all that a reader reports, in any order.");
}

}  // namespace vangnet::sealing
