// Paths to a goal for people and as JSON. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_PATH_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_PATH_REPORT_H_

#include <cstddef>
#include <string>

#include "bellwether/v1/scoring.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

struct PathReport {
  const v1::FindPathResponse& answer;  // of a server, or wire::PathsToProto of one's own
  bool pairs = true;                   // were looked for
  size_t most = 10;                    // paths of each kind that the text shows
};

// What to change, from what to what, what it costs, and what comes of it.
std::string PathText(const PathReport& report, const Style& style);
// Every path.
std::string PathJson(const PathReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_PATH_REPORT_H_
