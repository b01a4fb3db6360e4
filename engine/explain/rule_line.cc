// Tested by tests/engine/evaluate/decision_test.cc and tests/golden/explain.
#include "engine/explain/rule_line.h"

#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/explain/phrases.h"

namespace bellwether {
namespace {

std::vector<ReadValue> ReadBy(const Answered& answered, uint32_t program) {
  std::vector<ReadValue> read;
  if (program == kNoIndex) return read;
  for (const uint32_t slot : answered.plan.programs[program].names()) {
    read.push_back({answered.plan.slots[slot].name, ToFactValue(answered.evaluation.values[slot]),
                    answered.evaluation.reasons[slot]});
  }
  return read;
}

// Why a rule with dates says nothing: it has not begun, or has ended.
std::string NotInForceWords(const Answered& answered, const ruleset::Effective& effective) {
  const PlanSetting& now = answered.plan.setting;
  const bool ended = effective.until && now.from && *now.from >= *effective.until;
  const auto day = ended ? effective.until : effective.from;
  return Say(ended ? Phrase::kInForceUntil : Phrase::kInForceFrom, answered.language,
             {{"day", absl::FormatCivilTime(DayOfNumber(day.value_or(0)))}});
}

}  // namespace

std::vector<std::string> In(const std::vector<ruleset::Text>& texts, std::string_view language) {
  std::vector<std::string> result;
  for (const ruleset::Text& text : texts) result.emplace_back(text.In(language));
  return result;
}

RuleLine Rule(const Answered& answered, const PlanNote& note, uint32_t program, uint64_t causes,
              Said said) {
  RuleLine line;
  line.name = note.name;
  line.reason = RuleWords(answered, note.text, note.notes, note.name, said);
  line.read = ReadBy(answered, program);
  line.missing = MissingNames(answered.plan, answered.evaluation, program, causes);
  line.condition = note.formula;
  line.source = absl::StrJoin(note.notes.source, ", ");
  line.place = PlaceOf(answered.plan, note.location);
  if (!note.effective.now) {
    line.reason = NotInForceWords(answered, note.effective);
    line.read.clear();
  }
  return line;
}

std::string PlaybookName(const Plan& plan, uint32_t playbook) {
  return playbook == kNoIndex ? "" : plan.playbooks[playbook].name;
}

}  // namespace bellwether
