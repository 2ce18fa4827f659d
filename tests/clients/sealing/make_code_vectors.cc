// receipt.json, keys.json, fingerprint.json, padding.json, login.json.
#include <array>
#include <string>
#include <utility>

#include "absl/strings/str_replace.h"
#include "clients/sealing/derive.h"
#include "clients/sealing/epoch_key.h"
#include "clients/sealing/fingerprint.h"
#include "clients/sealing/identity.h"
#include "clients/sealing/login.h"
#include "clients/sealing/padding.h"
#include "clients/sealing/receipt.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/symbol_code.h"
#include "proto/contract/labels.h"
#include "tests/clients/sealing/sample_world.h"
#include "tests/clients/sealing/vector_makers.h"

namespace vangnet::sealing {
namespace {

constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

std::string TextOf(const Receipt& receipt) { return std::string(receipt.ToText().Expose()); }

Json GoodReceipt(const std::string& name, const Receipt& receipt, const std::string& typed) {
  const contract::SecretBytes master = HashSecret(contract::label::kReceipt, receipt.bytes());
  const ReporterKeys keys = DeriveReporterKeys(receipt);
  Json sample;
  sample.SetText("name", name).SetText("typed", typed).SetText("receipt", TextOf(receipt));
  sample.SetBytes("bytes", receipt.bytes().Expose());
  sample.SetBytes("signing_seed", DeriveKey(master, 1, "vnreceip").Expose());
  sample.SetBytes("box_seed", DeriveKey(master, 2, "vnreceip").Expose());
  sample.SetBytes("outbox_key", keys.outbox_key.Expose());
  sample.SetBytes("signing_key", keys.identity.signing_key().view());
  sample.SetBytes("box_key", keys.identity.box_key().view());
  sample.SetBytes("case_id", keys.case_id.view());
  return sample;
}

Json BadCode(const std::string& name, const std::string& typed, const std::string& fault,
             std::size_t position) {
  Json sample;
  sample.SetText("name", name).SetText("typed", typed).SetText("fault", fault);
  return sample.SetNumber("position", position)
      .SetNumber("group", position == 0 ? 0 : (position - 1) / 4 + 1);
}

// Every other symbol in some places of the text.
Json WrongSymbols(const std::string& text) {
  Json list = Json::List();
  for (const std::size_t place : {0u, 3u, 16u, 20u, 32u, 33u}) {
    for (const char symbol : std::string(kAlphabet)) {
      if (text[place] == symbol) continue;
      std::string typed = text;
      typed[place] = symbol;
      list.Add(Json::Text(typed));
    }
  }
  return list;
}

Json Swaps(const std::string& text) {
  Json list = Json::List();
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (std::size_t j = i + 1; j < text.size(); ++j) {
      if (text[i] == '-' || text[j] == '-' || text[i] == text[j]) continue;
      std::string typed = text;
      std::swap(typed[i], typed[j]);
      list.Add(Json::Text(typed));
    }
  }
  return list;
}

Json BadReceiptBytes() {
  const auto bad = [](const std::string& name, const std::string& bytes) {
    return Json().SetText("name", name).SetBytes("bytes", bytes);
  };
  Json list = Json::List();
  list.Add(bad("empty", ""));
  list.Add(bad("one byte short", std::string(16, '\x22')));
  list.Add(bad("one byte more", std::string(18, '\x22')));
  list.Add(bad("last bit set", std::string(17, '\x23')));
  return list;
}

Json Staff(const std::string& name, const Identity& identity, const contract::SecretBytes& seed) {
  Json sample;
  sample.SetText("name", name).SetBytes("principal", identity.principal().view());
  sample.SetBytes("seed", seed.Expose());
  sample.SetBytes("signing_seed", DeriveKey(seed, 1, "vn-ident").Expose());
  sample.SetBytes("box_seed", DeriveKey(seed, 2, "vn-ident").Expose());
  sample.SetBytes("signing_key", identity.signing_key().view());
  sample.SetBytes("box_key", identity.box_key().view());
  return sample;
}

Json PaddingSample(std::size_t length, std::size_t at_least) {
  const contract::SecretBytes message = Repeated(length, 'm');
  const contract::SecretBytes padded = *Pad(message, at_least);
  Json sample;
  sample.SetNumber("message_size", length).SetNumber("at_least", at_least);
  sample.SetNumber("padded_size", padded.size());
  return sample.SetBytes("padded_sha256", Sha256(padded.Expose()).view());
}

Json BadPadding(const std::string& name, const std::string& prefix, std::size_t size) {
  return Json().SetText("name", name).SetBytes("prefix", prefix).SetNumber("size", size);
}

Json LoginSample(const std::string& name, const Identity& identity, Audience audience,
                 const contract::OrganisationId& organisation_id, const std::string& challenge) {
  Json sample;
  sample.SetText("name", name).SetBytes("organisation_id", organisation_id.view());
  sample.SetNumber("audience", static_cast<std::uint64_t>(audience));
  sample.SetBytes("signing_key", identity.signing_key().view());
  sample.SetBytes("challenge", challenge);
  const auto signature = SignLogin(identity, organisation_id, audience, challenge);
  return sample.SetBytes("signature", signature->view());
}

}  // namespace

Json ReceiptVectors() {
  const Receipt receipt = SampleReceipt();
  const std::string text = TextOf(receipt);
  // All ones and zeros, so that O, I and L stand for something.
  const Receipt zeros = *Receipt::FromBytes(Repeated(17, 0));
  const std::string ones_bytes =
      "\x08\x42\x10\x84\x21"
      "\x08\x42\x10\x84\x21"
      "\x08\x42\x10\x84\x21"
      "\x08\x42";
  const Receipt ones = *Receipt::FromBytes(contract::SecretBytes::CopyOf(ones_bytes));
  const std::string lower = absl::StrReplaceAll(text, {{"A", "a"},
                                                       {"C", "c"},
                                                       {"D", "d"},
                                                       {"E", "e"},
                                                       {"G", "g"},
                                                       {"N", "n"},
                                                       {"P", "p"},
                                                       {"R", "r"},
                                                       {"S", "s"},
                                                       {"V", "v"},
                                                       {"W", "w"},
                                                       {"Z", "z"}});
  Json good = Json::List();
  good.Add(GoodReceipt("as in SPEC.md", receipt, text));
  good.Add(GoodReceipt("lower case", receipt, lower));
  good.Add(GoodReceipt("no hyphens", receipt, absl::StrReplaceAll(text, {{"-", ""}})));
  good.Add(GoodReceipt("spaces", receipt, absl::StrReplaceAll("  " + text + " ", {{"-", " - "}})));
  good.Add(GoodReceipt("O for 0", zeros, absl::StrReplaceAll(TextOf(zeros), {{"0", "O"}})));
  good.Add(GoodReceipt("o for 0", zeros, absl::StrReplaceAll(TextOf(zeros), {{"0", "o"}})));
  good.Add(GoodReceipt("I for 1", ones, absl::StrReplaceAll(TextOf(ones), {{"1", "I"}})));
  good.Add(GoodReceipt("l for 1", ones, absl::StrReplaceAll(TextOf(ones), {{"1", "l"}})));
  good.Add(GoodReceipt("another", OtherReceipt(), TextOf(OtherReceipt())));

  Json bad = Json::List();
  bad.Add(BadCode("empty", "", "length", 1));
  bad.Add(BadCode("hyphens only", "----", "length", 1));
  bad.Add(BadCode("last symbol missing", text.substr(0, text.size() - 1), "length", 28));
  bad.Add(BadCode("first group only", text.substr(0, 4), "length", 5));
  bad.Add(BadCode("one symbol more", text + "0", "length", 29));
  bad.Add(BadCode("U is no symbol", "U" + text.substr(1), "symbol", 1));
  bad.Add(BadCode("a dot", text.substr(0, 5) + "." + text.substr(6), "symbol", 5));
  bad.Add(BadCode("not ASCII", text.substr(0, 33) + "\xc3\xa9", "symbol", 28));
  bad.Add(BadCode("a line break", text.substr(0, 9) + "\n" + text.substr(9), "symbol", 9));
  bad.Add(BadCode("one symbol wrong", "1" + text.substr(1), "check", 0));

  Json file;
  file.SetText("about",
               "SPEC.md section 2. `typed` is what a person enters; `wrong_symbol` and "
               "`swapped` all fail the check symbol.");
  file.Set("good", good).Set("bad", bad).Set("bad_bytes", BadReceiptBytes());
  return file.Set("wrong_symbol", WrongSymbols(text)).Set("swapped", Swaps(text));
}

Json KeyVectors() {
  const SampleWorld world;
  Json staff = Json::List();
  staff.Add(Staff("anna", world.person("anna"), Repeated(32, 0x10)));
  staff.Add(Staff("bo", world.person("bo"), Repeated(32, 0x11)));
  Json epochs = Json::List();
  for (const int byte : {0x00, 0x22, 0xff}) {
    const EpochKey key = *EpochKey::FromBytes(Repeated(32, byte));
    Json sample;
    sample.SetBytes("key", key.bytes().Expose()).SetBytes("body_key", key.BodyKey().Expose());
    epochs.Add(sample.SetBytes("key_commitment", key.Commitment().view()));
  }
  Json file;
  file.SetText("about",
               "SPEC.md sections 3 and 7: what follows from an identity seed and from an "
               "epoch's secret.");
  return file.Set("staff", staff).Set("epochs", epochs);
}

Json FingerprintVectors() {
  const SampleWorld world;
  const Identity& anna = world.person("anna");
  const std::string person = Fingerprint(anna.signing_key(), anna.box_key());
  const std::string bo =
      Fingerprint(world.person("bo").signing_key(), world.person("bo").box_key());
  const std::string organisation = OrganisationFingerprint(world.pinned().organisation_id);
  Json persons = Json::List();
  persons.Add(Json()
                  .SetBytes("signing_key", anna.signing_key().view())
                  .SetBytes("box_key", anna.box_key().view())
                  .SetText("fingerprint", person));
  Json organisations = Json::List();
  organisations.Add(Json()
                        .SetBytes("organisation_id", world.pinned().organisation_id.view())
                        .SetText("fingerprint", organisation));
  const auto typed = [&person](const std::string& text, const std::string& outcome) {
    return Json().SetText("typed", text).SetText("of", person).SetText("outcome", outcome);
  };
  Json checks = Json::List();
  checks.Add(typed(person, "same"));
  checks.Add(typed(absl::StrReplaceAll(person, {{"-", " "}}), "same"));
  checks.Add(typed(bo, "other"));
  checks.Add(typed(person.substr(0, person.size() - 1), "mistyped"));
  checks.Add(typed("U" + person.substr(1), "mistyped"));
  std::string wrong = person;
  wrong[0] = wrong[0] == '2' ? '3' : '2';
  checks.Add(typed(wrong, "mistyped"));
  Json file;
  file.SetText("about", "SPEC.md section 3: 115 bits as 23 symbols and a check symbol.");
  return file.Set("persons", persons).Set("organisations", organisations).Set("typed", checks);
}

Json PaddingVectors() {
  Json good = Json::List();
  for (const std::size_t length : {0u, 1u, 4095u, 4096u, 8191u, 8192u, 16383u, 32767u, 65535u,
                                   65536u, 131071u, 131072u, 524287u}) {
    good.Add(PaddingSample(length, 0));
  }
  good.Add(PaddingSample(10, 65536));
  good.Add(PaddingSample(65536, 65536));
  Json bad = Json::List();
  bad.Add(BadPadding("nothing", "", 0));
  bad.Add(BadPadding("no mark", "", 4096));
  bad.Add(BadPadding("another mark", "m\x81", 4096));
  bad.Add(BadPadding("something after the mark", std::string("m\x80\0\1", 4), 4096));
  bad.Add(BadPadding("one byte short", "m\x80", 4095));
  bad.Add(BadPadding("one byte more", "m\x80", 4097));
  bad.Add(BadPadding("no size of the list", "m\x80", 12288));
  bad.Add(BadPadding("no multiple of 64 KiB", "m\x80", 98304));
  bad.Add(BadPadding("over 512 KiB", "m\x80", 589824));
  Json refused = Json::List();
  refused.Add(Json().SetNumber("message_size", 524288));
  Json file;
  file.SetText("about",
               "SPEC.md section 6, Pad. A message is `m` message_size times; bad padded "
               "bytes are `prefix` followed by zeros up to `size`.");
  return file.Set("good", good).Set("bad", bad).Set("too_large", refused);
}

Json LoginVectors() {
  const SampleWorld world;
  const contract::OrganisationId organisation = world.pinned().organisation_id;
  const ReporterKeys reporter = DeriveReporterKeys(SampleReceipt());
  const std::string challenge =
      std::string(16, '\x55') + std::string("\0\0\0\0\x6b\x04\xae\0", 8) + std::string(16, '\x66');
  Json good = Json::List();
  good.Add(
      LoginSample("reporter", reporter.identity, Audience::kReporter, organisation, challenge));
  good.Add(LoginSample("staff", world.person("anna"), Audience::kStaff, organisation, challenge));
  const auto claims = [&](const std::string& name, std::uint64_t audience,
                          const contract::OrganisationId& of, const std::string& shown) {
    const auto signature =
        SignLogin(reporter.identity, organisation, Audience::kReporter, challenge);
    Json sample;
    sample.SetText("name", name).SetBytes("organisation_id", of.view());
    sample.SetNumber("audience", audience);
    sample.SetBytes("signing_key", reporter.identity.signing_key().view());
    return sample.SetBytes("challenge", shown).SetBytes("signature", signature->view());
  };
  Json bad = Json::List();
  bad.Add(claims("signed for the other audience", 2, organisation, challenge));
  bad.Add(claims("another organisation", 1, *contract::OrganisationId::Parse(std::string(32, 'o')),
                 challenge));
  bad.Add(claims("another challenge", 1, organisation, std::string(40, 'c')));
  Json lengths = Json::List();
  for (const std::size_t length : {0u, 39u, 41u, 72u}) lengths.Add(Json::Number(length));
  Json file;
  file.SetText("about",
               "SPEC.md section 8. A client refuses to sign challenges of "
               "`refused_lengths`.");
  return file.Set("good", good).Set("bad", bad).Set("refused_lengths", lengths);
}

}  // namespace vangnet::sealing
