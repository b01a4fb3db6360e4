// "Did you mean": the known name closest to one that is unknown.
#ifndef BELLWETHER_ENGINE_BASE_SUGGEST_H_
#define BELLWETHER_ENGINE_BASE_SUGGEST_H_

#include <span>
#include <string>
#include <string_view>

namespace bellwether {

// The closest of `known` by edit distance (a swap of neighbours counts one), or "" when none is
// close: at most a third of the name's length, and at least one edit is always forgiven. Case,
// blanks, `_` and `-` make no difference, and a heading of a spreadsheet is close to the name that
// is part of its words (SameWords).
std::string ClosestName(std::string_view unknown, std::span<const std::string> known);

// The name that is written in other letters, "ACV" for `acv` or "Kickoff at" for `kickoff_at`, or
// that a heading of a spreadsheet holds among its words: "Account ID" for `id`. The longest of
// several; "" when there is none. Names that look as if a program had made them (`usage_ratio`)
// are no headings.
std::string SameWords(std::string_view heading, std::span<const std::string> known);

// "did you mean `name`?" or, with nothing close, the known names when they are few; else "".
std::string DidYouMean(std::string_view unknown, std::span<const std::string> known);

// Input quoted for a message, never more than 100 characters of it, control characters escaped.
std::string Quoted(std::string_view input);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_SUGGEST_H_
