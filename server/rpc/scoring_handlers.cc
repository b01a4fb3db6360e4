// Tested by tests/server/scoring_handlers_test.cc.
#include "server/rpc/scoring_handlers.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// Which model answers: the named one, the primary one for "", kNoIndex when none does.
grpc::Status ChooseModel(const ScoringEnvironment& environment, const Plan& plan,
                         const Evaluation& evaluation, const std::string& name, uint32_t& model) {
  model = evaluation.primary;
  if (name.empty() || plan.models.empty()) return grpc::Status::OK;
  std::vector<std::string> known;
  for (model = 0; model < plan.models.size(); ++model) {
    if (plan.model_notes[model].name == name) return grpc::Status::OK;
    known.push_back(plan.model_notes[model].name);
  }
  return InvalidRequest({{"model", "UNKNOWN_NAME",
                          absl::StrCat("the pack has no health model ", Quoted(name), "; ",
                                       DidYouMean(name, known))}},
                        environment.limits);
}

// What every answer about one outcome says beside it.
template <typename Response>
void SayGround(const Plan& plan, const Workspace& work, Stages asked, Response& response) {
  response.set_account_id(work.facts.account_id);
  wire::PackInfoToProto(plan, *response.mutable_pack());
  wire::TimeToProto(work.facts.as_of, *response.mutable_as_of());
  wire::DataQualityToProto(plan, work.facts, asked, *response.mutable_data());
}

template <typename Response>
void AnswerForecast(const Evaluation& evaluation, Response& response) {
  if (evaluation.forecast.available) {
    wire::ForecastToProto(evaluation, *response.mutable_forecast());
  }
}

}  // namespace

grpc::Status Evaluate(const ScoringEnvironment& environment, CallContext& call,
                      const v1::EvaluateRequest& request, v1::EvaluateResponse& response) {
  const wire::AnswerOptions options =
      wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kOne);
  SnapshotPointer snapshot;
  grpc::Status status = EvaluateRequest(environment, call, request, options, snapshot);
  if (!status.ok()) return status;
  AnswerEvaluation(*snapshot->plan, call.workspace, options, *response.mutable_evaluation());
  return grpc::Status::OK;
}

grpc::Status ScoreHealth(const ScoringEnvironment& environment, CallContext& call,
                         const v1::ScoreHealthRequest& request, v1::ScoreHealthResponse& response) {
  const wire::AnswerOptions options =
      wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kOutcome);
  SnapshotPointer snapshot;
  uint32_t model = kNoIndex;
  const auto choose_model = [&](const Plan& plan, const Evaluation& evaluation) {
    return ChooseModel(environment, plan, evaluation, request.model(), model);
  };
  grpc::Status status =
      EvaluateRequest(environment, call, request, options, snapshot, choose_model);
  if (!status.ok()) return status;
  const Plan& plan = *snapshot->plan;
  const Workspace& work = call.workspace;

  v1::HealthResult& health = *response.mutable_health();
  if (model != kNoIndex) {
    wire::HealthToProto(plan, work.facts, work.evaluation, model, options, health);
    if (wire::WantsQuestions(options)) {
      wire::HealthQuestionsToProto(PlanInForce(plan, work.facts), work.questions, model, options,
                                   health);
    }
  } else {
    health.set_state(plan.models.empty() ? v1::HEALTH_STATE_NOT_DEFINED
                                         : v1::HEALTH_STATE_NOT_APPLICABLE);
  }
  SayGround(plan, work, {Stage::kHealth}, response);
  return grpc::Status::OK;
}

grpc::Status AssessGraduation(const ScoringEnvironment& environment, CallContext& call,
                              const v1::AssessGraduationRequest& request,
                              v1::AssessGraduationResponse& response) {
  const wire::AnswerOptions options =
      wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kOutcome);
  SnapshotPointer snapshot;
  grpc::Status status = EvaluateRequest(environment, call, request, options, snapshot);
  if (!status.ok()) return status;
  const Workspace& work = call.workspace;
  v1::GraduationResult& graduation = *response.mutable_graduation();
  wire::GraduationToProto(*snapshot->plan, work.facts, work.evaluation, options, graduation);
  if (wire::WantsQuestions(options)) {
    wire::GraduationQuestionsToProto(PlanInForce(*snapshot->plan, work.facts), work.questions,
                                     options, graduation);
  }
  AnswerForecast(work.evaluation, response);
  SayGround(*snapshot->plan, work, {Stage::kGraduation}, response);
  return grpc::Status::OK;
}

grpc::Status DecideExtension(const ScoringEnvironment& environment, CallContext& call,
                             const v1::DecideExtensionRequest& request,
                             v1::DecideExtensionResponse& response) {
  const wire::AnswerOptions options =
      wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kOutcome);
  SnapshotPointer snapshot;
  grpc::Status status = EvaluateRequest(environment, call, request, options, snapshot);
  if (!status.ok()) return status;
  const Workspace& work = call.workspace;
  v1::ExtensionResult& extension = *response.mutable_extension();
  wire::ExtensionToProto(*snapshot->plan, work.facts, work.evaluation, options, extension,
                         *response.mutable_playbooks());
  if (wire::WantsQuestions(options)) {
    wire::ExtensionQuestionsToProto(PlanInForce(*snapshot->plan, work.facts), work.facts,
                                    work.evaluation, work.questions, options, extension);
  }
  AnswerForecast(work.evaluation, response);
  SayGround(*snapshot->plan, work, {Stage::kExtension}, response);
  return grpc::Status::OK;
}

ScoringHandlers MakeScoringHandlers(const ScoringEnvironment& environment) {
  return {
      Serve<ScoringEnvironment, v1::EvaluateRequest, v1::EvaluateResponse>(environment, &Evaluate),
      Serve(environment, &ScoreHealth),
      Serve(environment, &AssessGraduation),
      Serve(environment, &DecideExtension),
      ServeMany(environment, &EvaluateBatch),
      Serve(environment, &StreamEvaluate),
      ServeMany(environment, &EvaluateColumns),
      ServeLong(environment, &CompareEvaluations),
      ServeLong(environment, &FindPath)};
}

}  // namespace bellwether
