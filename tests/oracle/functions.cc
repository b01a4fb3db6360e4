// Functions by name, as `docs/expressions.md` lists them. Operands are usable here.
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <map>
#include <string_view>

#include "absl/numeric/int128.h"
#include "engine/base/number.h"
#include "engine/expression/pattern.h"
#include "engine/expression/time_text.h"
#include "tests/oracle/expression.h"

namespace bellwether::oracle {
namespace {

using expression::Node;

const std::string& Text(const Value& value) { return value.As<std::string>(); }

// ---- numbers

bool IsNan(const Value& value) { return value.Is<double>() && std::isnan(value.As<double>()); }

bool Smaller(const Value& a, const Value& b) {
  if (a.Is<int64_t>()) return a.As<int64_t>() < b.As<int64_t>();
  if (a.Is<double>()) return a.As<double>() < b.As<double>();
  if (a.Is<absl::Time>()) return a.As<absl::Time>() < b.As<absl::Time>();
  return a.As<absl::Duration>() < b.As<absl::Duration>();
}

// The first of several equal ones; a NaN among them is the result.
Value Extreme(const std::vector<Value>& operands, bool smallest) {
  const bool of_list = operands.size() == 1 && operands[0].Is<List>();
  const std::vector<Value>& values = of_list ? operands[0].As<List>() : operands;
  if (values.empty()) return Failed{};
  Value best = values[0];
  for (const Value& value : values) {
    if (IsNan(best)) return best;
    const bool better = smallest ? Smaller(value, best) : Smaller(best, value);
    if (better || IsNan(value)) best = value;
  }
  return best;
}

Value Magnitude(const Value& value) {
  if (value.Is<double>()) return std::fabs(value.As<double>());
  if (value.Is<absl::Duration>())
    return DurationWithin(absl::AbsDuration(value.As<absl::Duration>()));
  const int64_t number = value.As<int64_t>();
  if (number == std::numeric_limits<int64_t>::min()) return Failed{};
  return number < 0 ? -number : number;
}

template <typename T>
Value ParseAll(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return Failed{};
  return number;
}

Value ToInt(const Value& value) {
  if (value.Is<int64_t>()) return value;
  if (value.Is<std::string>()) return ParseAll<int64_t>(Text(value));
  if (value.Is<absl::Time>()) return absl::ToUnixSeconds(value.As<absl::Time>());
  const double number = value.As<double>();
  const bool fits = number > -9223372036854775808.0 && number < 9223372036854775808.0;
  if (!fits) return Failed{};
  return static_cast<int64_t>(number);
}

Value ToDouble(const Value& value) {
  if (value.Is<int64_t>()) return static_cast<double>(value.As<int64_t>());
  return value.Is<std::string>() ? ParseAll<double>(Text(value)) : value;
}

Value ToBool(const Value& value) {
  if (value.Is<bool>()) return value;
  static const Names kTrue = {"1", "t", "T", "true", "True", "TRUE"};
  static const Names kFalse = {"0", "f", "F", "false", "False", "FALSE"};
  if (kTrue.count(Text(value)) > 0) return true;
  if (kFalse.count(Text(value)) > 0) return false;
  return Failed{};
}

template <typename T>
std::string NumberText(T number) {
  std::array<char, 32> buffer{};
  return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr};
}

Value ToText(const Value& value) {
  if (value.Is<bool>()) return std::string(value.As<bool>() ? "true" : "false");
  if (value.Is<int64_t>()) return NumberText(value.As<int64_t>());
  if (value.Is<double>()) return NumberText(value.As<double>());
  if (value.Is<absl::Time>()) {
    return expression::FormatTimestamp(expression::Value::Timestamp(value.As<absl::Time>()));
  }
  if (value.Is<absl::Duration>()) {
    return expression::FormatDuration(expression::Value::Duration(value.As<absl::Duration>()));
  }
  return value;
}

// ---- texts

Value Size(const Value& value) {
  if (value.Is<List>()) return static_cast<int64_t>(value.As<List>().size());
  int64_t characters = 0;
  for (const char c : Text(value)) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return characters;
}

Value Matches(const std::string& text, const std::string& pattern) {
  std::string problem;
  const auto compiled = expression::CompilePattern(pattern, &problem);
  if (compiled == nullptr) return Failed{};
  return expression::MatchesSomewhere(*compiled, text);
}

// ---- times

Value ToTime(const Value& value) {
  if (value.Is<absl::Time>()) return value;
  if (value.Is<int64_t>()) {
    const int64_t seconds = value.As<int64_t>();
    if (seconds < expression::kFirstSecond || seconds > expression::kLastSecond) return Failed{};
    return absl::FromUnixSeconds(seconds);
  }
  const expression::Value parsed = expression::ParseTimestamp(Text(value));
  if (!parsed.usable()) return Failed{};
  return parsed.as_timestamp();
}

Value ToDuration(const Value& value) {
  if (value.Is<absl::Duration>()) return value;
  const expression::Value parsed = expression::ParseDuration(Text(value));
  if (!parsed.usable()) return Failed{};
  return parsed.as_duration();
}

// n x 24 hours, to the nearest nanosecond.
Value Days(const Value& value) {
  constexpr int64_t kSecondsPerDay = 86'400;
  if (value.Is<int64_t>()) {
    const absl::int128 seconds = static_cast<absl::int128>(value.As<int64_t>()) * kSecondsPerDay;
    if (seconds > 10'000'000'000 || seconds < -10'000'000'000) return Failed{};
    return DurationWithin(absl::Seconds(static_cast<int64_t>(seconds)));
  }
  const double seconds = value.As<double>() * static_cast<double>(kSecondsPerDay);
  if (!(std::fabs(seconds) < 1e11)) return Failed{};
  const double whole = std::floor(seconds);
  return DurationWithin(absl::Seconds(static_cast<int64_t>(whole)) +
                        absl::Nanoseconds(std::llround((seconds - whole) * 1e9)));
}

// A whole duration in that unit, cut; but milliseconds are those of its last second.
Value PartOfDuration(const std::string& name, absl::Duration duration) {
  if (name == "getHours") return duration / absl::Hours(1);
  if (name == "getMinutes") return duration / absl::Minutes(1);
  if (name == "getSeconds") return duration / absl::Seconds(1);
  return (duration % absl::Seconds(1)) / absl::Milliseconds(1);
}

Value PartOfTime(const std::string& name, absl::Time time, const absl::TimeZone& zone) {
  const absl::TimeZone::CivilInfo civil = zone.At(time);
  const absl::CivilDay day(civil.cs);
  if (name == "getFullYear") return civil.cs.year();
  if (name == "getMonth") return int64_t{civil.cs.month()} - 1;
  if (name == "getDate") return int64_t{civil.cs.day()};
  if (name == "getDayOfMonth") return int64_t{civil.cs.day()} - 1;
  if (name == "getDayOfYear") return day - absl::CivilDay(day.year(), 1, 1);
  if (name == "getHours") return int64_t{civil.cs.hour()};
  if (name == "getMinutes") return int64_t{civil.cs.minute()};
  if (name == "getSeconds") return int64_t{civil.cs.second()};
  if (name == "getMilliseconds") return civil.subsecond / absl::Milliseconds(1);
  const absl::CivilDay sunday(2023, 1, 1);
  return ((day - sunday) % 7 + 7) % 7;
}

Value PartOf(const std::string& name, const std::vector<Value>& operands) {
  if (operands[0].Is<absl::Duration>()) {
    return PartOfDuration(name, operands[0].As<absl::Duration>());
  }
  const auto zone =
      operands.size() == 1 ? absl::UTCTimeZone() : expression::FindTimeZone(Text(operands[1]));
  if (!zone) return Failed{};
  return PartOfTime(name, operands[0].As<absl::Time>(), *zone);
}

// ---- series (S8)

using Points = std::vector<std::pair<absl::Time, double>>;

// How many strict decreases in a row stand at the end.
size_t Falls(const Series& series) {
  size_t falls = 0;
  for (size_t i = series.points.size() - 1; i > series.run_start; --i) {
    if (!(series.points[i].second < series.points[i - 1].second)) break;
    ++falls;
  }
  return falls;
}

Value Fall(const Series& series, const std::string& name) {
  const size_t falls = Falls(series);
  if (falls == 0) return 0.0;
  const double before = series.points[series.points.size() - 1 - falls].second;
  if (!(before > 0)) return Missing{{name}};
  return (before - series.points.back().second) / before;
}

Value Change(const Points& points, absl::Duration span, const std::string& name) {
  const absl::Time then = points.back().first - span;
  Value change = Missing{{name}};
  for (const auto& [at, value] : points) {
    if (at <= then) change = points.back().second - value;
  }
  return change;
}

Value OfSeries(const Node& node, const std::vector<Value>& operands) {
  const std::string& name = node.children.front()->text;
  const Series& series = operands[0].As<Series>();
  if (series.points.empty()) return Missing{{name}};
  if (node.text == "last") return series.points.back().second;
  if (node.text == "falls") return static_cast<double>(Falls(series));
  if (node.text == "fall") return Fall(series, name);
  return Change(series.points, operands[1].As<absl::Duration>(), name);
}

Value OfText(const std::string& function, const std::string& text, const std::string& part) {
  if (function == "contains") return text.find(part) != std::string::npos;
  if (function == "startsWith") return text.rfind(part, 0) == 0;
  if (function == "endsWith") {
    return text.size() >= part.size() && text.substr(text.size() - part.size()) == part;
  }
  return Matches(text, part);
}

Value Convert(const std::string& function, const Value& value) {
  if (function == "int") return ToInt(value);
  if (function == "double") return ToDouble(value);
  if (function == "bool") return ToBool(value);
  if (function == "string") return ToText(value);
  if (function == "timestamp") return ToTime(value);
  return ToDuration(value);
}

}  // namespace

Value CallFunction(const Node& node, const std::vector<Value>& operands, const Ground& ground) {
  const std::string& name = node.text;
  if (name == "min" || name == "max") return Extreme(operands, name == "min");
  if (name == "abs") return Magnitude(operands[0]);
  if (name == "round") {
    const int64_t decimals = operands.size() == 1 ? 0 : operands[1].As<int64_t>();
    return RoundForDisplay(operands[0].As<double>(), static_cast<int>(decimals));
  }
  if (name == "size") return Size(operands[0]);
  if (name == "days") return Days(operands[0]);
  if (name == "days_since") {
    return static_cast<double>(CivilDays(operands[0].As<absl::Time>(), ground.as_of, ground.zone));
  }
  if (name == "days_between") {
    return static_cast<double>(
        CivilDays(operands[0].As<absl::Time>(), operands[1].As<absl::Time>(), ground.zone));
  }
  // S2: a day that is still to come has not happened.
  if (name == "happened") {
    return CivilDays(operands[0].As<absl::Time>(), ground.as_of, ground.zone) >= 0;
  }
  if (operands[0].Is<Series>()) return OfSeries(node, operands);
  if (name.rfind("get", 0) == 0) return PartOf(name, operands);
  if (operands.size() == 2) return OfText(name, Text(operands[0]), Text(operands[1]));
  return Convert(name, operands[0]);
}

}  // namespace bellwether::oracle
