// What the engine has to say of a pack and of its tests, as PackProblems. Pure functions.
#ifndef BELLWETHER_SERVER_PACKS_PACK_PROBLEMS_H_
#define BELLWETHER_SERVER_PACKS_PACK_PROBLEMS_H_

#include <string>
#include <vector>

#include "engine/source/diagnostic.h"
#include "engine/testing/testing.h"
#include "server/packs/pack_state.h"

namespace bellwether {

std::vector<PackProblem> ProblemsOf(const std::vector<Diagnostic>& diagnostics,
                                    const Sources& sources);
// Every expectation that does not hold, with the name of its test.
std::vector<PackProblem> ProblemsOf(const TestReport& report, const Sources& tests);

// One a line, as a person reads them on a terminal.
std::string TextOf(const std::vector<PackProblem>& problems);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_PACK_PROBLEMS_H_
