// Tested by tests/clients/impact_command_test.py.
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/proofs/impact_panels.h"
#include "clients/cli/proofs/impact_report.h"
#include "clients/cli/proofs/impact_words.h"
#include "clients/cli/proofs/rule_changes.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using impact::Migration;
using nlohmann::ordered_json;

constexpr int kIndent = 2;

ordered_json AccountsJson(const impact::Impact& impact) {
  return {{"compared", impact.accounts},
          {"changed", impact.changed},
          {"flipped", impact.flipped.accounts},
          {"flipped_acv", impact.flipped.acv},
          {"without_acv", impact.without_acv},
          {"refused_by_both", impact.refused_by_both},
          {"refused_by_old", impact.refused_by_from},
          {"refused_by_new", impact.refused_by_to}};
}

// Every cell that has an account, of every segment: nothing is added up that a reader may want
// apart.
ordered_json MigrationJson(const ImpactReport& report, size_t outcome) {
  const Migration& migration = report.impact.migrations[outcome];
  const auto& answers = report.names.outcomes[outcome].answers;
  auto cells = ordered_json::array();
  for (size_t segment = 0; segment < migration.segments(); ++segment) {
    for (size_t from = 0; from < answers.size(); ++from) {
      for (size_t to = 0; to < answers.size(); ++to) {
        const impact::Sum& sum = migration.At(segment, from, to);
        if (sum.accounts == 0) continue;
        ordered_json cell = {{"from", answers[from]}, {"to", answers[to]}};
        if (segment < report.names.segments.size()) {
          cell["segment"] = report.names.segments[segment];
        }
        cell["accounts"] = sum.accounts;
        cell["acv"] = sum.acv;
        cells.push_back(std::move(cell));
      }
    }
  }
  return {{"outcome", report.names.outcomes[outcome].name},
          {"decision", report.names.outcomes[outcome].is_decision},
          {"changed", migration.changed()},
          {"answers", answers},
          {"cells", std::move(cells)}};
}

// Bins of one point that have an account, rising.
ordered_json HistogramJson(const impact::ScoreImpact& score) {
  auto bins = ordered_json::array();
  const auto add = [&bins](double above, double up_to, uint64_t count) {
    if (count > 0) bins.push_back({{"above", above}, {"up_to", up_to}, {"accounts", count}});
  };
  for (size_t i = impact::ScoreImpact::kBins; i-- > 0;) {
    add(-static_cast<double>(i) - 1, -static_cast<double>(i), score.fallen[i]);
  }
  for (size_t i = 0; i < impact::ScoreImpact::kBins; ++i) {
    add(static_cast<double>(i), static_cast<double>(i) + 1, score.risen[i]);
  }
  return bins;
}

ordered_json HistogramsJson(const ImpactReport& report) {
  auto histograms = ordered_json::array();
  for (size_t i = 0; i < report.names.scores.size(); ++i) {
    const impact::ScoreImpact& score = report.impact.scores[i];
    histograms.push_back({{"score", report.names.scores[i].name},
                          {"as_before", score.both - score.falls - score.rises},
                          {"bins", HistogramJson(score)}});
  }
  return histograms;
}

}  // namespace

ordered_json ImpactDocument(const ImpactReport& report) {
  ordered_json json;
  json["from"] = PackJson(report.from.pack, report.from.place);
  json["to"] = PackJson(report.to.pack, report.to.place);
  json["as_of"] = report.as_of;
  json["summary"] = ImpactSentences(report);
  json["accounts"] = AccountsJson(report.impact);
  if (!report.budget.empty()) json["kept"] = report.kept();
  for (const Panel& panel : ImpactPanels(report)) {
    if (panel.name != "budget" || !report.budget.empty()) json[panel.name] = PanelJson(panel);
  }
  json["histograms"] = HistogramsJson(report);
  auto& migrations = json["migrations"] = ordered_json::array();
  for (size_t i = 0; i < report.names.outcomes.size(); ++i) {
    migrations.push_back(MigrationJson(report, i));
  }
  return json;
}

std::string ImpactJson(const ImpactReport& report) {
  return Dump(ImpactDocument(report), kIndent) + "\n";
}

}  // namespace bellwether::cli
