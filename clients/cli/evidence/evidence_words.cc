// Tested by tests/clients/evidence_command_test.py.
#include "clients/cli/evidence/evidence_words.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "clients/cli/words/signed_number.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using evidence::Effect;
using evidence::Verdict;

constexpr double kPercent = 100;
constexpr double kLeastShown = 0.001;
constexpr size_t kLeastWidth = 60;

// A ratio of 0.88 is 12 % less.
std::string RatioWords(double ratio) {
  const double part = kPercent * std::abs(ratio - 1);
  return absl::StrCat(FormatFixed(part, 1), " % ", ratio < 1 ? "less" : "more");
}

}  // namespace

std::string PWords(double p) {
  if (p < kLeastShown) return "< 0.001";
  return FormatFixed(p, p < 0.1 ? 3 : 2);
}

std::string AucWords(double auc, const std::optional<statistics::Interval>& interval) {
  const std::string value = FormatFixed(auc, 2);
  if (!interval) return value;
  return absl::StrCat(value, " (", FormatFixed(interval->low, 2), "–",
                      FormatFixed(interval->high, 2), ")");
}

std::string ShareWords(double share) {
  return absl::StrCat(FormatFixed(kPercent * share, 1), " %");
}
std::string PointWords(double difference) {
  return absl::StrCat(FormatFixed(kPercent * difference, 1), " points");
}

std::string DifferenceWords(const Effect& effect, double difference) {
  switch (effect.outcome) {
    case ArmOutcome::kTime:
      return absl::StrCat(Signed(difference, 1), " days");
    case ArmOutcome::kShare:
      return absl::StrCat(Signed(kPercent * difference, 1), " points");
    case ArmOutcome::kSkewedAmount:
      return RatioWords(difference);
    default:
      return Signed(difference, 2);
  }
}

std::string EffectIntervalWords(const Effect& effect) {
  if (!effect.interval) return "";
  const auto& [low, high] = *effect.interval;
  switch (effect.outcome) {
    case ArmOutcome::kTime:
      return absl::StrCat(Signed(low, 1), " to ", Signed(high, 1));
    case ArmOutcome::kShare:
      return absl::StrCat(Signed(kPercent * low, 1), " to ", Signed(kPercent * high, 1));
    case ArmOutcome::kSkewedAmount:
      return absl::StrCat(Signed(kPercent * (low - 1), 1), " to ", Signed(kPercent * (high - 1), 1),
                          " %");
    default:
      return absl::StrCat(Signed(low, 2), " to ", Signed(high, 2));
  }
}

std::string ArmValueWords(const Effect& effect, const evidence::ArmValue& value) {
  if (value.n == 0) return "nobody";
  if (!value.value) return "not reached";
  switch (effect.outcome) {
    case ArmOutcome::kTime:
      return absl::StrCat(FormatNumber(*value.value), " days");
    case ArmOutcome::kShare:
      return ShareWords(*value.value);
    case ArmOutcome::kSkewedAmount:
      return absl::StrCat(FormatFixed(*value.value, 1), " hours");
    default:
      return FormatFixed(*value.value, 2);
  }
}

std::string ImprovementWords(const Effect& effect, double improvement) {
  switch (effect.outcome) {
    case ArmOutcome::kTime:
      return absl::StrCat(FormatFixed(improvement, 1), " days");
    case ArmOutcome::kShare:
      return PointWords(improvement);
    case ArmOutcome::kSkewedAmount:
      return absl::StrCat(FormatFixed(kPercent * improvement, 1), " %");
    default:
      return FormatFixed(improvement, 2);
  }
}

std::string VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAdopt:
      return "ADOPT";
    case Verdict::kKeep:
      return "KEEP";
    case Verdict::kUndecided:
      return "UNDECIDED";
    case Verdict::kStopped:
      return "STOPPED";
  }
  return "";
}

Tone VerdictTone(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAdopt:
      return Tone::kGood;
    case Verdict::kKeep:
    case Verdict::kUndecided:
      return Tone::kMiddling;
    case Verdict::kStopped:
      return Tone::kBad;
  }
  return Tone::kPlain;
}

std::string VerdictName(evidence::FitVerdict verdict) {
  switch (verdict) {
    case evidence::FitVerdict::kRefused:
      return "REFUSED";
    case evidence::FitVerdict::kNoEvidence:
      return "NO_EVIDENCE";
    case evidence::FitVerdict::kBetter:
      return "BETTER";
  }
  return "";
}

std::string StateName(evidence::DriverState state) {
  switch (state) {
    case evidence::DriverState::kJudged:
      return "JUDGED";
    case evidence::DriverState::kFew:
      return "INSUFFICIENT_DATA";
    case evidence::DriverState::kSame:
      return "ALL_THE_SAME";
  }
  return "";
}

std::string BucketsName(evidence::BucketsBy by) {
  switch (by) {
    case evidence::BucketsBy::kEdges:
      return "edges";
    case evidence::BucketsBy::kTiers:
      return "tiers";
    case evidence::BucketsBy::kTruth:
      return "truth";
    case evidence::BucketsBy::kQuarters:
      return "quarters";
  }
  return "";
}

std::string OutcomeName(ArmOutcome outcome) {
  switch (outcome) {
    case ArmOutcome::kTime:
      return "time";
    case ArmOutcome::kShare:
      return "share";
    case ArmOutcome::kAmount:
      return "amount";
    case ArmOutcome::kSkewedAmount:
      return "ratio";
    case ArmOutcome::kNothing:
      return "";
  }
  return "";
}

std::string DayText(int32_t day) { return absl::FormatCivilTime(DayOfNumber(day)); }

WriterOptions EvidenceTable(const Style& style, size_t width) {
  WriterOptions options;
  options.style = style;
  options.width = std::max(width, kLeastWidth);
  options.more_columns = "a wider terminal shows more, --format json all of it";
  return options;
}

}  // namespace bellwether::cli
