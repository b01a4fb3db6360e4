// Tested by tests/engine/evidence/experiment_test.cc.
#include "engine/evidence/verdict.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"

namespace bellwether::evidence {
namespace {

constexpr int kDigits = 3;

std::string Short(double value) { return FormatNumber(std::stod(FormatFixed(value, kDigits))); }

std::string WorseMetrics(const ArmReport& arm) {
  std::vector<std::string> names;
  for (const Effect& effect : arm.effects) {
    if (effect.is_worse()) names.push_back(effect.metric);
  }
  return absl::StrJoin(names, ", ");
}

// What is known of the metric that decides, when it does not.
std::string NotBeyondNoise(const Effect& decides) {
  if (!decides.judged) return absl::StrCat(decides.metric, ": ", decides.why);
  std::string why = absl::StrCat(decides.metric, " is not better beyond noise");
  if (decides.detectable) {
    absl::StrAppend(&why, "; so many accounts show an improvement of ", Short(*decides.detectable),
                    " with 80 %");
  }
  return why;
}

std::pair<Verdict, std::string> DecisionOf(const ruleset::Experiment& experiment,
                                           const ExperimentReport& report, const ArmReport& arm) {
  if (std::all_of(report.arms.begin(), report.arms.end(),
                  [](const ArmCount& one) { return one.accounts == 0; })) {
    return {Verdict::kUndecided, "no account of the book was put into an arm"};
  }
  if (report.shares_p < kBrokenShares) {
    return {
        Verdict::kStopped,
        "the arms do not have the planned shares of accounts (p < 0.001): find out how accounts "
        "were assigned before anything is concluded"};
  }
  if (const std::string worse = WorseMetrics(arm); !worse.empty()) {
    return {Verdict::kKeep, absl::StrCat("worse beyond noise: ", worse)};
  }
  const Effect& decides = arm.effects.front();
  const double worthwhile = experiment.worthwhile;
  if (decides.judged && worthwhile > 0 &&
      decides.most_improvement().value_or(worthwhile) < worthwhile) {
    return {Verdict::kKeep, absl::StrCat(decides.metric, " improves by at most ",
                                         Short(*decides.most_improvement()), ", and ",
                                         Short(worthwhile), " would be worth the change")};
  }
  if (!decides.is_better()) return {Verdict::kUndecided, NotBeyondNoise(decides)};
  if (*decides.improvement() < worthwhile) {
    return {Verdict::kUndecided,
            absl::StrCat(decides.metric, " is better, by ", Short(*decides.improvement()),
                         "; whether by the ", Short(worthwhile),
                         " that are worth the change is "
                         "open")};
  }
  if (!report.randomised) {
    return {
        Verdict::kUndecided,
        absl::StrCat(decides.metric,
                     " is better, but no lots were drawn: whoever chose the accounts may be why")};
  }
  return {Verdict::kAdopt, absl::StrCat(decides.metric,
                                        " is better beyond noise, and nothing that "
                                        "is compared is worse")};
}

}  // namespace

void Decide(const ruleset::Experiment& experiment, const ExperimentReport& report, ArmReport& arm) {
  std::tie(arm.verdict, arm.why) = DecisionOf(experiment, report, arm);
}

}  // namespace bellwether::evidence
