// Tested by tests/server/decisions_handlers_test.cc.
#include "server/rpc/decisions_methods.h"

#include <utility>

namespace bellwether {

DecisionsMethods::DecisionsMethods(DecisionsHandlers handlers, Reception& reception,
                                   const WorkerEnvironment& environment)
    : set_override_{reception.Method("bellwether.v1.DecisionsService/SetOverride", Role::kAdmin),
                    {service_, &Service::RequestSetOverride},
                    std::move(handlers.set_override),
                    environment,
                    kArmedLongCalls},
      remove_override_{
          reception.Method("bellwether.v1.DecisionsService/RemoveOverride", Role::kAdmin),
          {service_, &Service::RequestRemoveOverride},
          std::move(handlers.remove_override),
          environment,
          kArmedLongCalls},
      list_overrides_{reception.Method("bellwether.v1.DecisionsService/ListOverrides", Role::kRead),
                      {service_, &Service::RequestListOverrides},
                      std::move(handlers.list_overrides),
                      environment,
                      kArmedLongCalls},
      record_decision_{
          reception.Method("bellwether.v1.DecisionsService/RecordDecision", Role::kAdmin),
          {service_, &Service::RequestRecordDecision},
          std::move(handlers.record_decision),
          environment,
          kArmedLongCalls},
      list_decisions_{reception.Method("bellwether.v1.DecisionsService/ListDecisions", Role::kRead),
                      {service_, &Service::RequestListDecisions},
                      std::move(handlers.list_decisions),
                      environment,
                      kArmedLongCalls} {}

void DecisionsMethods::ArmAll(CompletionLoop& loop) const {
  decltype(set_override_)::Call::ArmAll(set_override_, loop);
  decltype(remove_override_)::Call::ArmAll(remove_override_, loop);
  decltype(list_overrides_)::Call::ArmAll(list_overrides_, loop);
  decltype(record_decision_)::Call::ArmAll(record_decision_, loop);
  decltype(list_decisions_)::Call::ArmAll(list_decisions_, loop);
}

}  // namespace bellwether
