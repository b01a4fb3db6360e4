// A pack's own tests, read and checked, ready to run.
//
// Plain data. A suite holds indices into the plan that it was loaded for; it may run against any
// plan with the same names in the same order (the same pack with other numbers).
#ifndef BELLWETHER_ENGINE_TESTING_SUITE_H_
#define BELLWETHER_ENGINE_TESTING_SUITE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/facts/account.h"
#include "engine/paths/path.h"
#include "engine/source/span.h"
#include "engine/testing/property.h"
#include "engine/testing/timeline.h"
#include "engine/yaml/node.h"

namespace bellwether {

// A number and how far off it may be.
struct ExpectedNumber {
  double near = 0;
  double within = 0;
};

struct ExpectedRange {
  std::optional<double> at_least, at_most, above, below;
};

struct Expected {
  // monostate: no value. A word, truth value, name or date is a text.
  std::variant<std::monostate, ExpectedNumber, ExpectedRange, std::string, std::vector<std::string>,
               Moment>
      value;
  std::string text;  // for reports: "8.3", "between 0 and 10"
};

struct Expectation {
  Path path;
  Expected expected;
  Span span;     // of the value
  Span written;  // what a correction replaces (corrections.h); unknown: nothing on one line
};

// expect.tier.N: one question to a benchmark or to a portfolio target, whatever the account.
struct TierExpectation {
  std::string name;
  uint32_t index = 0;
  bool portfolio = false;
  double value = 0;
  int32_t key = -1;                 // index of the segment or cadence; -1: none
  int32_t set = -1;                 // index in Plan::set_names; -1: the one in force
  std::optional<std::string> tier;  // nothing: there is no row
  Span span;                        // of the expected tier
  Span written;                     // as in Expectation
};

// expect.error: the account is refused. "" matches anything.
struct ErrorExpectation {
  std::string path;
  std::string reason;
  Span span;
};

// One case, or one row of a table.
struct TestCase {
  std::string name;  // "usage table [2]": the second row
  Span span;
  Node fields;  // the account as merged from fixture, case and set
  Account account;
  std::vector<Violation> unreadable;  // of the account; only with `error`
  Moment as_of;
  std::string benchmark_set;
  std::vector<Expectation> expectations;
  std::vector<TierExpectation> tiers;
  std::optional<ErrorExpectation> error;

  bool needs_account() const { return !expectations.empty() || error.has_value(); }
};

struct TestSuite {
  std::vector<TestCase> cases;       // in the order of files and of their lines
  std::vector<Timeline> timelines;   // likewise
  std::vector<Property> properties;  // likewise
  std::vector<std::string> files;    // what Span::file indexes

  bool empty() const { return cases.empty() && timelines.empty() && properties.empty(); }
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_SUITE_H_
