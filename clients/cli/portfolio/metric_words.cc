// Tested by tests/clients/metric_words_test.cc.
#include "clients/cli/portfolio/metric_words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using portfolio::Quantity;
using portfolio::Standing;

constexpr double kPercent = 100;
constexpr std::array<const char*, 8> kBars = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

std::string Money(double amount) {
  const std::string digits = Thousands(static_cast<uint64_t>(std::llround(std::abs(amount))));
  return absl::StrCat(amount < -0.5 ? "−" : "", digits);
}

// The number without its unit.
std::string Number(double value, MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::kRatio:
      return FormatFixed(value * kPercent, 1);
    case MeasureUnit::kDays:
    case MeasureUnit::kHours:
    case MeasureUnit::kCount:
    case MeasureUnit::kYears:
      return FormatFixed(value, value == std::floor(value) ? 0 : 1);
    case MeasureUnit::kTimes:
    case MeasureUnit::kScore:
      return FormatFixed(value, 2);
    case MeasureUnit::kMoney:
      return Money(value);
    case MeasureUnit::kPoints:
      return FormatFixed(value, 0);
  }
  return "";
}

std::string UnitWords(MeasureUnit unit, double value) {
  switch (unit) {
    case MeasureUnit::kRatio:
      return " %";
    case MeasureUnit::kDays:
      return value == 1 ? " day" : " days";
    case MeasureUnit::kHours:
      return value == 1 ? " hour" : " hours";
    case MeasureUnit::kYears:
      return value == 1 ? " year" : " years";
    case MeasureUnit::kTimes:
      return " ×";
    case MeasureUnit::kMoney:
    case MeasureUnit::kPoints:
    case MeasureUnit::kScore:
    case MeasureUnit::kCount:
      return "";
  }
  return "";
}

}  // namespace

std::string ValueWords(const Quantity& quantity) {
  switch (quantity.standing) {
    case Standing::kNobody:
      return "no case";
    case Standing::kNotReached:
      return "not reached";
    case Standing::kRefused:
      return "refused";
    case Standing::kFew:
      if (quantity.events && quantity.unit == MeasureUnit::kRatio) {
        return absl::StrCat(*quantity.events, " of ", quantity.n);
      }
      break;
    case Standing::kKnown:
      break;
  }
  if (!quantity.value) return "not known";
  const std::string text = absl::StrCat(Number(*quantity.value, quantity.unit),
                                        UnitWords(quantity.unit, *quantity.value));
  return quantity.standing == Standing::kFew ? absl::StrCat("(", text, ")") : text;
}

std::string IntervalWords(const Quantity& quantity) {
  if (!quantity.interval || quantity.standing != Standing::kKnown) return "";
  const auto& [low, high] = *quantity.interval;
  return absl::StrCat(Number(low, quantity.unit), low < 0 || high < 0 ? " to " : "–",
                      Number(high, quantity.unit), UnitWords(quantity.unit, high));
}

std::string StandingName(Standing standing) {
  switch (standing) {
    case Standing::kKnown:
      return "KNOWN";
    case Standing::kFew:
      return "INSUFFICIENT_DATA";
    case Standing::kNobody:
      return "NO_CASES";
    case Standing::kNotReached:
      return "NOT_REACHED";
    case Standing::kRefused:
      return "REFUSED";
  }
  return "";
}

std::string JudgementWords(portfolio::Judgement judgement) {
  switch (judgement) {
    case portfolio::Judgement::kTooShort:
      return "too short to tell";
    case portfolio::Judgement::kWithinNoise:
      return "within noise";
    case portfolio::Judgement::kRising:
      return "rising";
    case portfolio::Judgement::kFalling:
      return "falling";
  }
  return "";
}

Tone JudgementTone(const portfolio::MetricResult& result) {
  if (!result.trend || !result.lower_is_better) return Tone::kPlain;
  const auto judgement = result.trend->judgement;
  if (judgement == portfolio::Judgement::kTooShort) return Tone::kQuiet;
  if (judgement == portfolio::Judgement::kWithinNoise) return Tone::kQuiet;
  const bool falling = judgement == portfolio::Judgement::kFalling;
  return falling == *result.lower_is_better ? Tone::kGood : Tone::kBad;
}

std::string ChangeWords(const portfolio::Comparison& comparison) {
  if (!comparison.difference) return "";
  const double value = *comparison.difference->value;
  const MeasureUnit unit = comparison.difference->unit;
  const std::string change =
      absl::StrCat(value > 0 ? "+" : "", Number(value, unit),
                   unit == MeasureUnit::kRatio ? " points" : UnitWords(unit, value));
  return comparison.beyond_noise.value_or(true) ? change : absl::StrCat(change, ", within noise");
}

Tone ChangeTone(const portfolio::MetricResult& result) {
  if (!result.comparison || !result.comparison->beyond_noise.value_or(false) ||
      !result.lower_is_better) {
    return Tone::kQuiet;
  }
  const bool fell = *result.comparison->difference->value < 0;
  return fell == *result.lower_is_better ? Tone::kGood : Tone::kBad;
}

Tone TierTone(const std::optional<portfolio::Tier>& tier) {
  if (!tier) return Tone::kQuiet;
  if (tier->rank == 0) return Tone::kGood;
  return tier->rank + 1 == tier->count ? Tone::kBad : Tone::kMiddling;
}

std::string TierGauge(const std::optional<portfolio::Tier>& tier) {
  std::string gauge;
  for (uint32_t mark = 0; tier && mark < tier->count; ++mark) {
    gauge += mark < tier->count - tier->rank ? "▮" : "▯";
  }
  return gauge;
}

std::string BarOf(double share, size_t columns) {
  constexpr std::array<const char*, 8> kParts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const double whole = static_cast<double>(columns * kParts.size());
  const auto eighths = static_cast<size_t>(std::clamp(share, 0.0, 1.0) * whole + 0.5);
  std::string bar;
  for (size_t i = 0; i < eighths / kParts.size(); ++i) bar += "█";
  return bar + kParts[eighths % kParts.size()];
}

std::string Sparkline(const portfolio::Trend& trend) {
  std::optional<double> least, most;
  for (const auto& point : trend.points) {
    if (!point.value.value) continue;
    least = std::min(*point.value.value, least.value_or(*point.value.value));
    most = std::max(*point.value.value, most.value_or(*point.value.value));
  }
  std::string line;
  for (const auto& point : trend.points) {
    if (!point.value.value) {
      line += " ";
      continue;
    }
    const double share = *most > *least ? (*point.value.value - *least) / (*most - *least) : 0.5;
    line += kBars[static_cast<size_t>(share * (kBars.size() - 1) + 0.5)];
  }
  return line;
}

}  // namespace bellwether::cli
