// An option that takes one word of a few: help, check and meaning come from one table.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_CHOICE_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_CHOICE_H_

#include <string>
#include <utility>
#include <vector>

#include "CLI/App.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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

// `target` must live until the command has run.
template <typename Value, typename Target>
CLI::Option* AddChoice(CLI::App& command, const std::string& option, Target& target,
                       const Words<Value>& words, const std::string& description) {
  const std::vector<std::string> names = Names(words);
  return command
      .add_option_function<std::string>(
          option,
          [&target, words, names, option](const std::string& given) {
            for (const auto& [name, value] : words) {
              if (name != given) continue;
              target = value;
              return;
            }
            throw CLI::ValidationError(option, absl::StrCat("unknown value ", Quoted(given), "; ",
                                                            DidYouMean(given, names)));
          },
          description)
      ->type_name(absl::StrJoin(names, "|"));
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_CHOICE_H_
