// Tested by tests/clients/evidence_command_test.py.
#include "absl/strings/str_cat.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/evidence/evidence_words.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using evidence::FitReport;
using evidence::FittedWeight;
using evidence::FitVerdict;
using evidence::Judgement;
using evidence::Period;

constexpr double kPercent = 100;

Tone VerdictTone(FitVerdict verdict) {
  return verdict == FitVerdict::kBetter    ? Tone::kGood
         : verdict == FitVerdict::kRefused ? Tone::kBad
                                           : Tone::kMiddling;
}

std::string PeriodText(const char* what, const Period& period) {
  if (period.accounts == 0) return absl::StrCat(what, " no accounts\n");
  return absl::StrCat(what, " ", Thousands(period.accounts), " accounts, ", Thousands(period.lost),
                      " of them lost, that started from ", DayText(period.first_day), " to ",
                      DayText(period.last_day), "\n");
}

std::string Basis(const FitReport& report) {
  std::string text = absl::StrCat(
      "model ", report.model, ": sub-scores on day ", report.days.landmark,
      " after the start, held against who was a customer on day ", report.days.horizon, "\n",
      PeriodText("fitted on", report.earlier), PeriodText("judged on", report.later));
  if (report.not_scored > 0) {
    absl::StrAppend(&text, "apart: ", Thousands(report.not_scored),
                    " accounts that the model gave no score on that day\n");
  }
  return text;
}

std::string WeightNote(const FittedWeight& weight) {
  if (weight.left_out) {
    return weight.known < evidence::kLeastKnown
               ? absl::StrCat("left out: known of ", FormatFixed(kPercent * weight.known, 0), " %")
               : "left out: the same for all";
  }
  return weight.interval && !weight.from_zero ? "not distinguishable from zero" : "";
}

std::string Weights(const FitReport& report, const Style& style, size_t width) {
  TableLayout table({{"weight, % of the score"},
                     {"today", true},
                     {"fitted", true},
                     {"95 %", true, true},
                     {"", false, true, 1}},
                    EvidenceTable(style, width));
  std::string text;
  const auto percent = [](double share) { return FormatFixed(kPercent * share, 0); };
  for (const FittedWeight& weight : report.weights) {
    const auto& interval = weight.interval;
    table.Add({{Printable(weight.name)},
               {percent(weight.todays)},
               {weight.left_out ? "–" : absl::StrCat(weight.percent)},
               {interval ? absl::StrCat(percent(interval->low), "–", percent(interval->high)) : ""},
               {WeightNote(weight), Tone::kQuiet}},
              text);
  }
  table.Finish(text);
  return text;
}

std::string OfAlarm(const std::optional<statistics::Proportion>& share) {
  return share ? ShareWords(share->value) : "–";
}

std::string Judgements(const FitReport& report, const Style& style, size_t width) {
  TableLayout table({{"on later accounts"},
                     {"today's weights", true},
                     {"fitted", true},
                     {"the pack's score", true, false, 1}},
                    EvidenceTable(style, width));
  std::string text;
  const auto row = [&](const std::string& name, const auto& words) {
    table.Add({{name}, {words(*report.todays)}, {words(*report.fitted)}, {words(*report.packs)}},
              text);
  };
  row("AUC", [](const Judgement& of) {
    return of.power ? AucWords(of.power->auc, of.power->interval) : std::string("–");
  });
  row(absl::StrCat("lost among the ", FormatFixed(kPercent * report.capacity, 0),
                   " % least healthy"),
      [](const Judgement& of) {
        return of.called ? ShareWords(of.called->precision) : std::string("–");
      });
  row("lift there", [](const Judgement& of) {
    return of.called && of.called->lift ? absl::StrCat(FormatFixed(*of.called->lift, 2), " ×")
                                        : std::string("–");
  });
  row("worst band: accounts", [](const Judgement& of) { return Thousands(of.alarm.raised); });
  row("– precision", [](const Judgement& of) { return OfAlarm(of.alarm.precision); });
  row("– recall", [](const Judgement& of) { return OfAlarm(of.alarm.recall); });
  row("– median days ahead", [](const Judgement& of) {
    return of.alarm.lead_days ? FormatNumber(*of.alarm.lead_days) : std::string("–");
  });
  table.Finish(text);
  return text;
}

std::string Difference(const FitReport& report) {
  if (!report.improvement) return "";
  const auto& difference = *report.improvement;
  std::string text = absl::StrCat(
      "AUC of the fitted weights less that of today's: ", FormatFixed(difference.value, 3),
      ", from ", FormatFixed(difference.interval.low, 3), " to ",
      FormatFixed(difference.interval.high, 3), " (paired, DeLong)\n");
  if (report.calibration) {
    const auto& calibration = *report.calibration;
    absl::StrAppend(&text, "calibration: slope ", FormatFixed(calibration.slope, 2), " (",
                    FormatFixed(calibration.slope_interval.low, 2), "–",
                    FormatFixed(calibration.slope_interval.high, 2), "), intercept ",
                    FormatFixed(calibration.intercept, 2), "; 1 and 0 are perfect\n");
  }
  if (report.brier && report.brier->skill) {
    absl::StrAppend(&text, "Brier score ", FormatFixed(report.brier->score, 3), ", skill ",
                    FormatFixed(*report.brier->skill, 2), "; 0 is no better than the share lost\n");
  }
  return text;
}

}  // namespace

std::string FitText(const FitReport& report, const Style& style, size_t width) {
  std::string text =
      absl::StrCat(style.Paint(VerdictTone(report.verdict), VerdictName(report.verdict)), "  ",
                   Printable(report.why), "\n", Basis(report));
  if (report.penalties.empty()) return text;
  absl::StrAppend(&text, "\n", Weights(report, style, width));
  if (report.todays) absl::StrAppend(&text, "\n", Judgements(report, style, width));
  absl::StrAppend(&text, "\n", Difference(report));
  absl::StrAppend(&text, "penalty ", FormatNumber(report.penalty),
                  ", by foretelling later parts of the accounts it was fitted on\n");
  return text;
}

}  // namespace bellwether::cli
