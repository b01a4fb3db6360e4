// What a person stumbles over in a text whose placeholders were filled. Internal to the ruleset
// stage.
#ifndef BELLWETHER_ENGINE_RULESET_TEXT_DEFECTS_H_
#define BELLWETHER_ENGINE_RULESET_TEXT_DEFECTS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace bellwether::ruleset {

struct TextDefect {
  std::string words;  // what follows "the text": "has two blanks in a row"; "" when it reads well
  size_t at = 0;      // where, in bytes
};

// The first defect of `text`. Looks at blanks, punctuation and brackets only: what a missing value
// or an empty list leaves behind. `language` is the text's tag: French puts blanks before `:`, `;`,
// `!` and `?`. Indented lines of a text of several lines are no defect.
TextDefect FindDefect(std::string_view text, std::string_view language);
// The words around byte `at`, cut at blanks: what a message of one line can show.
std::string Excerpt(std::string_view text, size_t at);

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_TEXT_DEFECTS_H_
