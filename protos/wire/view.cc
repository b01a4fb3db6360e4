// Tested by tests/protos/wire/view_test.cc and tests/property/view_properties_test.cc.
#include "protos/wire/view.h"

#include <utility>

#include "protos/wire/answer_fields.h"

namespace bellwether::wire {
namespace {

using v1::Evaluation;

// docs/server.md has the same list for people; a test compares the two.
constexpr std::string_view kBasicPaths[] = {
    "account_id",
    "pack",
    "as_of",
    "segment",
    "stage",
    "health.model",
    "health.primary",
    "health.state",
    "health.score.value",
    "health.score.band",
    "health.score.certain",
    "health.coverage",
    "data.missing_count",
    "data.stale_count",
    "data.unknown_signals",
    "flags.rule.name",
    "flags.state",
    "flags.severity",
    "flags_not_evaluated",
    "graduation.state",
    "graduation.total",
    "graduation.readiness",
    "graduation.decision",
    "extension.state",
    "extension.decision",
    "extension.new_target",
    "extension.days_granted",
};

bool Explains(const v1::EvaluationOptions& message) {
  return message.explanation() > v1::EXPLANATION_LEVEL_NONE;
}

// Calls that answer something else than an Evaluation have no part of it to choose.
void RefuseChoice(const v1::EvaluationOptions& message, AnswerCall call,
                  std::vector<Violation>& violations) {
  const bool columns = call == AnswerCall::kColumns;
  const std::string what = columns ? "columns are chosen by `outcomes`; leave it out"
                                   : "this call answers one outcome in full; leave it out, or call "
                                     "Evaluate";
  const bool harmless = message.view() == v1::EVALUATION_VIEW_UNSPECIFIED ||
                        (!columns && message.view() == v1::EVALUATION_VIEW_FULL);
  if (!harmless && v1::EvaluationView_IsValid(message.view())) {
    violations.push_back({"options.view", "NOT_ALLOWED", what});
  }
  if (message.read_mask().paths_size() > 0) {
    violations.push_back({"options.read_mask", "NOT_ALLOWED", what});
  }
}

bool IsBasic(const v1::EvaluationOptions& message, AnswerCall call) {
  if (message.view() != v1::EVALUATION_VIEW_UNSPECIFIED) {
    return message.view() == v1::EVALUATION_VIEW_BASIC;
  }
  return call == AnswerCall::kMany && !Explains(message) && message.read_mask().paths_size() == 0;
}

// Texts of the pack may name any outcome.
constexpr Stages kWordStages = {Stage::kBenchmarks, Stage::kHealth, Stage::kFlags,
                                Stage::kGraduation, Stage::kExtension};

bool HasWords(const AnswerOptions& options) {
  if (options.basic) return false;
  return options.call == AnswerCall::kOutcome ||
         options.explanation >= v1::EXPLANATION_LEVEL_SUMMARY ||
         options.Wants({Evaluation::kHealthFieldNumber, v1::HealthResult::kAdjustmentsFieldNumber});
}

constexpr std::pair<int, Stage> kStageOfField[] = {
    {Evaluation::kBenchmarksFieldNumber, Stage::kBenchmarks},
    {Evaluation::kHealthFieldNumber, Stage::kHealth},
    {Evaluation::kFlagsFieldNumber, Stage::kFlags},
    {Evaluation::kFlagsNotEvaluatedFieldNumber, Stage::kFlags},
    {Evaluation::kGraduationFieldNumber, Stage::kGraduation},
    {Evaluation::kExtensionFieldNumber, Stage::kExtension},
    {Evaluation::kForecastFieldNumber, Stage::kForecast},
    {Evaluation::kProgrammeFieldNumber, Stage::kProgramme},
};

// The stages whose outcomes the answer holds. Playbooks are those that its parts name, the
// programme's among them.
Stages PartsOf(const AnswerOptions& options) {
  const bool full = !options.basic && options.explanation >= v1::EXPLANATION_LEVEL_FULL;
  if (full && options.Wants({Evaluation::kPlaybooksFieldNumber})) return Stages::All();
  Stages parts;
  for (const auto& [field, stage] : kStageOfField) {
    const bool has = !options.basic || BasicFields().Has({field});
    if (has && options.Wants({field})) parts |= {stage};
  }
  return parts;
}

}  // namespace

AnswerOptions AnswerOptionsFromProto(const v1::EvaluationOptions& message, AnswerCall call) {
  AnswerOptions options;
  if (message.explanation() != v1::EXPLANATION_LEVEL_UNSPECIFIED) {
    options.explanation = message.explanation();
  }
  options.language = message.language();
  options.call = call;
  if (call == AnswerCall::kOutcome || call == AnswerCall::kColumns) return options;
  options.basic = IsBasic(message, call);
  std::vector<Violation> told;  // by CheckView
  options.fields = AnswerFields(message.read_mask(), told);
  return options;
}

void CheckView(const v1::EvaluationOptions& message, AnswerCall call,
               std::vector<Violation>& violations) {
  if (!v1::EvaluationView_IsValid(message.view())) {
    violations.push_back({"options.view", "UNKNOWN_VALUE",
                          "not a known value; use EVALUATION_VIEW_BASIC or EVALUATION_VIEW_FULL"});
  }
  if (call == AnswerCall::kOutcome || call == AnswerCall::kColumns) {
    return RefuseChoice(message, call, violations);
  }
  if (message.view() == v1::EVALUATION_VIEW_BASIC && Explains(message)) {
    violations.push_back({"options.view", "CONFLICT",
                          "the basic view holds no explanation; ask for EVALUATION_VIEW_FULL, or "
                          "leave out `explanation`"});
  }
  AnswerFields(message.read_mask(), violations);
}

std::span<const std::string_view> BasicPaths() { return kBasicPaths; }

bool WantsQuestions(const AnswerOptions& options) {
  if (options.basic || options.explanation < v1::EXPLANATION_LEVEL_FULL) return false;
  return options.Wants({Evaluation::kHealthFieldNumber, v1::HealthResult::kQuestionsFieldNumber}) ||
         options.Wants(
             {Evaluation::kGraduationFieldNumber, v1::GraduationResult::kQuestionsFieldNumber}) ||
         options.Wants({Evaluation::kGraduationFieldNumber,
                        v1::GraduationResult::kReadinessQuestionsFieldNumber}) ||
         options.Wants(
             {Evaluation::kExtensionFieldNumber, v1::ExtensionResult::kQuestionsFieldNumber}) ||
         options.Wants(
             {Evaluation::kExtensionFieldNumber, v1::ExtensionResult::kTurnsOnFieldNumber}) ||
         options.Wants({Evaluation::kQuestionsIncompleteFieldNumber});
}

Wanted WantedFor(const AnswerOptions& options) {
  Wanted wanted{Arithmetic::kOutcomes, PartsOf(options)};
  const bool says_reasons = options.call == AnswerCall::kOutcome;  // at every level
  if (says_reasons || options.explanation >= v1::EXPLANATION_LEVEL_SUMMARY) {
    wanted.arithmetic = Arithmetic::kContributions;
  }
  if (HasWords(options)) wanted.stages |= kWordStages;
  return wanted;
}

Stages AskedParts(const AnswerOptions& options) {
  const Stages parts = PartsOf(options);
  const bool whole = options.fields.all() || options.basic || parts.none() ||
                     options.Wants({Evaluation::kDerivedFieldNumber});
  return whole ? Stages::All() : parts;
}

}  // namespace bellwether::wire
