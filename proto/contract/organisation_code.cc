#include <array>
#include <string>
#include <string_view>

#include "proto/contract/routing_rules.h"
#include "proto/contract/utf8.h"

namespace vangnet::contract {
namespace {

// For U+00C0 to U+017F the ASCII letter that is left when accents, strokes and dots
// are dropped, in lower case; a space where there is no such letter (ligatures other
// than the Dutch ij, thorn, eth, sharp s, signs). The table and not a library: every
// client has to make the same code of the same organisation, for ever.
constexpr std::string_view kLatin =
    "aaaaaa ceeeeiiii"   // U+00C0
    " nooooo ouuuuy  "   // U+00D0
    "aaaaaa ceeeeiiii"   // U+00E0
    " nooooo ouuuuy y"   // U+00F0
    "aaaaaaccccccccdd"   // U+0100
    "ddeeeeeeeeeegggg"   // U+0110
    "gggghhhhiiiiiiii"   // U+0120
    "ii  jjkk lllllll"   // U+0130
    "lllnnnnnnn  oooo"   // U+0140
    "oo  rrrrrrssssss"   // U+0150
    "ssttttttuuuuuuuu"   // U+0160
    "uuuuwwyyyzzzzzzs";  // U+0170
constexpr char32_t kLatinBegin = 0xC0;
static_assert(kLatin.size() == 0xC0);

constexpr char32_t kLigatureIjUpper = 0x132;
constexpr char32_t kLigatureIjLower = 0x133;

bool IsCombiningAccent(char32_t c) { return c >= 0x300 && c <= 0x36F; }

// What is left of one character: letters and digits, or nothing.
std::string Folded(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return {static_cast<char>(c)};
  if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a')};
  if (c == kLigatureIjUpper || c == kLigatureIjLower) return "ij";
  if (c < kLatinBegin || c >= kLatinBegin + kLatin.size()) return "";
  const char letter = kLatin[c - kLatinBegin];
  return letter == ' ' ? "" : std::string(1, letter);
}

constexpr std::array<std::string_view, 4> kKinds = {"gemeente-", "provincie-", "waterschap-",
                                                    "openbaar-lichaam-"};

// Drops one leading kind of organisation, if there is one. The hyphen in kKinds keeps
// a name that is nothing but a kind.
bool DropKind(std::string& code) {
  for (const std::string_view kind : kKinds) {
    if (code.compare(0, kind.size(), kind) == 0) {
      code.erase(0, kind.size());
      return true;
    }
  }
  return false;
}

}  // namespace

std::string OrganisationCode(std::string_view typed) {
  std::string code;
  bool gap = false;  // Something else stood before the next letter.
  while (!typed.empty()) {
    const DecodedCharacter character = DecodeFirst(typed);
    typed.remove_prefix(character.length);
    if (character.valid && IsCombiningAccent(character.code_point)) continue;
    const std::string letters = character.valid ? Folded(character.code_point) : "";
    if (letters.empty()) {
      gap = true;
      continue;
    }
    if (gap && !code.empty()) code += '-';
    gap = false;
    code += letters;
  }
  while (DropKind(code)) {
  }
  return code;
}

}  // namespace vangnet::contract
