// What the YAML library complains about, in words for people. Internal to engine/yaml.
#ifndef BELLWETHER_ENGINE_YAML_SYNTAX_ERROR_H_
#define BELLWETHER_ENGINE_YAML_SYNTAX_ERROR_H_

#include <string_view>

namespace bellwether::yaml {

struct SyntaxError {
  std::string_view start;  // how the library's message starts
  std::string_view message;
  std::string_view hint;
  // Only of brackets: what to say when something unexpected follows. `message` is then about the
  // end of the file and stands at the opening bracket.
  std::string_view not_at_end = {};
};

// The entry for a message of the library; for one that is not known, a general one.
const SyntaxError& ExplainSyntaxError(std::string_view library_message);

}  // namespace bellwether::yaml

#endif  // BELLWETHER_ENGINE_YAML_SYNTAX_ERROR_H_
