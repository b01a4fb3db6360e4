// The states of engine/evaluate/evaluation.h and engine/facts/missing.h, in words.
#include "tests/property/expected_features.h"

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

struct Field {
  const char* name;  // kind and field
  std::vector<std::string> states;
};

const std::vector<std::string> kAnswers = {"TRUE", "FALSE", "UNKNOWN", "NOT_APPLICABLE"};
const std::vector<std::string> kYesNo = {"yes", "no"};

std::vector<Field> ScoreFields() {
  return {
      {"answer state", {"REFUSED"}},
      {"fact reason",
       {"NOT_GIVEN", "NOT_APPLICABLE", "STALE", "NOT_YET", "IN_FUTURE", "NOT_FINITE",
        "OUT_OF_RANGE", "NO_BENCHMARK_ROW", "INPUT_MISSING", "FORMULA_ERROR"}},
      {"benchmark state",
       {"TIERED", "MISSING", "NOT_YET", "NOT_AVAILABLE", "NOT_APPLICABLE", "NOT_EVALUATED"}},
      {"benchmark so far", kYesNo},
      {"component state", {"OBSERVED", "IMPUTED", "ABSENT", "NOT_APPLICABLE", "ZERO_WEIGHT"}},
      {"component reason",
       {"", "NOT_GIVEN", "NOT_APPLICABLE", "STALE", "NOT_YET", "IN_FUTURE", "NOT_FINITE",
        "OUT_OF_RANGE", "NO_BENCHMARK_ROW", "TOO_FEW_POINTS", "INPUT_MISSING", "FORMULA_ERROR",
        "BENCHMARK_NOT_APPLICABLE"}},
      {"limit kind", {"CAP", "FLOOR"}},
      {"limit answer", kAnswers},
      {"override state", {"HOLDS", "EXPIRED"}},
      {"override kind", {"SET", "CAP", "FLOOR"}},
      {"model state",
       {"SCORED", "INSUFFICIENT_DATA", "OVERRIDDEN", "NOT_APPLICABLE", "NOT_EVALUATED"}},
      {"model rounding", {"HALF_AWAY", "DOWN"}},
      {"model rounded to nearest", kYesNo},
      {"model certain", kYesNo},
      {"model held by hysteresis", kYesNo},
      {"model intervene", {"TRUE", "FALSE", "UNKNOWN"}},
  };
}

std::vector<Field> OutcomeFields() {
  return {
      {"flag state", {"RAISED", "CLEAR", "NOT_EVALUATED", "NOT_APPLICABLE"}},
      {"flag unanswered", kYesNo},
      {"graduation state",
       {"NOT_DEFINED", "NOT_APPLICABLE", "NOT_EVALUATED", "ALREADY_GRADUATED", "INSUFFICIENT_DATA",
        "ANSWERED"}},
      {"graduation readiness", {"READY", "CLOSE", "NOT_READY"}},
      {"graduation graduate", kYesNo},
      {"dimension state", {"SCORED", "INSUFFICIENT_EVIDENCE", "NOT_APPLICABLE"}},
      {"dimension given", kYesNo},
      {"dimension green", kYesNo},
      {"criterion state", {"MET", "UNMET", "UNKNOWN", "NOT_APPLICABLE"}},
      {"gate state", {"BLOCKED", "CLEAR", "NEEDS_EVIDENCE", "NOT_APPLICABLE"}},
      {"requirement state", {"MET", "UNMET", "NEEDS_EVIDENCE", "NOT_APPLICABLE"}},
      {"extension state",
       {"NOT_DEFINED", "NOT_APPLICABLE", "NOT_EVALUATED", "ALREADY_GRADUATED", "ANSWERED"}},
      {"extension decision", {"GRADUATE", "ESCALATE", "CONTINUE", "EXTEND", "NOT_EVALUATED"}},
      {"extension basis",
       {"READY_TO_GRADUATE", "ESCALATION_REASON", "BEFORE_TARGET", "EXTENSION_REASON",
        "EXTENSION_CANNOT_REACH_TODAY", "REQUEST_REFUSED", "BUDGET_USED_UP", "NO_JUSTIFICATION",
        "NO_TARGET"}},
      {"extension certain", kYesNo},
      {"extension recovery", kYesNo},
      {"escalate answer", kAnswers},
      {"extend answer", kAnswers},
      {"root cause answer", kAnswers},
      {"forecast available", kYesNo},
      {"forecast earliest beyond a year", kYesNo},
      {"forecast latest beyond a year", kYesNo},
      {"early win answer", kAnswers},
      {"programme state", {"NOT_DEFINED", "ANSWERED"}},
      {"phase state", {"NOT_BEGUN", "OPEN", "DONE", "LATE", "NOT_EVALUATED"}},
      {"enablement answer", kAnswers},
      {"programme review", {"NOT_PLANNED", "NOT_DUE", "DUE", "OVERDUE", "NOT_EVALUATED"}},
  };
}

}  // namespace

std::vector<std::string> ExpectedFeatures() {
  std::vector<std::string> features;
  for (const auto& fields : {ScoreFields(), OutcomeFields()}) {
    for (const Field& field : fields) {
      for (const std::string& state : field.states) {
        features.push_back(absl::StrCat(field.name, " ", state));
      }
    }
  }
  // Every curve in every way to take part.
  for (const char* curve :
       {"GIVEN", "LINEAR", "POINTS", "STEPS", "MAP", "BENCHMARK", "BASELINE", "FORMULA", "GROUP"}) {
    for (const char* state : {"OBSERVED", "IMPUTED", "ABSENT", "NOT_APPLICABLE"}) {
      features.push_back(absl::StrCat("component curve ", curve, " ", state));
    }
  }
  return features;
}

}  // namespace bellwether
