// What a scalar means where a number, a truth value or a text is wanted. YAML's own guesses (octal
// 0123, `yes` for true, `.inf`) are never made: they are errors that say what to write.
//
// Each function returns the value, or nothing after one error at the node's place. `what` names
// the thing in the message: "`weight`".
#ifndef BELLWETHER_ENGINE_YAML_SCALAR_H_
#define BELLWETHER_ENGINE_YAML_SCALAR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Every numeral that ParseNumber reads; never a quoted one.
std::optional<double> ReadNumber(const Node& node, std::string_view what, DiagnosticSink& sink);
// A whole number of at most 2^53.
std::optional<int64_t> ReadInteger(const Node& node, std::string_view what, DiagnosticSink& sink);
// `true` or `false`.
std::optional<bool> ReadBool(const Node& node, std::string_view what, DiagnosticSink& sink);
// Any scalar but null, as it is written. Control characters other than line ends and tabs are
// errors.
std::optional<std::string> ReadText(const Node& node, std::string_view what, DiagnosticSink& sink);

// "a number", "a mapping", "nothing", "the text `abc`": what a message says was found.
std::string DescribeNode(const Node& node);

// Reports "`what` must be <wanted>, not <found>" with the code "type-mismatch".
void WrongType(const Node& node, std::string_view what, std::string_view wanted,
               DiagnosticSink& sink, std::string hint = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_YAML_SCALAR_H_
