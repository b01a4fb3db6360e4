// One function: it finds the command by going through the words, then looks at the word before the
// one that is completed.
//
// Tested by tests/engine/usage/completion_test.cc, and in a real bash by
// tests/deploy/completion_test.py.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "engine/usage/completion.h"

namespace bellwether::usage {
namespace {

std::string Offer(const Option& option) {
  switch (KindOf(option)) {
    case ValueKind::kWords: {
      std::vector<std::string> words;
      // Put into the command line as they are, so signs of the shell need their backslash there.
      for (const std::string& word : option.words) {
        words.push_back(SingleQuoted(absl::StrReplaceAll(word, {{";", "\\;"}, {"|", "\\|"}})));
      }
      return absl::StrCat("words=(", absl::StrJoin(words, " "), ")");
    }
    case ValueKind::kFile:
      return "paths='file'";
    case ValueKind::kFolder:
      return "paths='directory'";
    case ValueKind::kOther:
      break;
  }
  return ":";
}

// What may follow an option, for those that take a value.
std::string Values(const Command& command) {
  std::string cases;
  for (const Option& option : command.options) {
    if (option.value.empty()) continue;
    absl::StrAppend(&cases, "        ", absl::StrJoin(option.names, "|"), ") ", Offer(option),
                    "; taken=yes ;;\n");
  }
  if (cases.empty()) return "";
  return absl::StrCat("      case \"$previous\" in\n", cases, "      esac\n");
}

// Options once a dash is there; else commands, words of operands and files.
std::string Words(const Command& command) {
  std::vector<std::string> operands, options;
  std::string paths;
  for (const Command& below : command.commands) operands.push_back(below.name);
  for (const Option& option : command.options) {
    options.insert(options.end(), option.names.begin(), option.names.end());
  }
  for (const Option& operand : command.operands) {
    operands.insert(operands.end(), operand.words.begin(), operand.words.end());
    if (!operand.words.empty() || KindOf(operand) == ValueKind::kOther) continue;
    paths = absl::StrCat("      [[ -z $taken && $current != -* ]] && ", Offer(operand), "\n");
  }
  return absl::StrCat("      options='", absl::StrJoin(options, " "), "'\n      operands='",
                      absl::StrJoin(operands, " "), "'\n", paths);
}

}  // namespace

std::string BashCompletion(const Command& program) {
  std::vector<std::string> paths;
  std::string cases;
  ForEachCommand(program, [&](const std::string& path, const Command& command) {
    if (!path.empty()) paths.push_back(absl::StrCat("'", path, "'"));
    absl::StrAppend(&cases, "    '", path, "')\n", Values(command), Words(command), "      ;;\n");
  });
  return absl::StrCat("# bash completion of ", program.name, "\n\n_", program.name,
                      R"(() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  # bash takes --format=json apart into three words.
  if [[ $current == = ]]; then
    current=''
  elif [[ $previous == = ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  local command='' index next
  for ((index = 1; index < COMP_CWORD; ++index)); do
    next=${command:+$command }${COMP_WORDS[index]}
    case "$next" in
      )",
                      paths.empty() ? "''" : absl::StrJoin(paths, " | "), R"() command=$next ;;
    esac
  done
  local options='' operands='' paths='' taken=''
  local -a words=()
  case "$command" in
)",
                      cases, R"(  esac
  COMPREPLY=()
  local word
  if [[ -z $taken ]]; then
    if [[ $current == -* ]]; then
      read -ra words <<<"$options"
    else
      read -ra words <<<"$operands"
    fi
  fi
  for word in "${words[@]}"; do
    [[ $word == "$current"* ]] && COMPREPLY+=("$word")
  done
  if [[ -n $paths ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -A "$paths" -- "$current")
  fi
}
complete -F _)",
                      program.name, " ", program.name, "\n");
}

}  // namespace bellwether::usage
