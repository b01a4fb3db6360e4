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
                               Reception& reception, LargeWorkers& large,
                               const WorkerEnvironment& workers)
    : evaluate_{reception.Method("bellwether.v1.ScoringService/Evaluate", Role::kScore),
                service_,
                &Service::RequestEvaluate,
                std::move(handlers.evaluate),
                reception,
                options.armed_calls},
      score_health_{reception.Method("bellwether.v1.ScoringService/ScoreHealth", Role::kScore),
                    service_,
                    &Service::RequestScoreHealth,
                    std::move(handlers.score_health),
                    reception,
                    options.armed_calls},
      assess_graduation_{
          reception.Method("bellwether.v1.ScoringService/AssessGraduation", Role::kScore),
          service_,
          &Service::RequestAssessGraduation,
          std::move(handlers.assess_graduation),
          reception,
          options.armed_calls},
      decide_extension_{
          reception.Method("bellwether.v1.ScoringService/DecideExtension", Role::kScore),
          service_,
          &Service::RequestDecideExtension,
          std::move(handlers.decide_extension),
          reception,
          options.armed_calls},
      evaluate_batch_{reception.Method("bellwether.v1.ScoringService/EvaluateBatch", Role::kScore),
                      {service_, &Service::RequestEvaluateBatch},
                      std::move(handlers.evaluate_batch),
                      large,
                      std::min(kArmedLargeCalls, options.armed_calls)},
      stream_evaluate_{
          reception.Method("bellwether.v1.ScoringService/StreamEvaluate", Role::kScore),
          service_,
          &Service::RequestStreamEvaluate,
          std::move(handlers.stream_evaluate),
          reception,
          options.armed_calls,
          options.max_response_bytes},
      evaluate_columns_{
          reception.Method("bellwether.v1.ScoringService/EvaluateColumns", Role::kScore),
          {service_, &Service::RequestEvaluateColumns},
          std::move(handlers.evaluate_columns),
          large,
          std::min(kArmedLargeCalls, options.armed_calls)},
      compare_evaluations_{
          reception.Method("bellwether.v1.ScoringService/CompareEvaluations", Role::kScore),
          {service_, &Service::RequestCompareEvaluations},
          std::move(handlers.compare_evaluations),
          workers,
          kArmedLongCalls},
      find_path_{reception.Method("bellwether.v1.ScoringService/FindPath", Role::kScore),
                 {service_, &Service::RequestFindPath},
                 std::move(handlers.find_path),
                 workers,
                 kArmedLongCalls} {}

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
