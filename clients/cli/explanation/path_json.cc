// Tested by tests/clients/path_command_test.py.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/path_report.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

Json ValueJson(const v1::FactValue& value) {
  switch (value.value_case()) {
    case v1::FactValue::kNumber:
      return value.number();
    case v1::FactValue::kFlag:
      return value.flag();
    case v1::FactValue::kText:
      return value.text();
    default:
      return nullptr;
  }
}

// By path: {"health.onboarding.score": 82, ...}.
template <typename Standings>
Json StandingsJson(const Standings& standings) {
  Json json = Json::object();
  for (const v1::GoalStanding& one : standings) json[one.path()] = ValueJson(one.value());
  return json;
}

Json PathOfJson(const v1::GoalPath& path) {
  Json json;
  json["cost"] = path.cost();
  Json& changes = json["changes"] = Json::array();
  for (const v1::SignalChange& change : path.changes()) {
    Json one;
    one["signal"] = change.signal();
    one["from"] = ValueJson(change.from());
    one["to"] = ValueJson(change.to());
    one["cost"] = change.cost();
    if (change.too_old()) one["too_old"] = true;
    changes.push_back(std::move(one));
  }
  json["then"] = StandingsJson(path.after());
  return json;
}

template <typename Paths>
Json PathsJson(const Paths& paths) {
  Json json = Json::array();
  for (const v1::GoalPath& path : paths) json.push_back(PathOfJson(path));
  return json;
}

Json TellingJson(const v1::SignalTelling& telling) {
  Json json;
  json["signal"] = telling.signal();
  Json& values = json["values"] = Json::array();
  for (const v1::AnswerRange& range : telling.values()) {
    Json one;
    one["text"] = range.text();
    if (range.words_size() > 0) {
      one["words"] = std::vector<std::string>(range.words().begin(), range.words().end());
    }
    if (range.has_from()) one["from"] = range.from();
    if (range.has_to()) one["to"] = range.to();
    values.push_back(std::move(one));
  }
  return json;
}

Json ObstacleJson(const v1::GoalObstacle& obstacle) {
  Json json;
  json["name"] = obstacle.name();
  json["words"] = obstacle.words();
  if (obstacle.has_location()) {
    json["place"] = absl::StrCat(obstacle.location().file(), ":", obstacle.location().line());
  }
  return json;
}

Json UnchangedJson(const v1::UnchangedSignal& unchanged) {
  return {{"signal", unchanged.signal()},
          {"reason", absl::AsciiStrToLower(EnumWord(unchanged.reason()))}};
}

}  // namespace

std::string PathJson(const PathReport& report) {
  const v1::FindPathResponse& answer = report.answer;
  const v1::PathsToGoal& paths = answer.paths();
  Json json;
  json["account"] = answer.account_id();
  json["as_of"] = FormatMoment(answer.as_of());
  json["pack"] = absl::StrCat(answer.pack().name(), " ", answer.pack().version());
  json["digest"] = answer.pack().digest();
  json["goal"] = paths.goal();
  json["reached"] = paths.reached();
  json["now"] = StandingsJson(paths.now());
  json["singles"] = PathsJson(paths.singles());
  if (report.pairs) json["pairs"] = PathsJson(paths.pairs());
  Json& tellings = json["tellings"] = Json::array();
  for (const v1::SignalTelling& telling : paths.tellings()) {
    tellings.push_back(TellingJson(telling));
  }
  if (paths.has_nearest()) json["nearest"] = PathOfJson(paths.nearest());
  if (paths.has_together()) {
    json["together"] = PathOfJson(paths.together());
    json["together"]["reaches"] = paths.together_reaches();
  }
  Json& obstacles = json["obstacles"] = Json::array();
  for (const v1::GoalObstacle& one : paths.obstacles()) obstacles.push_back(ObstacleJson(one));
  Json& unchanged = json["not_changed"] = Json::array();
  for (const v1::UnchangedSignal& one : paths.unchanged()) unchanged.push_back(UnchangedJson(one));
  json["tried"] = paths.tried();
  json["complete"] = !paths.incomplete();
  if (paths.incomplete()) json["pairs_left"] = paths.pairs_left();
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
