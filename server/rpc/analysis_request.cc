// Tested by tests/server/analysis_handlers_test.cc.
#include "server/rpc/analysis_request.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "protos/wire/wire.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// The engine knows the account; the caller knows its request.
std::string FieldBelow(std::string_view field, const std::string& path) {
  if (path == "as_of" || path == "benchmark_set") return "options." + path;
  return path.empty() ? std::string(field) : absl::StrCat(ToAbsl(field), ".", path);
}

}  // namespace

BindOptions ReadAnalysisOptions(const v1::EvaluationOptions& message, absl::Time received,
                                std::vector<Violation>& violations) {
  for (const auto& [name, given] :
       {std::pair("explanation", message.explanation() != v1::EXPLANATION_LEVEL_UNSPECIFIED),
        std::pair("view", message.view() != v1::EVALUATION_VIEW_UNSPECIFIED),
        std::pair("read_mask", message.has_read_mask())}) {
    if (!given) continue;
    violations.push_back({absl::StrCat("options.", name), "NOT_ALLOWED",
                          "there is no Evaluation in the answer; leave it out"});
  }
  v1::EvaluationOptions rest = message;
  rest.clear_explanation();
  rest.clear_view();
  rest.clear_read_mask();
  return wire::OptionsFromProto(rest, received, violations);
}

void Analyse(const Plan& plan, const v1::Account& message, const BindOptions& options,
             const Limits& limits, std::string_view field, Analysed& analysed) {
  std::vector<Violation>& violations = analysed.violations;
  wire::AccountFromProto(message, analysed.account, violations);
  const absl::Status status =
      EvaluateAccount(plan, analysed.account, options, limits, analysed.memory, violations);
  analysed.only_missing = absl::IsFailedPrecondition(status);
  for (Violation& violation : violations) violation.path = FieldBelow(field, violation.path);
}

void CheckModel(const std::vector<const Plan*>& plans, const std::string& model,
                std::vector<Violation>& violations) {
  std::vector<std::string> known;
  for (const Plan* plan : plans) {
    for (const PlanNote& note : plan->model_notes) {
      if (model.empty() || note.name == model) return;
      known.push_back(note.name);
    }
  }
  if (model.empty()) return;
  violations.push_back(
      {"model", "UNKNOWN_NAME",
       absl::StrCat(plans.size() == 1 ? "the pack has no" : "neither pack has a", " health model ",
                    Quoted(model), "; ", DidYouMean(model, known))});
}

grpc::Status RefuseAnalysis(const std::vector<Violation>& violations, bool only_missing) {
  return only_missing ? MissingFields(violations) : InvalidFields(violations);
}

}  // namespace bellwether
