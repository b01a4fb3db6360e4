// Tested by tests/clients/alerts_command_test.py.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/alerts/alert_report.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using portfolio::AlertCounts;
using portfolio::AlertHistory;
using portfolio::AlertLead;

constexpr size_t kLeastWidth = 60;
constexpr size_t kMostNames = 5;  // of CSMs in a line

std::string Number(uint64_t count) { return count == 0 ? "" : absl::StrCat(count); }

WriterOptions TableOptions(const Style& style, size_t width) {
  WriterOptions options;
  options.style = style;
  options.width = std::max(width, kLeastWidth);
  options.more_columns = "a wider terminal shows more, --format json all of it";
  return options;
}

std::string Headline(const AlertReport& report, const Style& style) {
  uint64_t raised = 0;
  for (const AlertCounts& alert : report.history.alerts) raised += alert.raised;
  const AlertHistory& history = report.history;
  std::string text = absl::StrCat(
      style.Paint(Tone::kStrong, absl::StrCat(raised, raised == 1 ? " alert" : " alerts")), " of ",
      history.alerts.size(), history.alerts.size() == 1 ? " rule" : " rules", " for ",
      history.accounts, history.accounts == 1 ? " account" : " accounts", ", up to ", report.as_of,
      "\n");
  std::vector<std::string> apart;
  if (history.lost > 0) apart.push_back(absl::StrCat(history.lost, " were lost meanwhile"));
  if (history.without_start > 0) {
    apart.push_back(absl::StrCat(history.without_start, " without a start were not looked at"));
  }
  if (history.refused > 0) {
    apart.push_back(absl::StrCat("at ", history.refused, " of ", history.looks,
                                 " looks the pack refused the account"));
  }
  if (!apart.empty()) absl::StrAppend(&text, absl::StrJoin(apart, "; "), "\n");
  return text;
}

std::string CountsTable(const AlertHistory& history, const Style& style, size_t width) {
  TableLayout table({{"alert"},
                     {"severity"},
                     {"raised", true},
                     {"accounts", true},
                     {"left alone", true, true},
                     {"flaps", true},
                     {"grouped", true, false, 2},
                     {"held back", true, false, 1},
                     {"escalated", true, false, 1},
                     {"reminded", true, false, 3},
                     {"put off", true, false, 4},
                     {"open", true, false, 2}},
                    TableOptions(style, width));
  std::string text;
  for (const AlertCounts& alert : history.alerts) {
    table.Add({{Printable(alert.name)},
               {Printable(alert.severity)},
               {absl::StrCat(alert.raised), alert.raised == 0 ? Tone::kQuiet : Tone::kPlain},
               {Number(alert.accounts.size())},
               {Number(alert.held_out)},
               {Number(alert.flaps), Tone::kMiddling},
               {Number(alert.grouped)},
               {Number(alert.held_back)},
               {Number(alert.escalated)},
               {Number(alert.reminded)},
               {Number(alert.put_off)},
               {Number(alert.open)}},
              text);
  }
  table.Finish(text);
  return text;
}

// "kim 12, lee 3, and 2 more"
std::string ManagersText(const AlertCounts& alert) {
  std::vector<std::string> parts;
  for (const auto& [name, raised] : alert.managers) {
    if (parts.size() == kMostNames) {
      parts.push_back(absl::StrCat("and ", alert.managers.size() - kMostNames, " more"));
      break;
    }
    parts.push_back(absl::StrCat(name.empty() ? "nobody" : Printable(name), " ", raised));
  }
  return absl::StrJoin(parts, ", ");
}

std::string LeadText(const AlertLead& lead) {
  if (lead.lost == 0) return "nobody was lost";
  const std::string warned = absl::StrCat(lead.warned, " of ", lead.lost, " lost");
  switch (lead.state) {
    case AlertLead::State::kNobody:
      return warned;
    case AlertLead::State::kFew:
      return absl::StrCat(warned, ", days before INSUFFICIENT_DATA (n = ", lead.warned, ")");
    case AlertLead::State::kKnown:
      break;
  }
  std::string text = absl::StrCat(warned, ", ", FormatNumber(lead.days.median), " days before");
  if (lead.days.interval) {
    absl::StrAppend(&text, " (95 % ", FormatNumber(lead.days.interval->low), "–",
                    FormatNumber(lead.days.interval->high), ", n = ", lead.warned, ")");
  }
  return text;
}

std::string LeadTable(const AlertHistory& history, const Style& style, size_t width) {
  TableLayout table({{"alert"}, {"raised for before they were lost"}, {"told, by CSM"}},
                    TableOptions(style, width));
  std::string text;
  for (const AlertCounts& alert : history.alerts) {
    if (alert.raised + alert.grouped == 0) continue;
    table.Add({{Printable(alert.name)}, {LeadText(alert.lead)}, {ManagersText(alert)}}, text);
  }
  table.Finish(text);
  return text;
}

}  // namespace

std::string AlertsText(const AlertReport& report, const Style& style, size_t width) {
  const AlertHistory& history = report.history;
  if (history.alerts.empty()) {
    return absl::StrCat("pack ", Printable(report.pack),
                        " has no alerts: its section `alerts` says when people are told\n");
  }
  std::string text =
      absl::StrCat(Headline(report, style), "\n", CountsTable(history, style, width));
  const bool any = std::any_of(history.alerts.begin(), history.alerts.end(),
                               [](const AlertCounts& one) { return one.raised + one.grouped > 0; });
  if (any) absl::StrAppend(&text, "\n", LeadTable(history, style, width));
  absl::StrAppend(
      &text, "\n",
      style.Paint(Tone::kQuiet,
                  absl::StrCat("A flap is raised again within ", report.options.flap_days,
                               " days of its end. Nobody acts in a simulation, so nothing is "
                               "acknowledged. That a rule came before a loss does not say that it "
                               "knew of it.")),
      "\n");
  return text;
}

}  // namespace bellwether::cli
