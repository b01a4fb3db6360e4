// Tested by tests/engine/evaluate/decision_test.cc and tests/golden/explain.
#include "engine/explain/rule_line.h"

#include "absl/strings/str_join.h"

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
  return line;
}

std::string PlaybookName(const Plan& plan, uint32_t playbook) {
  return playbook == kNoIndex ? "" : plan.playbooks[playbook].name;
}

}  // namespace bellwether
