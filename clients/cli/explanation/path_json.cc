// Tested by tests/clients/path_command_test.py.
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/path_report.h"
#include "clients/cli/words/proto_json.h"
#include "engine/explain/confidence.h"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

Json ValueJson(const FactValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* truth = std::get_if<bool>(&value)) return *truth;
  if (const auto* word = std::get_if<std::string>(&value)) return *word;
  return nullptr;
}

Json ObservedJson(const Observed& observed) {
  if (const auto* number = std::get_if<double>(&observed.value)) return *number;
  if (const auto* word = std::get_if<std::string>(&observed.value)) return *word;
  return nullptr;
}

// By path: {"health.onboarding.score": 82, ...}.
Json ShownJson(const Goal& goal, const std::vector<Observed>& shown) {
  Json json = Json::object();
  for (size_t i = 0; i < shown.size(); ++i) json[goal.shown()[i].text] = ObservedJson(shown[i]);
  return json;
}

Json PathOfJson(const PathReport& report, const GoalPath& path) {
  Json json;
  json["cost"] = path.cost;
  Json& changes = json["changes"] = Json::array();
  for (const SignalChange& change : path.changes) {
    Json one;
    one["signal"] = SignalName(report.plan, change.signal);
    one["from"] = ValueJson(change.from);
    one["to"] = ValueJson(change.to);
    one["cost"] = change.cost;
    if (change.too_old) one["too_old"] = true;
    changes.push_back(std::move(one));
  }
  json["then"] = ShownJson(report.goal, path.after);
  return json;
}

Json PathsJson(const PathReport& report, const std::vector<GoalPath>& paths) {
  Json json = Json::array();
  for (const GoalPath& path : paths) json.push_back(PathOfJson(report, path));
  return json;
}

Json TellingJson(const PathReport& report, const Telling& telling) {
  Json json;
  json["signal"] = SignalName(report.plan, telling.signal);
  Json& values = json["values"] = Json::array();
  for (const AnswerRange& range : telling.values) {
    Json one;
    one["text"] = AnswerWords(range, report.language);
    if (!range.words.empty()) one["words"] = range.words;
    if (range.from) one["from"] = *range.from;
    if (range.to) one["to"] = *range.to;
    values.push_back(std::move(one));
  }
  return json;
}

Json ObstacleJson(const Obstacle& obstacle) {
  Json json;
  json["name"] = obstacle.name;
  json["words"] = obstacle.words;
  if (obstacle.place.line > 0) {
    json["place"] = absl::StrCat(obstacle.place.file, ":", obstacle.place.line);
  }
  return json;
}

constexpr std::array<const char*, 3> kLeftOutNames = {"no_effort", "not_applicable", "other_type"};

Json LeftOutJson(const PathReport& report, const LeftOut& left_out) {
  return {{"signal", SignalName(report.plan, left_out.signal)},
          {"reason", kLeftOutNames[static_cast<size_t>(left_out.reason)]}};
}

}  // namespace

std::string PathJson(const PathReport& report) {
  const PathsToGoal& paths = report.paths;
  Json json;
  json["account"] = report.account_id;
  json["as_of"] = report.as_of;
  json["pack"] = absl::StrCat(report.plan.name, " ", report.plan.version);
  json["digest"] = report.plan.digest;
  json["goal"] = report.goal.words();
  json["reached"] = paths.reached;
  json["now"] = ShownJson(report.goal, paths.now);
  json["singles"] = PathsJson(report, paths.singles);
  if (report.pairs) json["pairs"] = PathsJson(report, paths.pairs);
  Json& tellings = json["tellings"] = Json::array();
  for (const Telling& telling : paths.tellings) tellings.push_back(TellingJson(report, telling));
  if (paths.nearest) json["nearest"] = PathOfJson(report, *paths.nearest);
  if (paths.together) {
    json["together"] = PathOfJson(report, *paths.together);
    json["together"]["reaches"] = paths.together_reaches;
  }
  Json& obstacles = json["obstacles"] = Json::array();
  for (const Obstacle& obstacle : paths.obstacles) obstacles.push_back(ObstacleJson(obstacle));
  Json& left_out = json["not_changed"] = Json::array();
  for (const LeftOut& one : paths.left_out) left_out.push_back(LeftOutJson(report, one));
  json["tried"] = paths.tried;
  json["complete"] = paths.complete;
  if (!paths.complete) json["pairs_left"] = paths.pairs_left;
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
