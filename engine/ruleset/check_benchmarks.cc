// Benchmarks: sets, tiers, rows and the set that is in force (S21).
//
// Tested by tests/engine/ruleset/check_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

std::vector<Tier> CheckTiers(Checker& checker, const document::NamedList<document::Label>& tiers,
                             const document::NamedList<document::Located<double>>& points) {
  std::vector<Tier> result;
  std::vector<std::string> names;
  for (const auto& tier : tiers) {
    result.push_back({tier.name, std::nullopt});
    names.push_back(tier.name);
  }
  for (const auto& entry : points) {
    const auto tier = checker.Resolve("tier", entry.name, entry.span, names);
    if (tier) result[*tier].points = entry.value.value;
  }
  if (points.empty() || points.size() >= tiers.size()) return result;
  for (const Tier& tier : result) {
    if (tier.points) continue;
    checker.sink.Error("missing-key", points.front().span,
                       absl::StrCat("`points` has no entry for tier `", tier.name, "`"),
                       "give points for every tier, or for none");
  }
  return result;
}

// Whether the tier of `worse` can be reached at all when `better` is asked first.
bool InOrder(const Bound& better, const Bound& worse, bool lower_is_better) {
  if (better.value == worse.value) {
    return better.kind != BoundKind::kInclusive && worse.kind == BoundKind::kInclusive;
  }
  return (better.value < worse.value) == lower_is_better;
}

Row CheckRow(Checker& checker, const document::BenchmarkRow& written, const Span& at, size_t tiers,
             const document::Located<document::Better>& better) {
  const bool lower_is_better = better.value == document::Better::kLower;
  Row row;
  for (const document::Bound& bound : written.bounds) {
    row.bounds.push_back({static_cast<BoundKind>(bound.kind), bound.value});
    const bool wrong_side = bound.kind == (lower_is_better ? document::Bound::Kind::kAbove
                                                           : document::Bound::Kind::kBelow);
    if (wrong_side && better.present()) {
      checker.sink.Error("type-mismatch", bound.span,
                         absl::StrCat("`", lower_is_better ? "above" : "below",
                                      "` does not bound a better tier when `better: ",
                                      lower_is_better ? "lower" : "higher", "`"),
                         lower_is_better ? "write {below: n} or n" : "write {above: n} or n");
    }
  }
  if (row.bounds.size() + 1 != tiers) {
    checker.sink.Error(
        "wrong-count", written.present() ? written.span : at,
        absl::StrCat(row.bounds.size(), row.bounds.size() == 1 ? " bound" : " bounds", " for ",
                     tiers, " tiers"),
        absl::StrCat("a row has one bound fewer than tiers: ", tiers - 1));
    return row;
  }
  if (!better.present()) return row;  // reported where it was read
  for (size_t i = 1; i < row.bounds.size(); ++i) {
    if (InOrder(row.bounds[i - 1], row.bounds[i], lower_is_better)) continue;
    checker.sink.Error(
        "tier-order", written.bounds[i].span,
        absl::StrCat("bound ", FormatNumber(row.bounds[i].value), " after ",
                     FormatNumber(row.bounds[i - 1].value), " leaves no room for a tier"),
        lower_is_better ? "bounds must rise: better tiers first, lower is better"
                        : "bounds must fall: better tiers first, higher is better");
  }
  return row;
}

BenchmarkSet CheckSet(Checker& checker, const document::Benchmark& benchmark,
                      const document::Named<document::BenchmarkSet>& entry, bool by_cadence) {
  const document::BenchmarkSet& written = entry.value;
  BenchmarkSet set;
  set.name = entry.name;
  set.tiers = CheckTiers(
      checker, written.tiers.empty() ? benchmark.tiers : written.tiers,
      written.points.empty() && written.tiers.empty() ? benchmark.points : written.points);
  if (set.tiers.empty()) {
    checker.sink.Error("missing-key", entry.span,
                       absl::StrCat("set `", entry.name, "` has no tiers"),
                       "give `tiers: [best, ..., worst]` at the benchmark or at the set");
    return set;
  }
  const auto& keys = by_cadence ? checker.rules.cadences : checker.rules.segments;
  for (const auto& row : written.rows) {
    const auto key = checker.Resolve(by_cadence ? "cadence" : "segment", row.name, row.span, keys);
    if (!key) continue;
    set.rows.push_back(CheckRow(checker, row.value, row.span, set.tiers.size(), benchmark.better));
    set.rows.back().key = key;
  }
  if (written.default_row.present()) {
    set.rows.push_back(
        CheckRow(checker, written.default_row, entry.span, set.tiers.size(), benchmark.better));
  }
  return set;
}

// The benchmark's own set, else the pack's, else its only one (S21).
std::optional<uint32_t> SetInForce(Checker& checker, const document::Benchmark& written,
                                   const Benchmark& benchmark, const Span& at) {
  std::vector<std::string> names;
  for (const BenchmarkSet& set : benchmark.sets) names.push_back(set.name);
  if (written.set.present()) {
    return checker.Resolve("benchmark set", written.set.value, written.set.span, names);
  }
  const auto wanted = std::find(names.begin(), names.end(), checker.document.benchmark_set.value);
  if (wanted != names.end()) return static_cast<uint32_t>(wanted - names.begin());
  if (names.size() == 1) return 0;
  checker.sink.Warning("no-set-in-force", at,
                       absl::StrCat("no set of benchmark `", benchmark.name, "` is in force"),
                       "name one with `set:`, or with `benchmark_set:` for the pack");
  return std::nullopt;
}

void CheckValues(Checker& checker, const document::Benchmark& written, Benchmark& benchmark) {
  const auto numeric = [&](const document::Located<std::string>& name) {
    auto slot = checker.ResolveSlot(name, Stage::kBenchmarks);
    if (slot && checker.names.slot(*slot).type != expression::Type::kDouble) {
      checker.sink.Error("type-mismatch", name.span,
                         absl::StrCat("`", name.value, "` is not a number"),
                         "a benchmark compares a numeric signal or fact");
      slot.reset();
    }
    return slot;
  };
  benchmark.value = numeric(written.value).value_or(0);
  if (written.value_so_far.present()) benchmark.value_so_far = numeric(written.value_so_far);
}

}  // namespace

// Sets, tiers and rows: what a benchmark and a portfolio target have in common.
Benchmark CheckTable(Checker& checker, const document::Benchmark& written, const std::string& name,
                     const Span& at) {
  Benchmark benchmark;
  benchmark.name = name;
  benchmark.location = at;
  benchmark.notes = ToNotes(written.notes);
  benchmark.lower_is_better = written.better.value == document::Better::kLower;
  benchmark.by_cadence =
      written.by.value_or(document::RowKey::kSegment) == document::RowKey::kCadence;
  for (const auto& set : written.sets) {
    benchmark.sets.push_back(CheckSet(checker, written, set, benchmark.by_cadence));
    auto& all = checker.rules.set_names;
    if (std::find(all.begin(), all.end(), set.name) == all.end()) all.push_back(set.name);
  }
  benchmark.default_set = SetInForce(checker, written, benchmark, at);
  return benchmark;
}

namespace {

void CheckBenchmark(Checker& checker, const document::Named<document::Benchmark>& entry) {
  const document::Benchmark& written = entry.value;
  CheckPlainName(checker, "benchmark", entry.name, entry.span);
  Benchmark benchmark = CheckTable(checker, written, entry.name, entry.span);
  CheckValues(checker, written, benchmark);
  benchmark.applies_when = checker.CheckCondition(written.applies_when, Stage::kBenchmarks);

  std::vector<std::string> words;
  for (const BenchmarkSet& set : benchmark.sets) {
    for (const Tier& tier : set.tiers) {
      if (std::find(words.begin(), words.end(), tier.name) == words.end()) {
        words.push_back(tier.name);
      }
    }
  }
  benchmark.tier_slot = AddOutcome(checker, absl::StrCat("benchmark.", entry.name, ".tier"),
                                   expression::Type::kString, Stage::kBenchmarks, words);
  checker.rules.benchmarks.push_back(std::move(benchmark));
}

}  // namespace

void CheckBenchmarks(Checker& checker) {
  // Rules of the benchmark stage read facts, not each other's tiers: resolve against kBenchmarks.
  for (const auto& entry : checker.document.benchmarks) CheckBenchmark(checker, entry);
  const auto& set = checker.document.benchmark_set;
  checker.rules.benchmark_set = set.value;
  if (set.present()) {
    checker.Resolve("benchmark set", set.value, set.span, checker.rules.set_names);
  }
}

}  // namespace bellwether::ruleset
