// Words of full CEL and of other languages that are not part of this one, with what to write
// instead: only for messages.
#ifndef BELLWETHER_ENGINE_EXPRESSION_FOREIGN_H_
#define BELLWETHER_ENGINE_EXPRESSION_FOREIGN_H_

#include <string>
#include <string_view>

namespace bellwether::expression {

// "write `&&`" for `and`; "" for a word that says nothing.
std::string InsteadOfWord(std::string_view word);

// A word that CEL keeps for itself and that therefore is no name: `for`, `null`.
bool IsReserved(std::string_view word);

// A function or macro of CEL that is left out: why, or what to use. "" for any other name.
std::string InsteadOfFunction(std::string_view name);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_FOREIGN_H_
