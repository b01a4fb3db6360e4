// For each kind the words of its answers stand beside the function that says which one an
// evaluation gives, so that both are read, and changed, together.
//
// Tested by tests/engine/impact/outcome_test.cc.
#include "engine/impact/outcome.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "engine/explain/names.h"

namespace bellwether::impact {
namespace {

using Words = std::vector<std::string>;

// States in which there is no answer, in the order of people's interest.
constexpr ModelState kUnscored[] = {ModelState::kInsufficientData, ModelState::kNotEvaluated,
                                    ModelState::kNotApplicable};
constexpr OutcomeState kUnanswered[] = {OutcomeState::kInsufficientData,
                                        OutcomeState::kNotEvaluated, OutcomeState::kNotApplicable,
                                        OutcomeState::kAlreadyGraduated, OutcomeState::kNotDefined};
constexpr BenchmarkState kUntiered[] = {
    BenchmarkState::kNotYet, BenchmarkState::kMissing, BenchmarkState::kNotAvailable,
    BenchmarkState::kNotEvaluated, BenchmarkState::kNotApplicable};
constexpr Readiness kReadiness[] = {Readiness::kReady, Readiness::kClose, Readiness::kNotReady};
constexpr Decision kDecisions[] = {Decision::kGraduate, Decision::kContinue, Decision::kExtend,
                                   Decision::kEscalate, Decision::kNotEvaluated};
constexpr FlagState kFlagStates[] = {FlagState::kClear, FlagState::kRaised,
                                     FlagState::kNotEvaluated, FlagState::kNotApplicable};
constexpr char kGraduate[] = "GRADUATE";
constexpr char kNotYet[] = "NOT_YET";
constexpr char kNoModel[] = "no_model";

template <typename State, size_t kCount>
void AddStates(const State (&states)[kCount], Words& words) {
  for (const State state : states) words.emplace_back(StateName(state));
}

// What is not in the list stands for none of its states, which is a bug.
template <typename State, size_t kCount>
size_t PositionOf(State state, const State (&states)[kCount]) {
  return static_cast<size_t>(std::find(std::begin(states), std::end(states), state) -
                             std::begin(states));
}

void AddBands(const Plan& plan, uint32_t model, Words& words) {
  const Range& bands = plan.models[model].bands;
  for (uint32_t i = bands.first; i < bands.end(); ++i) words.push_back(plan.band_notes[i].name);
}

Words BandAnswers(const Plan& plan, uint32_t model) {
  Words words;
  AddBands(plan, model, words);
  AddStates(kUnscored, words);
  return words;
}

size_t BandAnswer(const Plan& plan, const Evaluation& evaluation, uint32_t model) {
  const ModelResult& result = evaluation.models[model];
  return result.has_score() ? result.band
                            : plan.models[model].bands.count + PositionOf(result.state, kUnscored);
}

// The answers of one model after those of another, then that none answers.
Words PrimaryAnswers(const Plan& plan) {
  Words words;
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    const Words of_model = BandAnswers(plan, i);
    words.insert(words.end(), of_model.begin(), of_model.end());
  }
  words.emplace_back(kNoModel);
  return words;
}

size_t PrimaryAnswer(const Plan& plan, const Evaluation& evaluation) {
  size_t before = 0;
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    if (i == evaluation.primary) return before + BandAnswer(plan, evaluation, i);
    before += plan.models[i].bands.count + std::size(kUnscored);
  }
  return before;
}

Words ReadinessAnswers() {
  Words words;
  for (const Readiness readiness : kReadiness) words.emplace_back(WordFor(readiness));
  AddStates(kUnanswered, words);
  return words;
}

size_t ReadinessAnswer(const GraduationResult& graduation) {
  return graduation.state == OutcomeState::kAnswered
             ? PositionOf(graduation.readiness, kReadiness)
             : std::size(kReadiness) + PositionOf(graduation.state, kUnanswered);
}

Words GraduationAnswers() {
  Words words = {kGraduate, kNotYet};
  AddStates(kUnanswered, words);
  return words;
}

size_t GraduationAnswer(const GraduationResult& graduation) {
  const bool assessed = graduation.state == OutcomeState::kAnswered ||
                        graduation.state == OutcomeState::kInsufficientData;
  if (assessed) return graduation.graduate ? 0 : 1;
  return 2 + PositionOf(graduation.state, kUnanswered);
}

Words ExtensionAnswers() {
  Words words;
  for (const Decision decision : kDecisions) words.emplace_back(WordFor(decision));
  AddStates(kUnanswered, words);
  return words;
}

size_t ExtensionAnswer(const ExtensionResult& extension) {
  return extension.state == OutcomeState::kAnswered
             ? PositionOf(extension.decision, kDecisions)
             : std::size(kDecisions) + PositionOf(extension.state, kUnanswered);
}

Words FlagAnswers() {
  Words words;
  AddStates(kFlagStates, words);
  return words;
}

// The tiers of all sets: which one is in force is a matter of the account.
Words TierAnswers(const Plan& plan, const PlanBenchmark& benchmark) {
  Words words;
  for (uint32_t set = benchmark.sets.first; set < benchmark.sets.end(); ++set) {
    const Range& tiers = plan.sets[set].tiers;
    for (uint32_t i = tiers.first; i < tiers.end(); ++i) words.push_back(plan.tiers[i].name);
  }
  AddStates(kUntiered, words);
  return words;
}

size_t TierAnswer(const Plan& plan, const PlanBenchmark& benchmark, const BenchmarkResult& result) {
  size_t before = 0;
  for (uint32_t set = benchmark.sets.first; set < benchmark.sets.end(); ++set) {
    if (result.state == BenchmarkState::kTiered && set == result.set) return before + result.tier;
    before += plan.sets[set].tiers.count;
  }
  return before + PositionOf(result.state, kUntiered);
}

}  // namespace

std::string NameOf(const Plan& plan, const PlanOutcome& outcome) {
  switch (outcome.kind) {
    case OutcomeKind::kPrimaryBand:
      return "health.primary.band";
    case OutcomeKind::kBand:
      return absl::StrCat("health.", plan.model_notes[outcome.index].name, ".band");
    case OutcomeKind::kReadiness:
      return "graduation.readiness";
    case OutcomeKind::kGraduation:
      return "graduation.decision";
    case OutcomeKind::kExtension:
      return "extension.decision";
    case OutcomeKind::kFlag:
      return absl::StrCat("flag.", plan.outcome_notes.flags[outcome.index].name);
    case OutcomeKind::kTier:
      return absl::StrCat("benchmark.", plan.benchmark_notes[outcome.index].name, ".tier");
  }
  return "";
}

std::vector<PlanOutcome> OutcomesOf(const Plan& plan) {
  std::vector<PlanOutcome> outcomes;
  if (!plan.models.empty()) outcomes.push_back({OutcomeKind::kPrimaryBand, kNoIndex});
  if (plan.graduation.defined) {
    outcomes.push_back({OutcomeKind::kReadiness, kNoIndex});
    outcomes.push_back({OutcomeKind::kGraduation, kNoIndex});
  }
  if (plan.extension.defined) outcomes.push_back({OutcomeKind::kExtension, kNoIndex});
  const auto add = [&outcomes](OutcomeKind kind, size_t count) {
    for (uint32_t i = 0; i < count; ++i) outcomes.push_back({kind, i});
  };
  add(OutcomeKind::kBand, plan.models.size());
  add(OutcomeKind::kFlag, plan.flags.size());
  add(OutcomeKind::kTier, plan.benchmarks.size());
  return outcomes;
}

bool IsDecision(OutcomeKind kind) {
  return kind == OutcomeKind::kPrimaryBand || kind == OutcomeKind::kReadiness ||
         kind == OutcomeKind::kGraduation || kind == OutcomeKind::kExtension;
}

std::vector<std::string> AnswersOf(const Plan& plan, const PlanOutcome& outcome) {
  switch (outcome.kind) {
    case OutcomeKind::kPrimaryBand:
      return PrimaryAnswers(plan);
    case OutcomeKind::kBand:
      return BandAnswers(plan, outcome.index);
    case OutcomeKind::kReadiness:
      return ReadinessAnswers();
    case OutcomeKind::kGraduation:
      return GraduationAnswers();
    case OutcomeKind::kExtension:
      return ExtensionAnswers();
    case OutcomeKind::kFlag:
      return FlagAnswers();
    case OutcomeKind::kTier:
      return TierAnswers(plan, plan.benchmarks[outcome.index]);
  }
  return {};
}

size_t AnswerOf(const Plan& plan, const Evaluation& evaluation, const PlanOutcome& outcome) {
  switch (outcome.kind) {
    case OutcomeKind::kPrimaryBand:
      return PrimaryAnswer(plan, evaluation);
    case OutcomeKind::kBand:
      return BandAnswer(plan, evaluation, outcome.index);
    case OutcomeKind::kReadiness:
      return ReadinessAnswer(evaluation.graduation);
    case OutcomeKind::kGraduation:
      return GraduationAnswer(evaluation.graduation);
    case OutcomeKind::kExtension:
      return ExtensionAnswer(evaluation.extension);
    case OutcomeKind::kFlag:
      return PositionOf(evaluation.flags[outcome.index].state, kFlagStates);
    case OutcomeKind::kTier:
      return TierAnswer(plan, plan.benchmarks[outcome.index], evaluation.benchmarks[outcome.index]);
  }
  return 0;
}

}  // namespace bellwether::impact
