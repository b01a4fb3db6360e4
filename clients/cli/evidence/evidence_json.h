// Drivers, fitted weights and experiments for programs: everything, numbers as they are.
#ifndef BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_JSON_H_
#define BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_JSON_H_

#include <string>

#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"
#include "engine/evidence/fit.h"

namespace bellwether::cli {

// `digest`: of the pack.
std::string DriversJson(const evidence::DriverReport& report, const std::string& digest);
// `patch`: a unified diff, or "".
std::string FitJson(const evidence::FitReport& report, const std::string& digest,
                    const std::string& patch);
std::string ExperimentJson(const evidence::ExperimentReport& report, const std::string& digest);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_JSON_H_
