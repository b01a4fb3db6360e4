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
#include "clients/cli/imports/import_reader.h"
#include "clients/cli/imports/mapping_loading.h"
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
  std::string file;
  std::optional<AccountRecord> record;
  std::vector<std::string> ids;
  uint64_t count = 0;
};

class Finder {
 public:
  Finder(const SingleAccount& options, Found& found) : options_(options), found_(found) {}

  // Of an account file.
  absl::Status Read();
  // Of the exports of a mapping.
  absl::Status ReadExports();

 private:
  void Take(AccountRecord record) {
    ++found_.count;
    if (found_.ids.size() < kMostIdsKept) found_.ids.push_back(record.account.id);
    const bool wanted = options_.id.empty() || record.account.id == options_.id;
    if (wanted && !found_.record) found_.record = std::move(record);
  }
  bool going() const { return options_.id.empty() || !found_.record; }

  const SingleAccount& options_;
  Found& found_;
};

absl::Status Finder::Read() {
  const auto format = FormatOf(options_.request.accounts, options_.request.accounts_format);
  if (!format.ok()) return format.status();
  AccountInput input;
  if (absl::Status opened = input.Open(options_.request.accounts); !opened.ok()) return opened;
  found_.file = input.name();
  AccountReader reader(*format, Limits{},
                       [this](AccountRecord record) { Take(std::move(record)); });
  absl::Status read = input.ReadAll([&](std::string_view piece) {
    reader.Feed(piece);
    return going();
  });
  if (read.ok()) reader.Finish();
  return read;
}

absl::Status Finder::ReadExports() {
  const EvaluationRequest& request = options_.request;
  const imports::Mapping& mapping = *request.import.mapping;
  const auto files = FilesOf(mapping, request.accounts, request.import.sources);
  if (!files.ok()) return files.status();
  found_.file = (*files)[0];
  ImportReader reader(mapping, *files, ImportOptionsOf(request, absl::Now()),
                      [this](AccountRecord record) { Take(std::move(record)); });
  return reader.Run([this] { return going(); }, [] { return AccountInput::Idle::kWait; });
}

// What stands in the way of explaining one account; kGood when nothing does.
ExitCode Settle(const SingleAccount& options, const Found& found, Console& console) {
  if (found.count == 0) {
    console.Fail(absl::StrCat(found.file, " holds no account"));
    return ExitCode::kInputRefused;
  }
  if (!found.record) {
    console.Fail(absl::StrCat(found.file, " holds no account ", Quoted(options.id), "; ",
                              DidYouMean(options.id, found.ids)));
    return ExitCode::kInputRefused;
  }
  if (options.id.empty() && found.count > 1) {
    std::vector<std::string> shown(
        found.ids.begin(),
        found.ids.begin() + static_cast<std::ptrdiff_t>(std::min(kMostIdsShown, found.ids.size())));
    if (found.count > shown.size()) shown.push_back("…");
    console.Fail(absl::StrCat(found.file, " holds ", found.count,
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
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (accept_plan && !accept_plan(*plan)) return ExitCode::kUsage;
  SingleAccount loaded = options;
  if (!LoadImportOrSayWhy(loaded.request.import, options.pack, *plan, console)) {
    return ExitCode::kInputRefused;
  }
  Found found;
  Finder finder(loaded, found);
  const absl::Status read =
      loaded.request.import.mapping == nullptr ? finder.Read() : finder.ReadExports();
  if (!read.ok()) {
    console.Fail(ToStd(read.message()));
    const bool usage = read.code() == absl::StatusCode::kInvalidArgument;
    return usage ? ExitCode::kUsage : ExitCode::kInputRefused;
  }
  const ExitCode settled = Settle(options, found, console);
  if (settled != ExitCode::kGood) return settled;
  return EvaluateRecord(options, plan, found.file, *std::move(found.record), console, show);
}

}  // namespace bellwether::cli
