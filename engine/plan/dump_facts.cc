// Sections about what is known before anything is scored: signals, derived facts, milestones,
// benchmarks, and the targets of a portfolio, which are benchmarks without an account.
//
// Tested by tests/engine/plan/dump_test.cc and tests/golden/plan.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/document/words.h"
#include "engine/plan/describe.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

std::string Days(double days) { return FormatNumber(days) + "d"; }

std::string ValuesOf(const ruleset::Signal& signal, const ruleset::Slot& slot) {
  if (signal.type == ruleset::SignalType::kEnum) return absl::StrJoin(slot.words, ", ");
  const bool numbers =
      slot.type == expression::Type::kDouble || slot.type == expression::Type::kSeries;
  return numbers ? signal.range.Describe() : "any";
}

std::string EffortWords(const ruleset::Signal& signal) {
  return signal.effort ? ", effort " + FormatNumber(*signal.effort) : "";
}

std::string TypeOf(const ruleset::Signal& signal) {
  std::string type = SignalTypeName(signal.type);
  if (signal.type != ruleset::SignalType::kSeries) return type;
  const std::string every = signal.every_days ? " every " + Days(*signal.every_days) : "";
  return absl::StrCat(type, " of ", SignalTypeName(signal.of), every);
}

std::string StaleWords(const ruleset::Signal& signal) {
  if (!signal.max_age_days) return "";
  const std::string after = "after " + Days(*signal.max_age_days);
  switch (signal.stale) {
    case ruleset::StalePolicy::kKeep:
      return after + " keep";
    case ruleset::StalePolicy::kExclude:
      return after + " exclude";
    case ruleset::StalePolicy::kDecay:
      break;
  }
  return absl::StrCat(after, " decay, half-life ", Days(signal.half_life_days));
}

// "share of ticket escalated, where type == \"bug\", within 90d"
std::string RecordsWords(const ruleset::FromRecords& from) {
  std::string text =
      absl::StrCat(ruleset::TakeName(from.take), " of ", ToAbsl(records::NameOf(from.of)));
  if (!from.value.empty()) absl::StrAppend(&text, " ", from.value.Canonical());
  if (!from.where.empty()) absl::StrAppend(&text, ", where ", from.where.Canonical());
  if (from.within_days) absl::StrAppend(&text, ", within ", *from.within_days, "d");
  return text;
}

std::string SetTitle(const Plan& plan, const PlanBenchmark& benchmark, uint32_t set) {
  return absl::StrCat(plan.set_names[plan.sets[set].name],
                      set == benchmark.default_set ? " (in force)" : "");
}

// One line for each row of each set: "OM (in force)  smb  fast <= 21 (100)  slow > 21 (20)".
void DumpSets(DumpWriter& writer, const PlanBenchmark& benchmark) {
  const Plan& plan = writer.plan();
  size_t most = 0;
  for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
    most = std::max<size_t>(most, plan.sets[s].tiers.count);
  }
  TextTable table(TextTable::Row(most + 2));
  for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
    const PlanBenchmarkSet& set = plan.sets[s];
    for (uint32_t r = set.rows.first; r < set.rows.end(); ++r) {
      TextTable::Row row = {SetTitle(plan, benchmark, s), DescribeRow(plan, benchmark, r)};
      for (uint32_t t = 0; t < set.tiers.count; ++t) {
        const PlanTier& tier = plan.tiers[set.tiers.first + t];
        row.push_back(
            absl::StrCat(tier.name, " ", DescribeBound(plan, benchmark, r, t),
                         tier.points ? absl::StrCat(" (", FormatNumber(*tier.points), ")") : ""));
      }
      table.Add(std::move(row));
    }
  }
  writer.Table(table);
}

std::string Direction(const PlanBenchmark& benchmark) {
  return benchmark.lower_is_better ? "lower is better" : "higher is better";
}

void DumpFromRecords(DumpWriter& writer) {
  TextTable table({"signal", "from records, where it is not stated"});
  for (const ruleset::Signal& signal : writer.plan().signals) {
    if (!signal.from_records) continue;
    table.Add({writer.plan().slots[signal.slot].name, RecordsWords(*signal.from_records)});
  }
  writer.Table(table);
}

std::string HintsOf(const ruleset::Generate& generate, const ruleset::Slot& slot) {
  std::vector<std::string> hints;
  const auto add = [&hints](std::string_view name, const std::optional<double>& number) {
    if (number) hints.push_back(absl::StrCat(ToAbsl(name), " ", FormatNumber(*number)));
  };
  add("median", generate.median);
  add("spread", generate.spread);
  add("share", generate.share);
  for (size_t i = 0; i < generate.shares.size(); ++i) add(slot.words[i], generate.shares[i]);
  add("correlation", generate.correlation);
  add("missing", generate.missing);
  add("not_applicable", generate.not_applicable);
  add("stale", generate.stale);
  return absl::StrJoin(hints, ", ");
}

void DumpGenerate(DumpWriter& writer) {
  TextTable table({"signal", "of accounts that are generated"});
  for (const ruleset::Signal& signal : writer.plan().signals) {
    const ruleset::Slot& slot = writer.plan().slots[signal.slot];
    const std::string hints = HintsOf(signal.generate, slot);
    if (!hints.empty()) table.Add({slot.name, hints});
  }
  writer.Table(table);
}

}  // namespace

void DumpSignals(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.signals.empty()) return;
  writer.Heading("Signals");
  TextTable table({"slot", "signal", "type", "values", "unit", "missing", "stale", "place"}, {0});
  for (const ruleset::Signal& signal : plan.signals) {
    const ruleset::Slot& slot = plan.slots[signal.slot];
    table.Add({absl::StrCat(signal.slot), slot.name, TypeOf(signal),
               ValuesOf(signal, slot) + EffortWords(signal), signal.unit,
               DescribeMissing(slot.missing), StaleWords(signal), writer.PlaceOf(signal.location)});
  }
  writer.Table(table);
  DumpFromRecords(writer);
  DumpGenerate(writer);
}

void DumpDerived(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.derived.empty()) return;
  writer.Heading("Derived facts, in the order of their evaluation");
  TextTable table({"slot", "fact", "type", "values", "formula"}, {0});
  for (const PlanDerived& derived : plan.derived) {
    const ruleset::Slot& slot = plan.slots[derived.slot];
    const bool number = slot.type == expression::Type::kDouble;
    table.Add({absl::StrCat(derived.slot), slot.name, SignalTypeName(slot.kind),
               number ? derived.range.Describe() : "", writer.Condition(derived.program)});
  }
  writer.Table(table);
}

void DumpMilestones(DumpWriter& writer) {
  const ruleset::Milestones& milestones = writer.plan().milestones;
  if (milestones.order.empty()) return;
  writer.Heading("Milestones");
  writer.Labelled("grace", Days(milestones.grace_days));
  writer.Labelled("cascade", absl::StrCat(FormatNumber(milestones.cascade_low), " to ",
                                          FormatNumber(milestones.cascade_high)));
  TextTable table({"index", "milestone", "critical", "same as"}, {0});
  for (size_t i = 0; i < milestones.order.size(); ++i) {
    const auto& entry = milestones.order[i];
    table.Add(
        {absl::StrCat(i), entry.name, entry.critical ? "yes" : "", writer.SlotName(entry.same_as)});
  }
  writer.Table(table);
}

void DumpBenchmarks(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.benchmarks.empty()) return;
  writer.Heading("Benchmarks");
  for (size_t i = 0; i < plan.benchmarks.size(); ++i) {
    const PlanBenchmark& benchmark = plan.benchmarks[i];
    const PlanNote& note = plan.benchmark_notes[i];
    writer.Title(absl::StrCat(i, " ", note.name, " of ", writer.SlotName(benchmark.value), ", ",
                              Direction(benchmark)),
                 note.location);
    writer.Labelled("value so far", writer.SlotName(benchmark.value_so_far));
    writer.Labelled("applies when", writer.Condition(benchmark.applies_when));
    writer.Labelled("writes", absl::StrCat("slot ", benchmark.tier_slot, " ",
                                           writer.SlotName(benchmark.tier_slot)));
    DumpSets(writer, benchmark);
  }
}

namespace {

// "counts retention over 12 months, followed 90 days, at least 10, by segment, csm; executive"
std::string MeasuringText(const Plan& plan, const ruleset::Measuring& measuring) {
  const MeasureInfo& info = InfoOf(*measuring.measure);
  std::string text =
      absl::StrCat("counts ", ToAbsl(info.name), " over ", measuring.months, " months");
  if (measuring.horizon_days) {
    absl::StrAppend(&text, ", followed ", FormatNumber(*measuring.horizon_days), " days");
  }
  for (size_t i = 0; i < measuring.edges.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? ", edges " : " ", FormatNumber(measuring.edges[i]));
  }
  if (!measuring.of.empty()) absl::StrAppend(&text, ", of ", measuring.of);
  if (!measuring.bands.empty()) {
    absl::StrAppend(&text, ", concern in ", absl::StrJoin(measuring.bands, " "));
  }
  for (const uint32_t severity : measuring.severities) {
    absl::StrAppend(&text, ", concern of ", plan.severities[severity]);
  }
  if (!measuring.order.empty()) {
    absl::StrAppend(&text, ", in the order ", absl::StrJoin(measuring.order, " "));
  }
  for (const ruleset::RecordShare& share : measuring.shares) {
    absl::StrAppend(&text, "; ", share.name, share.name.empty() ? "" : ": ",
                    ToAbsl(records::NameOf(share.of)), " ", share.numerator.Canonical());
    if (!share.denominator.empty()) {
      absl::StrAppend(&text, " of ", share.denominator.Canonical());
    }
    if (!share.name.empty()) absl::StrAppend(&text, ", weight ", FormatNumber(share.weight));
  }
  absl::StrAppend(&text, ", at least ", measuring.min_count, ", by ",
                  absl::StrJoin(measuring.breakdowns, " "));
  if (measuring.benchmark) {
    absl::StrAppend(&text, ", tiers of ", plan.benchmark_notes[*measuring.benchmark].name);
  }
  if (!measuring.dashboards.empty()) {
    absl::StrAppend(&text, ", shown to ", absl::StrJoin(measuring.dashboards, " "));
  }
  return text;
}

// "Look for a pattern; looks at churn; by segment; by late milestones"
std::string GuideText(const Plan& plan, const ruleset::GuideStep& step) {
  std::string text(step.action.In(""));
  std::vector<std::string> metrics;
  for (const uint32_t metric : step.metrics) metrics.push_back(plan.portfolio_notes[metric].name);
  const auto add = [&text](std::string_view lead, const std::vector<std::string>& names) {
    if (names.empty()) return;
    absl::StrAppend(&text, "; ", ToAbsl(lead), " ", absl::StrJoin(names, " "));
  };
  add("looks at", metrics);
  add("by", step.breakdowns);
  add("components", step.components);
  if (step.milestones) absl::StrAppend(&text, "; by late milestones");
  if (step.causes) absl::StrAppend(&text, "; causes");
  return text;
}

}  // namespace

void DumpPortfolio(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.portfolio.empty()) return;
  writer.Heading("Portfolio");
  for (size_t i = 0; i < plan.portfolio.size(); ++i) {
    const bool tiered = plan.portfolio[i].sets.count > 0;
    writer.Title(absl::StrCat(i, " ", plan.portfolio_notes[i].name,
                              tiered ? ", " + Direction(plan.portfolio[i]) : ""),
                 plan.portfolio_notes[i].location);
    if (plan.portfolio_measuring[i].measure) {
      writer.Line(MeasuringText(plan, plan.portfolio_measuring[i]));
    }
    DumpSets(writer, plan.portfolio[i]);
    TextTable figures(TextTable::Row(2), {1});
    for (const auto& [name, figure] : plan.portfolio_figures[i]) {
      figures.Add({name, FormatNumber(figure)});
    }
    writer.Table(figures);
    for (const ruleset::GuideStep& step : plan.portfolio_measuring[i].guide) {
      writer.Labelled("guide", GuideText(plan, step));
    }
  }
}

void DumpDashboards(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.dashboards.empty()) return;
  writer.Heading("Dashboards");
  for (const ruleset::Dashboard& dashboard : plan.dashboards) {
    const std::string_view rhythm = dashboard.rhythm.In("");
    writer.Title(absl::StrCat(dashboard.name, ", for ", ToAbsl(dashboard.TitleIn("")),
                              rhythm.empty() ? "" : ", ", ToAbsl(rhythm)),
                 dashboard.location);
    if (!dashboard.worklist) continue;
    const ruleset::Worklist& list = *dashboard.worklist;
    writer.Line(absl::StrCat("lists accounts of ", list.of, ": moved within ", list.moved_within,
                             " days, milestones ", list.milestones_within, ", renewals ",
                             list.renewals_within, ", quiet after ", list.quiet_after,
                             ", tickets after ", list.tickets_after));
  }
}

void DumpGroupings(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.groupings.empty()) return;
  writer.Heading("Groupings");
  for (const ruleset::Grouping& grouping : plan.groupings) {
    writer.Title(absl::StrCat(grouping.name, ", of ", grouping.of), grouping.location);
    std::string cuts;
    for (const double edge : grouping.edges) absl::StrAppend(&cuts, " ", FormatNumber(edge));
    writer.Line(grouping.every ? absl::StrCat("every ", ToAbsl(document::WordOf(*grouping.every)))
                               : absl::StrCat("edges", cuts));
  }
}

}  // namespace bellwether
