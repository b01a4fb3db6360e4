// Tested by tests/clients/explain_change_test.py.
#include "absl/strings/str_cat.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/words/proto_json.h"
#include "engine/explain/names.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kIndent = 2;

void AddPlace(const char* key, const Place& place, Json& json) {
  if (place.line > 0) json[key] = {{"file", place.file}, {"line", place.line}};
}

Json SideJson(const ChangeSide& side) {
  return {{"as_of", FormatMoment(side.as_of)},
          {"pack", absl::StrCat(side.plan->name, " ", side.plan->version)},
          {"digest", side.plan->digest}};
}

Json EndJson(const ScoreEnd& end) {
  Json json;
  json["state"] = end.defined ? StateName(end.state) : "not_defined";
  if (!end.defined) return json;
  json["primary"] = end.primary;
  json["coverage"] = end.coverage;
  if (end.score) json["score"] = *end.score;
  if (end.score) json["band"] = end.band;
  AddPlace("place", end.place, json);
  return json;
}

Json LineJson(const ChangeLine& line) {
  Json json;
  json["kind"] = ChangeKindName(line.kind);
  if (!line.name.empty()) json["name"] = line.name;
  json["points"] = line.points;
  json["changes"] = line.changes;
  AddPlace("from_place", line.before, json);
  AddPlace("to_place", line.after, json);
  return json;
}

// What changed without points: neither points nor a kind.
Json ChangesJson(const std::vector<ChangeLine>& lines) {
  Json json = Json::array();
  for (const ChangeLine& line : lines) {
    Json one = LineJson(line);
    one.erase("kind");
    one.erase("points");
    json.push_back(std::move(one));
  }
  return json;
}

Json PartsJson(const ModelAttribution& model) {
  Json json;
  for (size_t k = 0; k < kChangeKindCount; ++k) {
    const auto kind = static_cast<ChangeKind>(k);
    json[ChangeKindName(kind)] = model.PointsOf(kind);
  }
  return json;
}

Json ModelJson(const ModelAttribution& model) {
  Json json;
  json["model"] = model.model;
  json["from"] = EndJson(model.before);
  json["to"] = EndJson(model.after);
  if (!model.no_arithmetic.empty()) {
    json["no_arithmetic"] = model.no_arithmetic;
    json["without_points"] = ChangesJson(model.without_points);
    return json;
  }
  json["change"] = *model.after.score - *model.before.score;
  json["parts"] = PartsJson(model);
  Json& lines = json["lines"] = Json::array();
  for (const ChangeLine& line : model.lines) lines.push_back(LineJson(line));
  return json;
}

// Without a value where there was none: a flag that the pack did not have.
Json OutcomeJson(const OutcomeChange& change) {
  Json json;
  json["path"] = change.path;
  if (!change.before.empty()) json["from"] = change.before;
  if (!change.after.empty()) json["to"] = change.after;
  if (!change.reason.empty()) json["reason"] = change.reason;
  AddPlace("place", change.place, json);
  return json;
}

}  // namespace

std::string ChangeJson(const ChangeReport& report) {
  const Attribution& attribution = *report.attribution;
  Json json;
  json["account"] = report.account_id;
  json["from"] = SideJson(report.before);
  json["to"] = SideJson(report.after);
  if (!attribution.primary_before.empty()) json["from"]["primary"] = attribution.primary_before;
  if (!attribution.primary_after.empty()) json["to"]["primary"] = attribution.primary_after;
  Json& models = json["models"] = Json::array();
  for (const ModelAttribution& model : attribution.models) {
    if (report.model.empty() || report.model == model.model) models.push_back(ModelJson(model));
  }
  if (report.model.empty()) {
    Json& outcomes = json["outcomes"] = Json::array();
    for (const OutcomeChange& change : attribution.outcomes) {
      outcomes.push_back(OutcomeJson(change));
    }
  }
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
