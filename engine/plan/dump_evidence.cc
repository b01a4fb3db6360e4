// The part of a plan's dump that says what the rules are judged by.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

std::string ArmsText(const ruleset::Experiment& experiment) {
  std::vector<std::string> arms;
  for (size_t i = 0; i < experiment.arms.size(); ++i) {
    arms.push_back(absl::StrCat(experiment.arms[i], " ", FormatNumber(experiment.shares[i])));
  }
  return absl::StrJoin(arms, ", ");
}

}  // namespace

void DumpDrivers(DumpWriter& writer) {
  const ruleset::Drivers& drivers = writer.plan().drivers;
  if (!drivers.defined) return;
  writer.Heading("Drivers");
  writer.Line(absl::StrCat("facts on day ", drivers.landmark_days, ", gap ", drivers.gap_days,
                           ", outcome on day ", drivers.horizon_days, ", at least ",
                           drivers.min_count));
  for (const ruleset::DriverFact& fact : drivers.facts) {
    std::string edges;
    for (const double edge : fact.edges) absl::StrAppend(&edges, " ", FormatNumber(edge));
    writer.Line(absl::StrCat(fact.name, edges.empty() ? "" : ", edges", edges));
  }
}

void DumpExperiments(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.experiments.empty()) return;
  writer.Heading("Experiments");
  for (const ruleset::Experiment& experiment : plan.experiments) {
    writer.Title(experiment.name, experiment.location);
    std::vector<std::string> metrics;
    for (const uint32_t metric : experiment.metrics) {
      metrics.push_back(plan.portfolio_notes[metric].name);
    }
    writer.Labelled("arms", ArmsText(experiment));
    writer.Labelled("lots", experiment.randomised ? "drawn" : "not drawn");
    writer.Labelled("metrics", absl::StrJoin(metrics, ", "));
    if (experiment.worthwhile > 0) {
      writer.Labelled("worthwhile", FormatNumber(experiment.worthwhile));
    }
    if (experiment.accounts_per_arm) {
      writer.Labelled("planned", absl::StrCat(*experiment.accounts_per_arm, " accounts in each"));
    }
    if (experiment.hourly_cost) writer.Labelled("an hour", FormatNumber(*experiment.hourly_cost));
  }
}

}  // namespace bellwether
