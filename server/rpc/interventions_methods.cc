// Tested by tests/server/interventions_handlers_test.cc.
#include "server/rpc/interventions_methods.h"

#include <utility>

namespace bellwether {

InterventionsMethods::InterventionsMethods(const ServerOptions& options,
                                           InterventionsHandlers handlers, Reception& reception,
                                           const WorkerEnvironment& environment)
    : methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Long("GetInterventionEffects", Role::kRead, &Service::RequestGetInterventionEffects,
                std::move(handlers.get_intervention_effects), environment);
  methods_.Long("ListInterventions", Role::kRead, &Service::RequestListInterventions,
                std::move(handlers.list_interventions), environment);
}

}  // namespace bellwether
