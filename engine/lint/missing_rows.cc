// Segments and cadences without a row in the benchmark set that is in force, and without a default:
// there the benchmark has no tier (S21), which a pack may mean and rarely does.
//
// Tested by tests/engine/lint/lint_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/lint/parts.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::lint {
namespace {

// Whether the benchmark applies to some account of that segment or cadence.
bool AppliesTo(const ruleset::Benchmark& benchmark, const std::string& key, const Ranges& ranges) {
  if (benchmark.applies_when.empty()) return true;
  World world = ranges.world();
  const AccountField field = benchmark.by_cadence ? AccountField::kCadence : AccountField::kSegment;
  world[SlotOf(field)] = Possible::Word(key);
  return Evaluate(benchmark.applies_when, world).truth;
}

std::vector<std::string> WithoutRow(const ruleset::Benchmark& benchmark,
                                    const ruleset::BenchmarkSet& set,
                                    const std::vector<std::string>& keys, const Ranges& ranges) {
  std::vector<std::string> without;
  for (uint32_t key = 0; key < keys.size(); ++key) {
    const bool found = std::any_of(set.rows.begin(), set.rows.end(),
                                   [key](const auto& row) { return !row.key || *row.key == key; });
    if (!found && AppliesTo(benchmark, keys[key], ranges)) {
      without.push_back(absl::StrCat("`", keys[key], "`"));
    }
  }
  return without;
}

}  // namespace

void FindMissingRows(const ruleset::RuleSet& rules, const Ranges& ranges, DiagnosticSink& sink) {
  for (const ruleset::Benchmark& benchmark : rules.benchmarks) {
    if (!benchmark.default_set) continue;
    const ruleset::BenchmarkSet& set = benchmark.sets[*benchmark.default_set];
    const auto& keys = benchmark.by_cadence ? rules.cadences : rules.segments;
    const std::vector<std::string> without = WithoutRow(benchmark, set, keys, ranges);
    if (without.empty()) continue;
    const char* what = benchmark.by_cadence ? "cadence" : "segment";
    sink.Warning("no-row", benchmark.location,
                 absl::StrCat("set `", set.name, "` of benchmark `", benchmark.name,
                              "` has no row for ", what, " ", absl::StrJoin(without, ", ")),
                 "add the row or a `default:`, or say with `applies_when` that it has no tier");
  }
}

}  // namespace bellwether::lint
