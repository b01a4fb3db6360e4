// Facts and what the answer says about its own ground; scores and outcomes have files of their own.
#include "tests/oracle/engine_transcript.h"

namespace bellwether::oracle {
namespace {

using expression::Kind;

Value ToValue(const expression::Value& value) {
  switch (value.kind) {
    case Kind::kMissing:
      return Missing{};
    case Kind::kNotYet:
      return EventNotYet{};
    case Kind::kBool:
      return value.boolean;
    case Kind::kInt:
      return value.integer;
    case Kind::kDouble:
      return value.number;
    case Kind::kString:
      return std::string(value.as_string());
    case Kind::kTimestamp:
      return value.as_timestamp();
    case Kind::kDuration:
      return value.as_duration();
    case Kind::kSeries: {
      Series series;
      series.run_start = value.series->run_start;
      for (uint32_t i = 0; i < value.series->size; ++i) {
        series.points.emplace_back(value.series->points[i].at, value.series->points[i].value);
      }
      return series;
    }
    default:
      return Failed{};
  }
}

void SayFacts(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
              Transcript& answer) {
  for (size_t slot = 0; slot < plan.slots.size(); ++slot) {
    const std::string& name = plan.slots[slot].name;
    answer.Say("fact", name, "value", ValueText(ToValue(evaluation.values[slot])));
    const std::string reason = ReasonWord(evaluation.reasons[slot]);
    if (!reason.empty()) answer.State("fact", name, "reason", reason);
  }
  for (const DecayedValue& old : facts.decayed) {
    const std::string& name = plan.slots[old.slot].name;
    answer.Say("fact", name, "old value", ValueText(ToValue(old.value)));
    answer.Number("fact", name, "decay", old.factor);
  }
}

// What the answer says about its own ground.
void SayGround(const Plan& plan, const Facts& facts, Transcript& answer) {
  for (const uint32_t slot : facts.stale_slots) {
    answer.Say("stale", plan.slots[slot].name, "beyond its limit", "yes");
  }
  for (const std::string& path : facts.ignored_future) {
    answer.Say("ignored", path, "because", "it lies after as_of");
  }
  for (const std::string& name : facts.unknown_signals) {
    answer.Say("unknown signal", name, "is", "reported");
  }
  for (const std::string& key : facts.unplanned_milestones) {
    answer.Say("milestone", key, "plan", "none");
  }
  if (facts.oldest_age_days) answer.Number("answer", "", "oldest age", *facts.oldest_age_days);
}

}  // namespace

const char* ReasonWord(MissingReason reason) { return MissingReasonName(reason); }

const char* AnswerWord(bellwether::Answer answer) {
  constexpr const char* kWords[] = {"FALSE", "TRUE", "UNKNOWN", "NOT_APPLICABLE"};
  return WordOf(kWords, answer);
}

Names NamesOf(const Plan& plan, uint32_t program, uint64_t causes) {
  Names names;
  if (program == kNoIndex) return names;
  const auto& slots = plan.programs[program].names();
  for (size_t i = 0; i < slots.size(); ++i) {
    if ((causes >> i & 1) != 0) names.insert(plan.slots[slots[i]].name);
  }
  return names;
}

Transcript EngineTranscript(const Plan& plan, const Facts& facts, const Evaluation& evaluation) {
  Transcript answer;
  if (!evaluation.required.empty()) {
    Names required;
    for (const uint32_t slot : evaluation.required) required.insert(plan.slots[slot].name);
    answer.State("answer", "", "state", "REFUSED");
    answer.Without("answer", "", required);
    return answer;
  }
  SayFacts(plan, facts, evaluation, answer);
  SayGround(plan, facts, answer);
  SayScores(plan, facts, evaluation, answer);
  SayOutcomes(plan, evaluation, answer);
  return answer;
}

}  // namespace bellwether::oracle
