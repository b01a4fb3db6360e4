// A function for each command, which hands the words after it to `_arguments`.
//
// Tested by tests/engine/usage/completion_test.cc, and in a real zsh by
// tests/deploy/completion_test.py.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "engine/base/string_bridge.h"
#include "engine/usage/completion.h"

namespace bellwether::usage {
namespace {

std::string FunctionName(const std::string& program, const std::string& path) {
  return absl::StrReplaceAll(absl::StrCat("_", program, path.empty() ? "" : "_", path),
                             {{" ", "_"}, {"-", "_"}});
}

std::string Escaped(std::string_view text) {
  return absl::StrReplaceAll(ToAbsl(text),
                             {{"\\", "\\\\"}, {"[", "\\["}, {"]", "\\]"}, {":", "\\:"}});
}

// ":FORMAT:(table json)": the name of a value and what it may be.
std::string Value(const Option& option) {
  const std::string name = option.value.empty() ? option.names.front() : option.value;
  const std::string start = absl::StrCat(":", Escaped(name), ":");
  switch (KindOf(option)) {
    case ValueKind::kWords: {
      std::vector<std::string> words;
      for (const std::string& word : option.words) {
        words.push_back(absl::StrReplaceAll(
            Escaped(word), {{"|", "\\|"}, {";", "\\;"}, {"(", "\\("}, {")", "\\)"}}));
      }
      return absl::StrCat(start, "(", absl::StrJoin(words, " "), ")");
    }
    case ValueKind::kFile:
      return absl::StrCat(start, "_files");
    case ValueKind::kFolder:
      return absl::StrCat(start, "_directories");
    case ValueKind::kOther:
      break;
  }
  return absl::StrCat(start, " ");
}

// "'(-h --help)'{-h,--help}'[Print help]'", "'--format=[Format of answers]:value:(table json)'"
std::string OptionSpec(const Option& option) {
  const std::string text = absl::StrCat("[", Escaped(Brief(option.description)), "]",
                                        option.value.empty() ? "" : Value(option));
  const std::string sign = option.value.empty() ? "" : "=";
  const std::string star = option.repeated ? "*" : "";
  if (option.names.size() == 1) {
    return SingleQuoted(absl::StrCat(star, option.names.front(), sign, text));
  }
  return absl::StrCat("'(", absl::StrJoin(option.names, " "), ")'{",
                      absl::StrJoin(option.names, ","), "}", SingleQuoted(text));
}

std::string Specs(const Command& command) {
  std::string specs;
  for (const Option& option : command.options) {
    absl::StrAppend(&specs, " \\\n    ", OptionSpec(option));
  }
  if (!command.commands.empty()) {
    return absl::StrCat(specs, " \\\n    '1: :->command' \\\n    '*:: :->rest'");
  }
  for (const Option& operand : command.operands) {
    absl::StrAppend(&specs, " \\\n    ",
                    SingleQuoted(absl::StrCat(operand.repeated ? "*" : "", Value(operand))));
  }
  return specs;
}

std::string Commands(const std::string& program, const std::string& path, const Command& command) {
  if (command.commands.empty()) return "";
  std::vector<std::string> list;
  std::string cases;
  for (const Command& below : command.commands) {
    const std::string summary = absl::StrReplaceAll(Brief(below.summary), {{":", "\\:"}});
    list.push_back(absl::StrCat("      ", SingleQuoted(absl::StrCat(below.name, ":", summary))));
    absl::StrAppend(&cases, "        ", below.name, ") ",
                    FunctionName(program, Below(path, below.name)), " ;;\n");
  }
  return absl::StrCat("  case $state in\n    command)\n      local -a commands=(\n",
                      absl::StrJoin(list, "\n"),
                      "\n      )\n      _describe -t commands command commands\n      ;;\n"
                      "    rest)\n      curcontext=${curcontext%:*}-$line[1]:\n      case $line[1] "
                      "in\n",
                      cases, "      esac\n      ;;\n  esac\n");
}

}  // namespace

std::string ZshCompletion(const Command& program) {
  std::string script = absl::StrCat("#compdef ", program.name, "\n");
  ForEachCommand(program, [&](const std::string& path, const Command& command) {
    absl::StrAppend(&script, "\n", FunctionName(program.name, path),
                    "() {\n  local curcontext=$curcontext state state_descr line\n"
                    "  typeset -A opt_args\n  _arguments ",
                    command.commands.empty() ? "-s" : "-C", Specs(command), "\n",
                    Commands(program.name, path, command), "}\n");
  });
  const std::string main = FunctionName(program.name, "");
  // Autoloaded, the file is the function's body; sourced, it registers itself.
  return absl::StrCat(script, "\nif [[ $funcstack[1] == ", main, " ]]; then\n  ", main,
                      " \"$@\"\nelse\n  compdef ", main, " ", program.name, "\nfi\n");
}

}  // namespace bellwether::usage
