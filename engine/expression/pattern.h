// Regular expressions of matches(): RE2, so that every pattern runs in time linear in the text.
#ifndef BELLWETHER_ENGINE_EXPRESSION_PATTERN_H_
#define BELLWETHER_ENGINE_EXPRESSION_PATTERN_H_

#include <memory>
#include <string>
#include <string_view>

#include "re2/re2.h"

namespace bellwether::expression {

// Null when it does not compile or would need too much memory; then `problem` says why.
std::shared_ptr<const re2::RE2> CompilePattern(std::string_view text, std::string* problem);

// Whether the pattern matches some part of the text.
bool MatchesSomewhere(const re2::RE2& pattern, std::string_view text);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_PATTERN_H_
