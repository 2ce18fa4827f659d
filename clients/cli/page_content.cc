#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/bundle_words.h"
#include "clients/cli/names.h"
#include "clients/cli/page_template.h"
#include "clients/session/client_reason.h"
#include "proto/contract/canonical.h"
#include "vangnet/webpage/v1/page_pin.pb.h"

namespace vangnet::cli {
namespace {

using session::Language;
using session::Words;

constexpr std::uint32_t kPinFormat = 1;

constexpr Words kNoName{"In het concept ontbreekt de naam van de organisatie.",
                        "The draft lacks the name of the organisation."};
constexpr Words kNoEmergencyNumber{
    "In het concept ontbreekt een alarmnummer voor $0. Zonder dat mag er geen pagina zijn.",
    "The draft lacks an emergency number for $0. Without it there may be no page."};
constexpr Words kAnd{"en", "and"};
constexpr Words kContentDemonstration{
    "Dit is een demonstratie. Meld hier niets wat echt gebeurd is.",
    "This is a demonstration. Do not report anything here that really happened."};

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

// "+31 88 123" as "tel:+3188123": the rules of a bundle allow digits, spaces and a plus.
std::string TelephoneAddress(const std::string& number) {
  return absl::StrCat("tel:", absl::StrReplaceAll(number, {{" ", ""}}));
}

std::string NumberItem(const bundle::v1::TelephoneNumber& number, Language language) {
  return absl::StrCat("<li", number.emergency() ? " class=\"emergency\"" : "", "><span>",
                      Escaped(session::In(language, number.name())), "</span> <a href=\"",
                      Escaped(TelephoneAddress(number.number())), "\">", Escaped(number.number()),
                      "</a></li>");
}

// Territories with the same numbers, which are shown once.
struct Group {
  std::vector<const Name<bundle::v1::Territory>*> territories;
  std::string items;  // As HTML: alike when name, number and what is for emergencies are.
};

// In the order of territories, each group where its first one stands (grouped() of the page).
std::vector<Group> Grouped(const bundle::v1::Bundle& bundle, Language language) {
  std::vector<Group> groups;
  for (const Name<bundle::v1::Territory>& territory : Names<bundle::v1::Territory>()) {
    std::string items;
    for (const bundle::v1::TelephoneNumber& number : NumbersOf(bundle, territory.value)) {
      items += NumberItem(number, language);
    }
    const auto same = std::find_if(groups.begin(), groups.end(),
                                   [&](const Group& group) { return group.items == items; });
    if (same != groups.end()) {
      same->territories.push_back(&territory);
    } else {
      groups.push_back({{&territory}, std::move(items)});
    }
  }
  return groups;
}

// "A", "A en B", "A, B en C".
std::string Joined(const std::vector<std::string>& names, Language language) {
  const auto last = names.end() - 1;
  if (last == names.begin()) return names.front();
  return absl::StrCat(absl::StrJoin(names.begin(), last, ", "), " ", kAnd.In(language), " ", *last);
}

std::string Sections(const bundle::v1::Bundle& bundle, Language language) {
  std::string html;
  for (const Group& group : Grouped(bundle, language)) {
    std::vector<std::string> codes;
    std::vector<std::string> names;
    for (const Name<bundle::v1::Territory>* territory : group.territories) {
      codes.push_back(territory->code);
      names.emplace_back(territory->words.In(language));
    }
    absl::StrAppend(&html, "<section class=\"territory\" data-territories=\"",
                    absl::StrJoin(codes, " "), "\"><h3>", Joined(names, language),
                    "</h3><ul class=\"numbers\">", group.items, "</ul></section>\n");
  }
  return html;
}

std::string Demonstration(const bundle::v1::Bundle& bundle) {
  if (!bundle.demonstration()) return "";
  return absl::StrCat("<p class=\"demonstration\"><span lang=\"nl\">", kContentDemonstration.nl,
                      "</span> <span lang=\"en\">", kContentDemonstration.en, "</span></p>");
}

std::string Pin(const sealing::TrustAnchor& anchor) {
  webpage::v1::PagePin pin;
  pin.set_format(kPinFormat);
  pin.set_organisation_id(anchor.organisation_id.ToBytes());
  *pin.mutable_signers() = anchor.signers;
  pin.set_highest_version(anchor.highest_version);
  if (anchor.newest_hash.has_value()) pin.set_newest_hash(anchor.newest_hash->ToBytes());
  return absl::Base64Escape(contract::SerializeCanonical(pin));
}

absl::Status BadDraft(const Words& words, const std::vector<std::string>& arguments = {}) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          words, arguments);
}

}  // namespace

absl::StatusOr<PageContent> PageContentOf(const bundle::v1::Bundle& bundle,
                                          const sealing::TrustAnchor& anchor) {
  if (bundle.name().empty()) return BadDraft(kNoName);
  for (const Name<bundle::v1::Territory>& territory : Names<bundle::v1::Territory>()) {
    // Emergency numbers come first.
    const std::vector<bundle::v1::TelephoneNumber> numbers = NumbersOf(bundle, territory.value);
    if (numbers.empty() || !numbers.front().emergency()) {
      return BadDraft(kNoEmergencyNumber, {territory.code});
    }
  }
  return PageContent{{"@VANGNET_ORGANISATION@", Pin(anchor)},
                     {"@VANGNET_NAME@", Escaped(bundle.name())},
                     {"@VANGNET_NUMBERS_NL@", Sections(bundle, Language::kDutch)},
                     {"@VANGNET_NUMBERS_EN@", Sections(bundle, Language::kEnglish)},
                     {"@VANGNET_DEMONSTRATION@", Demonstration(bundle)}};
}

}  // namespace vangnet::cli
