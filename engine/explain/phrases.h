// The engine's own sentences, in each language that it speaks. What a business says is text of the
// pack; these are about missing facts and certainty, and the same for every pack.
//
//   Say(Phrase::kBandNow, "id", {{"band", "Yellow"}, ...})
//
// A language that is not among them is answered in English. Thread-safe: no state. Total.
#ifndef BELLWETHER_ENGINE_EXPLAIN_PHRASES_H_
#define BELLWETHER_ENGINE_EXPLAIN_PHRASES_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bellwether {

enum class Phrase : uint8_t {
  kAllKnown,         // {what}
  kWhateverMissing,  // {what}
  kByHand,           // {what}
  kCouldBecome,      // {what} {answers} {others}
  kCouldChange,      // {what} {answers}
  kNoBandYet,        // {coverage} {needed} {others}
  kApplicability,    // {names}
  kOnlyBecause,      // {what} {name} {answer} {other}
  kWere,             // {what} {name} {answer} {other}
  kMoreAnswers,      // {count}
  kOneMoreAnswer,
  kOneAnswer,    // "the missing answer"
  kManyAnswers,  // {count}
  kSomeAnswers,  // "what is missing"
  kOr,           // between the last two of a list
  kAnd,
  kTrue,
  kFalse,
  kNotYet,
  kAtLeast,  // {value}
  kAbove,
  kAtMost,
  kBelow,
  kBetween,   // {from} {to}
  kOrLater,   // {day}
  kOrBefore,  // {day}
  kFromTo,    // {from} {to}
  kAnything,
  kDays,  // {what} {count}
  kOneDay,
  kScoreShort,    // {what} {value} {needed}
  kInForceFrom,   // {day}: a rule that holds from a day on, and not yet
  kInForceUntil,  // {day}: a rule that no longer holds
};

struct PhrasePart {
  std::string_view name;
  std::string_view text;
};

std::string Say(Phrase phrase, std::string_view language,
                std::initializer_list<PhrasePart> parts = {});

// The languages that the engine's own sentences are written in.
const std::vector<std::string>& PhraseLanguages();

// "a, b or c".
std::string JoinWords(const std::vector<std::string>& words, Phrase last,
                      std::string_view language);

// The first letter as a capital, where it is one of ASCII.
std::string Capitalised(std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_PHRASES_H_
