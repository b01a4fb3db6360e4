// One conversion each; a text that is as its target wants it, or that a map spells so, needs none.
//
// Tested by tests/engine/imports/convert_test.cc.
#include "engine/imports/convert.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/accounts/value_reader.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::imports {
namespace {

constexpr double kMillis = 1000;

Converted EmptyMeans(WhenEmpty when_empty) {
  switch (when_empty) {
    case WhenEmpty::kNotApplicable:
      return NotApplicable{};
    case WhenEmpty::kNotYet:
      return NotYet{};
    case WhenEmpty::kNotGiven:
      break;
  }
  return std::monostate{};
}

template <typename Value>
Converted OrProblem(std::optional<Value> value, std::string_view text, std::string_view wanted,
                    std::string& problem) {
  if (value) return Converted(*std::move(value));
  problem = absl::StrCat("found ", Quoted(text), ", expected ", ToAbsl(wanted));
  return std::monostate{};
}

std::optional<bool> ParseTruth(std::string_view text) {
  for (const std::string_view yes : {"true", "yes", "1"}) {
    if (absl::EqualsIgnoreCase(ToAbsl(text), ToAbsl(yes))) return true;
  }
  for (const std::string_view no : {"false", "no", "0"}) {
    if (absl::EqualsIgnoreCase(ToAbsl(text), ToAbsl(no))) return false;
  }
  return std::nullopt;
}

// "12 % is 0.12": what to declare for a number that is written otherwise.
std::string NumberHint(std::string_view text, char decimal) {
  if (text.find('%') != std::string_view::npos) return "; `type: percent` reads it as a share of 1";
  const char other = decimal == '.' ? ',' : '.';
  if (ParseGroupedNumber(text, other)) {
    return absl::StrCat("; `decimal: \"", std::string(1, other), "\"` reads it otherwise");
  }
  if (ParseMoney(text, decimal)) return "; `type: money` passes over the currency";
  return "";
}

Converted ReadNumber(std::string_view text, char decimal, std::string& problem) {
  const auto number = ParseGroupedNumber(text, decimal);
  if (!number) {
    problem = absl::StrCat("found ", Quoted(text), ", expected a number such as 1234",
                           std::string(1, decimal), "5", NumberHint(text, decimal));
    return std::monostate{};
  }
  return *number;
}

Converted ReadMoment(std::string_view text, std::string& problem) {
  const auto moment = ParseMoment(text);
  if (moment) return *moment;
  problem = absl::StrCat("found ", Quoted(text), ", expected a date such as 2026-02-10; another ",
                         "form is declared: `date: \"%d/%m/%Y\"`");
  return std::monostate{};
}

Converted AsWritten(std::string_view text, ValueType wants, char decimal, std::string& problem) {
  switch (wants) {
    case ValueType::kNumber:
      return ReadNumber(text, decimal, problem);
    case ValueType::kBool:
      return OrProblem(ParseTruth(text), text,
                       "true or false; other words are declared: `map: {Active: true}`", problem);
    case ValueType::kMoment:
      return ReadMoment(text, problem);
    case ValueType::kText:
      break;
  }
  return std::string(text);
}

std::optional<double> DurationIn(std::string_view text, DurationUnit unit) {
  const auto seconds = ParseDuration(text);
  if (!seconds) return std::nullopt;
  return *seconds / SecondsOf(unit);
}

Converted Read(std::string_view text, const Cell& cell, char decimal, std::string& problem) {
  switch (cell.conversion) {
    case Conversion::kAsWritten:
      return AsWritten(text, cell.wants, decimal, problem);
    case Conversion::kText:
      return std::string(text);
    case Conversion::kNumber:
      return ReadNumber(text, decimal, problem);
    case Conversion::kPercent:
      return OrProblem(ParsePercent(text, decimal), text, "a percentage such as 72 %", problem);
    case Conversion::kMoney:
      return OrProblem(ParseMoney(text, decimal), text,
                       "an amount such as $48,000.00, with the "
                       "decimal mark of `decimal`",
                       problem);
    case Conversion::kBool:
      return AsWritten(text, ValueType::kBool, decimal, problem);
    case Conversion::kUnixSeconds:
      return OrProblem(ParseUnix(text, 1), text, "seconds since 1970 such as 1767225600", problem);
    case Conversion::kUnixMillis:
      return OrProblem(ParseUnix(text, kMillis), text,
                       "milliseconds since 1970 such as 1767225600000", problem);
    case Conversion::kExcelSerial:
      return OrProblem(ParseExcelSerial(text, decimal), text,
                       "a day number of a spreadsheet such as 46023", problem);
    case Conversion::kDate:
      return OrProblem(ParseDate(text, cell.date_form), text,
                       absl::StrCat("a date of the form ", cell.date_form), problem);
    case Conversion::kDuration:
      break;
  }
  return OrProblem(DurationIn(text, cell.unit), text,
                   "a length of time such as 2:30, 1d 4h or PT2H30M; a bare number has no unit",
                   problem);
}

// No number of the file has told yet how decimals begin: what reads in one way alone is read so.
Converted ReadInDoubt(std::string_view text, const Cell& cell, std::string& problem) {
  std::string with_comma_problem;
  Converted with_point = Read(text, cell, '.', problem);
  Converted with_comma = Read(text, cell, ',', with_comma_problem);
  if (!problem.empty() && with_comma_problem.empty()) {
    problem.clear();
    return with_comma;
  }
  const auto* one = std::get_if<double>(&with_point);
  const auto* other = std::get_if<double>(&with_comma);
  if (one == nullptr || other == nullptr || *one == *other) return with_point;
  problem = absl::StrCat("found ", Quoted(text), ", which is ", FormatNumber(*one), " or ",
                         FormatNumber(*other), "; `decimal:` of the mapping's source says which");
  return std::monostate{};
}

// What a word of the map stands for is spelled as in account files.
Converted ReadMapped(std::string_view means, ValueType wants, std::string& problem) {
  if (means == kNotYetWord) return NotYet{};
  if (means == kNotApplicableWord) return NotApplicable{};
  return AsWritten(means, wants, '.', problem);
}

}  // namespace

Converted Convert(std::string_view raw, const Cell& cell, const Spelling& spelling,
                  std::string& problem) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(ToAbsl(raw));
  const std::string_view text(trimmed.data(), trimmed.size());
  for (const auto& [found, means] : cell.map) {
    if (found == text) return ReadMapped(means, cell.wants, problem);
  }
  const auto& words = spelling.empty_words;
  if (text.empty() || std::find(words.begin(), words.end(), text) != words.end()) {
    return EmptyMeans(cell.when_empty);
  }
  if (spelling.decimal != kDecimalUnknown) return Read(text, cell, spelling.decimal, problem);
  return ReadInDoubt(text, cell, problem);
}

}  // namespace bellwether::imports
