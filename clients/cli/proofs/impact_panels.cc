// Tested by tests/clients/impact_command_test.py.
#include "clients/cli/proofs/impact_panels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/panel_cells.h"
#include "clients/cli/proofs/impact_words.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using impact::Impact;
using impact::Migration;
using impact::ScoreImpact;

constexpr size_t kBarColumns = 24;

Tone ToneOf(double change) {
  if (change == 0) return Tone::kQuiet;
  return change > 0 ? Tone::kGood : Tone::kBad;
}

PanelCell PointsCell(double points) {
  return NumberCell(points, points == 0 ? "0" : PointsWords(points), ToneOf(points));
}

PanelCell MeanCell(double sum, uint64_t count) {
  return count == 0 ? PanelCell() : PointsCell(sum / static_cast<double>(count));
}

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

// Answers that some account has by either pack.
std::vector<size_t> UsedAnswers(const Migration& migration) {
  std::vector<size_t> used;
  for (size_t i = 0; i < migration.answers(); ++i) {
    bool any = false;
    for (size_t j = 0; j < migration.answers(); ++j) {
      any = any || migration.At(i, j).accounts > 0 || migration.At(j, i).accounts > 0;
    }
    if (any) used.push_back(i);
  }
  return used;
}

// A change in points by more than `above` and at most `up_to`.
struct Bucket {
  size_t above;
  size_t up_to;
};
constexpr std::array<Bucket, 6> kBuckets = {{{20, 100}, {10, 20}, {5, 10}, {2, 5}, {1, 2}, {0, 1}}};

uint64_t CountIn(const std::array<uint64_t, ScoreImpact::kBins>& bins, const Bucket& bucket) {
  uint64_t count = 0;
  for (size_t i = bucket.above; i < bucket.up_to; ++i) count += bins[i];
  return count;
}

std::string FallWords(const Bucket& bucket) {
  if (bucket.up_to == ScoreImpact::kBins) return absl::StrCat("more than −", bucket.above);
  return absl::StrCat("−", bucket.up_to, " to ", bucket.above == 0 ? "" : "−", bucket.above);
}

std::string RiseWords(const Bucket& bucket) {
  if (bucket.up_to == ScoreImpact::kBins) return absl::StrCat("more than +", bucket.above);
  return absl::StrCat(bucket.above == 0 ? "" : "+", bucket.above, " to +", bucket.up_to);
}

// How many accounts' score moved in what way.
struct Bar {
  std::string words;
  Tone tone = Tone::kPlain;
  uint64_t accounts = 0;
};

// From the largest falls to the largest rises, without those at either end that nobody is in.
std::vector<Bar> BarsOf(const ScoreImpact& score) {
  std::vector<Bar> bars;
  for (const Bucket& bucket : kBuckets) {
    bars.push_back({FallWords(bucket), Tone::kBad, CountIn(score.fallen, bucket)});
  }
  bars.push_back({"as before", Tone::kQuiet, score.both - score.falls - score.rises});
  std::for_each(kBuckets.rbegin(), kBuckets.rend(), [&](const Bucket& bucket) {
    bars.push_back({RiseWords(bucket), Tone::kGood, CountIn(score.risen, bucket)});
  });
  const auto is_empty = [](const Bar& bar) {
    return bar.accounts == 0 && bar.tone != Tone::kQuiet;
  };
  bars.erase(std::find_if_not(bars.rbegin(), bars.rend(), is_empty).base(), bars.end());
  bars.erase(bars.begin(), std::find_if_not(bars.begin(), bars.end(), is_empty));
  return bars;
}

Panel MoversPanel(std::string name, std::string title, const ImpactReport& report,
                  const std::vector<impact::AccountChange>& accounts) {
  Panel panel{std::move(name),
              std::move(title),
              "none",
              {{"account", "account"},
               {"segment", "segment", false, 4},
               {"acv", "contract value", true, 3},
               {"from", "score", true},
               {"to", "new", true},
               {"change", "points", true},
               {"decisions", "decided otherwise", false, 1},
               {"because", "most by", false, 2}},
              {}};
  for (const impact::AccountChange& one : accounts) {
    const impact::ScoreChange& primary = one.scores.front();
    const auto shown = [](const std::optional<impact::ScoreValue>& value) {
      return value ? NumberCell(value->displayed, FormatNumber(value->displayed)) : PanelCell();
    };
    const bool moved = primary.both() && primary.points() != 0;
    panel.rows.push_back({TextCell(one.id), TextCell(SegmentWords(report.names, one.segment)),
                          MoneyCell(one.acv), shown(primary.from), shown(primary.to),
                          moved ? PointsCell(primary.points()) : PanelCell(),
                          TextCell(DecisionWords(report.names, one)),
                          moved ? TextCell(MoverWords(report.names, one)) : PanelCell()});
  }
  return panel;
}

}  // namespace

bool ImpactReport::kept() const {
  return std::all_of(budget.begin(), budget.end(), [this](const impact::BudgetLine& line) {
    return impact::Judge(line, impact).kept;
  });
}

Panel BudgetPanel(const ImpactReport& report) {
  Panel panel{"budget",
              "Budget",
              "no line",
              {{"line", "line"},
               {"limit", "limit", true},
               {"most", "at most", true, 1},
               {"actual", "is", true},
               {"verdict", "verdict"}},
              {}};
  for (const impact::BudgetLine& line : report.budget) {
    const impact::BudgetResult result = impact::Judge(line, report.impact);
    panel.rows.push_back(
        {TextCell(line.name), TextCell(line.limit),
         NumberCell(result.most, AmountWords(result.most)),
         NumberCell(result.actual, AmountWords(result.actual)),
         result.kept ? TextCell("kept", Tone::kGood) : TextCell("broken", Tone::kBad)});
  }
  return panel;
}

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

Panel BandsPanel(const ImpactReport& report) {
  Panel panel{"bands",
              "Bands: by the old pack down, by the new pack across",
              "no band",
              {{"from", ""}},
              {}};
  const auto index = PrimaryBandOf(report.names);
  if (!index) return panel;
  const impact::Outcome& outcome = report.names.outcomes[*index];
  const Migration& migration = report.impact.migrations[*index];
  if (migration.changed() == 0) return panel;
  const std::vector<size_t> used = UsedAnswers(migration);
  for (const size_t to : used) {
    panel.columns.push_back({outcome.answers[to], outcome.answers[to], true});
  }
  for (const size_t from : used) {
    std::vector<PanelCell> row = {TextCell(outcome.answers[from])};
    for (const size_t to : used) {
      const uint64_t count = migration.At(from, to).accounts;
      row.push_back(count == 0 ? PanelCell{0.0, "·", Tone::kQuiet}
                               : CountCell(count, from == to ? Tone::kPlain : Tone::kStrong));
    }
    panel.rows.push_back(std::move(row));
  }
  return panel;
}

Panel ScoresPanel(const ImpactReport& report) {
  Panel panel{"scores",
              "Scores",
              "no account has a score by both packs",
              {{"score", "score"},
               {"accounts", "accounts", true},
               {"falls", "fall", true},
               {"rises", "rise", true},
               {"mean", "mean change", true},
               {"least", "largest fall", true, 2},
               {"most", "largest rise", true, 3},
               {"rank_correlation", "rank correlation", true, 1},
               {"lost", "lost", true, 4},
               {"gained", "gained", true, 5}},
              {}};
  for (size_t i = 0; i < report.names.scores.size(); ++i) {
    const ScoreImpact& score = report.impact.scores[i];
    if (score.falls + score.rises + score.lost + score.gained == 0) continue;
    const auto count = [](uint64_t n) { return n == 0 ? PanelCell() : CountCell(n); };
    panel.rows.push_back(
        {TextCell(report.names.scores[i].name), CountCell(score.both), CountCell(score.falls),
         CountCell(score.rises), MeanCell(score.sum, score.both), PointsCell(score.least),
         PointsCell(score.most),
         NumberCell(score.rank_correlation,
                    score.rank_correlation ? FormatFixed(*score.rank_correlation, 4) : ""),
         count(score.lost), count(score.gained)});
  }
  return panel;
}

Panel ChangesPanel(const ImpactReport& report) {
  Panel panel{"changes",
              "Changes of the primary score, in points",
              "none",
              {{"points", "points"}, {"accounts", "accounts", true}, {"bar", ""}},
              {}};
  const ScoreImpact& score = report.impact.scores.front();
  if (score.falls + score.rises == 0) return panel;
  const std::vector<Bar> bars = BarsOf(score);
  uint64_t most = 0;
  for (const Bar& bar : bars) most = std::max(most, bar.accounts);
  for (const Bar& bar : bars) {
    PanelCell drawn;
    drawn.text = BarOf(static_cast<double>(bar.accounts) / static_cast<double>(most), kBarColumns);
    drawn.tone = bar.tone;
    panel.rows.push_back({TextCell(bar.words), CountCell(bar.accounts), std::move(drawn)});
  }
  return panel;
}

Panel CausesPanel(const ImpactReport& report) {
  Panel panel{"causes",
              "What moved the scores",
              "none",
              {{"score", "score", false, 1},
               {"component", "component"},
               {"weight", "weight"},
               {"by_weight", "by weight", true, 3},
               {"by_score", "by sub-score", true, 4},
               {"mean", "mean points", true},
               {"share", "of the movement", true, 2},
               {"accounts", "accounts", true}},
              {}};
  for (size_t i = 0; i < report.names.scores.size(); ++i) {
    const ScoreImpact& score = report.impact.scores[i];
    double all = score.limits.moved;
    for (const impact::PartSum& part : score.parts) all += part.moved;
    const auto add = [&](const std::string& name, const std::string& weight,
                         const impact::PartSum& part) {
      const double share = part.moved / all;
      panel.rows.push_back({TextCell(report.names.scores[i].name), TextCell(name), TextCell(weight),
                            part.weight == 0 ? PanelCell() : MeanCell(part.weight, score.both),
                            part.score == 0 ? PanelCell() : MeanCell(part.score, score.both),
                            MeanCell(part.weight + part.score, score.both),
                            NumberCell(share, absl::StrCat(FormatFixed(100 * share, 1), " %")),
                            CountCell(part.touched)});
    };
    std::vector<size_t> order;
    for (size_t j = 0; j < score.parts.size(); ++j) {
      if (score.parts[j].touched > 0) order.push_back(j);
    }
    std::stable_sort(order.begin(), order.end(), [&score](size_t one, size_t other) {
      return score.parts[one].moved > score.parts[other].moved;
    });
    for (const size_t j : order) {
      const impact::PartNames& part = report.names.scores[i].parts[j];
      add(part.name, WeightWords(part), score.parts[j]);
    }
    if (score.limits.touched > 0) add(kLimitsWords, "", score.limits);
  }
  return panel;
}

Panel SegmentsPanel(const ImpactReport& report) {
  Panel panel{"segments",
              "Segments",
              "none",
              {{"segment", "segment"},
               {"accounts", "accounts", true},
               {"flipped", "decided otherwise", true},
               {"share", "of them", true, 2},
               {"mean", "mean change", true},
               {"acv", "contract value", true, 1}},
              {}};
  for (size_t i = 0; i < report.impact.segments.size(); ++i) {
    const impact::SegmentImpact& segment = report.impact.segments[i];
    if (segment.all.accounts == 0) continue;
    panel.rows.push_back({TextCell(SegmentWords(report.names, i)), CountCell(segment.all.accounts),
                          CountCell(segment.flipped.accounts),
                          TextCell(ShareWords(segment.flipped.accounts, segment.all.accounts)),
                          MeanCell(segment.score_sum, segment.both),
                          segment.flipped.acv > 0 ? MoneyCell(segment.flipped.acv) : PanelCell()});
  }
  return panel;
}

Panel FallsPanel(const ImpactReport& report) {
  return MoversPanel("falls", "Largest falls", report, report.impact.falls);
}

Panel RisesPanel(const ImpactReport& report) {
  return MoversPanel("rises", "Largest rises", report, report.impact.rises);
}

Panel FlipsPanel(const ImpactReport& report) {
  return MoversPanel("flips", "Decided otherwise, by contract value", report, report.impact.flips);
}

std::vector<Panel> ImpactPanels(const ImpactReport& report) {
  return {BudgetPanel(report),  DecisionsPanel(report), BandsPanel(report),    ScoresPanel(report),
          ChangesPanel(report), CausesPanel(report),    SegmentsPanel(report), AnswersPanel(report),
          FlipsPanel(report),   FallsPanel(report),     RisesPanel(report)};
}

}  // namespace bellwether::cli
