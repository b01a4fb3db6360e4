// What came of a pack's own tests, for people and for the programs that gather such reports.
//
// Thread-safe: no state. The same report gives the same bytes: there are no times in it.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_TEST_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_TEST_REPORT_H_

#include <cstdint>
#include <string>

#include "clients/cli/terminal/style.h"
#include "engine/plan/plan.h"
#include "engine/source/source.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {

enum class TestFormat : uint8_t { kText, kJson, kJunit, kTap, kGithub };

// All of it outlives the report that is made of it.
struct TestRun {
  const Plan& plan;
  const Sources& sources;  // of the tests, under the names that reach them from here
  const TestReport& report;
};

// `style`: of kText.
std::string ReportOf(const TestRun& run, TestFormat format, const Style& style);

// Failures with the lines of the explanation that concern them, and the counts.
std::string TestText(const TestRun& run, const Style& style);
// Every case.
std::string TestJson(const TestRun& run);
// JUnit XML, a suite for each file, as build servers read it.
std::string TestJunit(const TestRun& run);
// TAP 14, with what failed as a block of YAML.
std::string TestTap(const TestRun& run);
// Workflow commands of GitHub: a failure becomes a note at its line. Then the counts.
std::string TestGithub(const TestRun& run);

// "rules/saas/tests/health_test.yaml:31".
std::string PlaceIn(const Sources& sources, const Span& span);
// "health.onboarding.band: expected green, got red".
std::string FailureWords(const TestFailure& failure);
// Before the counter-example: "account 17 breaks it; made as small as can be, and as a case:".
std::string CounterExampleWords(const PropertyCount& count);
// "36 passed, 0 failed\n".
std::string TestCounts(const TestReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_TEST_REPORT_H_
