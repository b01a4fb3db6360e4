// A word is looked for among the bands first, so that a pack may call a band `ready`. Whatever is
// no single word is a condition.
//
// Tested by tests/engine/pathfinding/goal_test.cc.
#include "engine/pathfinding/read_goal.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr const char* kGraduate = "graduate";
constexpr const char* kReady = "ready";
constexpr const char* kClose = "close";

bool IsWord(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '_' || letter == '-';
  });
}

std::vector<std::string> BandsOf(const Plan& plan, uint32_t model) {
  std::vector<std::string> names;
  const Range& bands = plan.models[model].bands;
  for (uint32_t i = bands.first; i < bands.end(); ++i) names.push_back(plan.band_notes[i].name);
  return names;
}

Goal NextBand(const Plan& plan, const Evaluation& now, uint32_t model) {
  const ModelResult& result = now.models[model];
  return Goal::Band(plan, model, result.has_score() && result.band > 0 ? result.band - 1 : 0);
}

// One of graduation's words; nothing for another one.
std::optional<Goal> OfGraduation(const Plan& plan, const std::string& word) {
  if (word == kGraduate) return Goal::Graduation(plan);
  if (word == kReady) return Goal::AtLeast(plan, Readiness::kReady);
  if (word == kClose) return Goal::AtLeast(plan, Readiness::kClose);
  return std::nullopt;
}

std::string NoSuchGoal(const Plan& plan, const std::string& word, std::vector<std::string> known) {
  if (plan.graduation.defined) known.insert(known.end(), {kGraduate, kReady, kClose});
  return absl::StrCat("no goal is called ", Quoted(word), "; ", DidYouMean(word, known));
}

GoalReading ReadCondition(const Plan& plan, const std::string& text, const Limits& limits,
                          DiagnosticSink& sink) {
  const expression::Text condition{text, {0, 1, 1, 1}, text.find('\n') == std::string::npos};
  std::optional<PathCondition> read = PathCondition::Read(plan, condition, limits, sink);
  if (!read) return {};
  return {Goal::Condition(plan, text, *std::move(read)), ""};
}

constexpr const char* kNoModel =
    "no health model answers for the account now: name one, or another goal";

}  // namespace

GoalReading ReadGoal(const Plan& plan, const Evaluation& now, uint32_t model,
                     const std::string& text, const Limits& limits, DiagnosticSink& sink) {
  if (model == kNoIndex) model = now.primary;
  if (text.empty() && model == kNoIndex) return {std::nullopt, kNoModel};
  if (text.empty()) return {NextBand(plan, now, model), ""};
  if (!IsWord(text)) return ReadCondition(plan, text, limits, sink);
  std::vector<std::string> bands;
  if (model != kNoIndex) bands = BandsOf(plan, model);
  const auto band = std::find(bands.begin(), bands.end(), text);
  if (band != bands.end()) {
    return {Goal::Band(plan, model, static_cast<uint32_t>(band - bands.begin())), ""};
  }
  std::optional<Goal> graduation = OfGraduation(plan, text);
  if (graduation && !plan.graduation.defined) {
    return {std::nullopt, absl::StrCat("the pack has no graduation to ",
                                       text == kGraduate ? "" : "be ", text, " for")};
  }
  if (graduation) return {std::move(graduation), ""};
  if (model == kNoIndex) return {std::nullopt, kNoModel};
  return {std::nullopt, NoSuchGoal(plan, text, std::move(bands))};
}

}  // namespace bellwether
