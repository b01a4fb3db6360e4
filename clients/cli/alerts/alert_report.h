// What alerts of a pack would have done over a book, for people and for programs.
//
// Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_ALERTS_ALERT_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_ALERTS_ALERT_REPORT_H_

#include <cstddef>
#include <string>

#include "clients/cli/terminal/style.h"
#include "engine/portfolio/alert_history.h"

namespace bellwether::cli {

struct AlertReport {
  portfolio::AlertHistory history;
  portfolio::AlertHistoryOptions options;
  std::string pack;  // its name and version
  std::string digest;
  std::string as_of;
};

// A table with a line for each rule, then whom each was told to, and how early it was.
std::string AlertsText(const AlertReport& report, const Style& style, size_t width);
std::string AlertsJson(const AlertReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_ALERTS_ALERT_REPORT_H_
