// Metrics over many accounts: which measure, whose tiers, over how long.
// Tested by tests/golden/ruleset/portfolio_measures.yaml.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

class MetricCheck {
 public:
  MetricCheck(Checker& checker, const document::Named<document::PortfolioMetric>& entry)
      : checker_(checker), written_(entry.value), entry_(entry) {}

  PortfolioMetric Run() {
    PortfolioMetric metric;
    metric.benchmark = Tiers();
    metric.unit = std::string(ToText(written_.unit).In(""));
    for (const auto& figure : written_.figures) {
      metric.figures.emplace_back(figure.name, figure.value.value);
    }
    metric.measuring = Measured();
    return metric;
  }

 private:
  Benchmark Tiers() {
    if (written_.sets.empty()) {
      Benchmark none;
      none.name = entry_.name;
      none.location = entry_.span;
      none.notes = ToNotes(written_.notes);
      return none;
    }
    document::Benchmark table;
    table.better = written_.better;
    table.by = written_.by;
    table.set = written_.set;
    table.tiers = written_.tiers;
    table.points = written_.points;
    table.sets = written_.sets;
    table.notes = written_.notes;
    return CheckTable(checker_, table, entry_.name, entry_.span);
  }

  Measuring Measured() {
    Measuring measuring;
    if (written_.measure.present()) measuring.measure = written_.measure.value;
    RefuseWithoutMeasure();
    measuring.benchmark = BenchmarkNamed();
    measuring.lower_is_better = Direction(measuring.benchmark);
    measuring.months = written_.months.value_or(measuring.months);
    measuring.min_count = static_cast<uint64_t>(
        written_.min_count.value_or(static_cast<int64_t>(measuring.min_count)));
    measuring.of = Of();
    for (const auto& figure : written_.figures) {
      measuring.figures.emplace_back(figure.name, figure.value.value);
    }
    measuring.horizon_days = Horizon();
    measuring.edges = Edges();
    if (!written_.breakdowns.empty()) measuring.breakdowns = NamesOf(written_.breakdowns);
    measuring.dashboards = NamesOf(written_.dashboards);
    return measuring;
  }

  void Error(const Span& at, std::string message, std::string hint) {
    checker_.sink.Error("portfolio", at, std::move(message), std::move(hint));
  }

  // Keys that only a measure reads would say something that nobody hears.
  void RefuseWithoutMeasure() {
    if (written_.measure.present()) return;
    const auto refuse = [this](bool given, const Span& at, std::string_view key) {
      if (!given) return;
      Error(at, absl::StrCat("`", ToAbsl(key), "` says how to count, but nothing is counted"),
            "add `measure:`, or delete the key");
    };
    refuse(written_.benchmark.present(), written_.benchmark.span, "benchmark");
    refuse(written_.months.present(), written_.months.span, "months");
    refuse(written_.horizon.present(), written_.horizon.span, "horizon");
    refuse(written_.min_count.present(), written_.min_count.span, "min_count");
    refuse(written_.of.present(), written_.of.span, "of");
    refuse(!written_.edges.empty(), entry_.span, "edges");
    refuse(!written_.breakdowns.empty(), entry_.span, "breakdowns");
    refuse(!written_.dashboards.empty(), entry_.span, "dashboards");
    refuse(!written_.investigate.empty(), entry_.span, "investigate");
  }

  std::optional<uint32_t> BenchmarkNamed() {
    if (!written_.benchmark.present()) return std::nullopt;
    if (!written_.sets.empty()) {
      Error(written_.benchmark.span, "`benchmark` and `sets` both give tiers",
            "delete one of them");
    }
    std::vector<std::string> names;
    for (const Benchmark& benchmark : checker_.rules.benchmarks) names.push_back(benchmark.name);
    return checker_.Resolve("benchmark", written_.benchmark.value, written_.benchmark.span, names);
  }

  std::optional<bool> Direction(std::optional<uint32_t> benchmark) const {
    if (benchmark) return checker_.rules.benchmarks[*benchmark].lower_is_better;
    if (!written_.better.present()) return std::nullopt;
    return written_.better.value == document::Better::kLower;
  }

  std::string Of() {
    if (!written_.measure.present()) return "";
    const MeasureInfo& info = InfoOf(written_.measure.value);
    if (info.of == MeasureOf::kRequired && !written_.of.present()) {
      Error(written_.measure.span, absl::StrCat("`", ToAbsl(info.name), "` needs to know of what"),
            absl::StrCat("add `of:`, ", ToAbsl(info.of_about)));
    }
    if (info.of == MeasureOf::kNothing && written_.of.present()) {
      Error(written_.of.span, absl::StrCat("`", ToAbsl(info.name), "` has no `of`"),
            "delete the key");
    }
    return written_.of.value;
  }

  // A measure that follows accounts for so long must be told how long.
  std::optional<double> Horizon() {
    const bool wanted = written_.measure.present() && InfoOf(written_.measure.value).uses_horizon;
    if (!written_.horizon.present()) {
      if (wanted) {
        Error(written_.measure.span,
              absl::StrCat("`", ToAbsl(InfoOf(written_.measure.value).name),
                           "` follows accounts for so many days, which are not given"),
              "add `horizon: 90d`");
      }
      return std::nullopt;
    }
    return WholeDays(checker_, written_.horizon, "a horizon", "horizon: 90d");
  }

  std::vector<double> Edges() {
    std::vector<double> edges;
    for (const document::Bound& edge : written_.edges) {
      if (edge.kind != document::Bound::Kind::kInclusive) {
        Error(edge.span, "an edge belongs to the part below it", "write the number alone");
      } else if (!edges.empty() && edge.value <= edges.back()) {
        Error(edge.span, "edges must rise", "write the lowest first");
      }
      edges.push_back(edge.value);
    }
    return edges;
  }

  Checker& checker_;
  const document::PortfolioMetric& written_;
  const document::Named<document::PortfolioMetric>& entry_;
};

}  // namespace

void CheckPortfolio(Checker& checker) {
  for (const auto& entry : checker.document.portfolio) {
    CheckPlainName(checker, "portfolio metric", entry.name, entry.span);
    checker.rules.portfolio.push_back(MetricCheck(checker, entry).Run());
  }
}

}  // namespace bellwether::ruleset
