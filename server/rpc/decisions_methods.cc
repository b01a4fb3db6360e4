// Tested by tests/server/decisions_handlers_test.cc.
#include "server/rpc/decisions_methods.h"

#include <utility>

namespace bellwether {

DecisionsMethods::DecisionsMethods(const ServerOptions& options, DecisionsHandlers handlers,
                                   Reception& reception, const WorkerEnvironment& environment)
    : methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Long("SetOverride", Role::kAdmin, &Service::RequestSetOverride,
                std::move(handlers.set_override), environment);
  methods_.Long("RemoveOverride", Role::kAdmin, &Service::RequestRemoveOverride,
                std::move(handlers.remove_override), environment);
  methods_.Long("ListOverrides", Role::kRead, &Service::RequestListOverrides,
                std::move(handlers.list_overrides), environment);
  methods_.Long("RecordDecision", Role::kAdmin, &Service::RequestRecordDecision,
                std::move(handlers.record_decision), environment);
  methods_.Long("ListDecisions", Role::kRead, &Service::RequestListDecisions,
                std::move(handlers.list_decisions), environment);
  methods_.Paged("ExportEntries", Role::kAdmin, &Service::RequestExportEntries,
                 std::move(handlers.export_entries), environment);
  methods_.Long("ImportEntries", Role::kAdmin, &Service::RequestImportEntries,
                std::move(handlers.import_entries), environment);
}

}  // namespace bellwether
