// Tested by tests/clients/remote_interventions_test.py.
#include "clients/cli/evidence/interventions_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/evidence/evidence_words.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/words/signed_number.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr double kPercent = 100;

std::string CountWords(int32_t count) {
  return Thousands(static_cast<uint64_t>(count < 0 ? 0 : count));
}
std::string OfWords(int32_t some, int32_t all) {
  return absl::StrCat(CountWords(some), " of ", CountWords(all));
}
std::string SomeWords(int32_t count) { return count == 0 ? "" : CountWords(count); }

std::string Percent(double share) { return FormatFixed(kPercent * share, 1); }

const char* GroupName(v1::AlertArm arm) {
  switch (arm) {
    case v1::ALERT_ARM_TREATED:
      return "treated";
    case v1::ALERT_ARM_HELD_OUT:
      return "left alone";
    default:
      return "all";
  }
}

Tone JudgementTone(v1::InterventionJudgement judgement) {
  switch (judgement) {
    case v1::INTERVENTION_JUDGEMENT_BETTER:
      return Tone::kGood;
    case v1::INTERVENTION_JUDGEMENT_WORSE:
    case v1::INTERVENTION_JUDGEMENT_STOPPED:
      return Tone::kBad;
    default:
      return Tone::kMiddling;
  }
}

std::string Groups(const v1::InterventionEffect& effect, const Style& style, size_t width) {
  TableLayout table({{absl::StrCat("within ", effect.within_days(), " days")},
                     {"alerts", true, false, 3},
                     {"acted upon", true},
                     {"tasks done", true, false, 2},
                     {"accounts", true},
                     {"not over", true, true},
                     {"at best", true, true},
                     {"no band", true, true},
                     {"recovered", true},
                     {"share", true},
                     {"95 %", true, false, 1}},
                    EvidenceTable(style, width));
  std::string text;
  for (const v1::InterventionGroup& group : effect.groups()) {
    const v1::AccountShare& recovered = group.recovered();
    const bool is_known = group.has_recovered();
    table.Add({{GroupName(group.arm())},
               {CountWords(group.alerts())},
               {OfWords(group.acted_upon(), group.alerts())},
               {OfWords(group.tasks_done(), group.tasks())},
               {CountWords(group.accounts())},
               {SomeWords(group.pending())},
               {SomeWords(group.at_best())},
               {SomeWords(group.without_band())},
               {is_known ? OfWords(recovered.events(), recovered.n()) : "nobody yet"},
               {is_known ? ShareWords(recovered.value()) : ""},
               {is_known ? absl::StrCat(Percent(recovered.interval().low()), " to ",
                                        Percent(recovered.interval().high()))
                         : ""}},
              text);
  }
  table.Finish(text);
  return text;
}

std::string DifferenceText(const v1::InterventionEffect& effect) {
  if (!effect.has_difference()) return "";
  std::string text =
      absl::StrCat("treated less left alone: ", Signed(kPercent * effect.difference(), 1),
                   " points (95 %: ", Signed(kPercent * effect.interval().low(), 1), " to ",
                   Signed(kPercent * effect.interval().high(), 1), ")");
  if (effect.has_adjusted_p()) absl::StrAppend(&text, ", p ", PWords(effect.adjusted_p()));
  text += "\n";
  if (effect.has_detectable()) {
    absl::StrAppend(&text, "so many accounts find ", PointWords(effect.detectable()),
                    " more in 80 % of cases\n");
  }
  return text;
}

std::string SharesText(const v1::InterventionEffect& effect) {
  if (!effect.has_shares_p()) return "";
  return absl::StrCat("sizes of the groups against the lots: p ", PWords(effect.shares_p()), "\n");
}

std::string HoldoutWords(const v1::InterventionEffect& effect) {
  if (!effect.has_holdout_share()) return "no lots were drawn";
  return absl::StrCat("lots leave ", ShareWords(effect.holdout_share()), " alone, seed ",
                      effect.holdout_seed());
}

}  // namespace

std::string InterventionsText(const v1::GetInterventionEffectsResponse& response,
                              const Style& style, size_t width) {
  if (response.effects().empty()) return "no alert with a playbook was raised in the period\n";
  std::string text;
  for (const v1::InterventionEffect& effect : response.effects()) {
    absl::StrAppend(&text, style.Paint(Tone::kStrong, Printable(effect.playbook())), "  ",
                    HoldoutWords(effect), "\n",
                    style.Paint(JudgementTone(effect.judgement()), EnumWord(effect.judgement())),
                    "  ", Printable(effect.note()), "\n", Groups(effect, style, width),
                    DifferenceText(effect), SharesText(effect), "\n");
  }
  absl::StrAppend(&text, style.Paint(Tone::kQuiet, Printable(response.definition())), "\n");
  return text;
}

// "2026-03-01T10:00:00Z acme call treated, red, alert 17, acknowledged, tasks 1 of 2: recovered".
std::string LineOf(const v1::Intervention& intervention) {
  const char* const group = intervention.arm() == v1::ALERT_ARM_UNSPECIFIED
                                ? "without lots"
                                : GroupName(intervention.arm());
  std::string text = absl::StrCat(FormatTimestamp(intervention.begun_at()), " ",
                                  Printable(intervention.account_id()), " ",
                                  Printable(intervention.playbook()), " ", group);
  if (!intervention.band().empty()) absl::StrAppend(&text, ", ", Printable(intervention.band()));
  absl::StrAppend(&text, ", alert ", intervention.alert());
  if (intervention.acknowledged()) absl::StrAppend(&text, ", acknowledged");
  if (intervention.tasks() > 0) {
    absl::StrAppend(&text, ", tasks ", OfWords(intervention.tasks_done(), intervention.tasks()));
  }
  const std::string outcome = absl::AsciiStrToLower(EnumWord(intervention.outcome()));
  return absl::StrCat(text, ": ", absl::StrReplaceAll(outcome, {{"_", " "}}), "\n");
}

}  // namespace bellwether::cli
