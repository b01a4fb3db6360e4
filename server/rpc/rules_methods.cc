// Tested by tests/server/rules_calls_test.cc.
#include "server/rpc/rules_methods.h"

#include <algorithm>
#include <utility>

namespace bellwether {

RulesMethods::RulesMethods(const ServerOptions& options, RulesHandlers handlers,
                           Reception& reception, const WorkerEnvironment& workers)
    : watches_(options.max_pack_watches),
      get_pack_{reception.Method("bellwether.v1.RulesService/GetPack", Role::kRead),
                service_,
                &Service::RequestGetPack,
                std::move(handlers.get_pack),
                reception,
                std::min(kArmedLongCalls, options.armed_calls),
                options.max_response_bytes},
      list_packs_{reception.Method("bellwether.v1.RulesService/ListPacks", Role::kRead),
                  service_,
                  &Service::RequestListPacks,
                  std::move(handlers.list_packs),
                  reception,
                  std::min(kArmedLongCalls, options.armed_calls),
                  options.max_response_bytes},
      list_activations_{reception.Method("bellwether.v1.RulesService/ListActivations", Role::kRead),
                        service_,
                        &Service::RequestListActivations,
                        std::move(handlers.list_activations),
                        reception,
                        std::min(kArmedLongCalls, options.armed_calls),
                        options.max_response_bytes},
      check_pack_{reception.Method("bellwether.v1.RulesService/CheckPack", Role::kRead),
                  {service_, &Service::RequestCheckPack},
                  std::move(handlers.check_pack),
                  workers,
                  kArmedLongCalls},
      preview_pack_{reception.Method("bellwether.v1.RulesService/PreviewPack", Role::kRead),
                    service_,
                    &Service::RequestPreviewPack,
                    std::move(handlers.preview_pack),
                    workers,
                    kArmedLongCalls},
      activate_pack_{reception.Method("bellwether.v1.RulesService/ActivatePack", Role::kAdmin),
                     {service_, &Service::RequestActivatePack},
                     std::move(handlers.activate_pack),
                     workers,
                     kArmedLongCalls},
      rollback_pack_{reception.Method("bellwether.v1.RulesService/RollbackPack", Role::kAdmin),
                     {service_, &Service::RequestRollbackPack},
                     std::move(handlers.rollback_pack),
                     workers,
                     kArmedLongCalls},
      approve_activation_{
          reception.Method("bellwether.v1.RulesService/ApproveActivation", Role::kAdmin),
          {service_, &Service::RequestApproveActivation},
          std::move(handlers.approve_activation),
          workers,
          kArmedLongCalls},
      watch_packs_{reception.Method("bellwether.v1.RulesService/WatchPacks", Role::kRead),
                   {service_, &Service::RequestWatchPacks},
                   std::move(handlers.watch_packs),
                   reception,
                   watches_,
                   "max_pack_watches",
                   kArmedLongCalls} {}

void RulesMethods::ArmAll(CompletionLoop& loop) const {
  decltype(get_pack_)::Call::ArmAll(get_pack_, loop);
  decltype(check_pack_)::Call::ArmAll(check_pack_, loop);
  decltype(preview_pack_)::Call::ArmAll(preview_pack_, loop);
  decltype(list_packs_)::Call::ArmAll(list_packs_, loop);
  decltype(list_activations_)::Call::ArmAll(list_activations_, loop);
  decltype(activate_pack_)::Call::ArmAll(activate_pack_, loop);
  decltype(rollback_pack_)::Call::ArmAll(rollback_pack_, loop);
  decltype(approve_activation_)::Call::ArmAll(approve_activation_, loop);
  decltype(watch_packs_)::Call::ArmAll(watch_packs_, loop);
}

}  // namespace bellwether
