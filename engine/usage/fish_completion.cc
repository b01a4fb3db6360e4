// One line for each command and option, each under the condition that the command was chosen.
//
// Tested by tests/engine/usage/completion_test.cc, and in a real fish by
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

std::string Quoted(std::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(ToAbsl(text), {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
}

// The value: -x has one and is no file, -r has one.
std::string Value(const Option& option) {
  switch (KindOf(option)) {
    case ValueKind::kWords: {
      std::vector<std::string> words;
      for (const std::string& word : option.words) {
        words.push_back(absl::StrReplaceAll(word, {{"|", "\\|"}, {";", "\\;"}}));
      }
      return absl::StrCat(" -x -a ", Quoted(absl::StrJoin(words, " ")));
    }
    case ValueKind::kFile:
      return " -r -F";
    case ValueKind::kFolder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::kOther:
      break;
  }
  return " -x";
}

std::string Names(const Option& option) {
  std::string names;
  for (const std::string& name : option.names) {
    const bool is_long = name.starts_with("--");
    absl::StrAppend(&names, is_long ? " -l " : " -s ", name.substr(is_long ? 2 : 1));
  }
  return names;
}

std::string OperandLine(const std::string& start, const Option& operand) {
  switch (KindOf(operand)) {
    case ValueKind::kWords:
      return absl::StrCat(start, " -a ", Quoted(absl::StrJoin(operand.words, " ")), "\n");
    case ValueKind::kFile:
      return absl::StrCat(start, " -F\n");
    case ValueKind::kFolder:
      return absl::StrCat(start, " -a '(__fish_complete_directories)'\n");
    case ValueKind::kOther:
      break;
  }
  return "";
}

}  // namespace

std::string FishCompletion(const Command& program) {
  const std::string chosen = absl::StrCat("__", program.name, "_command");
  std::vector<std::string> paths;
  std::string lines;
  ForEachCommand(program, [&](const std::string& path, const Command& command) {
    if (!path.empty()) paths.push_back(Quoted(path));
    const std::string start =
        absl::StrCat("complete -c ", program.name, " -n ",
                     Quoted(absl::StrCat("test \"$(", chosen, ")\" = \"", path, "\"")));
    for (const Command& below : command.commands) {
      absl::StrAppend(&lines, start, " -a ", below.name, " -d ", Quoted(Brief(below.summary)),
                      "\n");
    }
    for (const Option& operand : command.operands) {
      absl::StrAppend(&lines, OperandLine(start, operand));
    }
    for (const Option& option : command.options) {
      absl::StrAppend(&lines, start, Names(option), option.value.empty() ? "" : Value(option),
                      " -d ", Quoted(Brief(option.description)), "\n");
    }
  });
  return absl::StrCat("# fish completion of ", program.name, "\n\nfunction ", chosen,
                      "\n  set -l command\n  for word in (commandline -opc)[2..-1]\n"
                      "    set -l next (string join -- ' ' $command $word)\n"
                      "    contains -- \"$next\" ",
                      paths.empty() ? "''" : absl::StrJoin(paths, " "),
                      "\n    and set command $command $word\n  end\n  string join -- ' ' $command\n"
                      "end\n\ncomplete -c ",
                      program.name, " -f\n", lines);
}

}  // namespace bellwether::usage
