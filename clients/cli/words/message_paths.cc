// Tested by tests/clients/message_paths_test.cc.
#include "clients/cli/words/message_paths.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "clients/cli/words/proto_json.h"

namespace bellwether::cli {
namespace {

using v1::Evaluation;

Observed Number(double number) { return {number, ""}; }
Observed Truth(bool truth) { return {std::string(truth ? "true" : "false"), ""}; }
Observed Given(const std::string& text) { return text.empty() ? Observed() : Observed{text, ""}; }

// The word of an enum; nothing for UNSPECIFIED.
template <typename Enum>
Observed Word(Enum value) {
  return value == Enum{} ? Observed() : Observed{EnumWord(value), ""};
}
template <typename Enum>
Observed State(Enum value) {
  return value == Enum{} ? Observed() : Observed{absl::AsciiStrToLower(EnumWord(value)), ""};
}

const v1::HealthResult* Primary(const Evaluation& evaluation) {
  for (const auto& health : evaluation.health()) {
    if (health.primary()) return &health;
  }
  return nullptr;
}

template <typename Read>
Observed OfPrimary(const Evaluation& evaluation, Read read) {
  const v1::HealthResult* primary = Primary(evaluation);
  return primary == nullptr ? Observed() : read(*primary);
}

template <typename Read>
Observed IfBounded(const Evaluation& evaluation, Read read) {
  return OfPrimary(evaluation, [&](const v1::HealthResult& health) {
    return health.has_bounds() ? read(health) : Observed();
  });
}

template <typename Read>
Observed IfScored(const Evaluation& evaluation, Read read) {
  return OfPrimary(evaluation, [&](const v1::HealthResult& health) {
    return health.has_score() ? read(health.score()) : Observed();
  });
}

Observed Intervene(const v1::HealthScore& score) {
  switch (score.intervene()) {
    case v1::TERNARY_FALSE:
      return Truth(false);
    case v1::TERNARY_TRUE:
      return Truth(true);
    case v1::TERNARY_UNKNOWN:
      return {std::string("unknown"), ""};
    default:
      return {};
  }
}

Observed FlagsIn(const Evaluation& evaluation, v1::FlagState state) {
  std::vector<std::string> names;
  for (const auto& flag : evaluation.flags()) {
    if (flag.state() == state) names.push_back(flag.rule().name());
  }
  return {std::move(names), ""};
}

template <typename Read>
Observed IfDecided(const Evaluation& evaluation, Read read) {
  return evaluation.extension().state() == v1::OUTCOME_STATE_ANSWERED ? read(evaluation.extension())
                                                                      : Observed();
}

std::vector<std::string> MissingNames(const Evaluation& evaluation) {
  std::vector<std::string> names;
  for (const auto& input : evaluation.data().missing()) names.push_back(input.name());
  return names;
}

std::vector<std::string> StaleNames(const Evaluation& evaluation) {
  const auto& names = evaluation.data().stale();
  return {names.begin(), names.end()};
}

Observed AsOf(const Evaluation& evaluation) {
  const absl::Time time = absl::FromUnixSeconds(evaluation.as_of().seconds()) +
                          absl::Nanoseconds(evaluation.as_of().nanos());
  return {ObservedTime{time, absl::ToCivilDay(time, absl::UTCTimeZone())}, ""};
}

constexpr MessagePath kPaths[] = {
    {"id", PathType::kText, [](const Evaluation& e) { return Given(e.account_id()); }},
    {"segment", PathType::kName, [](const Evaluation& e) { return Given(e.segment()); }},
    {"stage", PathType::kName, [](const Evaluation& e) { return Given(e.stage()); }},
    {"as_of", PathType::kTime, AsOf},
    {"missing", PathType::kNames,
     [](const Evaluation& e) {
       return Observed{MissingNames(e), ""};
     }},
    {"missing.count", PathType::kNumber,
     [](const Evaluation& e) { return Number(e.data().missing_size()); }},
    {"stale", PathType::kNames,
     [](const Evaluation& e) {
       return Observed{StaleNames(e), ""};
     }},
    {"stale.count", PathType::kNumber,
     [](const Evaluation& e) { return Number(e.data().stale_size()); }},
    {"pack.name", PathType::kText, [](const Evaluation& e) { return Given(e.pack().name()); }},
    {"pack.version", PathType::kText,
     [](const Evaluation& e) { return Given(e.pack().version()); }},
    {"pack.digest", PathType::kText, [](const Evaluation& e) { return Given(e.pack().digest()); }},
    {"health.primary", PathType::kName,
     [](const Evaluation& e) {
       return OfPrimary(e, [](const v1::HealthResult& health) { return Given(health.model()); });
     }},
    {"health.primary.score", PathType::kNumber,
     [](const Evaluation& e) {
       return IfScored(e, [](const v1::HealthScore& score) { return Number(score.value()); });
     }},
    {"health.primary.band", PathType::kName,
     [](const Evaluation& e) {
       return IfScored(e, [](const v1::HealthScore& score) { return Given(score.band()); });
     }},
    {"health.primary.state", PathType::kWord,
     [](const Evaluation& e) {
       return OfPrimary(e, [](const v1::HealthResult& health) { return State(health.state()); });
     }},
    {"health.primary.certain", PathType::kTruth,
     [](const Evaluation& e) {
       return IfScored(e, [](const v1::HealthScore& score) { return Truth(score.certain()); });
     }},
    {"health.primary.held", PathType::kTruth,
     [](const Evaluation& e) {
       return IfScored(
           e, [](const v1::HealthScore& score) { return Truth(score.held_by_hysteresis()); });
     }},
    {"health.primary.intervene", PathType::kTruth,
     [](const Evaluation& e) { return IfScored(e, Intervene); }},
    {"health.primary.effective", PathType::kNumber,
     [](const Evaluation& e) {
       return IfScored(e, [](const v1::HealthScore& score) { return Number(score.effective()); });
     }},
    {"health.primary.coverage", PathType::kNumber,
     [](const Evaluation& e) {
       return IfBounded(e,
                        [](const v1::HealthResult& health) { return Number(health.coverage()); });
     }},
    {"health.primary.low", PathType::kNumber,
     [](const Evaluation& e) {
       return IfBounded(
           e, [](const v1::HealthResult& health) { return Number(health.bounds().low()); });
     }},
    {"health.primary.high", PathType::kNumber,
     [](const Evaluation& e) {
       return IfBounded(
           e, [](const v1::HealthResult& health) { return Number(health.bounds().high()); });
     }},
    {"flags.raised", PathType::kNames,
     [](const Evaluation& e) { return FlagsIn(e, v1::FLAG_STATE_RAISED); }},
    {"flags.not_evaluated", PathType::kNames,
     [](const Evaluation& e) { return FlagsIn(e, v1::FLAG_STATE_NOT_EVALUATED); }},
    {"graduation.decision", PathType::kWord,
     [](const Evaluation& e) { return Word(e.graduation().decision()); }},
    {"graduation.readiness", PathType::kWord,
     [](const Evaluation& e) { return Word(e.graduation().readiness()); }},
    {"graduation.total", PathType::kNumber,
     [](const Evaluation& e) {
       return e.graduation().has_total() ? Number(e.graduation().total()) : Observed();
     }},
    {"extension.decision", PathType::kWord,
     [](const Evaluation& e) {
       return IfDecided(e,
                        [](const v1::ExtensionResult& result) { return Word(result.decision()); });
     }},
    {"extension.days_granted", PathType::kNumber,
     [](const Evaluation& e) {
       return IfDecided(
           e, [](const v1::ExtensionResult& result) { return Number(result.days_granted()); });
     }},
    {"extension.days_left", PathType::kNumber,
     [](const Evaluation& e) {
       return IfDecided(
           e, [](const v1::ExtensionResult& result) { return Number(result.days_left()); });
     }},
    {"extension.new_target", PathType::kDate,
     [](const Evaluation& e) {
       return IfDecided(e, [](const v1::ExtensionResult& result) {
         return result.has_new_target() ? Given(FormatDate(result.new_target())) : Observed();
       });
     }},
};

}  // namespace

std::span<const MessagePath> MessagePaths() { return kPaths; }

const MessagePath* FindMessagePath(std::string_view name) {
  const auto* const found =
      std::find_if(std::begin(kPaths), std::end(kPaths),
                   [name](const MessagePath& path) { return path.name == name; });
  return found == std::end(kPaths) ? nullptr : found;
}

}  // namespace bellwether::cli
