// What the rules of a generated pack may read, by type, as far as it has been declared. It grows
// with the stages of an evaluation (S14), so that every rule reads only what comes before it.
#ifndef BELLWETHER_TESTS_PROPERTY_RANDOM_NAMES_H_
#define BELLWETHER_TESTS_PROPERTY_RANDOM_NAMES_H_

#include <string>
#include <utility>
#include <vector>

namespace bellwether {

struct RandomNames {
  using Words = std::pair<std::string, std::vector<std::string>>;  // a name and what it can be

  std::vector<std::string> numbers;
  std::vector<std::string> bools;
  std::vector<std::string> timestamps;
  std::vector<std::string> series;
  std::vector<std::string> texts;
  std::vector<Words> enums;
  // What curves may read: numbers, and names for which `of:` alone will do.
  std::vector<std::string> curve_numbers;
  std::vector<std::string> given;
  std::vector<Words> curve_words;       // enums and bools, for maps
  std::vector<std::string> benchmarks;  // with points in every set
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_RANDOM_NAMES_H_
