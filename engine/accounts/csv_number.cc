// Tested by tests/engine/accounts/csv_number_test.cc.
#include "engine/accounts/csv_number.h"

#include <algorithm>

#include "engine/base/number.h"

namespace bellwether {
namespace {

constexpr size_t kGroup = 3;

char OtherMark(char mark) { return mark == '.' ? ',' : '.'; }

// "1", "12" or "123", then groups of three apart by `mark`: whole thousands.
bool IsGrouped(std::string_view digits, char mark) {
  size_t begin = 0;
  size_t end = digits.find(mark);
  if (end == std::string_view::npos || end == 0 || end > kGroup || digits[0] == '0') return false;
  while (end != std::string_view::npos) {
    begin = end + 1;
    end = digits.find(mark, begin);
    const size_t stop = end == std::string_view::npos ? digits.size() : end;
    if (stop - begin != kGroup) return false;
  }
  return true;
}

// Both marks: the last one begins the decimals, and what stands before it is grouped.
NumberLook LookAtBothMarks(std::string_view digits) {
  const size_t last = digits.find_last_of(".,");
  const char decimal = digits[last];
  if (!IsGrouped(digits.substr(0, last), OtherMark(decimal))) return {};
  return {.is_number = true, .grouped = true, .decimal = decimal};
}

NumberLook LookAtOneMark(std::string_view digits, char mark) {
  const bool once = std::count(digits.begin(), digits.end(), mark) == 1;
  const bool grouped = IsGrouped(digits, mark);
  if (once && grouped) return {.is_number = true, .ambiguous = true};
  if (once) return {.is_number = digits.size() > 1, .decimal = digits.size() > 1 ? mark : '\0'};
  if (!grouped) return {};
  return {.is_number = true, .grouped = true, .decimal = OtherMark(mark)};
}

}  // namespace

NumberLook LookAtNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.find_first_not_of("0123456789.,") != std::string_view::npos) return {};
  const bool points = text.find('.') != std::string_view::npos;
  const bool commas = text.find(',') != std::string_view::npos;
  if (points && commas) return LookAtBothMarks(text);
  if (points || commas) return LookAtOneMark(text, points ? '.' : ',');
  return {.is_number = true};
}

std::optional<double> ReadNumber(std::string_view text, char decimal) {
  if (decimal == kDecimalUnknown && LookAtNumber(text).ambiguous) return std::nullopt;
  if (decimal != ',') return ParseNumber(text);
  if (text.find('.') != std::string_view::npos) return std::nullopt;
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), ',', '.');
  return ParseNumber(plain);
}

std::string WithDecimalPoint(std::string_view text, char decimal) {
  std::string plain(text);
  if (decimal != ',' || !ReadNumber(text, decimal)) return plain;
  std::replace(plain.begin(), plain.end(), ',', '.');
  return plain;
}

}  // namespace bellwether
