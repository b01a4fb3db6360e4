// What may stand on the command line of a program, as plain data: what manual pages and the
// completion of shells are made from. Whoever parses a command line describes it in this, so
// neither can forget an option.
//
//   usage::Command program{"bellwetherd", "Answer health scores over gRPC"};
//   program.options.push_back({{"--log-format"}, "FORMAT", {"text", "json"}, "Form of the log"});
//   std::string script = usage::Completion(usage::Shell::kBash, program);
//   std::string page = usage::ManPage({&program}, {.section = 8, .version = "0.1.0"});
#ifndef BELLWETHER_ENGINE_USAGE_USAGE_H_
#define BELLWETHER_ENGINE_USAGE_USAGE_H_

#include <string>
#include <string_view>
#include <vector>

namespace bellwether::usage {

struct Option {
  std::vector<std::string> names;    // "-h", "--help"; of an operand its name, "PACK"
  std::string value{};               // "FOLDER"; "" for a switch, and for an operand with a name
  std::vector<std::string> words{};  // the values that there are; empty: not a choice
  std::string description{};
  bool required = false;
  bool repeated = false;
};

// A part of the manual page below the options, printed as it stands.
struct Section {
  std::string title;  // "EXAMPLES"
  std::string text;   // lines
};

struct Command {
  std::string name;  // one word: "evaluate"
  std::string summary;
  std::vector<Option> options{};
  std::vector<Option> operands{};  // in their order
  std::vector<Command> commands{};
  std::vector<Section> sections{};
};

// What a value names, by the name that it is given in help: "FILE", "FOLDER", "NAME=FOLDER".
enum class ValueKind { kWords, kFile, kFolder, kOther };
ValueKind KindOf(const Option& option);

enum class Shell { kBash, kZsh, kFish };

// A script that completes commands, options and their values. It asks nobody: what there is stands
// in it.
std::string Completion(Shell shell, const Command& program);

struct Manual {
  int section = 1;        // 1: for everybody, 8: for those who run the machine
  std::string version{};  // of the program
};

// The page, in roff, of the last command of `path`, which leads from the program to it. No pointer
// is kept.
std::string ManPage(const std::vector<const Command*>& path, const Manual& manual);

}  // namespace bellwether::usage

#endif  // BELLWETHER_ENGINE_USAGE_USAGE_H_
