// A pack's own tests, read from its folder.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_TEST_LOADING_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_TEST_LOADING_H_

#include <optional>
#include <string>

#include "clients/cli/terminal/console.h"
#include "engine/bellwether.h"
#include "engine/testing/suite.h"

namespace bellwether::cli {

struct LoadedTests {
  // Files under the names that reach them from here: "rules/saas/tests/health_test.yaml".
  Sources sources;
  TestSuite suite;
};

// `plan` is of the pack's folder. Nothing, after everything that is wrong was said. Without a case
// there is a suite all the same.
std::optional<LoadedTests> LoadTestsOrSayWhy(const std::string& pack, const Plan& plan,
                                             Console& console);

// Why nothing ran of a suite without cases.
std::string NoTests(const std::string& pack);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_TEST_LOADING_H_
