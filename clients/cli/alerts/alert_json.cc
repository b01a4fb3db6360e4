// Tested by tests/clients/alerts_command_test.py.
#include "clients/cli/alerts/alert_report.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using nlohmann::ordered_json;
using portfolio::AlertCounts;
using portfolio::AlertLead;

constexpr int kIndent = 2;

const char* StateName(AlertLead::State state) {
  switch (state) {
    case AlertLead::State::kKnown:
      return "KNOWN";
    case AlertLead::State::kFew:
      return "INSUFFICIENT_DATA";
    case AlertLead::State::kNobody:
      break;
  }
  return "NOBODY";
}

ordered_json ToJson(const AlertLead& lead) {
  ordered_json json = {
      {"state", StateName(lead.state)}, {"lost", lead.lost}, {"warned", lead.warned}};
  if (lead.state != AlertLead::State::kKnown) return json;
  json["median_days"] = lead.days.median;
  if (lead.days.interval) {
    json["interval"] = {{"low", lead.days.interval->low}, {"high", lead.days.interval->high}};
  }
  return json;
}

ordered_json ToJson(const AlertCounts& alert) {
  ordered_json json = {
      {"name", alert.name},           {"severity", alert.severity},   {"raised", alert.raised},
      {"held_out", alert.held_out},   {"flaps", alert.flaps},         {"grouped", alert.grouped},
      {"held_back", alert.held_back}, {"escalated", alert.escalated}, {"reminded", alert.reminded},
      {"resolved", alert.resolved},   {"put_off", alert.put_off},     {"open", alert.open}};
  auto& accounts = json["accounts"] = ordered_json::array();
  for (const auto& account : alert.accounts) {
    accounts.push_back({{"id", account.id},
                        {"csm", account.csm},
                        {"raised", account.raised},
                        {"held_out", account.held_out},
                        {"flaps", account.flaps}});
  }
  auto& managers = json["managers"] = ordered_json::array();
  for (const auto& [csm, raised] : alert.managers) {
    managers.push_back({{"csm", csm}, {"raised", raised}});
  }
  json["before_loss"] = ToJson(alert.lead);
  return json;
}

}  // namespace

std::string AlertsJson(const AlertReport& report) {
  ordered_json json = {{"pack", report.pack},
                       {"digest", report.digest},
                       {"as_of", report.as_of},
                       {"every_days", report.options.every_days},
                       {"flap_days", report.options.flap_days},
                       {"accounts", report.history.accounts},
                       {"without_start", report.history.without_start},
                       {"lost", report.history.lost},
                       {"looks", report.history.looks},
                       {"refused", report.history.refused}};
  auto& alerts = json["alerts"] = ordered_json::array();
  for (const AlertCounts& alert : report.history.alerts) alerts.push_back(ToJson(alert));
  return json.dump(kIndent, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace bellwether::cli
