// Tested by tests/clients/cli_test.py.
#include "clients/cli/commands/health_model.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {

uint32_t FindModel(const Plan& plan, const std::string& model) {
  for (uint32_t i = 0; i < plan.model_notes.size(); ++i) {
    if (plan.model_notes[i].name == model) return i;
  }
  return kNoIndex;
}

bool HasModel(std::initializer_list<const Plan*> plans, const std::string& model,
              Console& console) {
  std::vector<std::string> names;
  for (const Plan* plan : plans) {
    if (model.empty() || FindModel(*plan, model) != kNoIndex) return true;
    for (const PlanNote& note : plan->model_notes) names.push_back(note.name);
  }
  console.Fail(absl::StrCat(plans.size() == 1 ? "the pack has no" : "neither pack has a",
                            " health model ", Quoted(model), "; ", DidYouMean(model, names)));
  return false;
}

}  // namespace bellwether::cli
