// From the sum of contributions to the score that is shown: every step a signed line.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/explanation_text.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/words/signed_number.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr size_t kPointsWidth = 9;

std::string KindWords(v1::AdjustmentKind kind) {
  switch (kind) {
    case v1::ADJUSTMENT_KIND_FLOOR:
      return "floor: at least ";
    case v1::ADJUSTMENT_KIND_CAP:
      return "cap: at most ";
    case v1::ADJUSTMENT_KIND_OVERRIDE_SET:
      return "override: set to ";
    case v1::ADJUSTMENT_KIND_OVERRIDE_CAP:
      return "override: at most ";
    case v1::ADJUSTMENT_KIND_OVERRIDE_FLOOR:
      return "override: at least ";
    default:
      return "";
  }
}

std::string MissingNames(const v1::Adjustment& adjustment) {
  std::string names;
  for (const auto& input : adjustment.missing()) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", input.name(), " ",
                    MissingWords(input.reason()));
  }
  return names;
}

// "cap: at most 49, CHAMPION_LEFT", and for what does not act, why.
std::string AdjustmentWords(const v1::Adjustment& adjustment) {
  std::string words = absl::StrCat(KindWords(adjustment.kind()), FormatNumber(adjustment.value()));
  if (!adjustment.reason().empty()) absl::StrAppend(&words, ", ", adjustment.reason());
  if (!adjustment.author().empty()) absl::StrAppend(&words, ", by ", adjustment.author());
  if (adjustment.has_expires_at() && adjustment.state() != v1::ADJUSTMENT_STATE_EXPIRED) {
    absl::StrAppend(&words, ", until ", FormatMoment(adjustment.expires_at()));
  }
  switch (adjustment.state()) {
    case v1::ADJUSTMENT_STATE_DOES_NOT_HOLD:
      return words + " (does not hold)";
    case v1::ADJUSTMENT_STATE_NOT_APPLICABLE:
      return words + " (not applicable)";
    case v1::ADJUSTMENT_STATE_EXPIRED:
      return absl::StrCat(words, " (expired ", FormatMoment(adjustment.expires_at()), ")");
    case v1::ADJUSTMENT_STATE_UNKNOWN:
      return absl::StrCat(words, " (unknown, moves a bound: ", MissingNames(adjustment), ")");
    default:
      return words;
  }
}

class SumPrinter {
 public:
  explicit SumPrinter(const ExplanationOptions& options) : options_(options) {}

  void Line(const std::string& words, const std::string& number, Tone tone) {
    const size_t room = options_.width - kPointsWidth;
    std::string text = Printable(words);
    // What does not fit beside its number goes above it.
    while (DisplayWidth(text) + 2 > room) {
      const auto lines = Wrap(text, room - 2);
      if (lines.size() < 2) break;
      absl::StrAppend(&text_, options_.style.Paint(tone, PadLeft(lines[0], room)), "\n");
      text = text.substr(lines[0].size() + 1);
    }
    absl::StrAppend(&text_,
                    options_.style.Paint(
                        tone, absl::StrCat(PadLeft(text, room), PadLeft(number, kPointsWidth))),
                    "\n");
  }
  void Rule() {
    std::string rule;
    for (size_t i = 0; i < kPointsWidth - 1; ++i) rule += "─";
    absl::StrAppend(&text_, options_.style.Paint(Tone::kQuiet, PadLeft(rule, options_.width)),
                    "\n");
  }
  std::string Take() { return std::move(text_); }

 private:
  const ExplanationOptions& options_;
  std::string text_;
};

void Adjustments(const v1::HealthResult& health, SumPrinter& printer) {
  for (const auto& adjustment : health.adjustments()) {
    const bool acts = adjustment.state() == v1::ADJUSTMENT_STATE_HOLDS;
    const std::string number = acts ? Signed(adjustment.effect(), 2) : "–";
    const std::string location = LocationWords(adjustment.location());
    printer.Line(AdjustmentWords(adjustment) + (location.empty() ? "" : "  " + location), number,
                 acts ? Tone::kPlain : Tone::kQuiet);
  }
}

// An override may set a score where there was too little to sum up.
bool HasSum(const v1::HealthResult& health) {
  if (health.state() == v1::HEALTH_STATE_SCORED) return true;
  return std::any_of(health.components().begin(), health.components().end(),
                     [](const v1::Component& part) { return part.normalized_weight() > 0; });
}

std::string ShownWords(const v1::HealthScore& score) {
  std::string words = score.rounded_down() ? "score, rounded down" : "score, rounded";
  if (score.precision() > 0) {
    absl::StrAppend(&words, " to ", score.precision(),
                    score.precision() == 1 ? " decimal" : " decimals");
  }
  absl::StrAppend(&words, ": ", score.band());
  if (score.held_by_hysteresis()) absl::StrAppend(&words, ", kept by hysteresis");
  return words;
}

}  // namespace

std::string ScoreSum(const v1::HealthResult& health, const ExplanationOptions& options) {
  SumPrinter printer(options);
  if (!health.has_score()) {
    Adjustments(health, printer);
    return printer.Take();
  }
  const v1::HealthScore& score = health.score();
  printer.Rule();
  if (HasSum(health)) {
    printer.Line("sum of points", FormatFixed(score.raw(), 2), Tone::kPlain);
  }
  Adjustments(health, printer);
  printer.Line(ShownWords(score), FormatFixed(score.value(), score.precision()), Tone::kStrong);
  return printer.Take();
}

}  // namespace bellwether::cli
