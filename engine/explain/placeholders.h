// Texts of the pack, filled with what an evaluation knows. Internal to the explain stage.
#ifndef BELLWETHER_ENGINE_EXPLAIN_PLACEHOLDERS_H_
#define BELLWETHER_ENGINE_EXPLAIN_PLACEHOLDERS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/outcomes.h"
#include "engine/ruleset/text_template.h"

namespace bellwether {

// What a response knows besides facts.
struct Placeholder {
  ruleset::DecisionName name;
  ruleset::Filling filling;
};
// `text` with `{fact}`, `{fact:percent}` and `{fact:date}` replaced by values, and those of `extra`
// by theirs; sections without their values vanish (ruleset/text_template.h). Outside of sections a
// fact without a value reads "unknown".
ruleset::FilledText FillPlaceholders(const Answered& answered, std::string_view text,
                                     const std::vector<Placeholder>& extra = {});

// How the condition of a rule was answered, seen from its text.
enum class Said : uint8_t {
  kHolds,  // as the text says: the flag is raised, the requirement is not met
  kFails,  // the other way
  kOpen,   // not at all: something is missing, or it does not apply
};
// What people read of a rule. Its text, filled, where that is so; what the rule is about where it
// was not answered, or where the filled text would have holes without being needed: its
// description, else a text without holes, else its name.
std::string RuleWords(const Answered& answered, const ruleset::Text& text,
                      const ruleset::Notes& notes, std::string_view name, Said said);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_PLACEHOLDERS_H_
