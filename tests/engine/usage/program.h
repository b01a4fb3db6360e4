// A small program with one of everything that a command line may hold.
#ifndef BELLWETHER_TESTS_ENGINE_USAGE_PROGRAM_H_
#define BELLWETHER_TESTS_ENGINE_USAGE_PROGRAM_H_

#include "engine/usage/usage.h"

namespace bellwether::usage {

inline Command SmallProgram() {
  Command go{"go", "Go there; then come back"};
  go.options = {{{"-h", "--help"}, "", {}, "Print this help"},
                {{"--to"}, "FOLDER", {}, "Where to: it's [far]", true},
                {{"--pace"}, "slow|fast", {"slow", "fast"}, "How (default: slow)"},
                {{"--with"}, "NAME=FILE", {}, "Who comes along", false, true}};
  go.operands = {{{"MAP"}, "", {}, "Map to read", true}};
  go.sections = {{"EXAMPLES", ".go\nprog far go --to here"}};
  Command far{"far", "Far things"};
  far.commands = {go};
  Command program{"prog", "Does things."};
  program.options = {{{"--version"}, "", {}, "Print the version"}};
  program.commands = {far};
  return program;
}

}  // namespace bellwether::usage

#endif  // BELLWETHER_TESTS_ENGINE_USAGE_PROGRAM_H_
