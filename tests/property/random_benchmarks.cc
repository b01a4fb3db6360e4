// Benchmarks: sets with tiers of their own, rows by segment or cadence, strict bounds.
#include <algorithm>

#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "tests/property/random_pack.h"
#include "tests/property/text.h"

namespace bellwether {
namespace {

const std::vector<std::string>& Tiers(size_t set) {
  static const std::vector<std::string> kShared = {"best", "fine", "poor"};
  static const std::vector<std::string> kOwn = {"expected", "late"};
  return set == 0 ? kShared : kOwn;
}

std::string Points(const std::vector<std::string>& tiers) {
  std::string points;
  double next = 100;
  for (const std::string& tier : tiers) {
    points += Text({points.empty() ? "" : ", ", tier, ": ", FormatNumber(next)});
    next = next / 2 - 10;
  }
  return Text({"points: {", points, "}\n"});
}

}  // namespace

std::string PackWriter::Bounds(bool lower, size_t count) {
  std::vector<double> values;
  double value = static_cast<double>(random_.Below(40)) / 2;
  for (size_t i = 0; i < count; ++i) {
    values.push_back(value);
    value += static_cast<double>(random_.Between(1, 60)) / 2;
  }
  if (!lower) std::reverse(values.begin(), values.end());
  std::vector<std::string> bounds;
  for (const double bound : values) {
    const bool strict = random_.Chance(25);
    bounds.push_back(strict ? Text({"{", lower ? "below" : "above", ": ", FormatNumber(bound), "}"})
                            : FormatNumber(bound));
  }
  return Text({"[", absl::StrJoin(bounds, ", "), "]"});
}

std::string PackWriter::Rows(const std::string& indent, bool by_cadence, bool lower, size_t tiers) {
  std::vector<std::string> keys = {"small", "large"};
  if (by_cadence) keys = {"daily", "weekly"};
  std::string rows;
  for (const std::string& key : keys) {
    if (random_.Chance(70)) {
      rows += Text({indent, key, ": ", Bounds(lower, tiers - 1), "\n"});
    }
  }
  if (rows.empty() || random_.Chance(50)) {
    rows += Text({indent, "default: ", Bounds(lower, tiers - 1), "\n"});
  }
  return rows;
}

void PackWriter::WriteBenchmark(int index) {
  const std::string name = Text({"mark_", index});
  const bool of_value = random_.Chance(40);
  const bool lower = of_value || random_.Chance(50);
  const bool by_cadence = random_.Chance(30);
  const bool points = random_.Chance(85);
  std::string text = Text({"  ", name, ":\n    value: "});
  text += Text({of_value ? "time_to_value_days" : random_.Pick(facts_.curve_numbers),
                "\n    better: ", lower ? "lower" : "higher", "\n"});
  if (of_value) text += Text({"    value_so_far: days_without_value\n"});
  if (by_cadence) text += Text({"    by: cadence\n"});
  text += Text({"    tiers: [", absl::StrJoin(Tiers(0), ", "), "]\n"});
  if (points) text += Text({"    ", ::bellwether::Points(Tiers(0))});
  if (random_.Chance(35)) text += Text({"    applies_when: ", ConditionOfFacts(), "\n"});
  text += Text({"    sets:\n      OM:\n", Rows("        ", by_cadence, lower, 3)});
  if (random_.Chance(60)) {
    text += Text({"      PM:\n        tiers: [", absl::StrJoin(Tiers(1), ", "), "]\n"});
    if (points) text += Text({"        ", ::bellwether::Points(Tiers(1))});
    text += Text({Rows("        ", by_cadence, lower, 2)});
    if (random_.Chance(70)) text += Text({"    set: ", random_.Pick({"OM", "PM"}), "\n"});
  }
  Add("benchmarks", text);
  if (points) names_.benchmarks.push_back(name);
  names_.enums.push_back({Text({"benchmark.", name, ".tier"}), Tiers(0)});
}

void PackWriter::WriteBenchmarks() {
  const int64_t count = random_.Between(0, 3);
  for (int i = 0; i < count; ++i) WriteBenchmark(i);
  for (const char* counted : {"usage_thresholds_met_ratio", "early_wins_count"}) {
    names_.numbers.emplace_back(counted);
    names_.curve_numbers.emplace_back(counted);
  }
  names_.given.emplace_back("usage_thresholds_met_ratio");
}

}  // namespace bellwether
