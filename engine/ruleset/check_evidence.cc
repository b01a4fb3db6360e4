// What a pack is judged by: facts that may drive, and experiments.
// Tested by tests/golden/ruleset/evidence.yaml.
#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

constexpr std::string_view kPass = "evidence";

// A whole number of days; `usual` where none is given.
int32_t DaysOf(Checker& checker, const document::Located<document::Period>& given, int32_t usual,
               int32_t least, std::string_view what) {
  if (!given.present()) return usual;
  const double days = static_cast<double>(given.value.seconds) / kSecondsPerDay;
  if (days < least || days != std::floor(days)) {
    checker.sink.Error(
        std::string(kPass), given.span,
        absl::StrCat("`", ToAbsl(what), "` is a whole number of days, at least ", least),
        absl::StrCat("write `", ToAbsl(what), ": ", usual, "d`"));
    return usual;
  }
  return static_cast<int32_t>(days);
}

class DriversCheck {
 public:
  explicit DriversCheck(Checker& checker) : checker_(checker), written_(checker.document.drivers) {}

  Drivers Run() {
    Drivers drivers;
    drivers.defined = written_.span.known();
    drivers.landmark_days =
        DaysOf(checker_, written_.landmark, drivers.landmark_days, 1, "landmark");
    drivers.gap_days = DaysOf(checker_, written_.gap, drivers.gap_days, 0, "gap");
    drivers.horizon_days = DaysOf(checker_, written_.horizon, drivers.horizon_days, 1, "horizon");
    drivers.min_count =
        static_cast<uint64_t>(written_.min_count.value_or(static_cast<int64_t>(drivers.min_count)));
    if (drivers.landmark_days + drivers.gap_days >= drivers.horizon_days) {
      checker_.sink.Error(
          std::string(kPass), written_.horizon.present() ? written_.horizon.span : written_.span,
          absl::StrCat("nothing is left between day ", drivers.landmark_days + drivers.gap_days,
                       ", landmark and gap, and the horizon, day ", drivers.horizon_days),
          "give a later `horizon`, or an earlier `landmark`");
    }
    for (const auto& fact : written_.facts) AddFact(fact, drivers);
    if (written_.facts.empty()) AddAllFacts(drivers);
    return drivers;
  }

 private:
  static bool IsTried(const Slot& slot) {
    return slot.origin != SlotOrigin::kOutcome &&
           (slot.type == expression::Type::kDouble || slot.type == expression::Type::kBool);
  }

  void AddFact(const document::Named<document::DriverFact>& entry, Drivers& drivers) {
    const auto slot = checker_.ResolveSlot({entry.name, entry.span}, Stage::kBenchmarks);
    if (!slot) return;
    const Slot& found = checker_.names.slot(*slot);
    if (!IsTried(found)) {
      checker_.sink.Error(std::string(kPass), entry.span,
                          absl::StrCat("`", entry.name, "` is no number, and not yes or no"),
                          "try signals and derived facts that are; others have no order");
      return;
    }
    drivers.facts.push_back({entry.name, RisingEdges(checker_, kPass, entry.value.edges)});
  }

  void AddAllFacts(Drivers& drivers) {
    for (uint32_t i = 0; i < checker_.names.names().size(); ++i) {
      const Slot& slot = checker_.names.slot(i);
      const bool declared =
          slot.origin == SlotOrigin::kSignal || slot.origin == SlotOrigin::kDerived;
      if (declared && IsTried(slot)) drivers.facts.push_back({slot.name, {}});
    }
  }

  Checker& checker_;
  const document::Drivers& written_;
};

class ExperimentCheck {
 public:
  ExperimentCheck(Checker& checker, const document::Named<document::Experiment>& entry)
      : checker_(checker), entry_(entry), written_(entry.value) {}

  Experiment Run() {
    Experiment experiment;
    experiment.name = entry_.name;
    experiment.notes = ToNotes(written_.notes);
    experiment.location = entry_.span;
    experiment.arms = NamesOf(written_.arms);
    if (experiment.arms.size() < 2 && !written_.arms.empty()) {
      Error(written_.arms.front().span, "one arm is compared with nothing",
            "add the arm of what is done today, first");
    }
    experiment.shares = Shares(experiment.arms);
    experiment.randomised = written_.randomised.value;
    experiment.metrics = Metrics();
    experiment.worthwhile = written_.worthwhile.value_or(0);
    if (written_.accounts_per_arm.present()) {
      experiment.accounts_per_arm = static_cast<uint64_t>(written_.accounts_per_arm.value);
    }
    if (written_.hourly_cost.present()) experiment.hourly_cost = written_.hourly_cost.value;
    return experiment;
  }

 private:
  void Error(const Span& at, std::string message, std::string hint) {
    checker_.sink.Error(std::string(kPass), at, std::move(message), std::move(hint));
  }

  std::vector<double> Shares(const std::vector<std::string>& arms) {
    std::vector<double> shares(arms.size(), 1);
    std::vector<bool> given(arms.size());
    for (const auto& share : written_.shares) {
      const auto arm = checker_.Resolve("arm", share.name, share.span, arms);
      if (!arm) continue;
      if (share.value.value <= 0) {
        Error(share.value.span, "an arm without a share has no accounts", "give it one above 0");
      }
      shares[*arm] = share.value.value;
      given[*arm] = true;
    }
    for (size_t i = 0; i < arms.size() && !written_.shares.empty(); ++i) {
      if (given[i]) continue;
      Error(written_.shares.front().span, absl::StrCat("arm `", arms[i], "` has no share"),
            "give one for each arm, or for none");
    }
    return shares;
  }

  std::vector<uint32_t> Metrics() {
    std::vector<std::string> names;
    for (const PortfolioMetric& metric : checker_.rules.portfolio) {
      names.push_back(metric.benchmark.name);
    }
    std::vector<uint32_t> metrics;
    for (const auto& metric : written_.metrics) {
      if (const auto found = checker_.Resolve("metric", metric.name, metric.span, names)) {
        RefuseWithoutDirection(*found, metric.name, metric.span);
        metrics.push_back(*found);
      }
    }
    MoveToFront(metrics, names);
    return metrics;
  }

  // Without knowing which way is better, no effect is one for the better.
  void RefuseWithoutDirection(uint32_t metric, const std::string& name, const Span& at) {
    const PortfolioMetric& found = checker_.rules.portfolio[metric];
    if (!found.measuring.measure) {
      Error(at, absl::StrCat("`", name, "` counts nothing"), "give the metric its `measure:`");
    } else if (ArmOutcomeOf(*found.measuring.measure) == ArmOutcome::kNothing) {
      Error(at,
            absl::StrCat("`", name, "` says nothing of a single account, so arms have none of it"),
            "compare days, shares of accounts, answers or hours: see docs/portfolio/evidence.md");
    } else if (!found.measuring.lower_is_better) {
      Error(at, absl::StrCat("whether more or less of `", name, "` is better is not said"),
            "give the metric `better: lower` or `better: higher`");
    }
  }

  void MoveToFront(std::vector<uint32_t>& metrics, const std::vector<std::string>& names) {
    if (!written_.decide_by.present()) return;
    const auto decides =
        checker_.Resolve("metric", written_.decide_by.value, written_.decide_by.span, names);
    if (!decides) return;
    const auto found = std::find(metrics.begin(), metrics.end(), *decides);
    if (found == metrics.end()) {
      Error(written_.decide_by.span,
            absl::StrCat("`", written_.decide_by.value, "` is not among the metrics compared"),
            "add it to `metrics`");
      return;
    }
    std::rotate(metrics.begin(), found, found + 1);
  }

  Checker& checker_;
  const document::Named<document::Experiment>& entry_;
  const document::Experiment& written_;
};

}  // namespace

void CheckEvidence(Checker& checker) {
  checker.rules.drivers = DriversCheck(checker).Run();
  for (const auto& entry : checker.document.experiments) {
    CheckPlainName(checker, "experiment", entry.name, entry.span);
    checker.rules.experiments.push_back(ExperimentCheck(checker, entry).Run());
  }
}

}  // namespace bellwether::ruleset
