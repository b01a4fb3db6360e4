// Suites for tests of engine/testing: files of tests/golden/testing, or text.
#ifndef BELLWETHER_TESTS_ENGINE_TESTING_SUITES_H_
#define BELLWETHER_TESTS_ENGINE_TESTING_SUITES_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/testing/testing.h"

namespace bellwether {

// The pack of tests/golden/testing.
std::shared_ptr<const Plan> CoursePlan();

// Files of tests/golden/testing, named as they would be in a pack.
Sources GoldenTests(const std::vector<std::string>& names);
// One test file with `cases:` written out, beside the fixtures of tests/golden/testing.
Sources TestsOf(const std::string& cases);

// The suite; what is wrong with it fails the test.
TestSuite SuiteOf(const Sources& sources);

// What a person reads of a report.
std::string ReportText(const TestReport& report, const TestSuite& suite);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_TESTING_SUITES_H_
