// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_words.h"

namespace bellwether::cli {
namespace {

using impact::Migration;

// Those who went from one answer to another.
struct Flow {
  size_t from = 0;
  size_t to = 0;
  impact::Sum sum;
};

// The largest first.
std::vector<Flow> FlowsOf(const Migration& migration) {
  std::vector<Flow> flows;
  for (size_t from = 0; from < migration.answers(); ++from) {
    for (size_t to = 0; to < migration.answers(); ++to) {
      const impact::Sum sum = migration.At(from, to);
      if (from != to && sum.accounts > 0) flows.push_back({from, to, sum});
    }
  }
  std::stable_sort(flows.begin(), flows.end(), [](const Flow& one, const Flow& other) {
    return one.sum.accounts > other.sum.accounts;
  });
  return flows;
}

// A flow by its words: answers of two outcomes do not stand at the same places.
using FlowInWords = std::tuple<std::string, std::string, uint64_t, double>;

std::vector<FlowInWords> InWords(const ImpactReport& report, size_t index) {
  const auto& answers = report.names.outcomes[index].answers;
  std::vector<FlowInWords> words;
  for (const Flow& flow : FlowsOf(report.impact.migrations[index])) {
    words.emplace_back(answers[flow.from], answers[flow.to], flow.sum.accounts, flow.sum.acv);
  }
  std::sort(words.begin(), words.end());
  return words;
}

// Whether it is the band of a model that is the primary one of all accounts that moved: the same
// table once more.
bool RepeatsPrimaryBand(const ImpactReport& report, size_t index) {
  const auto& outcomes = report.names.outcomes;
  const std::string& name = outcomes[index].name;
  if (!name.starts_with("health.") || !name.ends_with(".band")) return false;
  const auto primary = PrimaryBandOf(report.names);
  return primary && *primary != index && InWords(report, *primary) == InWords(report, index);
}

void AddFlows(const ImpactReport& report, bool decisions, Panel& panel) {
  for (size_t i = 0; i < report.names.outcomes.size(); ++i) {
    const impact::Outcome& outcome = report.names.outcomes[i];
    if (outcome.is_decision != decisions || RepeatsPrimaryBand(report, i)) continue;
    for (const Flow& flow : FlowsOf(report.impact.migrations[i])) {
      panel.rows.push_back({TextCell(outcome.name), TextCell(outcome.answers[flow.from]),
                            TextCell(outcome.answers[flow.to]), CountCell(flow.sum.accounts),
                            TextCell(ShareWords(flow.sum.accounts, report.impact.accounts)),
                            flow.sum.acv > 0 ? MoneyCell(flow.sum.acv) : PanelCell()});
    }
  }
}

Panel FlowPanel(std::string name, std::string title) {
  return {std::move(name),
          std::move(title),
          "none",
          {{"outcome", "outcome"},
           {"from", "by the old pack"},
           {"to", "by the new pack"},
           {"accounts", "accounts", true},
           {"share", "of all", true, 2},
           {"acv", "contract value", true, 1}},
          {}};
}

}  // namespace

Panel DecisionsPanel(const ImpactReport& report) {
  Panel panel = FlowPanel("decisions", "Decisions that change");
  AddFlows(report, true, panel);
  return panel;
}

Panel AnswersPanel(const ImpactReport& report) {
  Panel panel = FlowPanel("answers", "Other answers that change");
  AddFlows(report, false, panel);
  return panel;
}

}  // namespace bellwether::cli
