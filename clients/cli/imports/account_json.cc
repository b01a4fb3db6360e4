// Tested by tests/clients/account_json_test.cc.
#include "clients/cli/imports/account_json.h"

#include <string>
#include <variant>

#include "engine/accounts/account_fields.h"

namespace bellwether::cli {
namespace {

using Json = nlohmann::ordered_json;

// A value as it is written; null when there is none.
struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(double number) const { return number; }
  Json operator()(bool truth) const { return truth; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(const Moment& moment) const { return FormatMoment(moment); }
  Json operator()(const Untyped& untyped) const { return untyped.text; }
  Json operator()(NotYet) const { return std::string(kNotYet); }
  Json operator()(NotApplicable) const { return Json{{std::string(kNotApplicable), true}}; }
};

template <typename Variant>
Json Value(const Variant& value) {
  return std::visit(ToJson{}, value);
}

void PutMoment(const char* name, const std::optional<Moment>& moment, Json& json) {
  if (moment) json[name] = FormatMoment(*moment);
}

Json SignalJson(const SignalInput& signal) {
  Json value = Value(signal.value);
  if (!signal.observed_at) return value;
  Json object = value.is_object() ? value : Json{{"value", value}};
  PutMoment("observed_at", signal.observed_at, object);
  return object;
}

Json SeriesJson(const SeriesInput& series) {
  Json points = Json::array();
  for (const SeriesInput::Point& point : series.points) {
    points.push_back({FormatMoment(point.at), point.value});
  }
  return points;
}

Json MilestoneJson(const MilestoneInput& milestone) {
  Json json{{"key", milestone.key}};
  PutMoment("planned_at", milestone.planned_at, json);
  if (Json completed = Value(milestone.completed_at); !completed.is_null()) {
    json["completed_at"] = completed;
  }
  if (milestone.critical) json["critical"] = *milestone.critical;
  return json;
}

void PutFields(const Account& account, Json& json) {
  for (const TextFieldInfo& field : kTextFields) {
    const std::string& text = account.*field.member;
    if (!text.empty()) json[std::string(field.name)] = text;
  }
  for (const NumberFieldInfo& field : kNumberFields) {
    const auto& number = account.*field.member;
    if (number) json[std::string(field.name)] = *number;
  }
  for (const EventFieldInfo& field : kEventFields) {
    Json date = Value(account.date(field.field));
    if (!date.is_null()) json[std::string(field.name)] = date;
  }
}

void PutParts(const Account& account, Json& json) {
  for (const MilestoneInput& milestone : account.milestones) {
    json["milestones"].push_back(MilestoneJson(milestone));
  }
  for (const SignalInput& signal : account.signals) {
    json["signals"][signal.name] = SignalJson(signal);
  }
  for (const SeriesInput& series : account.series) {
    json["signals"][series.name] = SeriesJson(series);
  }
  for (const DimensionScore& score : account.dimension_scores) {
    json["dimension_scores"][score.dimension] = score.score;
  }
  const ExtensionInput& extension = account.extension;
  if (extension.granted_days) json["extension"]["granted_days"] = *extension.granted_days;
  if (extension.requested_days) json["extension"]["requested_days"] = *extension.requested_days;
}

}  // namespace

Json AccountJson(const Account& account) {
  Json json = Json::object();
  PutFields(account, json);
  PutParts(account, json);
  return json;
}

}  // namespace bellwether::cli
