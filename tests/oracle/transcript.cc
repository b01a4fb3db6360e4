// Lines are kept sorted by their path, so that two answers compare line by line.
#include "tests/oracle/transcript.h"

#include <array>
#include <bit>
#include <charconv>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace bellwether::oracle {
namespace {

std::string TimeText(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
}

std::string SeriesText(const Series& series) {
  std::string text = absl::StrCat("series, a run begins at ", series.run_start);
  for (const auto& [at, number] : series.points) {
    absl::StrAppend(&text, " [", TimeText(at), " ", NumberAndBits(number), "]");
  }
  return text;
}

}  // namespace

std::string NumberAndBits(double number) {
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  return absl::StrCat(std::string(buffer.data(), written.ptr), " (",
                      absl::Hex(std::bit_cast<uint64_t>(number), absl::kZeroPad16), ")");
}

std::string ValueText(const Value& value) {
  if (value.Is<Missing>()) return "missing";
  if (value.Is<EventNotYet>()) return "not yet";
  if (value.Is<bool>()) return value.As<bool>() ? "true" : "false";
  if (value.Is<int64_t>()) return absl::StrCat(value.As<int64_t>());
  if (value.Is<double>()) return NumberAndBits(value.As<double>());
  if (value.Is<std::string>()) return absl::StrCat("\"", value.As<std::string>(), "\"");
  if (value.Is<absl::Time>()) return TimeText(value.As<absl::Time>());
  if (value.Is<absl::Duration>()) return absl::FormatDuration(value.As<absl::Duration>());
  if (value.Is<Series>()) return SeriesText(value.As<Series>());
  return value.Is<List>() ? "list" : "failed";
}

void Transcript::Say(const std::string& kind, const std::string& name, const std::string& field,
                     const std::string& text) {
  lines_[absl::StrCat(kind, " ", name, name.empty() ? "" : " ", field)] = text;
}

void Transcript::Number(const std::string& kind, const std::string& name, const std::string& field,
                        double number) {
  Say(kind, name, field, NumberAndBits(number));
}

void Transcript::Days(const std::string& kind, const std::string& name, const std::string& field,
                      int64_t days) {
  Say(kind, name, field, absl::StrCat(days));
}

void Transcript::Day(const std::string& kind, const std::string& name, const std::string& field,
                     absl::CivilDay day) {
  Say(kind, name, field, absl::FormatCivilTime(day));
}

void Transcript::YesNo(const std::string& kind, const std::string& name, const std::string& field,
                       bool yes) {
  State(kind, name, field, yes ? "yes" : "no");
}

void Transcript::Without(const std::string& kind, const std::string& name, const Names& names) {
  if (!names.empty()) Say(kind, name, "without", absl::StrJoin(names, ", "));
}

void Transcript::State(const std::string& kind, const std::string& name, const std::string& field,
                       const std::string& state) {
  Say(kind, name, field, state);
  features_.insert(absl::StrCat(kind, " ", field, " ", state));
}

std::string Transcript::text() const {
  std::string text;
  for (const auto& [path, line] : lines_) absl::StrAppend(&text, path, " = ", line, "\n");
  return text;
}

std::string Differences(const Transcript& engine, const Transcript& oracle) {
  if (engine.lines() == oracle.lines()) return "";
  std::set<std::string> paths;
  for (const auto& [path, line] : engine.lines()) paths.insert(path);
  for (const auto& [path, line] : oracle.lines()) paths.insert(path);
  const auto line = [](const Transcript& answer, const std::string& path) {
    const auto found = answer.lines().find(path);
    return found == answer.lines().end() ? std::string("(nothing)") : found->second;
  };
  std::string text;
  for (const std::string& path : paths) {
    const std::string engine_says = line(engine, path);
    const std::string oracle_says = line(oracle, path);
    if (engine_says == oracle_says) continue;
    absl::StrAppend(&text, path, "\n  engine: ", engine_says, "\n  oracle: ", oracle_says, "\n");
  }
  return text;
}

}  // namespace bellwether::oracle
