// The goal is read on the worker: which band is the next better one depends on the evaluation.
//
// Tested by tests/server/analysis_handlers_test.cc.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/read_goal.h"
#include "protos/wire/comparison.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/analysis_request.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

struct Search {
  SnapshotPointer snapshot;
  v1::FindPathRequest request;
  BindOptions options;
  Limits limits;
};

uint32_t ModelNamed(const Plan& plan, const std::string& name) {
  for (uint32_t i = 0; i < plan.model_notes.size(); ++i) {
    if (plan.model_notes[i].name == name) return i;
  }
  return kNoIndex;
}

// Nothing, and what is wrong with the text.
std::optional<Goal> ReadGoalOf(const Search& search, const Plan& plan, const Evaluation& now,
                               std::vector<Violation>& violations) {
  const std::string& text = search.request.goal();
  DiagnosticSink sink;
  GoalReading reading =
      ReadGoal(plan, now, ModelNamed(plan, search.request.model()), text, search.limits, sink);
  if (reading.goal) return std::move(reading.goal);
  if (!reading.message.empty()) violations.push_back({"goal", "UNKNOWN_GOAL", reading.message});
  const Sources sources({{"goal", text}});
  for (const Diagnostic& diagnostic : sink.Take()) {
    violations.push_back({"goal", "BAD_CONDITION",
                          absl::StrCat(sources.Describe(diagnostic.span), ": ", diagnostic.message,
                                       diagnostic.hint.empty() ? "" : "; ", diagnostic.hint)});
  }
  return std::nullopt;
}

grpc::Status Find(const Search& search, const Stop& stop,
                  const AnswerSink<v1::FindPathResponse>& answer) {
  const Plan& pack = *search.snapshot->plan;
  Analysed now;
  Analyse(pack, search.request.account(), search.options, search.limits, "account", now);
  if (!now.violations.empty()) return RefuseAnalysis(now.violations, now.only_missing);
  std::vector<Violation> violations;
  const Plan& plan = PlanInForce(pack, now.memory.facts);
  std::optional<Goal> goal = ReadGoalOf(search, plan, now.memory.evaluation, violations);
  if (!goal) return InvalidFields(violations);
  PathSearch options;
  options.pairs = !search.request.has_pairs() || search.request.pairs();
  options.stop = &stop;
  const PathsToGoal paths = FindPaths(plan, now.account, search.options, search.limits,
                                      now.memory.facts, now.memory.evaluation, *goal, options);
  if (stop.requested()) return grpc::Status::OK;
  v1::FindPathResponse response;
  wire::PathsToProto({plan, now.account, now.memory.facts, now.memory.evaluation},
                     search.options.as_of, *goal, paths, search.request.options().language(),
                     response);
  answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status FindPath(const ScoringEnvironment& environment, CallContext& call,
                      const v1::FindPathRequest& request, LongWork<v1::FindPathResponse>& work) {
  auto search = std::make_shared<Search>();
  const grpc::Status pinned =
      PinPack(environment.packs, *call.origin.caller, request.options().pack(), search->snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  if (!request.has_account()) {
    violations.push_back(
        {"account", "MISSING_FIELD", "the request has no account; give at least its id"});
  }
  search->options = ReadAnalysisOptions(request.options(), call.received, violations);
  CheckModel({search->snapshot->plan.get()}, request.model(), violations);
  if (!violations.empty()) return InvalidFields(violations);
  search->request = request;
  search->limits = environment.limits;
  work = [search](const Stop& stop, const AnswerSink<v1::FindPathResponse>& answer) {
    return Find(*search, stop, answer);
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
