// Tested by tests/clients/format_sniffing_test.cc.
#include "clients/cli/input/format_sniffing.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool IsKeyCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
}

// "key: value" or "key:", and nothing before the colon but one name.
bool IsYamlEntry(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view key = line.substr(0, colon);
  const bool ends = colon + 1 == line.size() || line[colon + 1] == ' ';
  return ends && std::all_of(key.begin(), key.end(), IsKeyCharacter);
}

bool IsYaml(std::string_view line) {
  return line.starts_with("---") || line.starts_with("- ") || line == "-" ||
         line.starts_with("%YAML") || IsYamlEntry(line);
}

std::optional<AccountFormat> FormatOfLine(std::string_view line) {
  if (line.starts_with('[')) return AccountFormat::kJson;
  if (line.starts_with('{')) {
    return line.ends_with('}') ? AccountFormat::kJsonLines : AccountFormat::kJson;
  }
  if (IsYaml(line)) return AccountFormat::kYaml;
  if (line == "id" || line.find_first_of(",;\t|") != std::string_view::npos) {
    return AccountFormat::kCsv;
  }
  return std::nullopt;
}

std::string_view Trimmed(std::string_view line) {
  const size_t begin = line.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return "";
  return line.substr(begin, line.find_last_not_of(kBlanks) + 1 - begin);
}

}  // namespace

// The first line that is neither blank nor a comment of YAML tells.
Sniffed SniffFormat(std::string_view begin, bool at_end) {
  if (begin.starts_with(kByteOrderMark)) begin.remove_prefix(kByteOrderMark.size());
  const bool all_there_is = at_end || begin.size() >= kMostSniffedBytes;
  while (!begin.empty()) {
    const size_t newline = begin.find('\n');
    const bool whole = newline != std::string_view::npos;
    const std::string_view line = Trimmed(begin.substr(0, newline));
    if (line.starts_with('[')) return {false, AccountFormat::kJson};
    if (!whole && !all_there_is) return {true, std::nullopt};
    if (!line.empty() && !line.starts_with('#')) return {false, FormatOfLine(line)};
    begin.remove_prefix(whole ? newline + 1 : begin.size());
  }
  return {!all_there_is, std::nullopt};
}

}  // namespace bellwether::cli
