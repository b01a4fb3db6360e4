// Benchmarks: which set, which row, which tier (S21).
#include <algorithm>

#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

using ruleset::Benchmark;
using ruleset::BenchmarkSet;
using ruleset::Bound;
using ruleset::BoundKind;
using ruleset::Row;

// The set that was asked for, else the one in force by the pack.
const BenchmarkSet* SetInForce(const Question& question, const Benchmark& benchmark) {
  for (const BenchmarkSet& set : benchmark.sets) {
    if (set.name == question.options.benchmark_set) return &set;
  }
  return benchmark.default_set ? &benchmark.sets[*benchmark.default_set] : nullptr;
}

// The row of the segment or cadence, else the default row of the same set.
const Row* RowInForce(const Question& question, const Benchmark& benchmark,
                      const BenchmarkSet& set) {
  const Fact& word = question.facts.at(benchmark.by_cadence ? "cadence" : "segment");
  const auto& words = benchmark.by_cadence ? question.rules.cadences : question.rules.segments;
  const Row* row = nullptr;
  for (const Row& candidate : set.rows) {
    if (!candidate.key) row = &candidate;
  }
  for (const Row& candidate : set.rows) {
    const bool mine =
        candidate.key && word.usable() && words[*candidate.key] == word.value.As<std::string>();
    if (mine) row = &candidate;
  }
  return row;
}

bool Holds(const Bound& bound, double value, bool lower_is_better) {
  if (bound.kind == BoundKind::kBelow) return value < bound.value;
  if (bound.kind == BoundKind::kAbove) return value > bound.value;
  return lower_is_better ? value <= bound.value : value >= bound.value;
}

// While the event is open, the tier is decided only once the last one is reached.
void RateSoFar(Question& question, const Benchmark& benchmark, Rating& rating) {
  rating.state = "NOT_YET";
  rating.reason = kNotYet;
  if (!benchmark.value_so_far) return;
  const Fact& so_far = question.facts.at(question.NameOf(*benchmark.value_so_far));
  if (!so_far.usable()) return;
  const auto number = so_far.value.As<double>();
  const size_t tier = TierOf(benchmark, *rating.row, number);
  if (tier + 1 != rating.set->tiers.size()) return;
  rating.state = "TIERED";
  rating.reason = "";
  rating.tier = tier;
  question.answer.Number("benchmark", benchmark.name, "value", number);
}

void RateValue(Question& question, const Benchmark& benchmark, Rating& rating) {
  const Fact& fact = question.facts.at(question.NameOf(benchmark.value));
  rating.reason = fact.reason;
  if (fact.reason == kNotApplicable) {
    rating.state = "NOT_APPLICABLE";
  } else if (rating.row == nullptr) {
    rating.state = "NOT_AVAILABLE";
    rating.reason = kNoBenchmarkRow;
  } else if (fact.reason == kNotYet) {
    RateSoFar(question, benchmark, rating);
  } else if (!fact.usable()) {
    rating.state = "MISSING";
  } else {  // a substitute keeps the reason why it stands there
    rating.state = "TIERED";
    rating.tier = TierOf(benchmark, *rating.row, fact.value.As<double>());
    question.answer.Number("benchmark", benchmark.name, "value", fact.value.As<double>());
  }
}

Rating Rate(Question& question, const Benchmark& benchmark) {
  Rating rating;
  rating.set = SetInForce(question, benchmark);
  if (rating.set != nullptr) rating.row = RowInForce(question, benchmark, *rating.set);
  const Condition applies = question.Ask(benchmark.applies_when);
  rating.missing = applies.missing;
  if (applies.says == Says::kNo || applies.says == Says::kMoot) {
    rating.state = "NOT_APPLICABLE";
    rating.reason = kBenchmarkNotApplicable;
  } else if (applies.says == Says::kUnknown) {
    rating.state = "NOT_EVALUATED";
    rating.reason = kInputMissing;
  } else {
    RateValue(question, benchmark, rating);
  }
  return rating;
}

void SayRating(Question& question, const Benchmark& benchmark, const Rating& rating) {
  Transcript& answer = question.answer;
  answer.State("benchmark", benchmark.name, "state", rating.state);
  answer.State("benchmark", benchmark.name, "reason", rating.reason);
  answer.Without("benchmark", benchmark.name, rating.missing);
  if (!rating.tier) return;
  answer.Say("benchmark", benchmark.name, "set", rating.set->name);
  answer.Say("benchmark", benchmark.name, "tier", rating.set->tiers[*rating.tier].name);
  const auto& words = benchmark.by_cadence ? question.rules.cadences : question.rules.segments;
  answer.Say("benchmark", benchmark.name, "row",
             rating.row->key ? words[*rating.row->key] : "default");
  const bool so_far = question.facts.at(question.NameOf(benchmark.value)).reason == kNotYet;
  answer.YesNo("benchmark", benchmark.name, "so far", so_far);
}

}  // namespace

size_t TierOf(const Benchmark& benchmark, const Row& row, double value) {
  size_t tier = 0;
  for (const Bound& bound : row.bounds) {
    if (Holds(bound, value, benchmark.lower_is_better)) break;
    ++tier;
  }
  return tier;
}

void RateBenchmarks(Question& question) {
  for (const Benchmark& benchmark : question.rules.benchmarks) {
    const Rating rating = Rate(question, benchmark);
    SayRating(question, benchmark, rating);
    // S14: what later stages read.
    Fact& tier = question.facts.at(question.NameOf(benchmark.tier_slot));
    if (rating.tier) {
      tier = Fact{rating.set->tiers[*rating.tier].name, rating.reason, std::nullopt};
    } else {
      tier = Unknown(rating.state == "NOT_APPLICABLE" ? kNotApplicable : rating.reason);
    }
    question.ratings[benchmark.name] = rating;
  }
}

}  // namespace bellwether::oracle
