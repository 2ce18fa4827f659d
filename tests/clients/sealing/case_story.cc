#include "tests/clients/sealing/case_story.h"

#include <cstdio>
#include <cstdlib>

#include "clients/sealing/body_seal.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/record_sign.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/canonical.h"
#include "proto/contract/labels.h"

namespace vangnet::sealing {
namespace {

void Must(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "case story: %s\n", status.ToString().c_str());
  std::abort();
}

std::string NameOf(record::v1::CompartmentKind kind) {
  if (kind == kCheck) return "check";
  return kind == kConversation ? "conversation" : "casefile";
}

Json HeadsJson(const std::vector<caseview::v1::CompartmentHead>& heads) {
  Json list = Json::List();
  for (const caseview::v1::CompartmentHead& head : heads) {
    list.Add(Json()
                 .SetText("compartment", NameOf(head.compartment().kind()))
                 .SetNumber("length", head.length())
                 .SetBytes("head", head.head()));
  }
  return list;
}

Json ReaderJson(const contract::PrincipalId& principal, const contract::SecretBytes& signing_seed,
                const contract::SecretBytes& box_seed) {
  Json reader;
  reader.SetBytes("principal", principal.view());
  reader.SetBytes("signing_seed", signing_seed.Expose());
  return reader.SetBytes("box_seed", box_seed.Expose());
}

}  // namespace

CaseStory::CaseStory(const std::string& name) : world_(name), case_(world_, SampleReceipt()) {
  const Identity& anna = world_.person("anna");
  const auto act = [this](const Identity& author,
                          const std::function<absl::Status(RecordWriter&)>& write) {
    RecordWriter writer = case_.Writer(author);
    Must(write(writer));
    case_.Append(writer.Take());
  };
  const auto says = [](const std::string& text) {
    return [text](RecordWriter& writer) {
      return writer.WriteEntry(kConversation, MessageBody(text));
    };
  };
  act(anna, [](RecordWriter& writer) { return writer.Acknowledge(); });
  act(anna, says("Dag, ik ben Anna. Wat is er nu nodig?"));
  act(reporter(), says("Ik wil weten of ik thuis veilig ben."));
  act(anna, [](RecordWriter& writer) {
    return writer.WriteEntry(kCasefile, NoteBody("Belt morgen na 18 uur."));
  });
  case_.RenewBundle();
  act(anna, says("Ik bel u morgen."));
  act(reporter(), [this](RecordWriter& writer) {
    return writer.RemoveReader(world_.principal("bo"), record::v1::REMOVAL_REASON_REPORTER_WISH);
  });
  act(reporter(), [this](RecordWriter& writer) {
    return writer.AddReader(world_.principal("dina"), record::v1::CASE_ROLE_DEPUTY,
                            {{kConversation, {2, 3}}});
  });
  act(anna, says("Dina kijkt nu mee."));
}

Shown CaseStory::Honest() {
  Shown shown;
  for (const auto kind : {kCheck, kConversation, kCasefile}) {
    shown.chains[NameOf(kind)] = case_.chain(kind);
  }
  shown.grants = case_.grants();
  return shown;
}

std::vector<caseview::v1::CompartmentHead> CaseStory::Heads() {
  std::vector<caseview::v1::CompartmentHead> heads;
  for (const ChainMaterial& chain : case_.Material({kCheck, kConversation, kCasefile}).chains) {
    heads.push_back(*chain.claimed);
  }
  return heads;
}

record::v1::RecordHeader CaseStory::NextHeader(record::v1::CompartmentKind compartment,
                                               record::v1::RecordKind kind,
                                               const Identity& author) {
  const CaseView view = case_.View(world_.person("anna"));
  const std::string key = contract::CompartmentKey(compartment);
  record::v1::RecordHeader header;
  header.set_suite(1);
  header.set_organisation_id(view.fold->organisation_id().ToBytes());
  header.set_case_id(case_.id().ToBytes());
  header.mutable_compartment()->set_kind(compartment);
  header.set_record_id(RandomId<contract::RecordId>(world_.random()).ToBytes());
  header.set_kind(kind);
  header.set_author(author.principal().ToBytes());
  header.set_author_key(author.signing_key().ToBytes());
  header.set_author_seq(view.fold->NextAuthorSeq(key, author.principal()));
  header.set_seen(view.fold->Head(key).ToBytes());
  if (kind == record::v1::RECORD_KIND_ENTRY) {
    header.set_epoch(view.fold->NewestEpoch(key)->number);
  }
  header.set_bundle_version(2);
  return header;
}

std::string CaseStory::Signed(const record::v1::RecordHeader& header, const Identity& signer) {
  return SignRecordBytes(contract::SerializeCanonical(header), "", "", signer);
}

EpochKey CaseStory::KeyOf(std::uint32_t epoch) {
  const CaseView view = case_.View(world_.person("anna"));
  return view.keyring.Find(contract::CompartmentKey(kConversation), epoch)->Clone();
}

std::string CaseStory::Entry(const record::v1::RecordHeader& header, const Identity& signer) {
  const std::string bytes = contract::SerializeCanonical(header);
  const auto sealed =
      SealBody(MessageBody("Wie schrijft dit?"), 0, KeyOf(4), Sha256(bytes), world_.random());
  Must(sealed.status());
  return SignRecordBytes(bytes, sealed->nonce, sealed->sealed, signer);
}

record::v1::RecordHeader CaseStory::NextEpochHeader(const Identity& author) {
  const CaseView view = case_.View(world_.person("anna"));
  const contract::EpochState& newest =
      *view.fold->NewestEpoch(contract::CompartmentKey(kConversation));
  record::v1::RecordHeader header =
      NextHeader(kConversation, record::v1::RECORD_KIND_EPOCH, author);
  record::v1::EpochAct& act = *header.mutable_epoch_start();
  act.set_number(newest.number + 1);
  act.set_previous_epoch_hash(newest.record_hash.ToBytes());
  for (const record::v1::Member& member : newest.members) *act.add_members() = member;
  act.set_key_commitment(EpochKey::Generate(world_.random()).Commitment().ToBytes());
  act.set_cause(view.fold->LatestAccessChange(kConversation).ToBytes());
  act.set_check_head(view.fold->Head(contract::CompartmentKey(kCheck)).ToBytes());
  return header;
}

std::string CaseStory::Epoch(const std::function<void(record::v1::RecordHeader&)>& change,
                             const Identity& signer) {
  record::v1::RecordHeader header = NextEpochHeader(world_.person("anna"));
  change(header);
  return Signed(header, signer);
}

std::string CaseStory::NameInPool(const std::string& kind, const std::string& bytes) {
  const auto known = names_.find(bytes);
  if (known != names_.end()) return known->second;
  const std::string name = kind + "-" + std::to_string(++counts_[kind]);
  names_[bytes] = name;
  pool_.SetBytes(name, bytes);
  return name;
}

void CaseStory::AddSample(const std::string& name, const std::string& reader, const Shown& shown,
                          const std::vector<Expected>& findings) {
  Json chains;
  for (const auto& [compartment, records] : shown.chains) {
    Json list = Json::List();
    for (const std::string& bytes : records) {
      list.Add(Json::Text(NameInPool(compartment, bytes)));
    }
    chains.Set(compartment, list);
  }
  Json grants = Json::List();
  for (const std::string& bytes : shown.grants) {
    grants.Add(Json::Text(NameInPool("grant", bytes)));
  }
  Json expected = Json::List();
  for (const Expected& finding : findings) {
    expected.Add(Json()
                     .SetText("class", finding.what)
                     .SetText("compartment", finding.compartment)
                     .SetNumber("record", finding.number));
  }
  Json sample;
  sample.SetText("name", name).SetText("reader", reader).Set("chains", chains);
  sample.Set("grants", grants).Set("claimed", HeadsJson(shown.claimed));
  sample.Set("remembered", HeadsJson(shown.remembered));
  samples_.Add(sample.Set("findings", expected));
}

Json CaseStory::File(const std::string& about) const {
  Json readers;
  const auto add_staff = [&](const std::string& name, int seed_byte) {
    const contract::SecretBytes seed = Repeated(32, seed_byte);
    readers.Set(name, ReaderJson(world_.principal(name), DeriveKey(seed, 1, "vn-ident"),
                                 DeriveKey(seed, 2, "vn-ident")));
  };
  add_staff("anna", 0x10);
  add_staff("bo-2", 0x31);
  add_staff("cees", 0x12);
  add_staff("dina", 0x13);
  const contract::SecretBytes master =
      HashSecret(contract::label::kReceipt, SampleReceipt().bytes());
  readers.Set("reporter", ReaderJson(reporter().principal(), DeriveKey(master, 1, "vnreceip"),
                                     DeriveKey(master, 2, "vnreceip")));
  Json bundles = Json::List();
  bundles.Add(Json::Text(Hex(world_.Bundle1().parsed().signed_bundle)));
  bundles.Add(Json::Text(Hex(world_.Bundle2().parsed().signed_bundle)));
  Json file;
  file.SetText("about", about);
  file.SetBytes("organisation_id", world_.pinned().organisation_id.view());
  file.SetBytes("case_id", case_.id().view());
  file.Set("bundles", bundles).Set("readers", readers);
  return file.Set("pool", pool_).Set("samples", samples_);
}

}  // namespace vangnet::sealing
