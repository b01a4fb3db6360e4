// Tested by tests/server/audit_handlers_test.cc.
#include "server/rpc/audit_methods.h"

#include <utility>

namespace bellwether {

AuditMethods::AuditMethods(const ServerOptions& options, AuditHandlers handlers,
                           Reception& reception, const WorkerEnvironment& environment)
    : methods_(options, reception) {
  methods_.Long("ListAudit", Role::kAdmin, &Methods::Service::RequestListAudit,
                std::move(handlers.list_audit), environment);
}

}  // namespace bellwether
