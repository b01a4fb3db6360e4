// Tested by tests/clients/evaluation_words_test.cc.
#include "clients/cli/words/evaluation_words.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"
#include "engine/explain/confidence.h"

namespace bellwether::cli {
namespace {

using Components = google::protobuf::RepeatedPtrField<v1::Component>;

bool Applies(const v1::Component& component) {
  return component.state() != v1::COMPONENT_STATE_NOT_APPLICABLE &&
         component.state() != v1::COMPONENT_STATE_ZERO_WEIGHT;
}

struct AbsentLeaf {
  double share = 0;  // of the whole denominator
  std::string name;
};

void Collect(const Components& components, const std::string& prefix, double share,
             std::vector<AbsentLeaf>& leaves) {
  double weight = 0;
  for (const auto& component : components) weight += Applies(component) ? component.weight() : 0;
  for (const auto& component : components) {
    if (!Applies(component) || weight <= 0) continue;
    const double part = share * component.weight() / weight;
    const std::string name = absl::StrCat(prefix, component.name());
    if (component.components_size() > 0) {
      Collect(component.components(), name + ".", part, leaves);
    } else if (component.state() != v1::COMPONENT_STATE_OBSERVED) {
      leaves.push_back({part, name});
    }
  }
}

}  // namespace

std::string Words(std::string_view constant) {
  std::string words(constant);
  for (char& c : words) c = c == '_' ? ' ' : absl::ascii_tolower(static_cast<unsigned char>(c));
  return words;
}

std::string StateWords(v1::HealthState state) {
  if (state == v1::HEALTH_STATE_SCORED) return "";
  return Words(EnumWord(state));
}

std::string ConfidenceWords(const v1::HealthResult& health, std::string_view language) {
  BandGround ground;
  switch (health.state()) {
    case v1::HEALTH_STATE_SCORED:
      ground.state = ModelState::kScored;
      break;
    case v1::HEALTH_STATE_OVERRIDDEN:
      ground.state = ModelState::kOverridden;
      break;
    case v1::HEALTH_STATE_INSUFFICIENT_DATA:
      ground.state = ModelState::kInsufficientData;
      break;
    default:
      return "";
  }
  ground.band = health.score().band();
  ground.certain = health.score().certain();
  ground.coverage = health.coverage();
  ground.min_coverage = health.insufficient().min_coverage();
  ground.missing_answers = health.missing_answers();
  ground.possible_bands.assign(health.possible_bands().begin(), health.possible_bands().end());
  return BandConfidence(ground, language);
}

std::string MissingWords(v1::MissingReason reason) {
  if (reason == v1::MISSING_REASON_UNSPECIFIED) return "";
  return Words(EnumWord(reason));
}

std::string Percent(double share) {
  const double percent = share * 100;
  double shown = RoundForDisplay(percent, 0);
  if (shown >= 100 && percent < 100) shown = 99;
  if (shown <= 0 && percent > 0) shown = 1;
  return absl::StrCat(FormatNumber(shown), " %");
}

std::string BoundsWords(const v1::HealthResult& health) {
  const v1::HealthScore& score = health.score();
  const Rounding rounding = score.rounded_down() ? Rounding::kDown : Rounding::kHalfAway;
  const auto shown = [&](double end) {
    return FormatFixed(RoundForDisplay(end, score.precision(), rounding), score.precision());
  };
  return absl::StrCat(shown(health.bounds().low()), "–", shown(health.bounds().high()));
}

std::string ValueWords(const v1::FactValue& value) {
  switch (value.value_case()) {
    case v1::FactValue::kNumber:
      return FormatNumber(RoundForDisplay(value.number(), 4));
    case v1::FactValue::kFlag:
      return value.flag() ? "yes" : "no";
    case v1::FactValue::kText:
      return value.text();
    case v1::FactValue::kTime:
      return FormatTimestamp(value.time());
    case v1::FactValue::kPoints:
      return absl::StrCat(value.points(), value.points() == 1 ? " point" : " points");
    case v1::FactValue::VALUE_NOT_SET:
      return "";
  }
  return "";
}

std::vector<std::string> AbsentComponents(const v1::HealthResult& health) {
  std::vector<AbsentLeaf> leaves;
  Collect(health.components(), "", 1, leaves);
  std::stable_sort(leaves.begin(), leaves.end(),
                   [](const AbsentLeaf& a, const AbsentLeaf& b) { return a.share > b.share; });
  std::vector<std::string> names;
  for (AbsentLeaf& leaf : leaves) names.push_back(std::move(leaf.name));
  return names;
}

}  // namespace bellwether::cli
