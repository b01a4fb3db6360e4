// bellwether history: one account at past moments, replayed from a book and evaluated by a pack.
//
// Tested by tests/clients/history_command_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/book/book_loading.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/refusal.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/writers/history_table.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/paths/observe.h"
#include "engine/paths/selection.h"
#include "engine/portfolio/replay.h"
#include "engine/portfolio/steps_back.h"

namespace bellwether::cli {
namespace {

constexpr uint64_t kMostMoments = 10'000;

struct HistoryOptions {
  BookRequest book;
  std::string pack;
  PackNumbers numbers;
  std::string account;
  std::optional<Moment> from;
  std::optional<Moment> as_of;
  uint32_t every_days = 7;
  std::string select;
  OutputFormat format = OutputFormat::kTable;
};

// The moments to look at, oldest first; of very many the last.
std::vector<Moment> MomentsOf(const portfolio::StepsBack& steps) {
  std::vector<Moment> moments;
  const uint64_t first = steps.size() - std::min(steps.size(), kMostMoments);
  for (uint64_t i = first; i < steps.size(); ++i) moments.push_back(steps[i]);
  return moments;
}

// The day of the first record of an account.
int32_t FirstDay(const book::Book& book, uint32_t account, int32_t otherwise) {
  std::optional<int32_t> first;
  for (const records::KindInfo& kind : records::Kinds()) {
    const book::Table& table = book.table(kind.kind);
    const book::Rows rows = table.rows_of(account);
    if (rows.size() > 0) first = std::min(table.at(rows.first).day, first.value_or(otherwise));
  }
  return first.value_or(otherwise);
}

class Evaluations {
 public:
  Evaluations(const HistoryOptions& options, const Plan& plan, const LoadedBook& loaded,
              uint32_t account, const Selection& selection, Console& console, Output& output)
      : plan_(plan),
        replay_(loaded.book, plan),
        account_(account),
        selection_(selection),
        bands_(ReadSelection(plan, "health.*.band")),
        console_(console),
        output_(output),
        table_(options.format, ColumnsOf(selection), &plan, options.book.color, output) {}

  // How many moments were refused.
  uint64_t Run(const std::vector<Moment>& moments) {
    uint64_t refused = 0;
    for (const Moment& moment : moments) {
      Account account = replay_.At(account_, moment);
      account.previous_bands = previous_bands_;
      refused += !Evaluate(account, moment);
    }
    table_.Finish(output_);
    return refused;
  }

 private:
  static std::vector<RowColumn> ColumnsOf(const Selection& selection) {
    std::vector<RowColumn> columns;
    for (const Column& column : selection.columns)
      columns.push_back({column.path.text, column.type});
    return columns;
  }

  bool Evaluate(const Account& account, const Moment& moment) {
    // The pack of today may lack signals of the past (S11).
    const BindOptions bind{moment, /*report_unknown_signals=*/true, ""};
    const auto violations = Bind(plan_, account, bind, Limits(), facts_);
    if (!violations.empty()) {
      console_.Write(ViolationLines(absl::StrCat(account.id, " at ", FormatMoment(moment)), 0, "",
                                    violations, console_.style()));
      return false;
    }
    const absl::Status evaluated = bellwether::Evaluate(plan_, facts_, scratch_, evaluation_);
    if (!evaluated.ok()) {
      console_.Fail(absl::StrCat(FormatMoment(moment), ": ", evaluated.message()));
      return false;
    }
    const EvaluatedAccount known{plan_, account, facts_, evaluation_};
    Row row;
    for (const Column& column : selection_.columns) row.push_back(Observe(known, column.path));
    table_.Add({facts_.as_of, DayOfNumber(facts_.today), moment.date_only}, std::move(row));
    KeepBands(known);
    return true;
  }

  // Hysteresis looks at the band before.
  void KeepBands(const EvaluatedAccount& known) {
    previous_bands_.clear();
    for (size_t model = 0; model < bands_.columns.size(); ++model) {
      const std::string band = ValueText(Observe(known, bands_.columns[model].path), ",");
      if (!band.empty()) previous_bands_.push_back({plan_.model_notes[model].name, band});
    }
  }

  const Plan& plan_;
  portfolio::AccountReplay replay_;
  const uint32_t account_;
  const Selection& selection_;
  const Selection bands_;
  Console& console_;
  Output& output_;
  HistoryTable table_;
  std::vector<PreviousBand> previous_bands_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
};

ExitCode SayMistakes(const Selection& selection, Console& console) {
  for (const PathMistake& mistake : selection.mistakes) {
    console.Fail(absl::StrCat("--select: ", mistake.message, mistake.hint.empty() ? "" : "; ",
                              mistake.hint));
  }
  return ExitCode::kUsage;
}

ExitCode NoSuchAccount(const HistoryOptions& options, const book::Book& book, Console& console) {
  std::vector<std::string> ids;
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    ids.emplace_back(book.account_id(account));
  }
  const std::string hint = ids.size() < 10'000 ? DidYouMean(options.account, ids) : "";
  console.Fail(absl::StrCat("the book tells of no account ", Quoted(options.account),
                            hint.empty() ? "" : "; ", hint));
  return ExitCode::kInputRefused;
}

ExitCode Show(const HistoryOptions& options) {
  Console console(options.book.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  const Selection selection =
      ReadSelection(*plan, options.select.empty() ? kHistoryColumns : options.select);
  if (!selection.mistakes.empty()) return SayMistakes(selection, console);
  ExitCode failure = ExitCode::kGood;
  const auto loaded = LoadBookOrSayWhy(options.book, options.pack, plan.get(), console, failure);
  if (!loaded) return failure;
  const uint32_t account = loaded->book.FindAccount(options.account);
  if (account == loaded->book.account_count()) return NoSuchAccount(options, loaded->book, console);
  const Moment last = options.as_of.value_or(Moment::Instant(absl::Now()));
  const absl::TimeZone& zone = loaded->book.zone_of(account);
  const int32_t last_day = book::StampOf(last, zone).day;
  const Moment first =
      options.from.value_or(Moment::Date(DayOfNumber(FirstDay(loaded->book, account, last_day))));
  Output output;
  Evaluations evaluations(options, *plan, *loaded, account, selection, console, output);
  const uint64_t refused =
      evaluations.Run(MomentsOf(portfolio::StepsBack(first, last, options.every_days, zone)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return refused + loaded->refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddHistory(CLI::App& app, Run& run) {
  auto options = std::make_shared<HistoryOptions>();
  CLI::App& command = *app.add_subcommand(
      "history", "Replay one account from a book, and say how it stood at past moments");
  command.add_option("--pack", options->pack, "Folder of the rule pack")
      ->type_name("FOLDER")
      ->required();
  AddPackNumbers(command, options->numbers);
  AddBookRequest(command, "--book", options->book);
  command.add_option("--account", options->account, "The account's id")
      ->type_name("ID")
      ->required();
  AddMoment(command, "--from", "The first moment (default: the account's first record)",
            options->from);
  AddAsOf(command, options->as_of);
  AddDays(command, "--every", "Days between moments, counted back from the last (default: 7d)",
          options->every_days);
  command
      .add_option("--select", options->select,
                  "Columns, as paths apart by commas (default: score, band, flags, decisions)")
      ->type_name("PATHS");
  AddRowFormat(command, options->format);
  AddExample(command,
             "bellwether history --pack rules/saas --book rules/saas/book --account acme "
             "--as-of 2026-03-01 --every 7d");
  command.callback([options, &run] { run = [options] { return Show(*options); }; });
}

}  // namespace bellwether::cli
