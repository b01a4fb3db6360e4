// Tested by tests/engine/evidence/experiment_test.cc.
#include "engine/evidence/verdict.h"
#include "engine/evidence/say_evidence.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"

namespace bellwether::evidence {
namespace {

constexpr int kDigits = 3;

std::string Short(double value) { return FormatNumber(std::stod(FormatFixed(value, kDigits))); }

// What follows for an arm, and why.
class Deciding {
 public:
  Deciding(const Plan& plan, const ruleset::Experiment& experiment, const ExperimentReport& report,
           std::string_view language, const ArmReport& arm)
      : plan_(plan),
        experiment_(experiment),
        report_(report),
        language_(language),
        arm_(arm),
        decides_(arm.effects.front()) {}

  std::pair<Verdict, Wording> Run() const {
    if (std::all_of(report_.arms.begin(), report_.arms.end(),
                    [](const ArmCount& one) { return one.accounts == 0; })) {
      return {Verdict::kUndecided, say::kNobody};
    }
    if (report_.shares_p < kBrokenShares) return {Verdict::kStopped, say::kBroken};
    if (const Wording worse = WorseMetrics(); !worse.empty()) {
      return {Verdict::kKeep, {say::kWorse, worse}};
    }
    const Wording metric = Name(decides_);
    const double worthwhile = experiment_.worthwhile;
    const auto most = decides_.most_improvement();
    if (decides_.judged && worthwhile > 0 && most.value_or(worthwhile) < worthwhile) {
      return {Verdict::kKeep, {say::kNotWorthwhile, metric, Short(*most), Short(worthwhile)}};
    }
    if (!decides_.is_better()) return {Verdict::kUndecided, NotBeyondNoise()};
    if (const double by = *decides_.improvement(); by < worthwhile) {
      return {Verdict::kUndecided, {say::kOpen, metric, Short(by), Short(worthwhile)}};
    }
    if (!report_.randomised) return {Verdict::kUndecided, {say::kNoLots, metric}};
    return {Verdict::kAdopt, {say::kBetter, metric}};
  }

 private:
  Wording Name(const Effect& effect) const {
    return portfolio::NameOf(plan_, ruleset::TitleKind::kMetric, effect.metric, language_);
  }

  Wording WorseMetrics() const {
    std::vector<Wording> names;
    for (const Effect& effect : arm_.effects) {
      if (effect.is_worse()) names.push_back(Name(effect));
    }
    return Wording::Joined(std::move(names), ", ");
  }

  // What is known of the metric that decides, when it does not.
  Wording NotBeyondNoise() const {
    if (!decides_.judged) return {say::kBecause, Name(decides_), decides_.why};
    const Wording why(say::kNotBeyondNoise, Name(decides_));
    if (!decides_.detectable) return why;
    return {say::kDetectable, why, Short(*decides_.detectable)};
  }

  const Plan& plan_;
  const ruleset::Experiment& experiment_;
  const ExperimentReport& report_;
  const std::string_view language_;
  const ArmReport& arm_;
  const Effect& decides_;
};

}  // namespace

void Decide(const Plan& plan, const ruleset::Experiment& experiment, const ExperimentReport& report,
            std::string_view language, ArmReport& arm) {
  const auto [verdict, why] = Deciding(plan, experiment, report, language, arm).Run();
  arm.verdict = verdict;
  arm.why = why.In(language);
}

}  // namespace bellwether::evidence
