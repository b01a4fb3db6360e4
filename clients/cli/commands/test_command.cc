// bellwether test PACK: the pack's own tests.
//
// Tested by tests/clients/test_command_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/test_loading.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {
namespace {

struct TestCommandOptions {
  std::string pack;
  std::string filter;
  bool json = false;
  ColorChoice color = ColorChoice::kAuto;
};

constexpr int kIndent = 2;
constexpr size_t kDigestShown = 12;

class ReportWriter {
 public:
  ReportWriter(const Plan& plan, const Sources& sources, const TestReport& report)
      : plan_(plan), sources_(sources), report_(report) {}

  std::string Text(const Style& style) const {
    std::string text;
    for (const CaseResult& result : report_.cases) {
      if (!result.passed()) absl::StrAppend(&text, Text(result, style));
    }
    absl::StrAppend(&text, "pack ", plan_.name, " ", plan_.version, ", digest ",
                    plan_.digest.substr(0, kDigestShown), "…\n");
    return absl::StrCat(text, report_.passed(), " passed, ", report_.failed, " failed\n");
  }

  std::string Json() const {
    nlohmann::ordered_json json;
    json["pack"] = plan_.name;
    json["version"] = plan_.version;
    json["digest"] = plan_.digest;
    json["passed"] = report_.passed();
    json["failed"] = report_.failed;
    auto& cases = json["cases"] = nlohmann::ordered_json::array();
    for (const CaseResult& result : report_.cases) cases.push_back(Json(result));
    return Dump(json, kIndent) + "\n";
  }

 private:
  std::string Line(const Span& span) const {
    return absl::StrCat(ToAbsl(sources_.name(span.file)), ":", span.line);
  }

  std::string Text(const CaseResult& result, const Style& style) const {
    std::string text = absl::StrCat(style.Paint(Tone::kBad, "FAILED"), " ", Line(result.span), " ",
                                    style.Paint(Tone::kStrong, result.name), "\n");
    for (const TestFailure& failure : result.failures) {
      absl::StrAppend(&text, "  ", Line(failure.span), " ", failure.path, "\n    expected ",
                      style.Paint(Tone::kGood, failure.expected), "\n    got      ",
                      style.Paint(Tone::kBad, failure.got), "\n");
    }
    for (const auto line : absl::StrSplit(result.explanation, '\n', absl::SkipEmpty())) {
      absl::StrAppend(&text, "  ", style.Paint(Tone::kQuiet, absl::StrCat("| ", line)), "\n");
    }
    return text + "\n";
  }

  nlohmann::ordered_json Json(const CaseResult& result) const {
    nlohmann::ordered_json json;
    json["name"] = result.name;
    json["file"] = std::string(sources_.name(result.span.file));
    json["line"] = result.span.line;
    json["passed"] = result.passed();
    if (result.passed()) return json;
    auto& failures = json["failures"] = nlohmann::ordered_json::array();
    for (const TestFailure& failure : result.failures) {
      nlohmann::ordered_json one;
      one["path"] = failure.path;
      one["expected"] = failure.expected;
      one["got"] = failure.got;
      one["file"] = std::string(sources_.name(failure.span.file));
      one["line"] = failure.span.line;
      failures.push_back(std::move(one));
    }
    if (!result.explanation.empty()) json["explanation"] = result.explanation;
    return json;
  }

  const Plan& plan_;
  const Sources& sources_;
  const TestReport& report_;
};

// Why nothing ran: a pack that nobody tests does not pass.
std::string NothingRan(const TestCommandOptions& options, const TestSuite& suite) {
  if (suite.cases.empty()) return NoTests(options.pack);
  return absl::StrCat("none of the ", suite.cases.size(), " cases has ", Quoted(options.filter),
                      " in its name");
}

ExitCode Write(const std::string& text, Console& console, ExitCode code) {
  Output output;
  output.Write(text);
  const absl::Status closed = output.Close();
  if (closed.ok()) return code;
  console.Fail(ToStd(closed.message()));
  return ExitCode::kFailed;
}

ExitCode Test(const TestCommandOptions& options) {
  Console console(options.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  const auto tests = LoadTestsOrSayWhy(options.pack, *plan, console);
  if (!tests) return ExitCode::kPackInvalid;
  TestOptions run;
  run.filter = options.filter;
  const TestReport report = RunTests(*plan, tests->suite, Limits(), run);
  if (report.cases.empty()) {
    console.Fail(NothingRan(options, tests->suite));
    return ExitCode::kTestsFailed;
  }
  const ReportWriter writer(*plan, tests->sources, report);
  return Write(options.json ? writer.Json() : writer.Text(Style::For(options.color, stdout)),
               console, report.failed == 0 ? ExitCode::kGood : ExitCode::kTestsFailed);
}

}  // namespace

void AddTest(CLI::App& app, Run& run) {
  auto options = std::make_shared<TestCommandOptions>();
  CLI::App& command = *app.add_subcommand("test", "Run the tests that a pack has of its own");
  command.add_option("PACK", options->pack, "Folder of the rule pack")->type_name("")->required();
  command.add_option("--filter", options->filter, "Only cases with this in their name")
      ->type_name("TEXT");
  command
      .add_option_function<std::string>(
          "--format", [options](const std::string& format) { options->json = format == "json"; },
          "text with the failures, or json with every case (default: text)")
      ->type_name("text|json")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  AddColor(command, options->color);
  AddExample(command, "bellwether test rules/saas --filter graduation");
  command.callback([options, &run] { run = [options] { return Test(*options); }; });
}

}  // namespace bellwether::cli
