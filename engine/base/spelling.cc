// Tested by tests/engine/base/spelling_test.cc.
#include "engine/base/spelling.h"

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr std::string_view kWordsForNothing[] = {
    "null",    "(null)", "none",   "nil",       "nan",     "n/a",     "na",      "#n/a",
    "\\n",     "-",      "--",     "–",         "—",       "?",       "#null!",  "#value!",
    "#div/0!", "#ref!",  "#name?", "undefined", "missing", "unknown", "(blank)", "tbd"};

constexpr std::string_view kCurrencies[] = {"$", "€", "£", "¥", "USD", "EUR", "GBP"};

std::string_view Trimmed(std::string_view text) {
  return ToStd(absl::StripAsciiWhitespace(ToAbsl(text)));
}

// Takes one currency off either end, with the blanks beside it.
std::string_view WithoutCurrency(std::string_view text) {
  for (const std::string_view sign : kCurrencies) {
    if (text.starts_with(sign)) return Trimmed(text.substr(sign.size()));
    if (text.ends_with(sign)) return Trimmed(text.substr(0, text.size() - sign.size()));
  }
  return text;
}

// "48,000", "1.234.567" or "48 000": whole thousands, and nothing else.
std::optional<double> Thousands(std::string_view text) {
  std::string digits;
  size_t since_mark = 0;
  bool marked = false;
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      digits.push_back(c);
      ++since_mark;
    } else if (c == ',' || c == '.' || c == ' ' || c == '\'') {
      const bool fits = marked ? since_mark == 3 : since_mark >= 1 && since_mark <= 3;
      if (!fits) return std::nullopt;
      marked = true;
      since_mark = 0;
    } else {
      return std::nullopt;
    }
  }
  return marked && since_mark == 3 ? ParseNumber(digits) : std::nullopt;
}

// A number with a point, with a decimal comma, or in thousands.
std::optional<double> AnyNumber(std::string_view text) {
  if (const auto number = ParseNumber(text)) return number;
  if (const auto number = Thousands(text)) return number;
  std::string with_point(text);
  if (std::count(text.begin(), text.end(), ',') != 1) return std::nullopt;
  std::replace(with_point.begin(), with_point.end(), ',', '.');
  return ParseNumber(with_point);
}

std::string NumberHint(std::string_view text, WantedValue wanted) {
  if (ParseNumber(text)) return "";
  const bool percent = text.ends_with('%');
  std::string_view rest = Trimmed(percent ? text.substr(0, text.size() - 1) : text);
  const std::string_view plain = WithoutCurrency(rest);
  const auto number = AnyNumber(plain);
  if (!number) return "";
  if (wanted == WantedValue::kRatio && percent) {
    return absl::StrCat("a ratio is written ", FormatNumber(*number / 100));
  }
  return absl::StrCat(wanted == WantedValue::kRatio ? "a ratio" : "a number", " is written ",
                      FormatNumber(*number));
}

// Three numbers apart by one kind of mark; nothing for other texts.
std::optional<std::array<int, 3>> ThreeNumbers(std::string_view text, char mark) {
  std::array<int, 3> numbers{};
  size_t part = 0;
  size_t digits = 0;
  for (const char c : text) {
    if (c == mark && digits > 0 && part < 2) {
      ++part;
      digits = 0;
    } else if (absl::ascii_isdigit(static_cast<unsigned char>(c)) && ++digits <= 4) {
      numbers[part] = numbers[part] * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
  }
  return part == 2 && digits > 0 ? std::optional(numbers) : std::nullopt;
}

// "2026-01-05"; "" for a day that the calendar does not have.
std::string DayText(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  if (year < 1000 || civil.month() != month || civil.day() != day) return "";
  return absl::FormatCivilTime(civil);
}

// Year first, or last after day and month in either order.
std::string DateHint(std::string_view text) {
  for (const char mark : {'/', '.', '-'}) {
    const auto parts = ThreeNumbers(text, mark);
    if (!parts) continue;
    const auto [first, second, third] = *parts;
    const std::string iso = DayText(first, second, third);
    const std::string month_first = DayText(third, first, second);
    const std::string day_first = DayText(third, second, first);
    std::string days = !iso.empty() ? iso : month_first.empty() ? day_first : month_first;
    const bool either = iso.empty() && mark == '/' && !month_first.empty() && !day_first.empty() &&
                        month_first != day_first;
    if (iso.empty() && mark != '/' && !day_first.empty()) days = day_first;
    if (either) absl::StrAppend(&days, " or ", day_first);
    if (!days.empty()) return absl::StrCat("a date is written ", days);
  }
  return "";
}

}  // namespace

bool IsWordForNothing(std::string_view text) {
  return std::any_of(
      std::begin(kWordsForNothing), std::end(kWordsForNothing),
      [text](std::string_view word) { return absl::EqualsIgnoreCase(ToAbsl(text), ToAbsl(word)); });
}

std::string SpellingHint(std::string_view found, WantedValue wanted) {
  const std::string_view text = Trimmed(found);
  std::string hint;
  if (IsWordForNothing(text)) {
    hint = "leave it empty: empty means not given";
  } else if (wanted == WantedValue::kNumber || wanted == WantedValue::kRatio) {
    hint = NumberHint(text, wanted);
  } else if (wanted == WantedValue::kDate) {
    hint = DateHint(text);
  }
  return hint.empty() ? "" : absl::StrCat("found ", Quoted(found), "; ", hint);
}

}  // namespace bellwether
