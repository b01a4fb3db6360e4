// Internal to the testing stage: of an explanation, what bears on the outcomes that failed.
#ifndef BELLWETHER_ENGINE_TESTING_RELEVANT_H_
#define BELLWETHER_ENGINE_TESTING_RELEVANT_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether {

struct Plan;

// The lines of Render's text (explanation.h) that concern one of `paths`, and the first line.
std::string RelevantLines(const Plan& plan, std::string_view rendered,
                          const std::vector<const Path*>& paths);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_RELEVANT_H_
