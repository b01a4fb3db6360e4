// Tested by tests/server/rules_calls_test.cc.
#include "server/rpc/rules_methods.h"

#include <algorithm>
#include <utility>

namespace bellwether {

RulesMethods::RulesMethods(const ServerOptions& options, RulesHandlers handlers,
                           Reception& reception, const WorkerEnvironment& workers)
    : get_pack_{reception.Method("bellwether.v1.RulesService/GetPack", Role::kRead),
                service_,
                &Service::RequestGetPack,
                std::move(handlers.get_pack),
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
                    kArmedLongCalls} {}

void RulesMethods::ArmAll(CompletionLoop& loop) const {
  decltype(get_pack_)::Call::ArmAll(get_pack_, loop);
  decltype(check_pack_)::Call::ArmAll(check_pack_, loop);
  decltype(preview_pack_)::Call::ArmAll(preview_pack_, loop);
}

}  // namespace bellwether
