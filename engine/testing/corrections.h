// Test files as they would be if the pack were right: expectations that fail get the value that
// the pack gives now, in place, and nothing else of a file changes.
//
//   const TestReport report = RunTests(plan, suite, limits, {});
//   const Corrections corrections = CorrectionsOf(sources, suite, report);
//   UnifiedDiff(sources, corrections.edits);    // to be looked at (engine/source/edits.h)
//
// Whether the pack or the test is right is for people to say. Pure.
#ifndef BELLWETHER_ENGINE_TESTING_CORRECTIONS_H_
#define BELLWETHER_ENGINE_TESTING_CORRECTIONS_H_

#include <string>
#include <vector>

#include "engine/source/edits.h"
#include "engine/source/source.h"
#include "engine/testing/suite.h"
#include "engine/testing/testing.h"

namespace bellwether {

// A failure that no value in its place would correct.
struct Uncorrected {
  const CaseResult* result = nullptr;    // in the report
  const TestFailure* failure = nullptr;  // likewise
  std::string why;                       // "it is a range, and the pack says 53"
};

struct Corrections {
  std::vector<Edit> edits;        // in the places of `sources`
  size_t corrected = 0;           // failures: one place may be expected by several rows
  std::vector<Uncorrected> left;  // in the order of the report
};

// `suite` was loaded from `sources`, and `report` is of it, with explanations. The report may leave
// cases out; they count where they expect what stands in the same place.
Corrections CorrectionsOf(const Sources& sources, const TestSuite& suite, const TestReport& report);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_CORRECTIONS_H_
