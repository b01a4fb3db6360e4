// Where two packs differ about a component: its weight, its curve, its policies. Another segment
// may have another weight in the same pack.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/attribution/change_words.h"
#include "engine/base/number.h"
#include "engine/plan/describe.h"

namespace bellwether {
namespace {

double WeightOf(const SeenComponent& seen) {
  const size_t row = seen.stop.facts->segment_row() * seen.plan().components.size();
  return seen.plan().weights[row + seen.component];
}

// How long a signal is good, as text; "" for what is no signal or has no limit.
std::string AgeText(const SeenComponent& seen, uint32_t slot) {
  for (const ruleset::Signal& signal : seen.plan().signals) {
    if (signal.slot != slot || !signal.max_age_days) continue;
    const std::string days = absl::StrCat(FormatNumber(*signal.max_age_days), " days");
    switch (signal.stale) {
      case ruleset::StalePolicy::kKeep:
        return days + ", then kept";
      case ruleset::StalePolicy::kDecay:
        return absl::StrCat(days, ", then half in ", FormatNumber(signal.half_life_days), " days");
      case ruleset::StalePolicy::kExclude:
        return days;
    }
  }
  return "";
}

// Of a fact that the pack computes; "" of any other.
std::string FormulaText(const SeenComponent& seen) {
  const Plan& plan = seen.plan();
  for (const PlanDerived& derived : plan.derived) {
    if (derived.slot == plan.components[seen.component].slot) {
      return plan.program_texts[derived.program];
    }
  }
  return "";
}

class PackComparison {
 public:
  PackComparison(const SeenComponent& from, const SeenComponent& to,
                 std::vector<std::string>& changes)
      : from_(from), to_(to), changes_(changes) {}

  void Run() {
    if (from_.component == kNoIndex) return Add("new in the pack");
    if (to_.component == kNoIndex) return Add("no longer in the pack");
    Weight();
    if (&from_.plan() == &to_.plan()) return;
    if (IsGroup(from_) != IsGroup(to_)) {
      return Add(IsGroup(to_) ? "now a group of components" : "no longer a group of components");
    }
    Differ("curve ", DescribeCurve(from_.plan(), flat(from_)),
           DescribeCurve(to_.plan(), flat(to_)));
    Differ("inverted ", flat(from_).invert ? "yes" : "no", flat(to_).invert ? "yes" : "no");
    Differ("where missing ", DescribeMissing(flat(from_).missing),
           DescribeMissing(flat(to_).missing));
    Input();
    Benchmark();
  }

 private:
  static const PlanComponent& flat(const SeenComponent& seen) {
    return seen.plan().components[seen.component];
  }
  void Add(std::string words) { changes_.push_back(std::move(words)); }

  void Differ(const std::string& what, const std::string& before, const std::string& after) {
    if (before == after) return;
    Add(absl::StrCat(what, before.empty() ? "ever" : before, " → ",
                     after.empty() ? "ever" : after));
  }

  void Weight() {
    const double before = WeightOf(from_);
    const double after = WeightOf(to_);
    if (before == after) return;
    const bool moved = from_.stop.facts->segment != to_.stop.facts->segment;
    Add(absl::StrCat("weight ", FormatNumber(before), " → ", FormatNumber(after),
                     moved ? " in another segment" : ""));
  }

  // Another input has its own formula and its own age: neither has changed.
  void Input() {
    const std::string before = DescribeInput(from_.plan(), from_.component);
    const std::string after = DescribeInput(to_.plan(), to_.component);
    Differ("input ", before, after);
    if (before != after || flat(from_).slot == kNoIndex || flat(to_).slot == kNoIndex) return;
    Differ("good for ", AgeText(from_, flat(from_).slot), AgeText(to_, flat(to_).slot));
    Differ(absl::StrCat("formula of ", after, " "), FormulaText(from_), FormulaText(to_));
  }

  void Benchmark() {
    if (flat(from_).benchmark == kNoIndex || flat(to_).benchmark == kNoIndex) return;
    Differ("bound ", BoundText(from_), BoundText(to_));
    Differ("points ", PointsText(from_), PointsText(to_));
  }

  static const BenchmarkResult& Rated(const SeenComponent& seen) {
    return seen.stop.evaluation->benchmarks[flat(seen).benchmark];
  }

  // "good <= 90 (OM)": the tier that was reached and what it asks for.
  static std::string BoundText(const SeenComponent& seen) {
    const BenchmarkResult& rated = Rated(seen);
    if (rated.state != BenchmarkState::kTiered) return "no tier";
    const Plan& plan = seen.plan();
    const PlanBenchmarkSet& set = plan.sets[rated.set];
    return absl::StrCat(
        plan.tiers[set.tiers.first + rated.tier].name, " ",
        DescribeBound(plan, plan.benchmarks[flat(seen).benchmark], rated.row, rated.tier), " (",
        plan.set_names[set.name], ")");
  }

  static std::string PointsText(const SeenComponent& seen) {
    const BenchmarkResult& rated = Rated(seen);
    if (rated.state != BenchmarkState::kTiered) return "none";
    const Plan& plan = seen.plan();
    const auto& points = plan.tiers[plan.sets[rated.set].tiers.first + rated.tier].points;
    return points ? FormatNumber(*points) : "none";
  }

  const SeenComponent& from_;
  const SeenComponent& to_;
  std::vector<std::string>& changes_;
};

}  // namespace

void AddPackChanges(const SeenComponent& from, const SeenComponent& to,
                    std::vector<std::string>& changes) {
  PackComparison(from, to, changes).Run();
}

}  // namespace bellwether
