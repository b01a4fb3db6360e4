// Texts of the pack with `{placeholders}` and `[sections]`.
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include "engine/explain/placeholders.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

using ruleset::Filling;
using ruleset::TextPiece;

std::string Shown(const FactValue& value, const absl::TimeZone& zone, std::string_view format) {
  if (const double* number = std::get_if<double>(&value)) {
    return NumberForPeople(*number, format == "percent");
  }
  if (const absl::Time* time = std::get_if<absl::Time>(&value)) {
    return absl::FormatCivilTime(absl::ToCivilDay(*time, zone));
  }
  return ValueText(value);
}

class Filler {
 public:
  Filler(const Answered& answered, const std::vector<Placeholder>& extra)
      : answered_(answered), extra_(extra) {}

  Filling Fill(const TextPiece& placeholder) const {
    for (const Placeholder& known : extra_) {
      if (NameOf(known.name) == placeholder.name) return known.filling;
    }
    const uint32_t slot = answered_.plan.FindSlot(placeholder.name);
    if (slot == kNoIndex) return FillOther(placeholder);
    const FactValue value = ToFactValue(answered_.evaluation.values[slot]);
    if (std::holds_alternative<std::monostate>(value)) {
      return {std::string(ruleset::kUnknownWord), false};
    }
    return {Shown(value, answered_.facts.zone, placeholder.format)};
  }

 private:
  // What is no fact: a constant, or the account.
  Filling FillOther(const TextPiece& placeholder) const {
    if (const ruleset::Constant* constant = answered_.plan.FindConstant(placeholder.name)) {
      return {NumberForPeople(constant->value, placeholder.format == "percent")};
    }
    if (placeholder.name == NameOf(ruleset::DecisionName::kAccount)) {
      return {answered_.facts.account_id};
    }
    return {std::string(placeholder.text)};
  }

  static std::string_view NameOf(ruleset::DecisionName name) {
    return ruleset::kDecisionNames[static_cast<size_t>(name)];
  }

  const Answered& answered_;
  const std::vector<Placeholder>& extra_;
};

}  // namespace

ruleset::FilledText FillPlaceholders(const Answered& answered, std::string_view text,
                                     const std::vector<Placeholder>& extra) {
  const Filler filler(answered, extra);
  return ruleset::FillText(ruleset::ParseText(text), [&filler](const TextPiece& placeholder) {
    return filler.Fill(placeholder);
  });
}

std::string RuleWords(const Answered& answered, const ruleset::Text& text,
                      const ruleset::Notes& notes, std::string_view name, Said said) {
  const ruleset::FilledText filled = FillPlaceholders(answered, text.In(answered.language));
  const bool reads = said == Said::kHolds || (said == Said::kFails && filled.complete);
  if (reads) return filled.text;
  const std::string_view about = notes.description.In(answered.language);
  if (!about.empty()) return std::string(about);
  if (filled.complete) return filled.text;
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

}  // namespace bellwether
