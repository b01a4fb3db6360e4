// Tested by tests/clients/cli_test.py.
#include "clients/cli/evaluation/single_account.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/input/account_input.h"
#include "clients/cli/input/pack_loading.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostIdsKept = 1000;
constexpr size_t kMostIdsShown = 8;

// The records of a file, of which one is wanted.
struct Found {
  std::optional<AccountRecord> record;
  std::vector<std::string> ids;
  uint64_t count = 0;
};

absl::Status Find(const SingleAccount& options, AccountFormat format, AccountInput& input,
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
ExitCode Settle(const SingleAccount& options, const AccountInput& input, const Found& found,
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

ExitCode EvaluateRecord(const SingleAccount& options, const std::shared_ptr<const Plan>& plan,
                        const std::string& file, AccountRecord record, Console& console,
                        const OnEvaluation& show) {
  v1::EvaluationOptions evaluation_options =
      EvaluationOptionsOf(options.request, absl::Now(), console);
  evaluation_options.set_explanation(v1::EXPLANATION_LEVEL_FULL);
  ExitCode code = ExitCode::kInputRefused;
  const auto evaluator =
      MakeLocalEvaluator(plan, evaluation_options, Limits{},
                         [&](const RecordPlace& place, const EvaluateAnswer& answer) {
                           if (answer.ok()) {
                             code = show(*plan, answer.evaluation);
                           } else {
                             console.Write(RefusalLines(file, place, answer, console.style()));
                           }
                         });
  evaluator->Evaluate(std::move(record));
  evaluator->Finish();
  return code;
}

}  // namespace

ExitCode EvaluateSingle(const SingleAccount& options, Console& console, const OnEvaluation& show,
                        const std::function<bool(const Plan&)>& accept_plan) {
  const auto format = FormatOf(options.request.accounts, options.request.accounts_format);
  if (!format.ok()) {
    console.Fail(ToStd(format.status().message()));
    return ExitCode::kUsage;
  }
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (accept_plan && !accept_plan(*plan)) return ExitCode::kUsage;
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
  return EvaluateRecord(options, plan, input.name(), *std::move(found.record), console, show);
}

}  // namespace bellwether::cli
