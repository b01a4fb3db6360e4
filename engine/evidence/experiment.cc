// Tested by tests/engine/evidence/experiment_test.cc.
#include "engine/evidence/experiment.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"
#include "engine/evidence/say_evidence.h"
#include "engine/evidence/verdict.h"
#include "engine/portfolio/effort.h"
#include "engine/statistics/chi_squared.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/multiple_tests.h"
#include "engine/statistics/welch.h"

namespace bellwether::evidence {
namespace {

using portfolio::View;

constexpr size_t kArmNamesShown = 3;

class Experimenting {
 public:
  Experimenting(const View& view, const ruleset::Experiment& experiment, const Scope& scope)
      : view_(view), experiment_(experiment), scope_(scope), by_arm_(experiment.arms.size()) {}

  ExperimentReport Run() {
    report_.name = experiment_.name;
    report_.randomised = experiment_.randomised;
    report_.worthwhile = experiment_.worthwhile;
    report_.hours_priced = experiment_.hourly_cost.has_value();
    report_.cost_problem = view_.CurrencyProblemOf(scope_.kept).In(scope_.language);
    ReadAssignments();
    CountArms();
    for (uint32_t arm = 1; arm < by_arm_.size(); ++arm) Compare(arm);
    AdjustForAll();
    for (ArmReport& arm : report_.reports)
      Decide(view_.plan(), experiment_, report_, scope_.language, arm);
    return std::move(report_);
  }

 private:
  // The first assignment of an account counts.
  void ReadAssignments() {
    const book::Table& table = view_.table(records::Kind::kAssignment);
    std::set<std::string> others;
    for (uint32_t account = 0; account < view_.book().account_count(); ++account) {
      if (view_.stopped()) return;
      if (!book::IsKept(scope_.kept, account)) continue;
      std::optional<Assigned> first;
      bool again = false;
      view_.ForEach(table, account, [&](uint32_t row) {
        if (view_.word(table.column("experiment").word(row)) != experiment_.name) return;
        const std::string_view name = view_.word(table.column("arm").word(row));
        const auto arm = std::find(experiment_.arms.begin(), experiment_.arms.end(), name);
        if (arm == experiment_.arms.end()) {
          ++report_.other_arms;
          others.insert(std::string(name));
          return;
        }
        const Assigned assigned{account, static_cast<uint32_t>(arm - experiment_.arms.begin()),
                                table.column("assigned_at").stamp(row).value_or(table.at(row))};
        again = again || (first && first->arm != assigned.arm);
        if (!first || assigned.at < first->at) first = assigned;
      });
      if (first) by_arm_[first->arm].push_back(*first);
      report_.reassigned += again;
    }
    for (const std::string& other : others) {
      if (report_.other_arm_names.size() < kArmNamesShown) report_.other_arm_names.push_back(other);
    }
  }

  void CountArms() {
    const double whole = std::accumulate(experiment_.shares.begin(), experiment_.shares.end(), 0.0);
    std::vector<uint64_t> counts;
    for (size_t i = 0; i < by_arm_.size(); ++i) {
      counts.push_back(by_arm_[i].size());
      costs_.push_back(CostsOf(by_arm_[i]));
      const auto moments = statistics::MomentsOf(costs_.back());
      report_.arms.push_back({experiment_.arms[i], by_arm_[i].size(), experiment_.shares[i] / whole,
                              moments ? std::optional(moments->mean) : std::nullopt});
    }
    if (const auto test = statistics::CountsAgainstShares(counts, experiment_.shares)) {
      report_.shares_p = test->p;
    }
  }

  // Of each account, money since its assignment, and hours at their price.
  std::vector<double> CostsOf(const std::vector<Assigned>& arm) const {
    std::vector<double> costs;
    if (!report_.cost_problem.empty()) return costs;
    const book::Stamp now{view_.as_of(), view_.today()};
    for (const Assigned& one : arm) {
      if (view_.stopped()) break;
      const double spent = portfolio::SpentBetween(view_, one.account, one.at, now);
      const auto hours = portfolio::HoursBetween(view_, one.account, one.at, now);
      costs.push_back(spent + hours.value_or(0) * experiment_.hourly_cost.value_or(0));
    }
    return costs;
  }

  std::vector<Outcome> OutcomesOf(const ruleset::Measuring& measuring, uint32_t arm) const {
    std::vector<Outcome> outcomes;
    for (const Assigned& one : by_arm_[arm]) {
      if (view_.stopped()) break;
      if (const auto outcome = OutcomeOf(view_, measuring, one)) outcomes.push_back(*outcome);
    }
    return outcomes;
  }

  void Compare(uint32_t arm) {
    const Plan& plan = view_.plan();
    ArmReport report;
    report.arm = experiment_.arms[arm];
    for (const uint32_t metric : experiment_.metrics) {
      if (view_.stopped()) return;
      scope_.Say(compared_++, experiment_.metrics.size() * (by_arm_.size() - 1));
      const ruleset::Measuring& measuring = plan.portfolio_measuring[metric];
      const auto control = OutcomesOf(measuring, 0), outcomes = OutcomesOf(measuring, arm);
      report.effects.push_back(
          EffectOf({measuring, control, outcomes, experiment_.accounts_per_arm},
                   plan.portfolio_notes[metric].name, scope_.language));
    }
    const auto cost = statistics::MeanDifferenceOf(costs_[arm], costs_[0]);
    if (cost) {
      report.more_cost = cost->value;
      report.more_cost_interval = cost->interval;
    }
    report_.reports.push_back(std::move(report));
  }

  void AdjustForAll() {
    std::vector<Effect*> judged;
    std::vector<double> p;
    for (ArmReport& arm : report_.reports) {
      for (Effect& effect : arm.effects) {
        if (!effect.judged) continue;
        judged.push_back(&effect);
        p.push_back(effect.p);
      }
    }
    const std::vector<double> adjusted = statistics::HolmAdjusted(p);
    for (size_t i = 0; i < judged.size(); ++i) judged[i]->adjusted_p = adjusted[i];
  }

  const View& view_;
  const ruleset::Experiment& experiment_;
  const Scope& scope_;
  std::vector<std::vector<Assigned>> by_arm_;
  std::vector<std::vector<double>> costs_;  // by arm, by account
  uint64_t compared_ = 0;
  ExperimentReport report_;
};

}  // namespace

absl::StatusOr<const ruleset::Experiment*> FindExperiment(const Plan& plan, std::string_view name) {
  if (plan.experiments.empty()) {
    return absl::NotFoundError(
        "the pack has no experiment: say in `experiments:` which arms there are, and what is "
        "compared");
  }
  if (name.empty() && plan.experiments.size() == 1) return &plan.experiments.front();
  std::vector<std::string> names;
  for (const ruleset::Experiment& experiment : plan.experiments) {
    if (experiment.name == name) return &experiment;
    names.push_back(experiment.name);
  }
  if (name.empty()) {
    return absl::NotFoundError(
        absl::StrCat("the pack has several experiments; choose one: ", absl::StrJoin(names, ", ")));
  }
  return absl::NotFoundError(
      absl::StrCat("the pack has no experiment ", Quoted(name), "; ", DidYouMean(name, names)));
}

std::string ExperimentDefinition(std::string_view language) {
  return Wording(say::kDefinition).In(language);
}

ExperimentReport CompareArms(const View& view, const ruleset::Experiment& experiment,
                             const Scope& scope) {
  return Experimenting(view, experiment, scope).Run();
}

}  // namespace bellwether::evidence
