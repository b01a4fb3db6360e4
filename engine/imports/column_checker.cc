// Tested by tests/engine/imports/mapping_test.cc.
#include "engine/imports/column_checker.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/value_reader.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/imports/convert.h"

namespace bellwether::imports {
namespace {

expression::Type ExpressionType(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return expression::Type::kDouble;
    case ValueType::kBool:
      return expression::Type::kBool;
    case ValueType::kMoment:
      return expression::Type::kTimestamp;
    case ValueType::kText:
      break;
  }
  return expression::Type::kString;
}

const char* Describe(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return "a number";
    case ValueType::kBool:
      return "true or false";
    case ValueType::kMoment:
      return "a date";
    case ValueType::kText:
      break;
  }
  return "a text";
}

// What a conversion gives; kAsWritten gives whatever is wanted.
std::optional<ValueType> Gives(Conversion conversion) {
  switch (conversion) {
    case Conversion::kAsWritten:
      return std::nullopt;
    case Conversion::kText:
      return ValueType::kText;
    case Conversion::kBool:
      return ValueType::kBool;
    case Conversion::kUnixSeconds:
    case Conversion::kUnixMillis:
    case Conversion::kExcelSerial:
    case Conversion::kDate:
      return ValueType::kMoment;
    default:
      return ValueType::kNumber;
  }
}

Conversion ConversionOf(const CellRule& rule) {
  if (rule.date.present()) return Conversion::kDate;
  if (rule.duration.present()) return Conversion::kDuration;
  return rule.type.value_or(Conversion::kAsWritten);
}

Span ConversionSpan(const CellRule& rule) {
  if (rule.date.present()) return rule.date.span;
  if (rule.duration.present()) return rule.duration.span;
  return rule.type.span;
}

}  // namespace

ValueType TypeOf(const CellRule& rule) {
  return Gives(ConversionOf(rule)).value_or(ValueType::kText);
}

uint32_t ColumnChecker::ColumnNamed(const std::string& name) {
  const auto found = std::find(source_.columns.begin(), source_.columns.end(), name);
  if (found == source_.columns.end()) {
    source_.columns.push_back(name);
    return static_cast<uint32_t>(source_.columns.size() - 1);
  }
  return static_cast<uint32_t>(found - source_.columns.begin());
}

void ColumnChecker::AddVariable(const document::Named<CellRule>& named) {
  const ValueType type = TypeOf(named.value);
  names_.Add(named.name, ExpressionType(type));
  source_.variables.push_back(CellOf(named.value, type));
}

Cell ColumnChecker::CellOf(const CellRule& rule, ValueType wants,
                           const std::vector<std::string>* words) {
  Cell cell;
  cell.column = ColumnNamed(rule.from.value);
  cell.conversion = ConversionOf(rule);
  cell.wants = wants;
  cell.date_form = rule.date.value;
  cell.unit = rule.duration.value_or(DurationUnit::kHours);
  cell.when_empty = rule.when_empty.value_or(WhenEmpty::kNotGiven);
  CheckConversion(rule, wants);
  for (const auto& entry : rule.map.entries) {
    cell.map.emplace_back(entry.found.value, entry.means.value);
    CheckWord(entry.means, wants, words);
  }
  return cell;
}

std::optional<Cell> ColumnChecker::MomentOf(const CellRule& rule) {
  if (!rule.span.known()) return std::nullopt;
  return CellOf(rule, ValueType::kMoment);
}

void ColumnChecker::CheckConversion(const CellRule& rule, ValueType wants) {
  const auto gives = Gives(ConversionOf(rule));
  if (gives && *gives != wants) {
    sink_.Error(
        "type-mismatch", ConversionSpan(rule),
        absl::StrCat("this gives ", Describe(*gives), "; what it is for takes ", Describe(wants)));
  }
  if (rule.date.present() && !IsDateForm(rule.date.value)) {
    sink_.Error("bad-value", rule.date.span,
                absl::StrCat(Quoted(rule.date.value), " is not the form of a date"),
                "write day, month and year as strptime does: \"%d/%m/%Y\", \"%Y-%m-%d %H:%M\"");
  }
  const bool empty_means = rule.when_empty.present() && rule.when_empty.value == WhenEmpty::kNotYet;
  if (empty_means && wants != ValueType::kMoment) {
    sink_.Error("type-mismatch", rule.when_empty.span, "`not_yet` is said of dates");
  }
}

void ColumnChecker::CheckWord(const Located<std::string>& word, ValueType wants,
                              const std::vector<std::string>* words) {
  if (word.value == kNotApplicableWord || word.value == kNotYetWord) return;
  if (words != nullptr && std::find(words->begin(), words->end(), word.value) == words->end()) {
    sink_.Error("unknown-value", word.span, absl::StrCat("unknown value ", Quoted(word.value)),
                DidYouMean(word.value, *words));
    return;
  }
  Cell plain;
  plain.wants = wants;
  std::string problem;
  Convert(word.value, plain, {}, problem);
  if (!problem.empty()) sink_.Error("type-mismatch", word.span, problem);
}

expression::Program ColumnChecker::Compiled(const ExpressionText& text, expression::Type type) {
  if (!text.present()) return {};
  const auto checked =
      expression::Check({text.text, text.span, text.verbatim}, names_, type, limits_, sink_);
  return checked ? expression::Compile(*checked) : expression::Program();
}

expression::Program ColumnChecker::Formula(const ExpressionText& text, ValueType type) {
  return Compiled(text, ExpressionType(type));
}

expression::Program ColumnChecker::Condition(const ExpressionText& text) {
  return Compiled(text, expression::Type::kBool);
}

}  // namespace bellwether::imports
