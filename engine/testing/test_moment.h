// Internal to the testing stage: the moment that a test is asked about. A test reads no clock.
#ifndef BELLWETHER_ENGINE_TESTING_TEST_MOMENT_H_
#define BELLWETHER_ENGINE_TESTING_TEST_MOMENT_H_

#include <optional>
#include <string_view>

#include "engine/facts/account.h"
#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether {

// A date, or an instant with its offset; nothing for anything else, and for null.
std::optional<Moment> TestMomentOf(const Node* node);

// The same; nothing is an error. Where there is no node, it is told about at `span`, of "a case".
std::optional<Moment> ReadTestMoment(const Node* node, const Span& span, std::string_view what,
                                     DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_TEST_MOMENT_H_
