// The explanation knows names and values already; here it becomes lines that fit on a page.
#include "tests/docs/result_lines.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/explain/explanation.h"
#include "engine/explain/names.h"
#include "tests/docs/line_parts.h"
#include "tests/docs/outcome_lines.h"
#include "tests/docs/page.h"

namespace bellwether::docs {
namespace {

std::string ShownValue(const FactValue& value) {
  if (const double* number = std::get_if<double>(&value)) return ShortNumber(*number);
  return std::holds_alternative<std::monostate>(value) ? "missing" : ValueText(value);
}

class Lines {
 public:
  Lines(const Plan& plan, const Facts& facts, const Evaluation& evaluation)
      : plan_(PlanInForce(plan, facts)), facts_(facts), evaluation_(evaluation) {}

  std::vector<std::string> Take() {
    for (uint32_t slot = 0; slot < plan_.slots.size(); ++slot) AddFact(slot);
    for (uint32_t i = 0; i < plan_.benchmarks.size(); ++i) AddBenchmark(i);
    for (uint32_t i = 0; i < plan_.models.size(); ++i) AddModel(i);
    if (plan_.models.size() > 1) {
      const uint32_t primary = evaluation_.primary;
      Add("primary", " = ", primary == kNoIndex ? "none" : plan_.model_notes[primary].name);
    }
    for (std::string& line : OutcomeLines(plan_, facts_, evaluation_)) {
      lines_.push_back(std::move(line));
    }
    AddList("ignored because it lies after as_of", facts_.ignored_future);
    AddList("unknown signal", facts_.unknown_signals);
    AddList("milestone without a planned date", facts_.unplanned_milestones);
    AddList("warning", facts_.warnings);
    return std::move(lines_);
  }

 private:
  template <typename... Parts>
  void Add(const Parts&... parts) {
    lines_.push_back(absl::StrCat(parts...));
  }

  void AddList(const char* key, const std::vector<std::string>& texts) {
    for (size_t i = 0; i < texts.size(); ++i) {
      Add(key, i == 0 ? "" : absl::StrCat(" ", i + 1), ": ", texts[i]);
    }
  }

  void AddFact(uint32_t slot) {
    if (plan_.slots[slot].origin == ruleset::SlotOrigin::kOutcome) return;
    Add("fact.", plan_.slots[slot].name, " = ", ShownValue(ToFactValue(evaluation_.values[slot])),
        Because(evaluation_.reasons[slot]));
  }

  void AddBenchmark(uint32_t index) {
    constexpr const char* kStates[] = {"tiered",        "missing",        "not yet",
                                       "not available", "not applicable", "not evaluated"};
    const BenchmarkLine line = ExplainBenchmark(plan_, evaluation_, index);
    if (!line.use) {
      return Add("benchmark.", line.name, ": ", kStates[static_cast<size_t>(line.state)],
                 Because(line.reason));
    }
    Add("benchmark.", line.name, ": ", line.use->tier, " (", line.use->bound, "), value ",
        ShortNumber(*line.value), ", set ", line.use->set, ", row ", line.use->row,
        line.points ? absl::StrCat(", ", ShortNumber(*line.points), " points") : "",
        line.distance_to_better
            ? absl::StrCat(", ", ShortNumber(*line.distance_to_better), " from ", line.better_tier)
            : "");
  }

  void AddModel(uint32_t index) {
    const ModelResult& result = evaluation_.models[index];
    const ModelExplanation model = ExplainModel(plan_, facts_, evaluation_, index, "");
    const std::string name = absl::StrCat("health.", plan_.model_notes[index].name);
    Add(name, ": ", Outcome(index, result), MissingList(model.missing));
    if (result.state == ModelState::kNotApplicable || result.state == ModelState::kNotEvaluated) {
      return;
    }
    if (result.has_raw) Add(name, ".raw = ", ShortNumber(result.raw));
    if (result.has_score() && plan_.models[index].intervene_below) {
      Add(name, ".intervene = ", StateName(result.intervene));
    }
    for (const ComponentLine& line : model.components) AddComponent(name, line);
    for (const AdjustmentLine& line : model.adjustments) AddAdjustment(name, line);
  }

  std::string Outcome(uint32_t index, const ModelResult& result) const {
    constexpr const char* kStates[] = {"", "insufficient data", "", "not applicable",
                                       "not evaluated"};
    const PlanModel& model = plan_.models[index];
    const bool silent =
        result.state == ModelState::kNotApplicable || result.state == ModelState::kNotEvaluated;
    if (silent) return kStates[static_cast<size_t>(result.state)];
    const std::string known =
        absl::StrCat(", coverage ", ShortNumber(result.coverage), ", bounds ",
                     ShortNumber(result.low), " to ", ShortNumber(result.high));
    if (!result.has_score()) return kStates[static_cast<size_t>(result.state)] + known;
    return absl::StrCat(FormatFixed(result.displayed, model.precision), " ",
                        plan_.band_notes[model.bands.first + result.band].name,
                        result.state == ModelState::kOverridden ? " (override)" : "",
                        result.held_by_hysteresis ? " (held by hysteresis)" : "", known,
                        result.certain ? ", certain" : ", uncertain");
  }

  void AddComponent(const std::string& parent, const ComponentLine& line) {
    constexpr const char* kStates[] = {"", "imputed", "absent", "not applicable", "zero weight"};
    const std::string name = absl::StrCat(parent, ".", line.name);
    std::string how = kStates[static_cast<size_t>(line.state)];
    const bool told = line.state == ComponentState::kNotApplicable;  // by the state itself
    if (!told && line.reason != MissingReason::kNone) {
      if (line.state == ComponentState::kObserved) how = "observed";
      how += Because(line.reason);
    }
    if (line.score) {
      absl::StrAppend(&how, how.empty() ? "" : ", ", "score ", ShortNumber(*line.score), ", share ",
                      ShortNumber(line.share), ", points ", ShortNumber(line.contribution));
    }
    if (line.decay < 1) absl::StrAppend(&how, ", decay ", ShortNumber(line.decay));
    Add(name, ": ", how, MissingList(line.missing));
    for (const ComponentLine& child : line.components) AddComponent(name, child);
  }

  void AddAdjustment(const std::string& model, const AdjustmentLine& line) {
    constexpr const char* kKinds[] = {"floor", "cap", "override set", "override cap",
                                      "override floor"};
    constexpr const char* kStates[] = {"holds", "does not hold", "unknown", "not applicable",
                                       "expired"};
    Add(model, " ", kKinds[static_cast<size_t>(line.kind)], " ", ShortNumber(line.value), ": ",
        kStates[static_cast<size_t>(line.state)],
        line.effect == 0
            ? ""
            : absl::StrCat(", ", line.effect > 0 ? "+" : "", ShortNumber(line.effect), " points"),
        line.reason.empty() ? "" : absl::StrCat(", ", line.reason),
        line.author.empty() ? "" : absl::StrCat(", by ", line.author), MissingList(line.missing));
  }

  const Plan& plan_;
  const Facts& facts_;
  const Evaluation& evaluation_;
  std::vector<std::string> lines_;
};

// What stands before the first ": " or " = ".
std::string_view KeyOf(std::string_view line) {
  return line.substr(0, std::min({line.find(": "), line.find(" = "), line.size()}));
}

}  // namespace

std::vector<std::string> ResultLines(const Plan& plan, const Facts& facts,
                                     const Evaluation& evaluation) {
  return Lines(plan, facts, evaluation).Take();
}

std::vector<std::string> RefusalLines(const std::vector<Violation>& violations) {
  std::vector<std::string> lines;
  for (const Violation& violation : violations) {
    lines.push_back(
        absl::StrCat("refused ", violation.path, ": ", violation.reason, ", ", violation.message));
  }
  return lines;
}

std::vector<std::string> RequiredLines(const Plan& plan, const Evaluation& evaluation) {
  std::vector<std::string> lines;
  for (const uint32_t slot : evaluation.required) {
    lines.push_back(absl::StrCat("refused ", plan.slots[slot].name, ": required, but missing",
                                 Because(evaluation.reasons[slot])));
  }
  return lines;
}

std::string PickLines(const std::vector<std::string>& all, std::string_view shown) {
  std::string picked;
  if (shown.empty()) {
    for (const std::string& line : all) {
      if (!line.starts_with("fact.")) picked += line + "\n";
    }
    return picked;
  }
  for (const std::string& line : SplitLines(shown)) {
    const std::string_view key = KeyOf(line);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [key](const std::string& one) { return KeyOf(one) == key; });
    picked += found != all.end() ? *found + "\n" : std::string(key) + ": no such line\n";
  }
  return picked;
}

}  // namespace bellwether::docs
