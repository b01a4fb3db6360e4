// Internal to the testing stage: answers in words of which one is better than another.
#ifndef BELLWETHER_ENGINE_TESTING_ORDERED_WORDS_H_
#define BELLWETHER_ENGINE_TESTING_ORDERED_WORDS_H_

#include <string>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether {

// The words that an answer may be at `path`, the worst first: bands of a model, tiers of a
// benchmark whose sets have the same ones, readiness. Empty where no word is better than another,
// and for numbers.
std::vector<std::string> OrderedWords(const Plan& plan, const Path& path);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_ORDERED_WORDS_H_
