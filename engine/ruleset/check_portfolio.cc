// Metrics over many accounts: which measure, whose tiers, over how long.
// Tested by tests/golden/ruleset/portfolio_measures.yaml.
#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

constexpr std::pair<std::string_view, MeasureUnit> kUnits[] = {
    {"ratio", MeasureUnit::kRatio}, {"times", MeasureUnit::kTimes},
    {"days", MeasureUnit::kDays},   {"hours", MeasureUnit::kHours},
    {"money", MeasureUnit::kMoney}, {"points", MeasureUnit::kPoints},
    {"score", MeasureUnit::kScore}, {"count", MeasureUnit::kCount},
    {"years", MeasureUnit::kYears},
};

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
    for (const auto& [name, unit] : kUnits) {
      if (metric.unit == name && Reads(MeasureKeys::kSums)) metric.measuring.unit = unit;
    }
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
    AddConcern(measuring);
    AddShares(measuring);
    measuring.order = Order();
    for (const auto& figure : written_.figures) {
      measuring.figures.emplace_back(figure.name, figure.value.value);
    }
    measuring.horizon_days = Horizon();
    measuring.edges = RisingEdges(checker_, "portfolio", written_.edges);
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
    refuse(written_.numerator.present(), written_.numerator.span, "numerator");
    refuse(written_.denominator.present(), written_.denominator.span, "denominator");
    refuse(!written_.bands.empty(), entry_.span, "bands");
    refuse(!written_.severities.empty(), entry_.span, "severities");
    refuse(!written_.parts.empty(), entry_.span, "parts");
    refuse(!written_.order.empty(), entry_.span, "order");
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
    const std::vector<std::string> words(info.of_words.begin(), info.of_words.end());
    if (written_.of.present() && !words.empty()) {
      checker_.Resolve("outcome", written_.of.value, written_.of.span, words);
    }
    return written_.of.value;
  }

  bool Reads(MeasureKeys keys) const {
    return written_.measure.present() && InfoOf(written_.measure.value).keys == keys;
  }

  // A key that the measure does not read would say something that nobody hears.
  void RefuseUnread(bool read, bool given, const Span& at, std::string_view key) {
    if (read || !given || !written_.measure.present()) return;
    Error(at,
          absl::StrCat("`", ToAbsl(InfoOf(written_.measure.value).name), "` has no `", ToAbsl(key),
                       "`"),
          "delete the key");
  }

  // What a measure cannot do without.
  void Require(bool given, std::string_view what, std::string_view hint) {
    if (given) return;
    Error(written_.measure.span,
          absl::StrCat("`", ToAbsl(InfoOf(written_.measure.value).name), "` needs to know ",
                       ToAbsl(what)),
          std::string(hint));
  }

  void AddConcern(Measuring& measuring) {
    const bool reads = Reads(MeasureKeys::kConcern);
    RefuseUnread(reads, !written_.bands.empty(), entry_.span, "bands");
    RefuseUnread(reads, !written_.severities.empty(), entry_.span, "severities");
    if (!reads) return;
    Require(!written_.bands.empty() || !written_.severities.empty(), "what gives concern",
            "add `bands: [...]`, `severities: [...]`, or both");
    std::vector<std::string> bands;
    for (const HealthModel& model : checker_.rules.health) {
      for (const Band& band : model.bands) bands.push_back(band.name);
    }
    for (const auto& band : written_.bands) {
      if (checker_.Resolve("band", band.name, band.span, bands))
        measuring.bands.push_back(band.name);
    }
    for (const auto& severity : written_.severities) {
      const auto found = checker_.ResolveWord("severity", "severities", severity.name,
                                              severity.span, checker_.rules.severities);
      if (found) measuring.severities.push_back(*found);
    }
  }

  void AddShares(Measuring& measuring) {
    const bool sums = Reads(MeasureKeys::kSums);
    const bool own = sums || Reads(MeasureKeys::kRecords);
    const bool parts = Reads(MeasureKeys::kParts);
    RefuseUnread(own, written_.numerator.present(), written_.numerator.span, "numerator");
    RefuseUnread(own, written_.denominator.present(), written_.denominator.span, "denominator");
    RefuseUnread(parts, !written_.parts.empty(), entry_.span, "parts");
    if (own) {
      Require(written_.numerator.present(), "what counts", "add `numerator: ...`");
      if (!written_.of.present()) return;
      AddShare({"", written_.of, written_.numerator, written_.denominator, 1}, sums, measuring);
    }
    if (!parts) return;
    Require(!written_.parts.empty(), "what is weighed",
            "add `parts: {answers: {of: survey, numerator: \"has(score)\", weight: 1}}`");
    for (const auto& part : written_.parts) {
      CheckPlainName(checker_, "part", part.name, part.span);
      const document::RecordShare& share = part.value;
      AddShare({part.name, share.of, share.numerator, share.denominator, share.weight.value}, false,
               measuring);
    }
  }

  struct WrittenShare {
    std::string name;
    const document::Located<std::string>& of;
    const document::ExpressionText& numerator;
    const document::ExpressionText& denominator;
    double weight = 1;
  };

  void AddShare(const WrittenShare& written, bool sums, Measuring& measuring) {
    if (!written.of.present()) return;  // reported where it was read
    const auto kind = RecordKind(checker_, written.of);
    if (!kind) return;
    const RecordNames names = NamesOfRecords(checker_, *kind);
    const auto type = sums ? expression::Type::kDouble : expression::Type::kBool;
    RecordShare share{written.name, *kind,
                      CheckOverRecords(checker_, names, written.numerator, type),
                      CheckOverRecords(checker_, names, written.denominator, type), written.weight};
    if (!share.numerator.empty()) measuring.shares.push_back(std::move(share));
  }

  std::vector<std::string> Order() {
    const bool reads = Reads(MeasureKeys::kOrder);
    RefuseUnread(reads, !written_.order.empty(), entry_.span, "order");
    if (reads) {
      Require(written_.order.size() > 1, "which features, in which order",
              "add `order: [import, report]`");
    }
    return NamesOf(written_.order);
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

  Checker& checker_;
  const document::PortfolioMetric& written_;
  const document::Named<document::PortfolioMetric>& entry_;
};

}  // namespace

std::vector<double> RisingEdges(Checker& checker, std::string_view code,
                                const std::vector<document::Bound>& written) {
  std::vector<double> edges;
  for (const document::Bound& edge : written) {
    if (edge.kind != document::Bound::Kind::kInclusive) {
      checker.sink.Error(std::string(code), edge.span, "an edge belongs to the part below it",
                         "write the number alone");
    } else if (!edges.empty() && edge.value <= edges.back()) {
      checker.sink.Error(std::string(code), edge.span, "edges must rise", "write the lowest first");
    }
    edges.push_back(edge.value);
  }
  return edges;
}

void CheckPortfolio(Checker& checker) {
  for (const auto& entry : checker.document.portfolio) {
    CheckPlainName(checker, "portfolio metric", entry.name, entry.span);
    checker.rules.portfolio.push_back(MetricCheck(checker, entry).Run());
  }
}

}  // namespace bellwether::ruleset
