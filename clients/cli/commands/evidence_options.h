// What `drivers`, `fit` and `experiment` have in common beside a portfolio's request: days from the
// start of an account, and a report as text or JSON.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_

#include <optional>

#include "CLI/App.hpp"
#include "clients/cli/portfolio/portfolio_request.h"
#include "engine/evidence/landmark.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

struct EvidenceOptions {
  PortfolioRequest request;
  // Nothing: as the pack's `drivers` say.
  std::optional<uint32_t> landmark, gap, horizon;
  bool json = false;
};

// --landmark, --gap, --horizon
void AddLandmark(CLI::App& command, EvidenceOptions& options);

// The days to take; nothing, after the reason was said, when they cannot be.
std::optional<evidence::LandmarkDays> DaysOrSayWhy(const EvidenceOptions& options, const Plan& plan,
                                                   Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_
