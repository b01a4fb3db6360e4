// The command line as commands describe it. CLI11 parses it, and writes help and errors; only
// command.cc, usage_of_app.cc and app.cc include it, since reading it costs a compiler seconds.
//
//   Command command = app.AddCommand("log", "Say what changed in the meaning of a pack");
//   command.AddOption("PACK", options->pack, "Folder of the rule pack").TypeName("").Required();
//   Option last = command.AddOption("--last", options->last, "Only so many").TypeName("N");
//   command.AddFlag("--all", options->all, "All of them").Excludes(last.Positive());
//   command.WhenChosen([options, &run] { run = [options] { return Log(*options); }; });
//
// Both are handles: copying one is cheap and names the same command or option. Capture them by
// value. They, and the values that options are read into, live until the command has run; the
// parser that app.cc makes outlives them. One thread.
//
// Errors: what a user got wrong is thrown by ThrowInvalid and ThrowMissing, from what is called
// while the line is parsed, and ends in RunApp (app.h) with exit code 2. A mistake of ours, such as
// two options of one name, throws, too: the program ends at every start.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_COMMAND_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_COMMAND_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bellwether::cli {

// Throws "--option: reason".
[[noreturn]] void ThrowInvalid(const std::string& option, const std::string& reason);
// Throws "--option is required".
[[noreturn]] void ThrowMissing(const std::string& option);

class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  // What stands for its value in help: "FILE". "": nothing, where the option's name says it.
  Option TypeName(const std::string& name) const;
  Option Required() const;
  // Not together with the other; not without the other. The other was added before.
  Option Excludes(Option other) const;
  Option Excludes(const std::string& other) const;
  Option Needs(Option other) const;
  Option Needs(const std::string& other) const;

  // Both ends included. The type is that of the variable, which decides what is a number.
  Option InRange(int least, int most) const;
  Option InRange(uint32_t least, uint32_t most) const;
  Option InRange(int64_t least, int64_t most) const;
  Option InRange(uint64_t least, uint64_t most) const;
  Option InRange(double least, double most) const;
  Option Positive() const;
  Option OneOf(const std::vector<std::string>& words) const;

  // Of an option that takes many values. One value each time it is given: what follows is another
  // argument. Unmarked: help does not say that it may be given again.
  Option OneAtATime() const;
  Option OneAtATimeUnmarked() const;
  // "a,b" is two values where the mark is ','.
  Option SplitAt(char mark) const;

  // Behind what help says already.
  Option AddToHelp(const std::string& more) const;

 private:
  CLI::Option* option_;
};

// What the value of an option is read into. A list takes all that are given; nothing: was not
// given.
using OptionTarget =
    std::variant<std::string*, int*, uint32_t*, int64_t*, uint64_t*, double*,
                 std::vector<std::string>*, std::optional<std::string>*, std::optional<int>*,
                 std::optional<uint32_t>*, std::optional<int64_t>*, std::optional<uint64_t>*,
                 std::optional<double>*>;

class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}

  // A command below this one.
  Command AddCommand(const std::string& name, const std::string& summary) const;
  // One of the commands below must be given.
  void RequireCommand() const;

  // "--name", "-n,--name"; a name without dashes is a place in the line.
  template <typename Value>
  Option AddOption(const std::string& name, Value& value, const std::string& help) const {
    return AddOptionFor(name, OptionTarget(&value), help);
  }
  // The value is what `parse` makes of the text; it may ThrowInvalid. A list: of all texts at once.
  Option AddParsed(const std::string& name, const std::function<void(const std::string&)>& parse,
                   const std::string& help) const;
  Option AddParsedList(const std::string& name,
                       const std::function<void(const std::vector<std::string>&)>& parse,
                       const std::string& help) const;
  // "--name", "--name,!--no-name"
  Option AddFlag(const std::string& name, bool& value, const std::string& help) const;

  // One that was added before, by "--name".
  Option GetOption(const std::string& name) const;
  // Whether the line that was parsed has it.
  bool Given(const std::string& name) const;

  // The last lines of its help.
  void Footer(const std::string& text) const;
  // When its options were read, and when it is the command of a line without mistakes. Of each the
  // last that was said counts; both may throw as above.
  void WhenParsed(const std::function<void()>& check) const;
  void WhenChosen(const std::function<void()>& choose) const;

  const CLI::App& app() const { return *app_; }

 private:
  Option AddOptionFor(const std::string& name, OptionTarget target, const std::string& help) const;

  CLI::App* app_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_COMMAND_H_
