// Tested by tests/clients/explain_change_test.py.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

void AddPlace(const char* key, const v1::SourceLocation& place, Json& json) {
  if (place.line() > 0) json[key] = {{"file", place.file()}, {"line", place.line()}};
}

Json SideJson(const v1::ComparedEvaluation& side) {
  Json json = {{"as_of", FormatMoment(side.as_of())},
               {"pack", absl::StrCat(side.pack().name(), " ", side.pack().version())},
               {"digest", side.pack().digest()}};
  if (!side.primary_model().empty()) json["primary"] = side.primary_model();
  return json;
}

Json EndJson(const v1::ScoreEnd& end) {
  Json json;
  json["state"] = absl::AsciiStrToLower(EnumWord(end.state()));
  if (end.state() == v1::HEALTH_STATE_NOT_DEFINED) return json;
  json["primary"] = end.primary();
  json["coverage"] = end.coverage();
  if (end.has_score()) json["score"] = end.score();
  if (end.has_score()) json["band"] = end.band();
  AddPlace("place", end.location(), json);
  return json;
}

// `counts`: it has a kind and points.
Json LineJson(const v1::ChangeLine& line, bool counts) {
  Json json;
  if (counts) json["kind"] = KindWord(line.kind());
  if (!line.name().empty()) json["name"] = line.name();
  if (counts) json["points"] = line.points();
  json["changes"] = std::vector<std::string>(line.changes().begin(), line.changes().end());
  AddPlace("from_place", line.location_before(), json);
  AddPlace("to_place", line.location_after(), json);
  return json;
}

template <typename Lines>
Json LinesJson(const Lines& lines, bool count) {
  Json json = Json::array();
  for (const v1::ChangeLine& line : lines) json.push_back(LineJson(line, count));
  return json;
}

Json PartsJson(const v1::ModelChange& model) {
  Json json;
  for (const v1::ChangeKind kind : kChangeKinds) json[KindWord(kind)] = PointsOf(model, kind);
  return json;
}

Json ModelJson(const v1::ModelChange& model) {
  Json json;
  json["model"] = model.model();
  json["from"] = EndJson(model.before());
  json["to"] = EndJson(model.after());
  if (!model.no_arithmetic().empty()) {
    json["no_arithmetic"] = model.no_arithmetic();
    json["without_points"] = LinesJson(model.without_points(), false);
    return json;
  }
  json["change"] = model.after().score() - model.before().score();
  json["parts"] = PartsJson(model);
  json["lines"] = LinesJson(model.lines(), true);
  return json;
}

// Without a value where there was none: a flag that the pack did not have.
Json OutcomeJson(const v1::OutcomeChange& change) {
  Json json;
  json["path"] = change.path();
  if (!change.before().empty()) json["from"] = change.before();
  if (!change.after().empty()) json["to"] = change.after();
  if (!change.reason().empty()) json["reason"] = change.reason();
  AddPlace("place", change.location(), json);
  return json;
}

}  // namespace

std::string KindWord(v1::ChangeKind kind) { return absl::AsciiStrToLower(EnumWord(kind)); }

double PointsOf(const v1::ModelChange& model, v1::ChangeKind kind) {
  double points = 0;
  for (const v1::ChangeLine& line : model.lines()) {
    if (line.kind() == kind) points += line.points();
  }
  return points;
}

std::string ChangeJson(const ChangeReport& report) {
  const v1::CompareEvaluationsResponse& answer = report.answer;
  Json json;
  json["account"] = answer.account_id();
  json["from"] = SideJson(answer.before());
  json["to"] = SideJson(answer.after());
  Json& models = json["models"] = Json::array();
  for (const v1::ModelChange& model : answer.models()) models.push_back(ModelJson(model));
  if (report.model.empty()) {
    Json& outcomes = json["outcomes"] = Json::array();
    for (const v1::OutcomeChange& change : answer.outcomes()) {
      outcomes.push_back(OutcomeJson(change));
    }
  }
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
