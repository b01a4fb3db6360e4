// Tested by tests/server/evaluations_handlers_test.cc.
#include "server/rpc/evaluations_methods.h"

#include <utility>

namespace bellwether {

EvaluationsMethods::EvaluationsMethods(const ServerOptions& options, EvaluationsHandlers handlers,
                                       Reception& reception, Logger& log)
    : watches_(options.max_pack_watches),
      workers_(options.store_threads, options.max_store_waiting, "store-read"),
      environment_{workers_, reception, log, options.max_response_bytes, "max_store_waiting"},
      get_latest_evaluation_{
          reception.Method("bellwether.v1.EvaluationsService/GetLatestEvaluation", Role::kRead),
          {service_, &Service::RequestGetLatestEvaluation},
          std::move(handlers.get_latest_evaluation),
          environment_,
          kArmedLongCalls},
      list_evaluations_{
          reception.Method("bellwether.v1.EvaluationsService/ListEvaluations", Role::kRead),
          {service_, &Service::RequestListEvaluations},
          std::move(handlers.list_evaluations),
          environment_,
          kArmedLongCalls},
      watch_evaluations_{
          reception.Method("bellwether.v1.EvaluationsService/WatchEvaluations", Role::kRead),
          {service_, &Service::RequestWatchEvaluations},
          std::move(handlers.watch_evaluations),
          reception,
          watches_,
          "max_pack_watches",
          kArmedLongCalls} {}

void EvaluationsMethods::ArmAll(CompletionLoop& loop) const {
  decltype(get_latest_evaluation_)::Call::ArmAll(get_latest_evaluation_, loop);
  decltype(list_evaluations_)::Call::ArmAll(list_evaluations_, loop);
  decltype(watch_evaluations_)::Call::ArmAll(watch_evaluations_, loop);
}

}  // namespace bellwether
