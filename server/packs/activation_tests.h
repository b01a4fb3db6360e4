// A pack's own tests as the gate before it is published: who wrote the rules said there what must
// hold of them.
//
//   TestVerdict verdict = RunActivationTests(*plan, contents.tests, limits);
//   if (!verdict.passed() && policy == ActivationTests::kRequire) ...   // keep the last good one
#ifndef BELLWETHER_SERVER_PACKS_ACTIVATION_TESTS_H_
#define BELLWETHER_SERVER_PACKS_ACTIVATION_TESTS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/base/stop.h"
#include "engine/plan/plan.h"
#include "engine/source/source.h"
#include "server/packs/pack_state.h"

namespace bellwether {

enum class ActivationTests : uint8_t {
  kRequire,  // a pack whose tests fail is not published
  kWarn,     // it is, and the log names the tests
  kOff,      // they are not run
};
// "require", "warn", "off"; anything else is kRequire.
ActivationTests ActivationTestsNamed(std::string_view name);

struct TestVerdict {
  size_t held = 0;                    // cases and properties
  size_t failed = 0;                  // likewise
  bool unreadable = false;            // the tests themselves have errors
  bool stopped = false;               // before all of them ran: it says nothing
  std::vector<PackProblem> problems;  // what failed, or what is wrong in the files
  bool passed() const { return failed == 0 && !unreadable && !stopped; }
};

// A pack without tests passes. Any thread; takes as long as the tests do, for the default pack some
// 0.3 s, and ends early when `stop` says so.
TestVerdict RunActivationTests(const Plan& plan, const Sources& tests, const Limits& limits,
                               const Stop& stop = Stop());

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_ACTIVATION_TESTS_H_
