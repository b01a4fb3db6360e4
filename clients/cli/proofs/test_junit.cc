// The dialect that Jenkins, GitLab and the readers of GitHub Actions agree on: suites of cases, a
// failure with a message and a text.
//
// Tested by tests/clients/test_command_test.py.
#include <map>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/proofs/test_report.h"
#include "pugixml.hpp"

namespace bellwether::cli {
namespace {

struct Suite {
  pugi::xml_node node;
  size_t tests = 0;
  size_t failures = 0;
};

void Count(pugi::xml_node node, size_t tests, size_t failures) {
  node.append_attribute("tests").set_value(static_cast<unsigned long long>(tests));
  node.append_attribute("failures").set_value(static_cast<unsigned long long>(failures));
}

std::string FailureText(const TestRun& run, const CaseResult& result) {
  std::string text;
  for (const TestFailure& failure : result.failures) {
    absl::StrAppend(&text, PlaceIn(run.sources, failure.span), " ", FailureWords(failure), "\n");
  }
  absl::StrAppend(&text, result.explanation);
  if (result.counter_example.empty()) return text;
  return absl::StrCat(text, CounterExampleWords(*result.property), "\n", result.counter_example);
}

void AddCase(const TestRun& run, const CaseResult& result, pugi::xml_node suite) {
  const std::string file(run.sources.name(result.span.file));
  pugi::xml_node node = suite.append_child("testcase");
  node.append_attribute("name").set_value(result.name.c_str());
  node.append_attribute("classname").set_value(file.c_str());
  node.append_attribute("file").set_value(file.c_str());
  node.append_attribute("line").set_value(result.span.line);
  if (result.passed()) return;
  pugi::xml_node failure = node.append_child("failure");
  failure.append_attribute("message").set_value(FailureWords(result.failures.front()).c_str());
  failure.append_child(pugi::node_pcdata).set_value(FailureText(run, result).c_str());
}

}  // namespace

std::string TestJunit(const TestRun& run) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node suites = document.append_child("testsuites");
  suites.append_attribute("name").set_value(
      absl::StrCat(run.plan.name, " ", run.plan.version).c_str());
  Count(suites, run.report.cases.size(), run.report.failed);
  std::map<uint32_t, Suite> by_file;
  for (const CaseResult& result : run.report.cases) {
    Suite& suite = by_file[result.span.file];
    if (suite.node.empty()) {
      suite.node = suites.append_child("testsuite");
      suite.node.append_attribute("name").set_value(
          std::string(run.sources.name(result.span.file)).c_str());
    }
    ++suite.tests;
    suite.failures += result.passed() ? 0 : 1;
    AddCase(run, result, suite.node);
  }
  for (auto& [file, suite] : by_file) Count(suite.node, suite.tests, suite.failures);
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

}  // namespace bellwether::cli
