// Tested by tests/server/account_filter_test.cc.
#include "server/accounts/account_filter.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "server/filters/filter.h"

namespace bellwether {
namespace {

using store::AccountField;

enum class Type : uint8_t { kText, kTime, kCount, kNumber, kTruth };

struct Field {
  std::string_view name;
  AccountField field;
  Type type;
  bool orders;
};

constexpr Field kFields[] = {
    {"account_id", AccountField::kAccount, Type::kText, true},
    {"segment", AccountField::kSegment, Type::kText, false},
    {"csm", AccountField::kCsm, Type::kText, false},
    {"stage", AccountField::kStage, Type::kText, false},
    {"changed_at", AccountField::kChangedAt, Type::kTime, true},
    {"records", AccountField::kRecords, Type::kCount, true},
    {"band", AccountField::kBand, Type::kText, false},
    {"score", AccountField::kScore, Type::kNumber, true},
    {"refused", AccountField::kRefused, Type::kTruth, false},
    {"insufficient", AccountField::kInsufficient, Type::kTruth, false},
};

const Field* FieldOf(std::string_view name) {
  const auto* const found = std::find_if(std::begin(kFields), std::end(kFields),
                                         [name](const Field& field) { return field.name == name; });
  return found == std::end(kFields) ? nullptr : found;
}

class FilterReader {
 public:
  explicit FilterReader(std::vector<Violation>& violations) : violations_(violations) {}

  store::AccountFilter Read(const filters::Expression& expression) {
    using Kind = filters::Expression::Kind;
    if (expression.kind == Kind::kCondition) return ReadCondition(expression.condition);
    store::AccountFilter filter;
    filter.kind = expression.kind == Kind::kAny   ? store::AccountFilter::Kind::kAny
                  : expression.kind == Kind::kNot ? store::AccountFilter::Kind::kNot
                                                  : store::AccountFilter::Kind::kAll;
    for (const filters::Expression& part : expression.parts) filter.parts.push_back(Read(part));
    return filter;
  }

  void Refuse(size_t column, std::string_view reason, const std::string& message) {
    violations_.push_back(
        {"filter", std::string(reason), absl::StrCat("column ", column, ": ", message)});
  }

 private:
  store::AccountFilter ReadCondition(const filters::Condition& condition) {
    const Field* const field = FieldOf(condition.field);
    if (field == nullptr) {
      Refuse(condition.field_column, "UNKNOWN_FIELD",
             absl::StrCat("there is no field ", Quoted(condition.field),
                          "; there are account_id, segment, csm, stage, changed_at, records, band, "
                          "score, refused and insufficient"));
      return {};
    }
    switch (field->type) {
      case Type::kText:
        return ReadText(*field, condition);
      case Type::kTime:
        return ReadTime(*field, condition);
      case Type::kCount:
        return ReadCount(*field, condition);
      case Type::kNumber:
        return ReadNumber(*field, condition);
      case Type::kTruth:
        return ReadTruth(*field, condition);
    }
    return {};
  }

  store::AccountFilter ReadText(const Field& field, const filters::Condition& condition) {
    const bool has = condition.op == filters::Operator::kHas;
    const bool star = !condition.quoted && condition.value.find('*') != std::string::npos;
    if (has && star && condition.value == "*") {
      return store::AccountFilter::Of(field.field, store::Comparison::kNotEqual, std::string());
    }
    if (star) {
      Refuse(condition.value_column, "NOT_ALLOWED",
             absl::StrCat("`*` stands for nothing here; write ", ToAbsl(field.name),
                          ":PART for texts that hold a part, ", ToAbsl(field.name),
                          ":* for one that is given, or put the value in quotes"));
      return {};
    }
    if (has && condition.value.empty()) {
      Refuse(condition.value_column, "MISSING_FIELD",
             absl::StrCat("there is nothing to look for; write ", ToAbsl(field.name),
                          ":* for one that is given"));
      return {};
    }
    return store::AccountFilter::Of(field.field, ComparisonOf(condition.op), condition.value);
  }

  store::AccountFilter ReadTime(const Field& field, const filters::Condition& condition) {
    if (!CheckCompares(field, condition)) return {};
    const auto time = TimeOf(condition.value);
    if (!time) {
      Refuse(condition.value_column, "BAD_DATE",
             absl::StrCat(Quoted(condition.value),
                          " is no date and no time; write \"2026-01-31\", which begins in UTC, or "
                          "\"2026-01-31T09:00:00Z\""));
      return {};
    }
    return store::AccountFilter::Of(field.field, ComparisonOf(condition.op), *time);
  }

  store::AccountFilter ReadCount(const Field& field, const filters::Condition& condition) {
    if (!CheckCompares(field, condition)) return {};
    int64_t count = 0;
    if (!absl::SimpleAtoi(condition.value, &count)) {
      Refuse(condition.value_column, "WRONG_TYPE",
             absl::StrCat(Quoted(condition.value), " is no whole number"));
      return {};
    }
    return store::AccountFilter::Of(field.field, ComparisonOf(condition.op), count);
  }

  store::AccountFilter ReadNumber(const Field& field, const filters::Condition& condition) {
    if (!CheckCompares(field, condition)) return {};
    const auto number = ParseNumber(condition.value);
    if (!number.has_value()) {
      Refuse(condition.value_column, "WRONG_TYPE",
             absl::StrCat(Quoted(condition.value), " is no number"));
      return {};
    }
    return store::AccountFilter::Of(field.field, ComparisonOf(condition.op), *number);
  }

  store::AccountFilter ReadTruth(const Field& field, const filters::Condition& condition) {
    if (!CheckCompares(field, condition)) return {};
    const store::Comparison comparison = ComparisonOf(condition.op);
    if (comparison != store::Comparison::kEqual && comparison != store::Comparison::kNotEqual) {
      Refuse(condition.op_column, "NOT_ALLOWED",
             absl::StrCat(ToAbsl(field.name), " is true or false; write = or !="));
      return {};
    }
    if (condition.value != "true" && condition.value != "false") {
      Refuse(condition.value_column, "WRONG_TYPE",
             absl::StrCat(Quoted(condition.value), " is neither true nor false"));
      return {};
    }
    return store::AccountFilter::Of(field.field, comparison, condition.value == "true");
  }

  bool CheckCompares(const Field& field, const filters::Condition& condition) {
    if (condition.op != filters::Operator::kHas) return true;
    Refuse(condition.op_column, "NOT_ALLOWED",
           absl::StrCat("`:` looks into texts, and ", ToAbsl(field.name),
                        " is none; write =, !=, <, <=, > or >="));
    return false;
  }

  static store::Comparison ComparisonOf(filters::Operator op) {
    switch (op) {
      case filters::Operator::kEqual:
        return store::Comparison::kEqual;
      case filters::Operator::kNotEqual:
        return store::Comparison::kNotEqual;
      case filters::Operator::kLess:
        return store::Comparison::kLess;
      case filters::Operator::kAtMost:
        return store::Comparison::kAtMost;
      case filters::Operator::kMore:
        return store::Comparison::kMore;
      case filters::Operator::kAtLeast:
        return store::Comparison::kAtLeast;
      case filters::Operator::kHas:
        return store::Comparison::kHolds;
    }
    return store::Comparison::kEqual;
  }

  static std::optional<absl::Time> TimeOf(const std::string& text) {
    absl::Time time;
    for (const char* const form : {"%Y-%m-%d", "%Y-%m-%d%ET%H:%M:%E*S%Ez"}) {
      // Words such as "infinite-future" are read by every form.
      if (absl::ParseTime(form, text, absl::UTCTimeZone(), &time, nullptr) &&
          time != absl::InfiniteFuture() && time != absl::InfinitePast()) {
        return time;
      }
    }
    return std::nullopt;
  }

  std::vector<Violation>& violations_;
};

}  // namespace

store::AccountFilter ReadAccountFilter(std::string_view text, std::vector<Violation>& violations) {
  const filters::ReadFilter read = filters::ParseFilter(text);
  FilterReader reader(violations);
  if (!read.ok()) {
    reader.Refuse(read.problem->column, "SYNTAX", read.problem->message);
    return {};
  }
  return reader.Read(read.expression);
}

std::vector<store::AccountOrder> ReadAccountOrder(std::string_view text,
                                                  std::vector<Violation>& violations) {
  std::vector<store::AccountOrder> order;
  const auto refuse = [&violations](const std::string& message) {
    violations.push_back({"order_by", "NOT_ALLOWED", message});
  };
  if (absl::StripAsciiWhitespace(ToAbsl(text)).empty()) return order;
  for (const absl::string_view part : absl::StrSplit(ToAbsl(text), ',')) {
    const std::vector<std::string> words =
        absl::StrSplit(part, absl::ByAnyChar(" \t"), absl::SkipEmpty());
    const Field* const field = words.empty() ? nullptr : FieldOf(words[0]);
    if (field == nullptr || !field->orders) {
      refuse(
          absl::StrCat("there is no order by ", Quoted(ToStd(absl::StripAsciiWhitespace(part))),
                       "; there are account_id, changed_at, records and score, apart by commas"));
      continue;
    }
    const bool ascending = words.size() == 1 || (words.size() == 2 && words[1] == "asc");
    if (!ascending && (words.size() != 2 || words[1] != "desc")) {
      refuse(absl::StrCat("expected `desc`, or nothing, after ", words[0]));
      continue;
    }
    const bool twice = std::any_of(order.begin(), order.end(),
                                   [field](const auto& one) { return one.field == field->field; });
    if (twice) refuse(absl::StrCat(words[0], " is there twice; once says it"));
    order.push_back({field->field, !ascending});
  }
  return order;
}

}  // namespace bellwether
