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
#include "clients/cli/evaluation/record_notices.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/evaluation/unknown_columns.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/record_source.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostIdsKept = 1000;
constexpr size_t kMostIdsShown = 8;

// The records of a file, of which one is wanted.
struct Found {
  std::optional<AccountRecord> record;
  std::optional<AccountRecord> same_id;  // another one, where that is an error
  std::optional<AccountRecord> header;   // what is wrong with the header
  std::vector<std::string> ids;
  uint64_t count = 0;
};

void Sort(const SingleAccount& options, AccountRecord record, Found& found) {
  if (record.is_header) {
    found.header = std::move(record);
    return;
  }
  ++found.count;
  if (found.ids.size() < kMostIdsKept) found.ids.push_back(record.account.id);
  if (!options.id.empty() && record.account.id != options.id) return;
  const bool again = found.record && !options.id.empty();
  if (again && options.request.duplicates == Duplicates::kError) {
    found.same_id = std::move(record);
  } else if (!found.record || (again && options.request.duplicates == Duplicates::kLast)) {
    found.record = std::move(record);
  }
}

// Whether an account that comes later may matter.
bool WantsMore(const SingleAccount& options, const Found& found) {
  const Duplicates duplicates = options.request.duplicates;
  const bool first = duplicates == Duplicates::kFirst || duplicates == Duplicates::kKeep;
  return options.id.empty() || !found.record || !first;
}

ExitCode Refuse(const RecordSource& source, const AccountRecord& record, Console& console) {
  EvaluateAnswer refused;
  refused.violations = record.violations;
  console.Write(
      RefusalLines(source.name(), {record.line, record.account.id}, refused, console.style()));
  return ExitCode::kInputRefused;
}

// What stands in the way of explaining one account; kGood when nothing does.
ExitCode Settle(const SingleAccount& options, const RecordSource& source, const Found& found,
                Console& console) {
  if (found.header) return Refuse(source, *found.header, console);
  if (found.count == 0) {
    console.Fail(absl::StrCat(source.name(), " holds no account"));
    return ExitCode::kInputRefused;
  }
  if (!found.record) {
    console.Fail(absl::StrCat(source.name(), " holds no account ", Quoted(options.id), "; ",
                              DidYouMean(options.id, found.ids)));
    return ExitCode::kInputRefused;
  }
  if (found.same_id) {
    console.Fail(absl::StrCat(source.name(), " holds the account ", Quoted(options.id), " in line ",
                              found.record->line, " and in line ", found.same_id->line));
    return ExitCode::kInputRefused;
  }
  if (options.id.empty() && found.count > 1) {
    std::vector<std::string> shown(
        found.ids.begin(),
        found.ids.begin() + static_cast<std::ptrdiff_t>(std::min(kMostIdsShown, found.ids.size())));
    if (found.count > shown.size()) shown.push_back("…");
    console.Fail(absl::StrCat(source.name(), " holds ", found.count,
                              " accounts; give --id: ", absl::StrJoin(shown, ", ")));
    return ExitCode::kUsage;
  }
  return ExitCode::kGood;
}

ExitCode EvaluateRecord(const SingleAccount& options, const std::shared_ptr<const Plan>& plan,
                        SingleRecord found, Console& console, const OnAnswer& show) {
  const Account account = found.record.account;
  v1::EvaluationOptions evaluation_options =
      EvaluationOptionsOf(options.request, absl::Now(), console);
  evaluation_options.set_explanation(v1::EXPLANATION_LEVEL_FULL);
  ExitCode code = ExitCode::kInputRefused;
  const auto evaluator = MakeLocalEvaluator(
      plan, evaluation_options, Limits{}, [&](const RecordPlace& place, AccountAnswer answer) {
        RecordNotices(found.source, Duplicates::kKeep, console).Look(place, answer);
        if (answer.ok()) {
          code = show({*plan, account, evaluation_options, answer.evaluation});
          return;
        }
        if (found.has_signal_columns) NameColumns(answer.violations);
        console.Write(RefusalLines(found.source, place, answer, console.style()));
      });
  evaluator->Evaluate(std::move(found.record));
  evaluator->Finish();
  return code;
}

ExitCode LoadImport(const SingleAccount& options, const Plan* plan, ImportRequest& import,
                    Console& console) {
  if (plan == nullptr) return LoadImportFor(import, options.pack, console);
  return LoadImportOrSayWhy(import, options.pack, *plan, console) ? ExitCode::kGood
                                                                  : ExitCode::kInputRefused;
}

}  // namespace

std::optional<SingleRecord> ReadSingle(const SingleAccount& options, const Plan* plan,
                                       Console& console, ExitCode& failure) {
  EvaluationRequest request = options.request;
  failure = LoadImport(options, plan, request.import, console);
  if (failure != ExitCode::kGood) return std::nullopt;
  failure = ExitCode::kInputRefused;
  Found found;
  const auto source = MakeRecordSource(
      request, absl::Now(), [&](AccountRecord record) { Sort(options, std::move(record), found); });
  if (!source.ok()) {
    console.Fail(ToStd(source.status().message()));
    failure = ExitCode::kUsage;
    return std::nullopt;
  }
  absl::Status read = (*source)->Open();
  if (read.ok()) {
    read = (*source)->Read([&] { return WantsMore(options, found); },
                           [] { return AccountInput::Idle::kWait; });
  }
  if (!read.ok()) {
    console.Fail(ToStd(read.message()));
    if (absl::IsInvalidArgument(read)) failure = ExitCode::kUsage;
    return std::nullopt;
  }
  failure = Settle(options, **source, found, console);
  if (failure != ExitCode::kGood) return std::nullopt;
  return SingleRecord{*std::move(found.record), (*source)->name(),
                      !(*source)->signal_columns().empty()};
}

ExitCode AnswerSingle(const SingleAccount& options, Console& console, const OnAnswer& show,
                      const std::function<bool(const Plan&)>& accept_plan) {
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (accept_plan && !accept_plan(*plan)) return ExitCode::kUsage;
  ExitCode failure = ExitCode::kGood;
  auto found = ReadSingle(options, plan.get(), console, failure);
  if (!found) return failure;
  return EvaluateRecord(options, plan, *std::move(found), console, show);
}

ExitCode EvaluateSingle(const SingleAccount& options, Console& console, const OnEvaluation& show,
                        const std::function<bool(const Plan&)>& accept_plan) {
  const OnAnswer show_evaluation = [&show](const SingleAnswer& answer) {
    return show(answer.plan, answer.evaluation);
  };
  return AnswerSingle(options, console, show_evaluation, accept_plan);
}

}  // namespace bellwether::cli
