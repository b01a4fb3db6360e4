// Tested by tests/engine/explain/confidence_test.cc.
#include "engine/explain/confidence.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/explain/names.h"
#include "engine/explain/phrases.h"

namespace bellwether {
namespace {

constexpr size_t kMostTurns = 1;  // answers that a sentence names; the rest is counted

std::string Percent(double share) { return absl::StrCat(FormatFixed(share * 100, 0), " %"); }

std::string AnswersWords(int count, std::string_view language) {
  if (count == 0) return Say(Phrase::kSomeAnswers, language);
  if (count == 1) return Say(Phrase::kOneAnswer, language);
  return Say(Phrase::kManyAnswers, language, {{"count", absl::StrCat(count)}});
}

std::string Others(const BandGround& ground, std::string_view language) {
  std::vector<std::string> others;
  for (const std::string& band : ground.possible_bands) {
    if (band != ground.band) others.push_back(band);
  }
  return JoinWords(others, Phrase::kOr, language);
}

std::string Spaced(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string Number(double value) { return FormatNumber(RoundForDisplay(value, 4)); }

std::string WordOf(const std::string& word, std::string_view language) {
  if (word == "true") return Say(Phrase::kTrue, language);
  if (word == "false") return Say(Phrase::kFalse, language);
  if (word == "not_yet") return Say(Phrase::kNotYet, language);
  return word;
}

std::string NumberWords(const AnswerRange& range, std::string_view language) {
  const std::string from = range.from ? Number(*range.from) : "";
  const std::string to = range.to ? Number(*range.to) : "";
  const std::string low = range.from ? Say(range.from_inclusive ? Phrase::kAtLeast : Phrase::kAbove,
                                           language, {{"value", from}})
                                     : "";
  const std::string high = range.to ? Say(range.to_inclusive ? Phrase::kAtMost : Phrase::kBelow,
                                          language, {{"value", to}})
                                    : "";
  if (low.empty()) return high;
  if (high.empty()) return low;
  if (from == to && range.from_inclusive && range.to_inclusive) return from;
  return Say(Phrase::kBetween, language, {{"from", low}, {"to", high}});
}

std::string DayWords(const AnswerRange& range, std::string_view language) {
  const std::string from = range.from_day ? absl::FormatCivilTime(*range.from_day) : "";
  const std::string to = range.to_day ? absl::FormatCivilTime(*range.to_day) : "";
  if (to.empty()) return Say(Phrase::kOrLater, language, {{"day", from}});
  if (from.empty()) return Say(Phrase::kOrBefore, language, {{"day", to}});
  if (from == to) return from;
  return Say(Phrase::kFromTo, language, {{"from", from}, {"to", to}});
}

// Whether the extension's decision was made for want of a reason, not by one.
bool IsDefault(DecisionBasis basis) {
  return basis == DecisionBasis::kNoJustification || basis == DecisionBasis::kRequestRefused ||
         basis == DecisionBasis::kNoTarget;
}

std::string WithDays(const std::string& decision, int64_t days, std::string_view language) {
  if (days == 1) return Say(Phrase::kOneDay, language, {{"what", decision}});
  return Say(Phrase::kDays, language, {{"what", decision}, {"count", absl::StrCat(days)}});
}

std::string DecisionWords(Decision decision, int64_t days, std::string_view language) {
  const std::string word = WordFor(decision);
  return decision == Decision::kExtend ? WithDays(word, days, language) : word;
}

void AddOnce(uint32_t slot, std::vector<uint32_t>& slots) {
  if (std::find(slots.begin(), slots.end(), slot) == slots.end()) slots.push_back(slot);
}

// What to supply for a leaf: what its formula or its benchmark's condition missed, else the value
// that its curve reads.
void AddWanted(const Plan& plan, const Evaluation& evaluation, uint32_t index,
               std::vector<uint32_t>& slots) {
  const PlanComponent& component = plan.components[index];
  const bool rated = component.benchmark != kNoIndex;
  const uint32_t asked =
      rated ? plan.benchmarks[component.benchmark].applies_when : component.program;
  const uint64_t causes = evaluation.components[index].causes;
  for (uint32_t i = 0; causes != 0 && i < plan.programs[asked].names().size(); ++i) {
    if ((causes >> i & 1) != 0) AddOnce(plan.programs[asked].names()[i], slots);
  }
  if (component.program != kNoIndex || causes != 0) return;
  AddOnce(rated ? plan.benchmarks[component.benchmark].value : component.slot, slots);
}

}  // namespace

std::vector<uint32_t> MissingAnswers(const Plan& plan, const Evaluation& evaluation,
                                     uint32_t model) {
  std::vector<uint32_t> slots;
  const Range& range = plan.models[model].components;
  for (uint32_t c = range.first; c < range.end(); ++c) {
    const ComponentResult& result = evaluation.components[c];
    const bool wanting =
        result.state == ComponentState::kAbsent || result.state == ComponentState::kImputed;
    if (!wanting || plan.components[c].curve == ruleset::CurveKind::kGroup) continue;
    AddWanted(plan, evaluation, c, slots);
  }
  return slots;
}

std::optional<BandSpan> PossibleBandSpan(const Plan& plan, const Evaluation& evaluation,
                                         uint32_t index) {
  const ModelResult& result = evaluation.models[index];
  const bool evaluated =
      result.state != ModelState::kNotApplicable && result.state != ModelState::kNotEvaluated;
  if (!evaluated) return std::nullopt;
  const PlanModel& model = plan.models[index];
  const auto band_at = [&](double score) {
    const double displayed = RoundForDisplay(score, model.precision, model.rounding);
    uint32_t band = 0;
    while (band + 1 < model.bands.count && displayed < plan.bands[model.bands.first + band].from)
      ++band;
    return band;
  };
  BandSpan span{band_at(result.high), band_at(result.low)};
  if (!result.has_score()) return span;
  // Hysteresis may hold a band that the score alone would not have.
  return BandSpan{std::min(span.best, result.band), std::max(span.worst, result.band)};
}

std::vector<std::string> PossibleBands(const Plan& plan, const Evaluation& evaluation,
                                       uint32_t index) {
  std::vector<std::string> names;
  const std::optional<BandSpan> span = PossibleBandSpan(plan, evaluation, index);
  for (uint32_t b = span ? span->best : 1; span && b <= span->worst; ++b) {
    names.push_back(plan.band_notes[plan.models[index].bands.first + b].name);
  }
  return names;
}

BandGround GroundOf(const Plan& plan, const Evaluation& evaluation, uint32_t index,
                    std::string_view language) {
  const ModelResult& result = evaluation.models[index];
  const PlanModel& model = plan.models[index];
  const auto called = [&](std::string_view band) {
    return plan.titles.OrName(ruleset::TitleKind::kBand, band, language);
  };
  BandGround ground;
  ground.state = result.state;
  if (result.has_score()) {
    ground.band = called(plan.band_notes[model.bands.first + result.band].name);
  }
  ground.certain = result.certain;
  ground.coverage = result.coverage;
  ground.min_coverage = model.min_coverage;
  ground.missing_answers = static_cast<int>(MissingAnswers(plan, evaluation, index).size());
  for (const std::string& band : PossibleBands(plan, evaluation, index)) {
    ground.possible_bands.emplace_back(called(band));
  }
  for (const MissingName& name :
       MissingNames(plan, evaluation, model.applies_when, result.causes)) {
    ground.missing_names.push_back(name.name);
  }
  return ground;
}

std::string BandConfidence(const BandGround& ground, std::string_view language) {
  const std::string band = Capitalised(ground.band);
  const std::string answers = AnswersWords(ground.missing_answers, language);
  const std::string others = Others(ground, language);
  switch (ground.state) {
    case ModelState::kNotApplicable:
      return "";
    case ModelState::kNotEvaluated:
      return Say(Phrase::kApplicability, language,
                 {{"names", JoinWords(ground.missing_names, Phrase::kAnd, language)}});
    case ModelState::kInsufficientData:
      return Say(Phrase::kNoBandYet, language,
                 {{"coverage", Percent(ground.coverage)},
                  {"needed", Percent(ground.min_coverage)},
                  {"others", others}});
    case ModelState::kOverridden:
      if (ground.certain) return Say(Phrase::kByHand, language, {{"what", band}});
      break;
    case ModelState::kScored:
      break;
  }
  if (ground.certain) {
    const bool complete = ground.missing_answers == 0;
    return Say(complete ? Phrase::kAllKnown : Phrase::kWhateverMissing, language, {{"what", band}});
  }
  if (others.empty())
    return Say(Phrase::kCouldChange, language, {{"what", band}, {"answers", answers}});
  return Say(Phrase::kCouldBecome, language,
             {{"what", band}, {"answers", answers}, {"others", others}});
}

std::string GraduationConfidence(const Answered& answered) {
  const GraduationResult& result = answered.evaluation.graduation;
  const bool assessed =
      result.state == OutcomeState::kAnswered || result.state == OutcomeState::kInsufficientData;
  if (!assessed) return "";
  const std::string what = result.graduate ? "GRADUATE" : "NOT_YET";
  const bool open = IsOpen(answered.plan, answered.evaluation, Outcome::kGraduation);
  if (!open) return Say(Phrase::kWhateverMissing, answered.language, {{"what", what}});
  return Say(Phrase::kCouldBecome, answered.language,
             {{"what", what},
              {"answers", Say(Phrase::kSomeAnswers, answered.language)},
              {"others", result.graduate ? "NOT_YET" : "GRADUATE"}});
}

std::string DecisionConfidence(const Answered& answered) {
  const ExtensionResult& result = answered.evaluation.extension;
  if (result.state != OutcomeState::kAnswered) return "";
  const std::string what = DecisionWords(result.decision, result.days_granted, answered.language);
  const bool open = IsOpen(answered.plan, answered.evaluation, Outcome::kDecision);
  if (!open) return Say(Phrase::kWhateverMissing, answered.language, {{"what", what}});
  return Say(Phrase::kCouldChange, answered.language,
             {{"what", what}, {"answers", Say(Phrase::kSomeAnswers, answered.language)}});
}

std::string DecisionTurnsOn(const Answered& answered, const OutcomeQuestions& questions) {
  const std::string_view language = answered.language;
  size_t deciding = 0;
  std::string text;
  for (const Question& question : questions.questions) {
    if (!question.decides || ++deciding > kMostTurns) continue;
    const auto change = std::find_if(question.answers.begin(), question.answers.end(),
                                     [](const PossibleAnswer& answer) { return answer.changes; });
    if (change == question.answers.end()) continue;
    const bool by_default = IsDefault(answered.evaluation.extension.basis);
    const std::string what = VerdictWords(answered.plan, questions, questions.now, language);
    const std::string answer = AnswerWords(change->range, language);
    const std::string other = VerdictWords(answered.plan, questions, change->verdict, language);
    text = Say(by_default ? Phrase::kOnlyBecause : Phrase::kWere, language,
               {{"what", what}, {"name", question.name}, {"answer", answer}, {"other", other}});
  }
  if (text.empty()) return "";
  if (deciding == kMostTurns + 1)
    absl::StrAppend(&text, "; ", Say(Phrase::kOneMoreAnswer, language));
  if (deciding > kMostTurns + 1) {
    absl::StrAppend(
        &text, "; ",
        Say(Phrase::kMoreAnswers, language, {{"count", absl::StrCat(deciding - kMostTurns)}}));
  }
  return text + ".";
}

std::string VerdictWords(const Plan& plan, const OutcomeQuestions& outcome, const Verdict& verdict,
                         std::string_view language) {
  if (outcome.outcome == Outcome::kBand) {
    const auto state = static_cast<ModelState>(verdict.state);
    const bool scored = state == ModelState::kScored || state == ModelState::kOverridden;
    return scored ? plan.band_notes[plan.models[outcome.model].bands.first + verdict.value].name
                  : Spaced(StateName(state));
  }
  const auto state = static_cast<OutcomeState>(verdict.state);
  if (state != OutcomeState::kAnswered) return Spaced(StateName(state));
  switch (outcome.outcome) {
    case Outcome::kReadiness:
      return WordFor(static_cast<Readiness>(verdict.value));
    case Outcome::kGraduation:
      return verdict.value == 1 ? "GRADUATE" : "NOT_YET";
    default:
      return DecisionWords(static_cast<Decision>(verdict.value), verdict.days, language);
  }
}

std::string AnswerWords(const AnswerRange& range, std::string_view language) {
  if (!range.words.empty()) {
    std::vector<std::string> words;
    for (const std::string& word : range.words) words.push_back(WordOf(word, language));
    return JoinWords(words, Phrase::kOr, language);
  }
  if (range.from_day || range.to_day) return DayWords(range, language);
  if (range.from || range.to) return NumberWords(range, language);
  return Say(Phrase::kAnything, language);
}

std::string ItemWords(const Plan& plan, const OpenItem& item) {
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  switch (item.kind) {
    case ItemKind::kComponent:
      return absl::StrCat("component ", plan.component_notes[item.index].name);
    case ItemKind::kCriterion:
      return absl::StrCat("criterion ", plan.component_notes[item.index].name);
    case ItemKind::kGate:
      return absl::StrCat("gate ", notes.gates[item.index].name);
    case ItemKind::kRequirement:
      return absl::StrCat("requirement ", notes.requirements[item.index].name);
    case ItemKind::kEscalate:
      return absl::StrCat("escalate ", notes.escalate[item.index].name);
    case ItemKind::kExtend:
      break;
  }
  return absl::StrCat("extend ", notes.extend[item.index].name);
}

}  // namespace bellwether
