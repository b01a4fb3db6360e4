// Tested by tests/clients/test_command_test.py.
#include "clients/cli/proofs/test_report.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

constexpr int kIndent = 2;

std::string Text(const TestRun& run, const CaseResult& result, const Style& style) {
  std::string text =
      absl::StrCat(style.Paint(Tone::kBad, "FAILED"), " ", PlaceIn(run.sources, result.span), " ",
                   style.Paint(Tone::kStrong, result.name), "\n");
  for (const TestFailure& failure : result.failures) {
    absl::StrAppend(&text, "  ", PlaceIn(run.sources, failure.span), " ", failure.path,
                    "\n    expected ", style.Paint(Tone::kGood, failure.expected),
                    "\n    got      ", style.Paint(Tone::kBad, failure.got), "\n");
  }
  for (const auto line : absl::StrSplit(result.explanation, '\n', absl::SkipEmpty())) {
    absl::StrAppend(&text, "  ", style.Paint(Tone::kQuiet, absl::StrCat("| ", line)), "\n");
  }
  if (!result.counter_example.empty()) {
    absl::StrAppend(&text, "  ", CounterExampleWords(*result.property), "\n");
    for (const auto line : absl::StrSplit(result.counter_example, '\n', absl::SkipEmpty())) {
      absl::StrAppend(&text, "    ", line, "\n");
    }
  }
  return text + "\n";
}

std::string AccountsWords(uint64_t accounts) {
  return absl::StrCat(Thousands(accounts), accounts == 1 ? " account" : " accounts");
}

// Properties that held, and the one of them that says least. "" without any.
std::string HeldText(const TestReport& report) {
  size_t held = 0;
  const CaseResult* least = nullptr;
  for (const CaseResult& result : report.cases) {
    if (!result.property || !result.passed()) continue;
    ++held;
    if (least == nullptr || result.property->concerned < least->property->concerned) {
      least = &result;
    }
  }
  if (least == nullptr) return "";
  const std::string on = absl::StrCat("on ", Thousands(least->property->concerned), " of ",
                                      AccountsWords(least->property->accounts), "\n");
  if (held == 1) return absl::StrCat("1 property held, ", on);
  return absl::StrCat(held, " properties held; the one that says least, ", Quoted(least->name),
                      ", ", on);
}

nlohmann::ordered_json Json(const TestRun& run, const CaseResult& result) {
  nlohmann::ordered_json json;
  json["name"] = result.name;
  json["file"] = std::string(run.sources.name(result.span.file));
  json["line"] = result.span.line;
  json["passed"] = result.passed();
  if (result.property) {
    json["property"] = {{"accounts", result.property->accounts},
                        {"concerned", result.property->concerned}};
  }
  if (result.passed()) return json;
  auto& failures = json["failures"] = nlohmann::ordered_json::array();
  for (const TestFailure& failure : result.failures) {
    nlohmann::ordered_json one;
    one["path"] = failure.path;
    one["expected"] = failure.expected;
    one["got"] = failure.got;
    one["file"] = std::string(run.sources.name(failure.span.file));
    one["line"] = failure.span.line;
    failures.push_back(std::move(one));
  }
  if (!result.explanation.empty()) json["explanation"] = result.explanation;
  if (!result.counter_example.empty()) json["counter_example"] = result.counter_example;
  return json;
}

}  // namespace

std::string ReportOf(const TestRun& run, TestFormat format, const Style& style) {
  switch (format) {
    case TestFormat::kText:
      return TestText(run, style);
    case TestFormat::kJson:
      return TestJson(run);
    case TestFormat::kJunit:
      return TestJunit(run);
    case TestFormat::kTap:
      return TestTap(run);
    case TestFormat::kGithub:
      return TestGithub(run);
  }
  return "";
}

std::string TestText(const TestRun& run, const Style& style) {
  std::string text;
  for (const CaseResult& result : run.report.cases) {
    if (!result.passed()) absl::StrAppend(&text, Text(run, result, style));
  }
  absl::StrAppend(&text, PackText(run.plan), "\n");
  return absl::StrCat(text, HeldText(run.report), TestCounts(run.report));
}

std::string CounterExampleWords(const PropertyCount& count) {
  return absl::StrCat("account ", Thousands(count.accounts),
                      " breaks it; made as small as can be, and as a case:");
}

std::string TestJson(const TestRun& run) {
  nlohmann::ordered_json json;
  json["pack"] = run.plan.name;
  json["version"] = run.plan.version;
  json["digest"] = run.plan.digest;
  json["passed"] = run.report.passed();
  json["failed"] = run.report.failed;
  auto& cases = json["cases"] = nlohmann::ordered_json::array();
  for (const CaseResult& result : run.report.cases) cases.push_back(Json(run, result));
  return Dump(json, kIndent) + "\n";
}

std::string PlaceIn(const Sources& sources, const Span& span) {
  return absl::StrCat(ToAbsl(sources.name(span.file)), ":", span.line);
}

std::string FailureWords(const TestFailure& failure) {
  return absl::StrCat(failure.path, ": expected ", failure.expected, ", got ", failure.got);
}

std::string TestCounts(const TestReport& report) {
  return absl::StrCat(report.passed(), " passed, ", report.failed, " failed\n");
}

}  // namespace bellwether::cli
