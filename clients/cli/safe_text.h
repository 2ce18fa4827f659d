// What may be shown on a terminal. A message from anybody could carry escape sequences
// that move the cursor, change the title or hide text; none of it reaches the terminal.
#ifndef VANGNET_CLIENTS_CLI_SAFE_TEXT_H_
#define VANGNET_CLIENTS_CLI_SAFE_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vangnet::cli {

// `text` without control characters (C0 but for newline, DEL, C1), without the marks that
// turn the direction of writing or show nothing (so that nobody can fake what is read),
// tabs as a space, and U+FFFD for bytes that are not UTF-8.
std::string SafeText(std::string_view text);

// The same on one line: newlines as spaces.
std::string SafeLine(std::string_view text);

// Columns that valid UTF-8 takes on a terminal: combining marks count nothing, wide
// characters two.
std::size_t DisplayWidth(std::string_view text);

// Lines of at most `width` columns, broken at spaces where that is possible; line breaks
// of the text stay. Every line begins with `indent`, which counts.
std::string Wrap(std::string_view text, std::size_t width, std::string_view indent = "");

// The code points of valid UTF-8; U+FFFD for what is not.
std::vector<char32_t> CodePoints(std::string_view text);
void AppendUtf8(char32_t point, std::string& out);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_SAFE_TEXT_H_
