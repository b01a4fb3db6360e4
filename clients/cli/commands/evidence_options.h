// What `drivers`, `fit` and `experiment` have in common beside a portfolio's request: days from the
// start of an account, and a report as text or JSON.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_

#include <optional>
#include <string>

#include "clients/cli/commands/command.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "engine/evidence/landmark.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

// Days from the start; nothing: as the pack's `drivers` say.
struct LandmarkOptions {
  std::optional<uint32_t> landmark, gap, horizon;
};

struct EvidenceOptions {
  PortfolioRequest request;
  LandmarkOptions landmark;
  bool json = false;
};

// --landmark, --gap, --horizon
void AddLandmark(Command command, LandmarkOptions& options);
// --experiment
void AddExperimentName(Command command, std::string& name);

// The days to take; nothing, after the reason was said, when they cannot be.
std::optional<evidence::LandmarkDays> DaysOrSayWhy(const LandmarkOptions& options, const Plan& plan,
                                                   Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_
