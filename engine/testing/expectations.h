// Internal to the testing stage: one `expect:` mapping, read against a plan.
#ifndef BELLWETHER_ENGINE_TESTING_EXPECTATIONS_H_
#define BELLWETHER_ENGINE_TESTING_EXPECTATIONS_H_

#include <string>
#include <vector>

#include "engine/testing/expected.h"

namespace bellwether {

// One dotted path with what stands at it.
struct ExpectLeaf {
  std::string path;
  Span span;
  const Node* value = nullptr;
};

// Nested mappings become dotted paths: {graduation: {total: 8.3}} is {graduation.total: 8.3}.
std::vector<ExpectLeaf> Flatten(const Node& expect, DiagnosticSink& sink);

// Leaves of `over` win over those of `base` at the same path. A refused account has no other
// outcome: `error` on one side drops the other side.
std::vector<ExpectLeaf> Overlaid(std::vector<ExpectLeaf> base, std::vector<ExpectLeaf> over);

// Fills the expectations, tiers and error of `test`. A number without a tolerance of its own may be
// off by `within`.
void ReadExpectations(const Plan& plan, const std::vector<ExpectLeaf>& leaves, double within,
                      TestCase& test, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_EXPECTATIONS_H_
