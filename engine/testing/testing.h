// A pack's own tests: YAML in, report out.
//
//   Staged<TestSuite> suite = LoadTests(plan, sources, limits);   // tests/, fixtures/
//   if (suite.ok()) TestReport report = RunTests(plan, suite.value, limits, {});
//
// A test gives an account and says what the pack must answer (rules-language in docs/testing.md):
//
//   # tests/onboarding_test.yaml
//   cases:
//     - name: a healthy account is green
//       account: {stage: onboarding, signals: {active: 0.9}}
//       as_of: 2026-03-01
//       expect: {health.onboarding.band: green}
//
// or what must hold of every account (property.h), which is tried on generated ones.
//
// The server runs them before it publishes a pack; the command line prints the report. They need
// no clock, no file and no network, so the same pack gives the same report everywhere. Stateless:
// any number of threads.
#ifndef BELLWETHER_ENGINE_TESTING_TESTING_H_
#define BELLWETHER_ENGINE_TESTING_TESTING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/stop.h"
#include "engine/bellwether.h"
#include "engine/testing/suite.h"

namespace bellwether {

// Reads the test files of a pack: all `sources`, be they named tests/*_test.yaml or
// fixtures/*.yaml. Everything that is wrong in them is reported at once.
Staged<TestSuite> LoadTests(const Plan& plan, const Sources& sources, const Limits& limits = {});

// Sees what the cases come to, in their order, whatever they expect of it; accounts of properties
// are not shown. What it is handed is valid during the call alone.
class TestObserver {
 public:
  virtual ~TestObserver() = default;
  // An account that was evaluated.
  virtual void OnAccount(const Facts& facts, const Evaluation& evaluation) = 0;
  // One that was bound and then refused: evaluation.required says for want of what.
  virtual void OnRefusal(const Facts& facts, const Evaluation& evaluation) = 0;
  // `expect.tier.N`: a row and a tier of it, the best one 0.
  virtual void OnTier(uint32_t row, uint32_t tier) = 0;
};

struct TestOptions {
  std::string filter;                // only cases and properties whose name holds this; "": all
  bool stop_at_first = false;        // after the first case that fails
  bool explain = true;               // give failing cases their explanation
  TestObserver* observer = nullptr;  // not owned
  // Looked at before each case and property; a report that was stopped does not tell of all.
  Stop stop = {};
};

struct TestFailure {
  std::string path;  // "health.onboarding.score", "tier.speed", "error"
  std::string expected;
  std::string got;
  Span span;              // of the expected value
  Span written = {};      // what a correction replaces, as in Expectation
  std::string yaml = {};  // what was got, as `expect` would state it; "": nothing that it could
};

// Of a property: the accounts that it was tried on, up to the first that breaks it.
struct PropertyCount {
  uint64_t accounts = 0;
  uint64_t concerned = 0;  // those of which it says anything
};

// What came of a case, or of a property.
struct CaseResult {
  std::string name;
  Span span;
  std::vector<TestFailure> failures;
  std::string explanation;                // of the outcomes that failed, one line a thing
  std::optional<PropertyCount> property;  // nothing: it is a case
  std::string counter_example;            // to a property: YAML of a case, or of two
  bool passed() const { return failures.empty(); }
};

struct TestReport {
  // Those that ran: cases in the order of the suite, then timelines, then properties.
  std::vector<CaseResult> cases;
  size_t failed = 0;
  bool stopped = false;  // by TestOptions::stop
  size_t passed() const { return cases.size() - failed; }
};

TestReport RunTests(const Plan& plan, const TestSuite& suite, const Limits& limits = {},
                    const TestOptions& options = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_TESTING_H_
