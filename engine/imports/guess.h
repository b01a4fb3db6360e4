// A sample of an export -> a mapping to edit.
//
// Columns are proposed by their names and their values. What is not sure is marked with a comment,
// and what cannot be told (day or month first, what a word means) is left as "?", which the check
// of mappings refuses: nothing is guessed silently.
#ifndef BELLWETHER_ENGINE_IMPORTS_GUESS_H_
#define BELLWETHER_ENGINE_IMPORTS_GUESS_H_

#include <string>
#include <vector>

#include "engine/accounts/csv_dialect.h"
#include "engine/plan/plan.h"

namespace bellwether::imports {

struct Sample {
  std::string file;    // as it is told about
  std::string source;  // what the source is to be called
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // some, each as long as the header
  bool csv = true;
  CsvDialect dialect;
};

// The text of a mapping, in YAML.
std::string GuessMapping(const Sample& sample, const Plan& plan);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_GUESS_H_
