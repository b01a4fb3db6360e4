// bellwether explain: one account, and how its scores came about.
//
// Tested by tests/clients/cli_test.py.
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "clients/cli/account_input.h"
#include "clients/cli/commands.h"
#include "clients/cli/evaluation_session.h"
#include "clients/cli/explanation_text.h"
#include "clients/cli/options.h"
#include "clients/cli/output.h"
#include "clients/cli/pack_loading.h"
#include "clients/cli/proto_json.h"
#include "clients/cli/refusal.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostIdsKept = 1000;
constexpr size_t kMostIdsShown = 8;
constexpr size_t kUsualWidth = 100;
constexpr int kIndent = 2;

struct ExplainOptions {
  std::string pack;
  std::string model;
  std::string id;
  SectionChoice sections;
  bool json = false;
  EvaluationRequest request;  // its format and output are not used
};

// The records of a file, of which one is wanted.
struct Found {
  std::optional<AccountRecord> record;
  std::vector<std::string> ids;
  uint64_t count = 0;
};

absl::Status Find(const ExplainOptions& options, AccountFormat format, AccountInput& input,
                  Found& found) {
  AccountReader reader(format, Limits{}, [&](AccountRecord record) {
    ++found.count;
    if (found.ids.size() < kMostIdsKept) found.ids.push_back(record.account.id);
    const bool wanted = options.id.empty() || record.account.id == options.id;
    if (wanted && !found.record) found.record = std::move(record);
  });
  absl::Status read = input.ReadAll([&](std::string_view piece) {
    reader.Feed(piece);
    return options.id.empty() || !found.record;
  });
  if (read.ok()) reader.Finish();
  return read;
}

// What stands in the way of explaining one account; kGood when nothing does.
ExitCode Settle(const ExplainOptions& options, const AccountInput& input, const Found& found,
                Console& console) {
  if (found.count == 0) {
    console.Fail(absl::StrCat(input.name(), " holds no account"));
    return ExitCode::kInputRefused;
  }
  if (!found.record) {
    console.Fail(absl::StrCat(input.name(), " holds no account ", Quoted(options.id), "; ",
                              DidYouMean(options.id, found.ids)));
    return ExitCode::kInputRefused;
  }
  if (options.id.empty() && found.count > 1) {
    std::vector<std::string> shown(
        found.ids.begin(),
        found.ids.begin() + static_cast<std::ptrdiff_t>(std::min(kMostIdsShown, found.ids.size())));
    if (found.count > shown.size()) shown.push_back("…");
    console.Fail(absl::StrCat(input.name(), " holds ", found.count,
                              " accounts; give --id: ", absl::StrJoin(shown, ", ")));
    return ExitCode::kUsage;
  }
  return ExitCode::kGood;
}

bool HasModel(const Plan& plan, const std::string& model, Console& console) {
  std::vector<std::string> names;
  for (const PlanNote& note : plan.model_notes) names.push_back(note.name);
  if (model.empty() || std::find(names.begin(), names.end(), model) != names.end()) return true;
  console.Fail(
      absl::StrCat("the pack has no health model ", Quoted(model), "; ", DidYouMean(model, names)));
  return false;
}

ExitCode Print(const ExplainOptions& options, const Plan& plan, const v1::Evaluation& evaluation,
               Console& console) {
  Output output;
  if (options.json) {
    output.Write(Dump(ToJson(evaluation), kIndent) + "\n");
  } else {
    ExplanationOptions text;
    text.style = Style::For(options.request.color, output.stream());
    text.plan = &plan;
    text.width = TerminalWidth(output.stream(), kUsualWidth);
    text.model = options.model;
    text.sections = options.sections;
    output.Write(ExplanationText(evaluation, text));
  }
  const absl::Status closed = output.Close();
  if (closed.ok()) return ExitCode::kGood;
  console.Fail(ToStd(closed.message()));
  return ExitCode::kFailed;
}

ExitCode ExplainRecord(const ExplainOptions& options, std::shared_ptr<const Plan> plan,
                       const std::string& file, AccountRecord record, Console& console) {
  v1::EvaluationOptions evaluation_options =
      EvaluationOptionsOf(options.request, absl::Now(), console);
  evaluation_options.set_explanation(v1::EXPLANATION_LEVEL_FULL);
  ExitCode code = ExitCode::kInputRefused;
  const auto evaluator =
      MakeLocalEvaluator(plan, evaluation_options, Limits{},
                         [&](const RecordPlace& place, const EvaluateAnswer& answer) {
                           if (answer.ok()) {
                             code = Print(options, *plan, answer.evaluation, console);
                           } else {
                             console.Write(RefusalLines(file, place, answer, console.style()));
                           }
                         });
  evaluator->Evaluate(std::move(record));
  evaluator->Finish();
  return code;
}

ExitCode Explain(const ExplainOptions& options) {
  Console console(options.request.color);
  const auto format = FormatOf(options.request.accounts, options.request.accounts_format);
  if (!format.ok()) {
    console.Fail(ToStd(format.status().message()));
    return ExitCode::kUsage;
  }
  std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (!HasModel(*plan, options.model, console)) return ExitCode::kUsage;
  AccountInput input;
  Found found;
  absl::Status read = input.Open(options.request.accounts);
  if (read.ok()) read = Find(options, *format, input, found);
  if (!read.ok()) {
    console.Fail(ToStd(read.message()));
    return ExitCode::kInputRefused;
  }
  const ExitCode settled = Settle(options, input, found, console);
  if (settled != ExitCode::kGood) return settled;
  return ExplainRecord(options, std::move(plan), input.name(), *std::move(found.record), console);
}

void AddSections(CLI::App& command, const std::shared_ptr<ExplainOptions>& options) {
  const std::vector<std::string> names = SectionChoice::AllNames();
  command
      .add_option_function<std::vector<std::string>>(
          "--section",
          [options, names](const std::vector<std::string>& given) {
            for (const std::string& name : given) {
              if (options->sections.Add(name)) continue;
              throw CLI::ValidationError("--section", absl::StrCat("unknown section ", Quoted(name),
                                                                   "; ", DidYouMean(name, names)));
            }
          },
          absl::StrCat("Sections to show, apart by commas (default: all): ",
                       absl::StrJoin(names, ", ")))
      ->type_name("SECTION,...")
      ->delimiter(',')
      ->excludes("--model");
}

}  // namespace

void AddExplain(CLI::App& app, Run& run) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App& command =
      *app.add_subcommand("explain", "Show how the scores of one account came about");
  command.add_option("--pack", options->pack, "Folder of the rule pack")
      ->type_name("FOLDER")
      ->required();
  command.add_option("--account", options->request.accounts, "Account file; - reads stdin")
      ->type_name("FILE")
      ->required();
  command.add_option("--id", options->id, "Which account, when the file holds several")
      ->type_name("ID");
  command.add_option("--model", options->model, "Health model to explain alone (default: all)")
      ->type_name("MODEL");
  AddSections(command, options);
  command
      .add_option_function<std::string>(
          "--format", [options](const std::string& format) { options->json = format == "json"; },
          "text or json (default: text)")
      ->type_name("text|json")
      ->check(CLI::IsMember({"text", "json"}).description(""));
  AddEvaluationOptions(command, options->request);
  AddExample(command,
             "bellwether explain --pack rules/saas --account rules/saas/accounts/acme.json "
             "--as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Explain(*options); }; });
}

}  // namespace bellwether::cli
