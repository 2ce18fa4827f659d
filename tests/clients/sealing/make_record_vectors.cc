// record.json, grant.json, epoch.json.
#include <functional>
#include <string>
#include <utility>

#include "clients/sealing/body_seal.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/grant.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/error.h"
#include "proto/contract/labels.h"
#include "proto/contract/limits.h"
#include "tests/clients/sealing/sample_case.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

using record::v1::RecordHeader;

// The first record of that kind of a sample case, taken apart.
contract::ParsedRecord FirstOf(SampleCase& sample_case, record::v1::RecordKind kind) {
  for (const auto compartment : {kCheck, kConversation, kCasefile}) {
    for (const std::string& bytes : sample_case.chain(compartment)) {
      contract::ParsedRecord record = *contract::ParseRecord(Sha256, bytes);
      if (record.kind() == kind) return record;
    }
  }
  std::abort();
}

Json GoodRecord(const std::string& name, const contract::ParsedRecord& record) {
  Json sample;
  sample.SetText("name", name).SetBytes("bytes", record.bytes);
  sample.SetBytes("header_hash", record.header_hash.view());
  sample.SetBytes("body_hash", record.body_hash.view());
  return sample.SetBytes("record_hash", record.record_hash.view());
}

class BadRecords {
 public:
  explicit BadRecords(const ReporterKeys& author) : author_(author) {}

  // `header` is signed well: only its content is wrong.
  void Add(const std::string& name, const contract::ParsedRecord& record,
           const std::function<void(RecordHeader&)>& change) {
    RecordHeader header = record.header;
    change(header);
    AddBytes(name, SignRecordBytes(contract::SerializeCanonical(header), record.nonce,
                                   record.sealed, author_.identity));
  }
  void AddBody(const std::string& name, const contract::ParsedRecord& record,
               const std::string& nonce, const std::string& sealed) {
    AddBytes(name, SignRecordBytes(contract::SerializeCanonical(record.header), nonce, sealed,
                                   author_.identity));
  }
  void AddBytes(const std::string& name, const std::string& bytes,
                std::string_view outcome = contract::reason::kBadField) {
    Json sample;
    sample.SetText("name", name).SetBytes("bytes", bytes);
    list_.Add(sample.SetText("outcome", outcome));
  }
  Json list() const { return list_; }

 private:
  const ReporterKeys& author_;
  Json list_ = Json::List();
};

void AddBadHeaders(const contract::ParsedRecord& filing, const contract::ParsedRecord& entry,
                   BadRecords& bad) {
  bad.Add("suite 2", entry, [](auto& h) { h.set_suite(2); });
  bad.Add("no suite", entry, [](auto& h) { h.clear_suite(); });
  bad.Add("short organisation", entry, [](auto& h) { h.mutable_organisation_id()->pop_back(); });
  bad.Add("long case id", entry, [](auto& h) { h.mutable_case_id()->push_back('x'); });
  bad.Add("no compartment", entry, [](auto& h) { h.clear_compartment(); });
  bad.Add("a deployment", entry, [](auto& h) {
    h.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_DEPLOYMENT);
    h.mutable_compartment()->set_deployment_id(std::string(16, 'd'));
  });
  bad.Add("deployment id without a deployment", entry,
          [](auto& h) { h.mutable_compartment()->set_deployment_id(std::string(16, 'd')); });
  bad.Add("no record id", entry, [](auto& h) { h.clear_record_id(); });
  bad.Add("no kind", entry, [](auto& h) { h.clear_kind(); });
  bad.Add("no author", entry, [](auto& h) { h.clear_author(); });
  bad.Add("short author key", entry, [](auto& h) { h.mutable_author_key()->pop_back(); });
  bad.Add("author_seq 0", entry, [](auto& h) { h.set_author_seq(0); });
  bad.Add("short seen", entry, [](auto& h) { h.mutable_seen()->pop_back(); });
  bad.Add("no epoch for a body", entry, [](auto& h) { h.set_epoch(0); });
  bad.Add("no bundle version", entry, [](auto& h) { h.set_bundle_version(0); });
  bad.Add("an act for an ENTRY", entry,
          [](auto& h) { h.mutable_decline()->set_reason(record::v1::DECLINE_REASON_OTHER); });
  bad.Add("the act of another kind", filing,
          [](auto& h) { h.set_kind(record::v1::RECORD_KIND_DECLINE); });
  bad.Add("an epoch without a body", filing, [](auto& h) { h.set_epoch(1); });
  bad.Add("FILING in conversation", filing,
          [](auto& h) { h.mutable_compartment()->set_kind(kConversation); });
}

void AddBadActs(const contract::ParsedRecord& filing, const contract::ParsedRecord& epoch,
                BadRecords& bad) {
  bad.Add("two leads", filing, [](auto& h) {
    h.mutable_filing()->mutable_persons(1)->set_role(record::v1::CASE_ROLE_LEAD);
  });
  bad.Add("no lead", filing, [](auto& h) {
    for (auto& person : *h.mutable_filing()->mutable_persons()) {
      person.set_role(record::v1::CASE_ROLE_DUTY);
    }
  });
  bad.Add("persons not sorted", filing,
          [](auto& h) { h.mutable_filing()->mutable_persons()->SwapElements(0, 1); });
  bad.Add("no persons", filing, [](auto& h) { h.mutable_filing()->clear_persons(); });
  bad.Add("no category", filing, [](auto& h) { h.mutable_filing()->clear_category(); });
  bad.Add("no urgency", filing, [](auto& h) { h.mutable_filing()->clear_urgency(); });
  bad.Add("no calendar", filing, [](auto& h) { h.mutable_filing()->clear_calendar(); });
  bad.Add("no language", filing, [](auto& h) { h.mutable_filing()->clear_language(); });
  bad.Add("a short box key", filing,
          [](auto& h) { h.mutable_filing()->mutable_reporter_box_key()->pop_back(); });
  bad.Add("a coordinator who is a person", filing, [](auto& h) {
    h.mutable_filing()->set_coordinators(0, h.filing().persons(0).principal());
  });
  bad.Add("epoch 0", epoch, [](auto& h) { h.mutable_epoch_start()->set_number(0); });
  bad.Add("first epoch with one before it", epoch,
          [](auto& h) { h.mutable_epoch_start()->set_previous_epoch_hash(std::string(32, 'e')); });
  bad.Add("second epoch without one before it", epoch,
          [](auto& h) { h.mutable_epoch_start()->set_number(2); });
  bad.Add("members not sorted", epoch,
          [](auto& h) { h.mutable_epoch_start()->mutable_members()->SwapElements(0, 1); });
  bad.Add("no members", epoch, [](auto& h) { h.mutable_epoch_start()->clear_members(); });
  bad.Add("no commitment", epoch, [](auto& h) { h.mutable_epoch_start()->clear_key_commitment(); });
  bad.Add("no cause", epoch, [](auto& h) { h.mutable_epoch_start()->clear_cause(); });
}

void AddBadBodies(const contract::ParsedRecord& filing, const contract::ParsedRecord& entry,
                  BadRecords& bad) {
  bad.AddBody("no body", entry, "", "");
  bad.AddBody("short nonce", entry, entry.nonce.substr(1), entry.sealed);
  bad.AddBody("a body of no padded size", entry, entry.nonce,
              entry.sealed.substr(0, entry.sealed.size() - 1));
  bad.AddBody("a body for a FILING", filing, entry.nonce, entry.sealed);
  bad.AddBytes("nothing", "");
  bad.AddBytes("cut off", entry.bytes.substr(0, entry.bytes.size() - 1),
               contract::reason::kNotCanonical);
  bad.AddBytes("one byte more", entry.bytes + "x", contract::reason::kNotCanonical);
  bad.AddBytes("an unknown field", entry.bytes + std::string("\x28\x01", 2),
               contract::reason::kNotCanonical);
  record::v1::Record outer;
  outer.ParseFromString(entry.bytes);
  outer.mutable_signature()->pop_back();
  bad.AddBytes("short signature", contract::SerializeCanonical(outer));
  outer.ParseFromString(entry.bytes);
  outer.mutable_header()->append(std::string("\xf8\x01\x01", 3));
  bad.AddBytes("an unknown field in the header", contract::SerializeCanonical(outer),
               contract::reason::kNotCanonical);
}

Json SignatureSamples(const contract::ParsedRecord& entry, const ReporterKeys& reporter) {
  const auto sample = [&](const std::string& name, const std::string& bytes, bool good) {
    Json json;
    json.SetText("name", name).SetBytes("bytes", bytes);
    return json.Set("verifies", Json::Flag(good));
  };
  const auto changed = [&entry](const std::function<void(record::v1::Record&)>& change) {
    record::v1::Record outer;
    outer.ParseFromString(entry.bytes);
    change(outer);
    return contract::SerializeCanonical(outer);
  };
  Json list = Json::List();
  list.Add(sample("as signed", entry.bytes, true));
  list.Add(
      sample("body changed", changed([](auto& r) { r.mutable_sealed()->front() ^= 1; }), false));
  list.Add(
      sample("nonce changed", changed([](auto& r) { r.mutable_nonce()->front() ^= 1; }), false));
  list.Add(sample("signature changed",
                  changed([](auto& r) { r.mutable_signature()->front() ^= 1; }), false));
  list.Add(sample("header changed", changed([&entry](auto& r) {
                    RecordHeader header = entry.header;
                    header.set_bundle_version(2);
                    r.set_header(contract::SerializeCanonical(header));
                  }),
                  false));
  list.Add(
      sample("signed with another label", changed([&](auto& r) {
               r.set_signature(
                   reporter.identity.Sign(contract::label::kGrant, entry.signed_message).ToBytes());
             }),
             false));
  list.Add(sample("signed without a label", changed([&](auto& r) {
                    r.set_signature(reporter.identity.Sign("", entry.signed_message).ToBytes());
                  }),
                  false));
  return list;
}

Json BodySamples(const contract::ParsedRecord& entry, const EpochKey& key) {
  const auto sample = [&](const std::string& name, const contract::ParsedRecord& record,
                          const EpochKey& with, const std::string& outcome) {
    Json json;
    json.SetText("name", name).SetBytes("bytes", record.bytes);
    return json.SetBytes("epoch_key", with.bytes().Expose()).SetText("outcome", outcome);
  };
  const auto resealed = [&](const std::string& plain, const EpochKey& with) {
    contract::ParsedRecord record = entry;
    record::v1::Record outer;
    outer.ParseFromString(entry.bytes);
    CountingRandom random("body " + plain);
    content::v1::EntryBody body;
    body.ParseFromString(plain);
    const SealedBody sealed = *SealBody(body, 0, with, entry.header_hash, random);
    outer.set_nonce(sealed.nonce);
    outer.set_sealed(sealed.sealed);
    record.bytes = contract::SerializeCanonical(outer);
    return record;
  };
  Json list = Json::List();
  list.Add(sample("as sealed", entry, key, "opened"));
  list.Add(sample("another key", entry, *EpochKey::FromBytes(Repeated(32, 1)), "damaged"));
  list.Add(sample("a message in check", resealed(MessageBody("text").SerializeAsString(), key), key,
                  "damaged"));
  list.Add(sample("nothing in it", resealed("", key), key, "damaged"));
  list.Add(sample("an empty message", resealed(MessageBody("").SerializeAsString(), key), key,
                  "damaged"));
  return list;
}

// Grants.

Json GrantSample(const std::string& name, const std::string& bytes, std::string_view outcome,
                 const Identity& reader, const contract::SecretBytes& seed) {
  Json sample;
  sample.SetText("name", name).SetBytes("bytes", bytes);
  sample.SetBytes("reader_principal", reader.principal().view());
  sample.SetBytes("reader_seed", seed.Expose());
  return sample.SetText("outcome", outcome);
}

Json KeysJson(const EpochKeys& keys) {
  Json list = Json::List();
  for (const auto& [epoch, key] : keys) {
    list.Add(Json().SetNumber("epoch", epoch).SetBytes("key", key.bytes().Expose()));
  }
  return list;
}

EpochKeys SampleKeys() {
  EpochKeys keys;
  keys.emplace(1, *EpochKey::FromBytes(Repeated(32, 0x22)));
  keys.emplace(3, *EpochKey::FromBytes(Repeated(32, 0x23)));
  return keys;
}

// A grant whose header, box and signature are put together by hand.
std::string HandMade(const std::string& good, const Identity& granter,
                     const std::function<void(record::v1::GrantHeader&)>& change,
                     bool sign = true) {
  record::v1::Grant grant;
  grant.ParseFromString(good);
  record::v1::GrantHeader header;
  header.ParseFromString(grant.header());
  change(header);
  grant.set_header(contract::SerializeCanonical(header));
  if (sign) {
    const std::string message = Sha256(grant.header()).ToBytes() + Sha256(grant.box()).ToBytes();
    grant.set_signature(granter.Sign(contract::label::kGrant, message).ToBytes());
  }
  return contract::SerializeCanonical(grant);
}

// A box for this very header, in which the second epoch has another number.
std::string OtherNumberInside(const std::string& good, const Identity& granter,
                              const contract::BoxKey& recipient_key) {
  record::v1::Grant grant;
  grant.ParseFromString(good);
  std::string content = Sha256(grant.header()).ToBytes();
  content.push_back(2);
  content += std::string("\0\0\0\1", 4) + std::string(32, '\x22');
  content += std::string("\0\0\0\4", 4) + std::string(32, '\x23');
  grant.set_box(*SealBox(contract::SecretBytes::CopyOf(content), recipient_key));
  return HandMade(contract::SerializeCanonical(grant), granter, [](record::v1::GrantHeader&) {});
}

}  // namespace

Json RecordVectors() {
  SampleWorld world("record");
  SampleCase sample_case(world, SampleReceipt());
  const contract::ParsedRecord filing = FirstOf(sample_case, record::v1::RECORD_KIND_FILING);
  const contract::ParsedRecord epoch = FirstOf(sample_case, record::v1::RECORD_KIND_EPOCH);
  const contract::ParsedRecord entry = FirstOf(sample_case, record::v1::RECORD_KIND_ENTRY);
  Json good = Json::List();
  good.Add(GoodRecord("FILING", filing));
  good.Add(GoodRecord("EPOCH", epoch));
  good.Add(GoodRecord("ENTRY", entry));
  BadRecords bad(sample_case.reporter());
  AddBadHeaders(filing, entry, bad);
  AddBadActs(filing, epoch, bad);
  AddBadBodies(filing, entry, bad);
  const CaseView view = sample_case.View(sample_case.reporter().identity);
  const EpochKey* key = view.keyring.Find(contract::CompartmentKey(kCheck), 1);
  Json file;
  file.SetText("about",
               "SPEC.md section 6. `bad` records are signed well and refused for what "
               "they say; `signatures` are of good form; `bodies` are opened with the "
               "key beside them, whatever the signature.");
  file.Set("good", good).Set("bad", bad.list());
  file.Set("signatures", SignatureSamples(entry, sample_case.reporter()));
  return file.Set("bodies", BodySamples(entry, *key));
}

Json GrantVectors() {
  const SampleWorld world;
  const ReporterKeys reporter = DeriveReporterKeys(SampleReceipt());
  const contract::SecretBytes seed = Repeated(32, 0x10);  // anna's.
  const Identity& anna = world.person("anna");
  GrantTerms terms;
  terms.organisation_id = world.pinned().organisation_id;
  terms.case_id = reporter.case_id;
  terms.compartment.set_kind(kConversation);
  terms.recipient = anna.principal();
  terms.recipient_key = anna.box_key();
  terms.role = record::v1::CASE_ROLE_LEAD;
  terms.bundle_version = 1;
  const std::string good = *SealGrant(terms, SampleKeys(), reporter.identity);
  GrantTerms to_bo = terms;
  to_bo.recipient = world.principal("bo");
  to_bo.recipient_key = world.person("bo").box_key();

  Json list = Json::List();
  const auto add = [&](const std::string& name, std::string_view outcome,
                       const std::string& bytes) {
    list.Add(GrantSample(name, bytes, outcome, anna, seed));
  };
  const auto changed = [&](const std::function<void(record::v1::GrantHeader&)>& change,
                           bool sign = true) {
    return HandMade(good, reporter.identity, change, sign);
  };
  const auto outer = [&good](const std::function<void(record::v1::Grant&)>& change) {
    record::v1::Grant grant;
    grant.ParseFromString(good);
    change(grant);
    return contract::SerializeCanonical(grant);
  };
  add("two epochs", "opened", good);
  add("for somebody else", "not-for-me", *SealGrant(to_bo, SampleKeys(), reporter.identity));
  add("signature changed", "damaged", outer([](auto& g) { g.mutable_signature()->front() ^= 1; }));
  add("box changed", "damaged", outer([](auto& g) { g.mutable_box()->back() ^= 1; }));
  add("header changed", "damaged", changed([](auto& h) { h.set_bundle_version(2); }, false));
  add("signed for other epochs than sealed", "damaged",
      changed([](auto& h) { h.set_epochs(1, 4); }));
  add("another number inside the box", "damaged",
      OtherNumberInside(good, reporter.identity, anna.box_key()));
  add("signed for another case than sealed", "damaged",
      changed([](auto& h) { h.mutable_case_id()->front() ^= 1; }));
  add("box of somebody else under this header", "damaged",
      HandMade(*SealGrant(to_bo, SampleKeys(), reporter.identity), reporter.identity, [&](auto& h) {
        h.set_recipient(anna.principal().ToBytes());
        h.set_recipient_key(anna.box_key().ToBytes());
      }));
  add("granter key is another's", "damaged",
      changed([&](auto& h) { h.set_granter_key(world.person("bo").signing_key().ToBytes()); },
              false));
  add("epochs not ascending", contract::reason::kBadField,
      changed([](auto& h) { h.set_epochs(1, 1); }));
  add("epoch 0", contract::reason::kBadField, changed([](auto& h) { h.set_epochs(0, 0); }));
  add("one epoch more than the box holds", contract::reason::kBadField,
      changed([](auto& h) { h.add_epochs(9); }));
  add("no role", contract::reason::kBadField, changed([](auto& h) { h.clear_role(); }));
  add("reporter's role for staff", contract::reason::kBadField,
      changed([](auto& h) { h.set_role(record::v1::CASE_ROLE_REPORTER); }));
  add("suite 2", contract::reason::kBadField, changed([](auto& h) { h.set_suite(2); }));
  add("a deployment", contract::reason::kBadField, changed([](auto& h) {
        h.mutable_compartment()->set_kind(record::v1::COMPARTMENT_KIND_DEPLOYMENT);
      }));
  add("short recipient key", contract::reason::kBadField,
      changed([](auto& h) { h.mutable_recipient_key()->pop_back(); }));
  add("cut off", contract::reason::kNotCanonical, good.substr(0, good.size() - 1));
  add("an unknown field", contract::reason::kNotCanonical, good + std::string("\x28\x01", 2));
  Json file;
  file.SetText("about",
               "SPEC.md section 7. `outcome` is opened, not-for-me, damaged, or the reason "
               "for which the bytes are no grant. Boxes are made with random ephemeral "
               "keys: an implementation opens them and does not make them again.");
  return file.Set("epochs", KeysJson(SampleKeys())).Set("grants", list);
}

}  // namespace vangnet::sealing
