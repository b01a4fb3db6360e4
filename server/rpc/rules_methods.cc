// Tested by tests/server/rules_calls_test.cc.
#include "server/rpc/rules_methods.h"

#include <utility>

namespace bellwether {

RulesMethods::RulesMethods(const ServerOptions& options, RulesHandlers handlers,
                           Reception& reception, const WorkerEnvironment& workers)
    : watches_(options.max_pack_watches),
      feed_(handlers.watch_packs.feed),
      methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Unary("GetPack", Role::kRead, &Service::RequestGetPack, std::move(handlers.get_pack));
  methods_.Long("GetPackFiles", Role::kRead, &Service::RequestGetPackFiles,
                std::move(handlers.get_pack_files), workers);
  methods_.Unary("ListPacks", Role::kRead, &Service::RequestListPacks,
                 std::move(handlers.list_packs));
  methods_.Unary("ListActivations", Role::kRead, &Service::RequestListActivations,
                 std::move(handlers.list_activations));
  methods_.Long("CheckPack", Role::kRead, &Service::RequestCheckPack,
                std::move(handlers.check_pack), workers);
  methods_.Upload<Answers::kStream>("PreviewPack", Role::kRead, &Service::RequestPreviewPack,
                                    std::move(handlers.preview_pack), workers);
  methods_.Paged("PreviewPackOnStore", Role::kRead, &Service::RequestPreviewPackOnStore,
                 std::move(handlers.preview_pack_on_store), workers);
  methods_.Long("ActivatePack", Role::kAdmin, &Service::RequestActivatePack,
                std::move(handlers.activate_pack), workers);
  methods_.Long("RollbackPack", Role::kAdmin, &Service::RequestRollbackPack,
                std::move(handlers.rollback_pack), workers);
  methods_.Long("ApproveActivation", Role::kAdmin, &Service::RequestApproveActivation,
                std::move(handlers.approve_activation), workers);
  methods_.Watch("WatchPacks", Role::kRead, &Service::RequestWatchPacks,
                 std::move(handlers.watch_packs), watches_, "max_pack_watches");
}

}  // namespace bellwether
