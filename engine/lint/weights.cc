// Weights that look like shares or like per cent and do not add up. Weights are relative, so they
// mean something all the same: not what their author reads in them.
//
// Tested by tests/engine/lint/lint_test.cc.
#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/lint/parts.h"

namespace bellwether::lint {
namespace {

using ruleset::Component;

constexpr double kExact = 1e-9;  // 0.1 + 0.2 is 0.3
// A sum that is farther from the whole than that was hardly meant to be it.
constexpr double kFarthest = 0.2;

// The whole that these look like parts of: 1, 100, or 0 for neither.
double WholeOf(const std::vector<double>& weights) {
  std::vector<double> parts;
  std::copy_if(weights.begin(), weights.end(), std::back_inserter(parts),
               [](double weight) { return weight > 0; });
  if (parts.size() < 2) return 0;
  const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
  if (*least == *most) return 0;  // equal parts, however they are written
  if (*most < 1) return 1;
  return *least >= 1 && *most < 100 ? 100 : 0;
}

class WeightLint {
 public:
  WeightLint(const ruleset::RuleSet& rules, DiagnosticSink& sink) : rules_(rules), sink_(sink) {}

  void Run() {
    for (const ruleset::HealthModel& model : rules_.health) {
      LookAt(model.components, model.location);
    }
    LookAtDimensions();
  }

 private:
  void LookAt(const std::vector<Component>& siblings, const Span& at) {
    std::vector<double> weights;
    for (const Component& component : siblings) {
      weights.push_back(component.weight);
      LookAt(component.components, component.location);
    }
    Say(weights, at, "");
    for (size_t s = 0; s < rules_.segments.size(); ++s) {
      std::vector<double> row;
      for (const Component& component : siblings) row.push_back(component.segment_weights[s]);
      if (row != weights) Say(row, at, absl::StrCat(" for segment `", rules_.segments[s], "`"));
    }
  }

  void LookAtDimensions() {
    std::vector<double> weights;
    for (const ruleset::Dimension& dimension : rules_.graduation.dimensions) {
      weights.push_back(dimension.weight);
      std::vector<double> below;
      for (const ruleset::Criterion& criterion : dimension.criteria) {
        below.push_back(criterion.component.weight);
      }
      Say(below, dimension.location, "");
    }
    Say(weights, rules_.graduation.location, "");
  }

  void Say(const std::vector<double>& weights, const Span& at, const std::string& where) {
    const double whole = WholeOf(weights);
    if (whole == 0) return;
    double sum = 0;
    for (const double weight : weights) sum += weight;
    const double gap = std::fabs(sum / whole - 1);
    if (gap <= kExact || gap > kFarthest + kExact) return;
    const double shown = RoundForDisplay(sum, 9);
    sink_.Warning("weight-total", at,
                  absl::StrCat("weights sum to ", FormatNumber(shown), where, ", not ", whole),
                  absl::StrCat("weights are relative, so this is allowed; were ",
                               whole == 1 ? "shares" : "percentages", " meant?"));
  }

  const ruleset::RuleSet& rules_;
  DiagnosticSink& sink_;
};

}  // namespace

void FindOddWeights(const ruleset::RuleSet& rules, DiagnosticSink& sink) {
  WeightLint(rules, sink).Run();
}

}  // namespace bellwether::lint
