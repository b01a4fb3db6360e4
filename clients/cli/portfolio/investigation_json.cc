// Tested by tests/clients/investigate_command_test.py.
#include <optional>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/investigation_report.h"
#include "clients/cli/portfolio/report_json.h"
#include "engine/base/civil_day.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using nlohmann::ordered_json;
using portfolio::Investigation;
using portfolio::StepFindings;

constexpr int kIndent = 2;

void Put(const char* key, const std::optional<double>& value, ordered_json& json) {
  if (value) json[key] = *value;
}

void PutInterval(const std::optional<statistics::Interval>& interval, ordered_json& json) {
  if (interval) json["interval"] = {{"low", interval->low}, {"high", interval->high}};
}

ordered_json ToJson(const portfolio::GroupDifference& group) {
  ordered_json json;
  json["metric"] = group.metric;
  if (group.attribute.empty()) {
    json["late_milestone"] = group.key;
  } else {
    json["attribute"] = group.attribute;
    json["key"] = group.key;
  }
  json["group"] = QuantityJson(group.group);
  json["others"] = QuantityJson(group.rest);
  Put("difference", group.difference, json);
  PutInterval(group.interval, json);
  Put("p", group.p, json);
  Put("p_adjusted", group.adjusted, json);
  json["beyond_noise"] = group.beyond_noise;
  if (!group.why.empty()) json["why_not_compared"] = group.why;
  return json;
}

ordered_json ToJson(const portfolio::Comparisons& comparisons) {
  ordered_json json = {{"compared", comparisons.compared},
                       {"beyond_noise", comparisons.beyond_noise},
                       {"notes", comparisons.notes}};
  auto& groups = json["groups"] = ordered_json::array();
  for (const auto& group : comparisons.groups) groups.push_back(ToJson(group));
  return json;
}

ordered_json ToJson(const portfolio::ComponentDifference& one) {
  ordered_json json = {{"component", one.component}};
  Put("behind", one.behind, json);
  Put("others", one.others, json);
  json["behind_n"] = one.behind_n;
  json["others_n"] = one.others_n;
  PutInterval(one.interval, json);
  Put("p", one.p, json);
  Put("p_adjusted", one.adjusted, json);
  json["beyond_noise"] = one.beyond_noise;
  return json;
}

ordered_json ToJson(const StepFindings& step) {
  ordered_json json = {{"do", step.action}};
  if (!step.metrics.empty()) {
    auto& metrics = json["metrics"] = ordered_json::array();
    for (const auto& metric : step.metrics) metrics.push_back(MetricJson(metric));
  }
  if (step.compares) json["comparisons"] = ToJson(step.comparisons);
  if (step.counts_causes) {
    json["late_milestones"] = step.late_milestones;
    auto& causes = json["causes"] = ordered_json::array();
    for (const auto& cause : step.causes) {
      causes.push_back({{"cause", cause.cause},
                        {"milestones", cause.milestones},
                        {"accounts", cause.accounts},
                        {"days", cause.days}});
    }
  }
  if (!step.components.empty()) {
    auto& components = json["components"] = ordered_json::array();
    for (const auto& one : step.components) components.push_back(ToJson(one));
  }
  return json;
}

ordered_json ToJson(const portfolio::AccountToCall& call) {
  ordered_json json = {{"account", call.account}, {"what", call.what}};
  auto& attributes = json["attributes"] = ordered_json::object();
  for (const auto& [name, value] : call.attributes) attributes[name] = value;
  auto& timeline = json["timeline"] = ordered_json::array();
  for (const auto& event : call.timeline) {
    timeline.push_back({{"day", absl::FormatCivilTime(DayOfNumber(event.day))},
                        {"what", event.what},
                        {"is_delay", event.is_delay}});
  }
  return json;
}

}  // namespace

std::string InvestigationJson(const ReportHead& head, const Investigation& found) {
  ordered_json json = HeadJson(head);
  json["metric"] = MetricJson(found.metric);
  auto& steps = json["steps"] = ordered_json::array();
  for (const StepFindings& step : found.steps) steps.push_back(ToJson(step));
  auto& calls = json["accounts_to_call"] = ordered_json::array();
  for (const auto& call : found.calls) calls.push_back(ToJson(call));
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
