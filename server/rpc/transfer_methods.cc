// Tested by tests/server/transfer_handlers_test.cc.
#include "server/rpc/transfer_methods.h"

#include <utility>

namespace bellwether {

TransferMethods::TransferMethods(const ServerOptions& options, TransferHandlers handlers,
                                 Reception& reception, const WorkerEnvironment& environment)
    : methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Paged("ExportAll", Role::kAdmin, &Service::RequestExportAll,
                 std::move(handlers.export_all), environment);
  methods_.Upload<Answers::kStream>("ImportAll", Role::kAdmin, &Service::RequestImportAll,
                                    std::move(handlers.import_all), environment);
}

}  // namespace bellwether
