#include "clients/cli/safe_text.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_split.h"

namespace vangnet::cli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Range {
  char32_t first;
  char32_t last;
};

bool IsIn(char32_t point, const Range* begin, const Range* end) {
  return std::any_of(begin, end,
                     [&](const Range& r) { return point >= r.first && point <= r.last; });
}

// Marks of direction and others that show nothing.
bool IsHidden(char32_t point) {
  static constexpr Range kHidden[] = {{0x00AD, 0x00AD}, {0x061C, 0x061C},  {0x115F, 0x1160},
                                      {0x180E, 0x180E}, {0x200B, 0x200F},  {0x2028, 0x202E},
                                      {0x2060, 0x206F}, {0x3164, 0x3164},  {0xFEFF, 0xFEFF},
                                      {0xFFF9, 0xFFFB}, {0xE0000, 0xE0FFF}};
  return IsIn(point, std::begin(kHidden), std::end(kHidden));
}

bool IsCombining(char32_t point) {
  static constexpr Range kCombining[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                                         {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
  return IsIn(point, std::begin(kCombining), std::end(kCombining));
}

bool IsWide(char32_t point) {
  static constexpr Range kWide[] = {{0x1100, 0x115F}, {0x2E80, 0xA4CF},   {0xAC00, 0xD7A3},
                                    {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
                                    {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
  return IsIn(point, std::begin(kWide), std::end(kWide));
}

// Reads one code point at `at` and moves past it; kReplacement for a bad byte.
char32_t Next(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at++);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 && lead <= 0xF4 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
  if (more == 0 || lead > 0xF4 || at + static_cast<std::size_t>(more) > text.size()) {
    return kReplacement;
  }
  char32_t point = lead & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const std::uint8_t next = byte(at + static_cast<std::size_t>(i));
    if ((next & 0xC0) != 0x80) return kReplacement;
    point = (point << 6) | (next & 0x3F);
  }
  static constexpr char32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[more] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
    return kReplacement;
  }
  at += static_cast<std::size_t>(more);
  return point;
}

}  // namespace

std::vector<char32_t> CodePoints(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t at = 0; at < text.size();) points.push_back(Next(text, at));
  return points;
}

void AppendUtf8(char32_t point, std::string& out) {
  const auto put = [&](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

std::string SafeText(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char32_t point : CodePoints(text)) {
    if (point == '\t') {
      safe.push_back(' ');
    } else if (point == '\n') {
      safe.push_back('\n');
    } else if (point < 0x20 || (point >= 0x7F && point < 0xA0) || IsHidden(point)) {
      continue;
    } else {
      AppendUtf8(point, safe);
    }
  }
  return safe;
}

std::string SafeLine(std::string_view text) {
  std::string safe = SafeText(text);
  std::replace(safe.begin(), safe.end(), '\n', ' ');
  return safe;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (const char32_t point : CodePoints(text)) {
    if (!IsCombining(point)) width += IsWide(point) ? 2 : 1;
  }
  return width;
}

std::string Wrap(std::string_view text, std::size_t width, std::string_view indent) {
  std::string wrapped;
  for (const absl::string_view paragraph :
       absl::StrSplit(absl::string_view(text.data(), text.size()), '\n')) {
    std::string line(indent);
    std::size_t used = DisplayWidth(indent);
    bool empty = true;
    for (const absl::string_view word : absl::StrSplit(paragraph, ' ')) {
      const std::size_t size = DisplayWidth({word.data(), word.size()});
      if (!empty && used + 1 + size > width) {
        wrapped += line + "\n";
        line = std::string(indent);
        used = DisplayWidth(indent);
        empty = true;
      }
      if (!empty) {
        line.push_back(' ');
        ++used;
      }
      line.append(word.data(), word.size());
      used += size;
      empty = false;
    }
    wrapped += line + "\n";
  }
  if (!wrapped.empty()) wrapped.pop_back();
  return wrapped;
}

}  // namespace vangnet::cli
