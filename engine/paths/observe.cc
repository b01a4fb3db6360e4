// Tested by tests/engine/paths/paths_test.cc.
#include "engine/paths/observe.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/paths/readers.h"

namespace bellwether {

std::string ValueText(const Observed& observed, const char* separator) {
  if (const auto* number = std::get_if<double>(&observed.value)) return FormatNumber(*number);
  if (const auto* text = std::get_if<std::string>(&observed.value)) return *text;
  if (const auto* names = std::get_if<std::vector<std::string>>(&observed.value)) {
    return absl::StrJoin(*names, separator);
  }
  if (const auto* time = std::get_if<ObservedTime>(&observed.value)) {
    return FormatMoment(time->midnight ? Moment::Date(time->day) : Moment::Instant(time->time));
  }
  return "";
}

std::string Show(const Observed& observed) {
  std::string text = ValueText(observed, ", ");
  if (std::holds_alternative<std::vector<std::string>>(observed.value)) {
    return absl::StrCat("[", text, "]");
  }
  if (observed.has_value()) return text;
  return observed.why.empty() ? "no value" : absl::StrCat("no value (", observed.why, ")");
}

namespace paths {

Observed Day(absl::CivilDay day) { return Text(FormatMoment(Moment::Date(day))); }

}  // namespace paths
}  // namespace bellwether
