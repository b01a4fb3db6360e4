// Tested by tests/golden/explain.
#include "engine/explain/lines.h"

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {

using expression::Kind;
using expression::Value;

Place PlaceOf(const Plan& plan, const ruleset::Location& location) {
  if (!location.known() || location.file >= plan.files.size()) return {};
  return {plan.files[location.file], location.line};
}

std::vector<MissingName> MissingNames(const Plan& plan, const Evaluation& evaluation,
                                      uint32_t program, uint64_t causes) {
  std::vector<MissingName> missing;
  if (program == kNoIndex || causes == 0) return missing;
  const auto& names = plan.programs[program].names();
  for (uint32_t i = 0; i < names.size(); ++i) {
    if ((causes >> i & 1) == 0) continue;
    missing.push_back({plan.slots[names[i]].name, evaluation.reasons[names[i]]});
  }
  return missing;
}

FactValue ToFactValue(const Value& value) {
  switch (value.kind) {
    case Kind::kBool:
      return value.boolean;
    case Kind::kDouble:
      return value.number;
    case Kind::kString:
      return std::string(value.as_string());
    case Kind::kTimestamp:
      return value.as_timestamp();
    case Kind::kSeries:
      return SeriesSize{value.series->size};
    default:
      return {};
  }
}

std::string ValueText(const FactValue& value) {
  if (const double* number = std::get_if<double>(&value)) return FormatNumber(*number);
  if (const bool* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const std::string* text = std::get_if<std::string>(&value)) return *text;
  if (const absl::Time* time = std::get_if<absl::Time>(&value)) {
    return FormatMoment(Moment::Instant(*time));
  }
  if (const SeriesSize* series = std::get_if<SeriesSize>(&value)) {
    return absl::StrCat(series->points, " points");
  }
  return "-";
}

}  // namespace bellwether
