// A text of the pack in pieces: literal characters, `{placeholders}`, and `[sections]` that vanish
// with the values in them.
//
//   The plan stands.[ Milestones on time: {milestone_on_time_ratio:percent}.]
//   [The last call was on {last_call_at:date}|Nobody has called so far].
//
// A section holds variants between `|`. Shown is the first variant whose placeholders all have a
// value; none when each of them lacks one. So the last variant alone may do without placeholders:
// what followed it would never be shown. Sections do not nest. Brackets with no placeholder between
// them are literal, and so is every `|` outside of a section.
//
// One parser for what fills texts (engine/explain) and for what checks them (check_texts.cc). Pure
// functions; nothing here fails: mistakes are listed, and what is mistaken counts as literal.
#ifndef BELLWETHER_ENGINE_RULESET_TEXT_TEMPLATE_H_
#define BELLWETHER_ENGINE_RULESET_TEXT_TEMPLATE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"

namespace bellwether::ruleset {

struct TextPiece {
  enum class Kind : uint8_t {
    kLiteral,      // `text`
    kPlaceholder,  // `text` with its braces; `name` and, behind a colon, `format`
    kSection,      // begins a section and its first variant
    kVariant,      // ends one variant and begins the next
    kEnd,          // ends the section
  };
  Kind kind = Kind::kLiteral;
  std::string_view text;
  std::string_view name;
  std::string_view format;
  uint32_t offset = 0;  // of `text` in the whole text
};

struct TextMistake {
  enum class Kind : uint8_t { kUnclosedBrace, kUnclosedSection, kNestedSection, kNeverShown };
  Kind kind = Kind::kUnclosedBrace;
  uint32_t offset = 0;
};

// Views into the text that it was made from, which must outlive it.
struct TextTemplate {
  std::vector<TextPiece> pieces;
  std::vector<TextMistake> mistakes;  // in order of place
};

// Linear in the text.
TextTemplate ParseText(std::string_view text);

// What stands in for a placeholder. Without a value `text` is what shows outside of sections.
struct Filling {
  std::string text;
  bool has_value = true;
};

struct FilledText {
  std::string text;
  bool complete = true;  // false: a placeholder outside of sections had no value
};

FilledText FillText(const TextTemplate& parsed,
                    absl::FunctionRef<Filling(const TextPiece& placeholder)> value);

// What a placeholder without a value reads outside of sections.
inline constexpr std::string_view kUnknownWord = "unknown";

// Placeholders of responses that stand for no fact but for what was decided. Every text knows the
// account.
enum class DecisionName : uint8_t {
  kAccount,         // its id
  kReason,          // the first reason that holds, of those that decided
  kConditions,      // what must happen before graduation
  kUnanswered,      // how many dimensions, gates and requirements lack an answer
  kRootCause,       // the first root cause that holds
  kDays,            // granted now
  kDaysLeft,        // of the budget after that
  kDaysLate,        // since the original target
  kNewTarget,       // a date, as the next two
  kCurrentTarget,   //
  kOriginalTarget,  //
};
inline constexpr std::array<std::string_view, 11> kDecisionNames = {
    "account",   "reason",    "conditions", "unanswered",     "root_cause",     "days",
    "days_left", "days_late", "new_target", "current_target", "original_target"};
// What one of them reads outside of sections when it has no value: nothing for a reason and for
// conditions, 0 for counts, kUnknownWord for dates.
std::string_view WithoutValue(DecisionName name);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_TEXT_TEMPLATE_H_
