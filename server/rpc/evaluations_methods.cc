// Tested by tests/server/evaluations_handlers_test.cc.
#include "server/rpc/evaluations_methods.h"

#include <utility>

namespace bellwether {

EvaluationsMethods::EvaluationsMethods(const ServerOptions& options, EvaluationsHandlers handlers,
                                       Reception& reception, Logger& log)
    : watches_(options.max_pack_watches),
      workers_(options.store_threads, options.max_store_waiting, "store-read"),
      environment_{workers_, reception, log, options.max_response_bytes, "max_store_waiting"},
      feed_(handlers.watch_evaluations.feed),
      methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Long("GetLatestEvaluation", Role::kRead, &Service::RequestGetLatestEvaluation,
                std::move(handlers.get_latest_evaluation), environment_);
  methods_.Long("ListEvaluations", Role::kRead, &Service::RequestListEvaluations,
                std::move(handlers.list_evaluations), environment_);
  methods_.Watch("WatchEvaluations", Role::kRead, &Service::RequestWatchEvaluations,
                 std::move(handlers.watch_evaluations), watches_, "max_pack_watches");
}

}  // namespace bellwether
