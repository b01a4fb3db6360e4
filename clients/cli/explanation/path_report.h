// Paths to a goal for people and as JSON. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_PATH_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_PATH_REPORT_H_

#include <cstddef>
#include <string>

#include "clients/cli/terminal/style.h"
#include "engine/pathfinding/find_paths.h"

namespace bellwether::cli {

// Everything must outlive it.
struct PathReport {
  const Plan& plan;
  const std::string& account_id;
  const std::string& as_of;  // as it is shown
  const std::string& language;
  const Goal& goal;
  const PathsToGoal& paths;
  bool pairs = true;  // were looked for
  size_t most = 10;   // paths of each kind that the text shows
};

// What to change, from what to what, what it costs, and what comes of it.
std::string PathText(const PathReport& report, const Style& style);
// Every path.
std::string PathJson(const PathReport& report);

// Name of a signal by its position in the plan.
const std::string& SignalName(const Plan& plan, uint32_t signal);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_PATH_REPORT_H_
