// Numbers as people and spreadsheets write them. Groups of thousands must be whole groups of three,
// so that 1,5 is never read as 15.
//
// Tested by tests/engine/imports/convert_test.cc.
#include <algorithm>

#include "absl/strings/ascii.h"
#include "engine/base/number.h"
#include "engine/imports/convert.h"

namespace bellwether::imports {
namespace {

constexpr size_t kGroup = 3;
constexpr std::string_view kNoBreakSpaces[] = {"\u00A0", "\u202F", "\u2009"};
constexpr std::string_view kTypographicApostrophe = "\u2019";

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Blanks of all kinds become one character, apostrophes another.
std::string Plain(std::string_view text) {
  std::string plain(text);
  const auto replace = [&plain](std::string_view what, char by) {
    for (size_t at; (at = plain.find(what)) != std::string::npos;) {
      plain.replace(at, what.size(), 1, by);
    }
  };
  for (const std::string_view space : kNoBreakSpaces) replace(space, ' ');
  replace(kTypographicApostrophe, '\'');
  return std::string(absl::StripAsciiWhitespace(plain));
}

// "1 234 567" with one kind of mark between groups of three; nothing when the groups are not whole.
std::optional<std::string> WithoutGroups(std::string_view digits, char decimal) {
  std::string result;
  char mark = 0;
  size_t group = 0;
  for (const char c : digits) {
    if (IsDigit(c)) {
      result.push_back(c);
      ++group;
      continue;
    }
    const bool possible =
        c == ' ' || c == '\'' || (c == ',' && decimal == '.') || (c == '.' && decimal == ',');
    const bool first = mark == 0;
    if (!possible || (!first && (c != mark || group != kGroup))) return std::nullopt;
    if (first && (group == 0 || group > kGroup)) return std::nullopt;
    mark = c;
    group = 0;
  }
  if (mark != 0 && group != kGroup) return std::nullopt;
  return result;
}

// Letters and signs of a currency at either end.
std::string_view WithoutCurrency(std::string_view text) {
  const auto is_amount = [](char c) {
    return IsDigit(c) || c == '-' || c == '(' || c == ')' || c == '.' || c == ',';
  };
  while (!text.empty() && !is_amount(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_amount(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<double> ParseGroupedNumber(std::string_view text, char decimal) {
  const std::string plain = Plain(text);
  std::string_view rest = plain;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const size_t point = rest.find(decimal);
  const auto whole = WithoutGroups(rest.substr(0, point), decimal);
  if (!whole || whole->empty()) return std::nullopt;
  const size_t zeros = std::min(whole->find_first_not_of('0'), whole->size() - 1);
  std::string number = (negative ? "-" : "") + whole->substr(zeros);
  if (point != std::string_view::npos) number.append(".").append(rest.substr(point + 1));
  return ParseNumber(number);
}

// ($1,200) is negative, as in the books.
std::optional<double> ParseMoney(std::string_view text, char decimal) {
  const std::string plain = Plain(text);
  std::string_view amount = plain;
  const bool minus = amount.starts_with('-');
  if (minus) amount.remove_prefix(1);
  amount = WithoutCurrency(amount);
  const bool in_brackets = amount.starts_with('(') && amount.ends_with(')');
  if (in_brackets) amount = WithoutCurrency(amount.substr(1, amount.size() - 2));
  const auto number = ParseGroupedNumber(amount, decimal);
  if (!number) return std::nullopt;
  return minus != in_brackets ? -*number : *number;
}

std::optional<double> ParsePercent(std::string_view text, char decimal) {
  const std::string plain = Plain(text);
  std::string_view share = plain;
  if (share.ends_with('%')) share.remove_suffix(1);
  const auto number = ParseGroupedNumber(share, decimal);
  if (!number) return std::nullopt;
  return *number / 100;
}

}  // namespace bellwether::imports
