// bellwether mutate PACK: which changes of a pack its own tests do not notice.
//
// Tested by tests/clients/mutate_command_test.py.
#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/input/changed_lines.h"
#include "clients/cli/input/ordered_pool.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/test_loading.h"
#include "clients/cli/proofs/mutation_report.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/suggest.h"
#include "engine/mutation/sample.h"
#include "engine/testing/testing.h"

namespace bellwether::cli {
namespace {

struct MutateOptions {
  std::string pack;
  PackNumbers numbers;
  std::string filter;
  std::string changed_since;  // a revision of git; "": all of the pack
  std::optional<uint64_t> sample;
  uint64_t seed = 1;
  size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::optional<double> fail_under;
  bool json = false;
  ColorChoice color = ColorChoice::kAuto;
};

// The pack with its tests, which pass.
struct TestedPack {
  LoadedPack pack;
  TestSuite suite;
};

std::optional<TestedPack> LoadOrSayWhy(const std::string& path, const PackNumbers& numbers,
                                       Console& console, ExitCode& failure) {
  failure = ExitCode::kPackInvalid;
  auto pack = LoadPackOrSayWhy(path, numbers, console);
  if (!pack) return std::nullopt;
  auto tests = LoadTestsOrSayWhy(path, *pack->plan, console);
  if (!tests) return std::nullopt;
  failure = ExitCode::kTestsFailed;
  const TestReport report = RunTests(*pack->plan, tests->suite, Limits(), {});
  if (report.failed > 0) {
    console.Fail(absl::StrCat(report.failed, report.failed == 1 ? " test of " : " tests of ", path,
                              " fail without any change: bellwether test ", path, " says which"));
    return std::nullopt;
  }
  if (report.cases.empty()) {
    console.Fail(NoTests(path));
    return std::nullopt;
  }
  return TestedPack{*std::move(pack), std::move(tests->suite)};
}

// Those with the filter in their key, on lines that changed, or a sample of them.
std::vector<mutation::Mutation> Chosen(const MutateOptions& options, const TestedPack& tested,
                                       const std::optional<ChangedPackLines>& changed,
                                       MutationReport& report) {
  std::vector<mutation::Mutation> chosen =
      mutation::MutationsOf(tested.pack.sources, *tested.pack.plan);
  std::erase_if(chosen, [&](const mutation::Mutation& mutation) {
    const bool wanted =
        !changed || changed->Has(tested.pack.sources, mutation.file, mutation.span.line);
    return !wanted || mutation.key.find(options.filter) == std::string::npos;
  });
  report.all = chosen.size();
  if (!options.sample || *options.sample >= chosen.size()) return chosen;
  report.seed = options.seed;
  return mutation::SampleOf(chosen, *options.sample, options.seed);
}

// Everything that is chosen, in its order; false when it was interrupted.
bool TryAll(const MutateOptions& options, const TestedPack& tested,
            std::vector<mutation::Mutation> chosen, MutationReport& report, Console& console) {
  const mutation::MutationTrial trial(tested.pack.sources, *tested.pack.plan, tested.suite,
                                      tested.pack.overrides);
  const Interruption interruption;
  Progress progress(console, true, "change");
  const auto all = static_cast<double>(chosen.size());
  OrderedPool<MutantResult> pool(
      options.threads,
      [&](size_t, MutantResult& result) { result.verdict = trial.Try(result.mutation); },
      [&](MutantResult& result) {
        report.results.push_back(std::move(result));
        progress.Update(report.results.size(), static_cast<double>(report.results.size()) / all);
      });
  for (mutation::Mutation& mutation : chosen) {
    if (interruption.requested()) return false;
    std::string file(tested.pack.sources.name(mutation.file));
    pool.Send({std::move(file), std::move(mutation), {}});
  }
  pool.Finish();
  return !interruption.requested();
}

// Nothing new to prove is good; a whole pack, or a filter, without a number is a mistake.
ExitCode SayNothingToChange(const MutateOptions& options, Console& console) {
  if (!options.changed_since.empty()) {
    console.Say(absl::StrCat("no number, bound or policy on a line that changed since ",
                             options.changed_since));
    return ExitCode::kGood;
  }
  console.Fail(options.filter.empty() ? absl::StrCat("there is nothing to change in ", options.pack)
                                      : absl::StrCat("nothing that can be changed has ",
                                                     Quoted(options.filter), " in its key"));
  return ExitCode::kTestsFailed;
}

ExitCode Mutate(const MutateOptions& options) {
  Console console(options.color);
  ExitCode failure = ExitCode::kGood;
  const auto tested = LoadOrSayWhy(options.pack, options.numbers, console, failure);
  if (!tested) return failure;
  std::optional<ChangedPackLines> changed;
  if (!options.changed_since.empty()) {
    changed = ChangedPackLines::OrSayWhy(options.pack, options.changed_since, console, failure);
    if (!changed) return failure;
  }
  MutationReport report;
  report.plan = tested->pack.plan;
  std::vector<mutation::Mutation> chosen = Chosen(options, *tested, changed, report);
  if (chosen.empty()) return SayNothingToChange(options, console);
  if (!TryAll(options, *tested, std::move(chosen), report, console)) return ExitCode::kInterrupted;
  Output output;
  output.Write(options.json ? MutationJson(report)
                            : MutationText(report, Style::For(options.color, stdout)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return options.fail_under && report.score() < *options.fail_under ? ExitCode::kTestsFailed
                                                                    : ExitCode::kGood;
}

}  // namespace

void AddMutate(Command app, Run& run) {
  auto options = std::make_shared<MutateOptions>();
  const Command command = app.AddCommand(
      "mutate",
      "Change a pack a little, one thing at a time: which changes do its tests not notice?");
  command.AddOption("PACK", options->pack, "Folder of the rule pack").TypeName("").Required();
  AddPackNumbers(command, options->numbers);
  command.AddOption("--filter", options->filter, "Only what has this in its key: health.onboarding")
      .TypeName("TEXT");
  command
      .AddOption("--changed-since", options->changed_since,
                 "Only what stands on a line that changed in git since REV")
      .TypeName("REV");
  command
      .AddOption("--sample", options->sample,
                 "Try so many changes, drawn by the seed (default: all)")
      .TypeName("N")
      .Positive();
  command.AddOption("--seed", options->seed, "Which sample (default: 1)").TypeName("S");
  command.AddOption("--threads", options->threads, "(default: one for each core)")
      .TypeName("N")
      .InRange(1, 256);
  command
      .AddOption("--fail-under", options->fail_under,
                 "Exit with 4 when less than so many per cent are noticed")
      .TypeName("PERCENT")
      .InRange(0.0, 100.0);
  AddTextOrJson(command, options->json);
  AddColor(command, options->color);
  AddExample(command, "bellwether mutate rules/saas --filter graduation --sample 40");
  command.WhenChosen([options, &run] { run = [options] { return Mutate(*options); }; });
}

}  // namespace bellwether::cli
