// A reading is taken when every text of the sample has it. Between day and month nothing is taken
// that the sample does not prove.
//
// Tested by tests/engine/imports/guess_test.cc.
#include "engine/imports/guess_values.h"

#include <algorithm>
#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/imports/convert.h"

namespace bellwether::imports {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kEmptyWords[] = {"null", "n/a", "#n/a",       "na",      "none",   "nil",
                                            "-",    "--",  "(no value)", "(blank)", "unknown"};

// Forms in which day and month cannot be mistaken for each other.
constexpr const char* kPlainForms[] = {"%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d",
                                       "%d.%m.%Y",          "%d.%m.%Y %H:%M", "%b %d, %Y",
                                       "%d %b %Y",          "%d-%b-%Y"};
// Those in which they can: day first, month first.
struct EitherForm {
  const char* day_first;
  const char* month_first;
};
constexpr EitherForm kEitherForms[] = {
    {"%d/%m/%Y", "%m/%d/%Y"}, {"%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"}, {"%d-%m-%Y", "%m-%d-%Y"}};

// Dates of business, as the day number of a spreadsheet and as seconds since 1970.
constexpr double kFirstSerial = 36'526;  // 2000-01-01
constexpr double kLastSerial = 73'050;   // 2099-12-31
constexpr double kFirstSecond = 9.4e8;
constexpr double kLastSecond = 4.1e9;
constexpr double kMillis = 1000;

bool All(const Texts& texts, const std::function<bool(const std::string&)>& holds) {
  return std::all_of(texts.begin(), texts.end(), holds);
}

bool AllDates(const Texts& texts, const char* form) {
  return All(texts, [form](const std::string& text) { return ParseDate(text, form).has_value(); });
}

bool AllBetween(const Texts& texts, char decimal, double least, double most) {
  return All(texts, [&](const std::string& text) {
    const auto number = ParseGroupedNumber(text, decimal);
    return number && *number >= least && *number <= most;
  });
}

Guess Doubtful(const Texts& texts, std::string_view wanted) {
  Guess guess;
  guess.doubt = absl::StrCat(Quoted(texts[0]), " is not ", ToAbsl(wanted));
  return guess;
}

Guess GuessDate(const Texts& texts, char decimal) {
  if (All(texts, [](const std::string& text) { return ParseMoment(text).has_value(); })) return {};
  for (const char* form : kPlainForms) {
    if (AllDates(texts, form)) return {"", form, ""};
  }
  for (const auto& [day_first, month_first] : kEitherForms) {
    const bool day = AllDates(texts, day_first);
    const bool month = AllDates(texts, month_first);
    if (day != month) return {"", day ? day_first : month_first, ""};
    if (day) {
      return {"", kUndecided,
              absl::StrCat(Quoted(texts[0]), " may be ", day_first, " or ", month_first)};
    }
  }
  if (AllBetween(texts, decimal, kFirstSerial, kLastSerial)) return {"excel_serial", "", ""};
  if (AllBetween(texts, decimal, kFirstSecond, kLastSecond)) return {"unix_seconds", "", ""};
  if (AllBetween(texts, decimal, kFirstSecond * kMillis, kLastSecond * kMillis)) {
    return {"unix_millis", "", ""};
  }
  Guess guess = Doubtful(texts, "a date in a form that is known");
  guess.date = kUndecided;
  return guess;
}

Guess GuessNumber(const Texts& texts, char decimal) {
  const auto numbers = [&](const std::string& text) {
    return ParseGroupedNumber(text, decimal).has_value();
  };
  if (All(texts, numbers)) return {};
  if (All(texts, [&](const std::string& text) {
        return absl::EndsWith(text, "%") && ParsePercent(text, decimal).has_value();
      })) {
    return {"percent", "", ""};
  }
  if (All(texts, [&](const std::string& text) { return ParseMoney(text, decimal).has_value(); })) {
    return {"money", "", ""};
  }
  return Doubtful(texts, "a number");
}

Guess GuessTruth(const Texts& texts) {
  Cell cell;
  cell.wants = ValueType::kBool;
  const bool all = All(texts, [&cell](const std::string& text) {
    std::string problem;
    Convert(text, cell, {}, problem);
    return problem.empty();
  });
  return all ? Guess{} : Doubtful(texts, "true or false; say in `map` what it means");
}

}  // namespace

bool IsEmptyWord(const std::string& text) {
  return std::any_of(std::begin(kEmptyWords), std::end(kEmptyWords), [&](std::string_view word) {
    return absl::EqualsIgnoreCase(text, ToAbsl(word));
  });
}

Guess GuessValues(const Texts& texts, ValueType wants, char decimal) {
  switch (wants) {
    case ValueType::kMoment:
      return GuessDate(texts, decimal);
    case ValueType::kNumber:
      return GuessNumber(texts, decimal);
    case ValueType::kBool:
      return GuessTruth(texts);
    case ValueType::kText:
      break;
  }
  return {};
}

}  // namespace bellwether::imports
