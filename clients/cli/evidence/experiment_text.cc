// Tested by tests/clients/evidence_command_test.py.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/evidence/evidence_words.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using evidence::ArmReport;
using evidence::Effect;
using evidence::ExperimentReport;

std::string MoneyWords(double amount) {
  return absl::StrCat(amount < 0 ? "−" : "",
                      Thousands(static_cast<uint64_t>(std::llround(std::abs(amount)))));
}

std::string Arms(const ExperimentReport& report, const Style& style, size_t width) {
  TableLayout table(
      {{"arm"}, {"accounts", true}, {"planned", true}, {"cost of an account", true, true}},
      EvidenceTable(style, width));
  std::string text;
  for (const auto& arm : report.arms) {
    table.Add({{Printable(arm.arm)},
               {Thousands(arm.accounts)},
               {ShareWords(arm.planned_share)},
               {arm.cost ? MoneyWords(*arm.cost) : ""}},
              text);
  }
  table.Finish(text);
  const bool broken = report.shares_p < evidence::kBrokenShares;
  absl::StrAppend(&text, "shares of the arms against plan: p ", PWords(report.shares_p),
                  broken ? style.Paint(Tone::kBad, ", broken") : "", "\n");
  if (!report.cost_problem.empty()) {
    absl::StrAppend(&text, "costs: ", report.cost_problem, "\n");
  } else if (!report.hours_priced) {
    absl::StrAppend(&text, "costs without hours of the team: `hourly_cost` is not given\n");
  }
  if (report.reassigned > 0) {
    absl::StrAppend(&text, Thousands(report.reassigned),
                    " accounts were put into another arm later, and count in their first\n");
  }
  if (report.other_arms > 0) {
    absl::StrAppend(&text, Thousands(report.other_arms),
                    " assignments name an arm that the pack does not have: ",
                    Printable(absl::StrJoin(report.other_arm_names, ", ")), "\n");
  }
  return text;
}

std::string EffectNote(const Effect& effect) {
  if (!effect.judged) return effect.why;
  if (effect.is_better()) return "better";
  return effect.is_worse() ? "worse" : "within noise";
}
Tone EffectTone(const Effect& effect) {
  return effect.is_better() ? Tone::kGood : effect.is_worse() ? Tone::kBad : Tone::kQuiet;
}

std::string Effects(const ExperimentReport& report, const ArmReport& arm, const Style& style,
                    size_t width) {
  TableLayout table({{absl::StrCat(arm.arm, " against ", report.arms[0].arm)},
                     {report.arms[0].arm, true},
                     {arm.arm, true},
                     {"effect", true},
                     {"95 %", true, true},
                     {"p", true, false, 1},
                     {"says"}},
                    EvidenceTable(style, width));
  std::string text;
  for (const Effect& effect : arm.effects) {
    table.Add({{Printable(effect.metric)},
               {ArmValueWords(effect, effect.control)},
               {ArmValueWords(effect, effect.arm)},
               {effect.difference ? DifferenceWords(effect, *effect.difference) : ""},
               {EffectIntervalWords(effect)},
               {effect.judged ? PWords(effect.adjusted_p) : ""},
               {EffectNote(effect), EffectTone(effect)}},
              text);
  }
  table.Finish(text);
  return text;
}

// What so many accounts can show, before and after.
std::string Detectable(const ArmReport& arm, const Style& style, size_t width) {
  TableLayout table({{"an improvement that 80 % of such experiments would show"},
                     {"accounts", true},
                     {"these", true},
                     {"as planned", true, true}},
                    EvidenceTable(style, width));
  std::string text;
  for (const Effect& effect : arm.effects) {
    if (!effect.detectable) continue;
    const auto& planned = effect.detectable_as_planned;
    const std::string until =
        effect.horizon ? absl::StrCat(", mean days up to day ", FormatNumber(*effect.horizon)) : "";
    table.Add({{Printable(effect.metric + until)},
               {absl::StrCat(Thousands(effect.control.n), " and ", Thousands(effect.arm.n))},
               {ImprovementWords(effect, *effect.detectable)},
               {planned ? ImprovementWords(effect, *planned) : ""}},
              text);
  }
  table.Finish(text);
  return text;
}

bool HasDetectable(const ArmReport& arm) {
  return std::any_of(arm.effects.begin(), arm.effects.end(),
                     [](const Effect& effect) { return effect.detectable.has_value(); });
}

std::string CostText(const ArmReport& arm) {
  if (!arm.more_cost) return "";
  std::string text = absl::StrCat("an account costs ", MoneyWords(std::abs(*arm.more_cost)),
                                  *arm.more_cost < 0 ? " less" : " more");
  if (arm.more_cost_interval) {
    absl::StrAppend(&text, " (", MoneyWords(arm.more_cost_interval->low), " to ",
                    MoneyWords(arm.more_cost_interval->high), ")");
  }
  return text + "\n";
}

}  // namespace

std::string ExperimentText(const ExperimentReport& report, const Style& style, size_t width) {
  std::string text =
      absl::StrCat(style.Paint(Tone::kStrong, report.name), "  ",
                   report.randomised ? "randomised" : "observational: no lots were drawn", "\n");
  for (const ArmReport& arm : report.reports) {
    absl::StrAppend(&text, style.Paint(VerdictTone(arm.verdict), VerdictName(arm.verdict)), "  ",
                    Printable(arm.arm), ": ", Printable(arm.why), "\n");
  }
  absl::StrAppend(&text, "\n", Arms(report, style, width));
  for (const ArmReport& arm : report.reports) {
    absl::StrAppend(&text, "\n", Effects(report, arm, style, width), CostText(arm));
    if (HasDetectable(arm)) absl::StrAppend(&text, "\n", Detectable(arm, style, width));
  }
  absl::StrAppend(&text, "\n", style.Paint(Tone::kQuiet, evidence::ExperimentDefinition()), "\n");
  return text;
}

}  // namespace bellwether::cli
