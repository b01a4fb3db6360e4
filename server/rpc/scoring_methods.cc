// Tested by tests/server/rpc_server_test.cc and rules_calls_test.cc.
#include "server/rpc/scoring_methods.h"

#include <utility>

namespace bellwether {

ScoringMethods::ScoringMethods(const ServerOptions& options, ScoringHandlers handlers,
                               Reception& reception, LargeWorkers& large,
                               const WorkerEnvironment& workers)
    : methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Hot("Evaluate", Role::kScore, &Service::RequestEvaluate, std::move(handlers.evaluate));
  methods_.Hot("ScoreHealth", Role::kScore, &Service::RequestScoreHealth,
               std::move(handlers.score_health));
  methods_.Hot("AssessGraduation", Role::kScore, &Service::RequestAssessGraduation,
               std::move(handlers.assess_graduation));
  methods_.Hot("DecideExtension", Role::kScore, &Service::RequestDecideExtension,
               std::move(handlers.decide_extension));
  methods_.Large("EvaluateBatch", Role::kScore, &Service::RequestEvaluateBatch,
                 std::move(handlers.evaluate_batch), large);
  methods_.Stream("StreamEvaluate", Role::kScore, &Service::RequestStreamEvaluate,
                  std::move(handlers.stream_evaluate));
  methods_.Large("EvaluateColumns", Role::kScore, &Service::RequestEvaluateColumns,
                 std::move(handlers.evaluate_columns), large);
  methods_.Long("CompareEvaluations", Role::kScore, &Service::RequestCompareEvaluations,
                std::move(handlers.compare_evaluations), workers);
  methods_.Long("FindPath", Role::kScore, &Service::RequestFindPath, std::move(handlers.find_path),
                workers);
}

}  // namespace bellwether
