// What was done after alerts, and what became of the accounts, for a person.
//
// Each playbook begins with what can be said of it, and its warning; the figures stand below.
#ifndef BELLWETHER_CLIENTS_CLI_EVIDENCE_INTERVENTIONS_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_EVIDENCE_INTERVENTIONS_TEXT_H_

#include <cstddef>
#include <string>

#include "bellwether/v1/interventions.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

std::string InterventionsText(const v1::GetInterventionEffectsResponse& response,
                              const Style& style, size_t width);

// A line of one.
std::string LineOf(const v1::Intervention& intervention);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVIDENCE_INTERVENTIONS_TEXT_H_
