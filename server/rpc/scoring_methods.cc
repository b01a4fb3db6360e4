// Tested by tests/server/rpc_server_test.cc and rules_calls_test.cc.
#include "server/rpc/scoring_methods.h"

#include <algorithm>
#include <utility>

namespace bellwether {
namespace {

// Each that is taken arms the next one.
constexpr uint32_t kArmedLargeCalls = 16;

}  // namespace

ScoringMethods::ScoringMethods(const ServerOptions& options, ScoringHandlers handlers,
                               CallGate& gate, LargeWorkers& large,
                               const WorkerEnvironment& workers)
    : evaluate_{"bellwether.v1.ScoringService/Evaluate",
                service_,
                &Service::RequestEvaluate,
                std::move(handlers.evaluate),
                gate,
                options.armed_calls},
      score_health_{
          "bellwether.v1.ScoringService/ScoreHealth", service_, &Service::RequestScoreHealth,
          std::move(handlers.score_health),           gate,     options.armed_calls},
      assess_graduation_{"bellwether.v1.ScoringService/AssessGraduation",
                         service_,
                         &Service::RequestAssessGraduation,
                         std::move(handlers.assess_graduation),
                         gate,
                         options.armed_calls},
      decide_extension_{"bellwether.v1.ScoringService/DecideExtension",
                        service_,
                        &Service::RequestDecideExtension,
                        std::move(handlers.decide_extension),
                        gate,
                        options.armed_calls},
      evaluate_batch_{"bellwether.v1.ScoringService/EvaluateBatch",
                      service_,
                      &Service::RequestEvaluateBatch,
                      std::move(handlers.evaluate_batch),
                      large,
                      std::min(kArmedLargeCalls, options.armed_calls)},
      stream_evaluate_{"bellwether.v1.ScoringService/StreamEvaluate",
                       service_,
                       &Service::RequestStreamEvaluate,
                       std::move(handlers.stream_evaluate),
                       gate,
                       options.armed_calls,
                       options.max_response_bytes},
      evaluate_columns_{"bellwether.v1.ScoringService/EvaluateColumns",
                        service_,
                        &Service::RequestEvaluateColumns,
                        std::move(handlers.evaluate_columns),
                        large,
                        std::min(kArmedLargeCalls, options.armed_calls)},
      compare_evaluations_{"bellwether.v1.ScoringService/CompareEvaluations",
                           service_,
                           &Service::RequestCompareEvaluations,
                           std::move(handlers.compare_evaluations),
                           workers,
                           kArmedLongCalls},
      find_path_{"bellwether.v1.ScoringService/FindPath", service_, &Service::RequestFindPath,
                 std::move(handlers.find_path),           workers,  kArmedLongCalls} {}

void ScoringMethods::ArmAll(CompletionLoop& loop) const {
  decltype(evaluate_)::Call::ArmAll(evaluate_, loop);
  decltype(score_health_)::Call::ArmAll(score_health_, loop);
  decltype(assess_graduation_)::Call::ArmAll(assess_graduation_, loop);
  decltype(decide_extension_)::Call::ArmAll(decide_extension_, loop);
  decltype(evaluate_batch_)::Call::ArmAll(evaluate_batch_, loop);
  decltype(stream_evaluate_)::Call::ArmAll(stream_evaluate_, loop);
  decltype(evaluate_columns_)::Call::ArmAll(evaluate_columns_, loop);
  decltype(compare_evaluations_)::Call::ArmAll(compare_evaluations_, loop);
  decltype(find_path_)::Call::ArmAll(find_path_, loop);
}

}  // namespace bellwether
