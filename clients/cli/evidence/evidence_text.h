// Drivers, fitted weights and experiments for a person.
//
// Each text begins with the answer, "no evidence" among them, and says below it what it rests on.
#ifndef BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_TEXT_H_

#include <cstddef>
#include <string>

#include "clients/cli/terminal/style.h"
#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"
#include "engine/evidence/fit.h"

namespace bellwether::cli {

std::string DriversText(const evidence::DriverReport& report, const Style& style, size_t width);
std::string FitText(const evidence::FitReport& report, const Style& style, size_t width);
std::string ExperimentText(const evidence::ExperimentReport& report, const Style& style,
                           size_t width);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_TEXT_H_
