// An option that takes one word of a few: help, check and meaning come from one table.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_CHOICE_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_CHOICE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/commands/command.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {

template <typename Value>
using Words = std::vector<std::pair<std::string, Value>>;

template <typename Value>
std::vector<std::string> Names(const Words<Value>& words) {
  std::vector<std::string> names;
  for (const auto& [name, value] : words) names.push_back(name);
  return names;
}

// How a choice names its value in help: "table|json".
inline std::string ChoiceName(const std::vector<std::string>& words) {
  return absl::StrJoin(words, "|");
}

// The words of a value's name; none when the name tells what is to be put in its place, which is
// then in capitals ("FILE", "NAME|FILE").
inline std::vector<std::string> WordsOfChoice(const std::string& name) {
  if (name.find('|') == std::string::npos) return {};
  std::vector<std::string> words;
  for (const absl::string_view word : absl::StrSplit(name, '|')) {
    for (const char c : word) {
      if (c >= 'A' && c <= 'Z') return {};
    }
    // A bar that is a word of the choice splits into two empty ones.
    if (!word.empty()) words.emplace_back(word);
    if (word.empty() && (words.empty() || words.back() != "|")) words.emplace_back("|");
  }
  return words;
}

// `target` must live until the command has run.
template <typename Value, typename Target>
Option AddChoice(Command command, const std::string& option, Target& target,
                 const Words<Value>& words, const std::string& description) {
  const std::vector<std::string> names = Names(words);
  return command
      .AddParsed(
          option,
          [&target, words, names, option](const std::string& given) {
            for (const auto& [name, value] : words) {
              if (name != given) continue;
              target = value;
              return;
            }
            ThrowInvalid(option, absl::StrCat("unknown value ", Quoted(given), "; ",
                                              DidYouMean(given, names)));
          },
          description)
      .TypeName(ChoiceName(names));
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_CHOICE_H_
