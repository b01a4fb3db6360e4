// Tested by tests/clients/test_command_test.py.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

// What fails as JSON, which is YAML that needs no quoting of ours.
std::string Block(const TestRun& run, const CaseResult& result) {
  std::string text = "  ---\n";
  const auto line = [&text](const char* key, const nlohmann::ordered_json& value) {
    absl::StrAppend(&text, "  ", key, ": ", Dump(value, -1), "\n");
  };
  line("at", PlaceIn(run.sources, result.span));
  auto failures = nlohmann::ordered_json::array();
  for (const TestFailure& failure : result.failures) {
    failures.push_back({{"path", failure.path},
                        {"expected", failure.expected},
                        {"got", failure.got},
                        {"at", PlaceIn(run.sources, failure.span)}});
  }
  line("failures", failures);
  if (!result.explanation.empty()) line("explanation", result.explanation);
  if (!result.counter_example.empty()) line("counter_example", result.counter_example);
  return text + "  ...\n";
}

// `#` begins a directive.
std::string Escaped(const std::string& name) {
  return absl::StrReplaceAll(name, {{"\\", "\\\\"}, {"#", "\\#"}, {"\n", " "}});
}

}  // namespace

std::string TestTap(const TestRun& run) {
  const auto& cases = run.report.cases;
  std::string text = absl::StrCat("TAP version 14\n1..", cases.size(), "\n");
  for (size_t i = 0; i < cases.size(); ++i) {
    absl::StrAppend(&text, cases[i].passed() ? "ok " : "not ok ", i + 1, " - ",
                    Escaped(cases[i].name), "\n");
    if (!cases[i].passed()) absl::StrAppend(&text, Block(run, cases[i]));
  }
  return text;
}

}  // namespace bellwether::cli
