// bellwether fit: whether other weights of a health model would have told better who stays.
//
// Tested by tests/clients/evidence_command_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/evidence_options.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/evidence/evidence_json.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/evidence/weight_patch.h"

namespace bellwether::cli {
namespace {

struct FitCommandOptions {
  EvidenceOptions evidence;
  std::string model;
  evidence::FitOptions fit;
};

// Nothing, after the reason was said.
std::optional<uint32_t> ModelOrSayWhy(const FitCommandOptions& options, const portfolio::View& view,
                                      const evidence::LandmarkDays& days, Console& console) {
  const Plan& plan = view.plan();
  std::vector<std::string> names;
  for (const PlanNote& note : plan.model_notes) names.push_back(note.name);
  if (names.empty()) {
    console.Fail("the pack has no health model, and so no weights");
    return std::nullopt;
  }
  if (options.model.empty()) {
    const auto usual = evidence::UsualModel(view, days);
    if (!usual) {
      console.Fail(absl::StrCat("on day ", days.landmark,
                                " no model gave any account of the book a score; give another "
                                "--landmark, or look at one account: bellwether history"));
    }
    return usual;
  }
  for (uint32_t i = 0; i < names.size(); ++i) {
    if (names[i] == options.model) return i;
  }
  console.Fail(absl::StrCat("the pack has no health model ", Quoted(options.model), "; ",
                            DidYouMean(options.model, names)));
  return std::nullopt;
}

// The pack was read without a mistake before.
std::string PatchText(const std::string& pack, const PackNumbers& numbers,
                      const evidence::FitReport& report, std::vector<std::string>& notes) {
  if (report.verdict != evidence::FitVerdict::kBetter) return "";
  const auto loaded = LoadPack(pack, numbers);
  if (!loaded.ok()) return "";
  const auto document = document::ParseDocument(loaded->sources, Limits(), loaded->overrides);
  evidence::WeightPatch patch = evidence::PatchOf(document.value, report);
  notes = std::move(patch.notes);
  return UnifiedDiff(loaded->sources, std::move(patch.edits));
}

std::string WithPatch(std::string text, const std::string& patch,
                      const std::vector<std::string>& notes) {
  if (patch.empty()) return text;
  absl::StrAppend(&text, "\nAs a patch; apply it, then let the tests of the pack judge it:\n\n",
                  patch);
  for (const std::string& note : notes) absl::StrAppend(&text, "note: ", note, "\n");
  return text;
}

ExitCode Report(const FitCommandOptions& options) {
  const PortfolioRequest& request = options.evidence.request;
  Console console(request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(request, console, failure);
  if (plan == nullptr) return failure;
  const auto days = DaysOrSayWhy(options.evidence.landmark, *plan, console);
  if (!days) return ExitCode::kUsage;
  const auto open = BookOrSayWhy(request, plan, Accounts::kAlone, console, failure);
  if (!open) return failure;
  const portfolio::View view(open->book, *plan, open->as_of);
  const auto model = ModelOrSayWhy(options, view, *days, console);
  if (!model) return ExitCode::kUsage;

  evidence::FitOptions fit = options.fit;
  const Interruption interruption;
  Progress progress(console, true, "resample");
  fit.progress = [&](double done) {
    progress.Update(static_cast<uint64_t>(done * fit.replicates), done);
    return interruption.requested();
  };
  const evidence::FitReport report = evidence::FitWeights(view, *model, *days, fit);
  if (interruption.requested()) return ExitCode::kInterrupted;
  std::vector<std::string> notes;
  const std::string patch = PatchText(request.pack, request.numbers, report, notes);
  return WriteReport(request, *open, console, [&](const Style& style, size_t width) {
    return options.evidence.json ? FitJson(report, plan->digest, patch)
                                 : WithPatch(FitText(report, style, width), patch, notes);
  });
}

}  // namespace

void AddFit(Command app, Run& run) {
  auto options = std::make_shared<FitCommandOptions>();
  const Command command = app.AddCommand(
      "fit", "Say whether other weights of a health model would tell better who stays");
  AddPortfolioRequest(command, options->evidence.request);
  AddTextOrJson(command, options->evidence.json);
  AddLandmark(command, options->evidence.landmark);
  command
      .AddOption("--model", options->model,
                 "The health model (default: the one that scores the most accounts)")
      .TypeName("NAME");
  command
      .AddOption("--capacity", options->fit.capacity,
                 "Share of the accounts that a team can call (default: 0.1)")
      .TypeName("SHARE")
      .InRange(0.001, 1.0);
  command
      .AddOption("--held-out", options->fit.held_out,
                 "Share of the accounts, the latest, that judge the weights (default: 0.3)")
      .TypeName("SHARE")
      .InRange(0.05, 0.9);
  command
      .AddOption("--resamples", options->fit.replicates,
                 "Resamples of the accounts behind the intervals of weights (default: 1000)")
      .TypeName("N")
      .InRange(20, 100'000);
  command.AddOption("--seed", options->fit.seed, "Seed of the resamples (default: 1)")
      .TypeName("N");
  AddExample(command, "bellwether fit --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
