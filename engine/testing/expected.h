// What a test expects at a path: read from YAML, compared with what was observed.
#ifndef BELLWETHER_ENGINE_TESTING_EXPECTED_H_
#define BELLWETHER_ENGINE_TESTING_EXPECTED_H_

#include <optional>

#include "engine/paths/path.h"
#include "engine/source/diagnostic.h"
#include "engine/testing/suite.h"
#include "engine/yaml/node.h"

namespace bellwether {

// How far two numbers may be apart when a test says nothing.
inline constexpr double kTolerance = 1e-9;

// Whether a mapping is a tolerance or a range, not a further part of a path.
bool IsComparison(const Node& node);

// `~`, a number, {near, within}, {at_least, at_most, above, below}, a word, a list of names, a
// date: what the path can hold. Nothing after an error in `sink`. `within` is the tolerance of a
// number that states none.
std::optional<Expected> ReadExpected(const Plan& plan, const Path& path, const Node& node,
                                     double within, DiagnosticSink& sink);

bool Meets(const Observed& observed, const Expected& expected);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_EXPECTED_H_
