// Nearly every one of these comes from an expression that was not quoted or from a line that is
// not indented as its neighbours; the hints say so.
//
// Tested by tests/engine/yaml/yaml_test.cc.
#include "engine/yaml/syntax_error.h"

namespace bellwether::yaml {
namespace {

constexpr std::string_view kQuoteHint =
    "quote texts that hold `: `, ` #`, quotes or brackets, or that begin with a sign";
constexpr std::string_view kIndentHint =
    "indent all keys of a mapping alike; quote texts that hold `: `, quotes or brackets";

constexpr std::string_view kFlowHint =
    "inside { } and [ ], quote texts with brackets, commas or colons, such as conditions";

constexpr SyntaxError kErrors[] = {
    {"end of map flow not found", "`{` is never closed", kFlowHint,
     "this does not continue what `{` began"},
    {"end of sequence flow not found", "`[` is never closed", kFlowHint,
     "this does not continue what `[` began"},
    {"end of map not found", "this does not continue the mapping around it", kIndentHint},
    {"end of sequence not found", "this does not continue the list around it",
     "begin each entry of a list with `- `, all indented alike"},
    {"illegal map value", "a `:` that gives a value is not possible here", kQuoteHint},
    {"illegal map key", "a key is not possible here", kIndentHint},
    {"illegal block entry", "a list entry `- ` is not possible here",
     "begin the list on a line of its own, or write it as [a, b]"},
    {"illegal flow end", "a closing bracket that was never opened", kQuoteHint},
    {"illegal EOF in scalar", "a quoted text is never closed", "add the closing quote"},
    {"illegal document indicator in scalar", "a document ends inside a quoted text",
     "add the closing quote"},
    {"illegal character in scalar", "this character is not possible here", kQuoteHint},
    {"illegal tab", "a tab is used as indentation", "indent with spaces"},
    {"unknown escape character", "an unknown escape in double quotes",
     "write a backslash as \\\\, or use single quotes"},
    {"bad character found while scanning hex", "an escape needs hexadecimal digits",
     "write \\x41, \\u0041 or \\U00000041"},
    {"invalid unicode", "an escape that is no Unicode character", "write \\u0041, for example"},
    {"unexpected character in block scalar", "`|` and `>` begin a block of text", kQuoteHint},
    {"cannot set zero indentation", "a block of text cannot have indentation 0",
     "leave the number out"},
    {"unknown token", "no value can begin with this character", kQuoteHint},
    {"the referenced anchor is not defined", "`*` begins an alias, and no anchor has this name",
     "define it before with `&name`, or quote the text"},
    {"alias not found after", "`*` begins an alias, and no name follows", kQuoteHint},
    {"anchor not found after", "`&` begins an anchor, and no name follows", kQuoteHint},
    {"illegal character found while scanning", "`&`, `*` or `!` begins an anchor, alias or tag",
     kQuoteHint},
    {"cannot assign multiple", "a value can have one anchor and no tag", kQuoteHint},
    {"aliases can't have any content", "nothing can follow an alias", kQuoteHint},
    {"end of verbatim tag", "`!<` begins a tag", kQuoteHint},
    {"tag handle with no suffix", "`!` begins a tag", kQuoteHint},
    {"YAML", "a `%YAML` line that cannot be read", "delete the line"},
    {"bad YAML version", "a `%YAML` line that cannot be read", "delete the line"},
    {"repeated", "a `%` line stands twice", "delete the line"},
    {"TAG directives", "`%TAG` lines are not supported", "delete the line"},
};

constexpr SyntaxError kGeneral = {"", "this is not valid YAML", kQuoteHint};

}  // namespace

const SyntaxError& ExplainSyntaxError(std::string_view library_message) {
  for (const SyntaxError& error : kErrors) {
    if (library_message.starts_with(error.start)) return error;
  }
  return kGeneral;
}

}  // namespace bellwether::yaml
