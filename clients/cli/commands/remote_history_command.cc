// bellwether remote history: an account that a server knows at past moments, as bellwether history
// shows one of a book, and where its changes come from.
//
// Tested by tests/clients/remote_history_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/evaluation/view.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/history_table.h"
#include "clients/cli/writers/json_frame.h"
#include "clients/cpp/client.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr size_t kUsualWidth = 100;
constexpr size_t kNarrowest = 80;
constexpr size_t kWidest = 120;
constexpr char kInstead[] = "or replay a book without one: bellwether history";

struct RemoteHistory {
  ServerRequest server;
  std::string account;
  std::string pack;  // digest
  std::optional<Moment> from;
  std::optional<Moment> to;
  uint32_t step_days = 0;  // 0: as the server has it
  bool on_change = false;
  std::string select;
  bool changes = false;
  OutputFormat format = OutputFormat::kTable;
  ColorChoice color = ColorChoice::kAuto;

  bool json() const { return format == OutputFormat::kJson || format == OutputFormat::kJsonLines; }
};

v1::GetHistoryRequest RequestOf(const RemoteHistory& options) {
  v1::GetHistoryRequest request;
  request.set_account_id(options.account);
  if (options.from) wire::MomentToProto(*options.from, *request.mutable_from());
  if (options.to) wire::MomentToProto(*options.to, *request.mutable_to());
  request.set_step_days(static_cast<int32_t>(options.step_days));
  request.set_on_change(options.on_change);
  request.mutable_options()->set_pack(options.pack);
  request.mutable_options()->set_view(v1::EVALUATION_VIEW_FULL);
  return request;
}

// All pages; nothing after it was said why not.
std::optional<std::vector<v1::HistoryMoment>> ReadAll(Client& client,
                                                      const v1::GetHistoryRequest& request,
                                                      Console& console, ExitCode& failure) {
  std::vector<v1::HistoryMoment> moments;
  const auto last = ReadPages(
      request, [&](const v1::GetHistoryRequest& page) { return client.GetHistory(page); },
      [&](v1::GetHistoryResponse& page) {
        for (v1::HistoryMoment& moment : *page.mutable_moments()) {
          moments.push_back(std::move(moment));
        }
        return true;
      });
  if (last.ok()) return moments;
  failure = SayWhyNoAccounts(last.status, last.violations, console);
  return std::nullopt;
}

std::string PrimaryOf(const v1::Evaluation& evaluation) {
  for (const v1::HealthResult& health : evaluation.health()) {
    if (health.primary()) return health.model();
  }
  return "";
}

// What became of the score that answers for the account, in one line; nothing where nothing did.
Observed ChangeOf(const v1::HistoryMoment& moment) {
  for (const v1::ModelChange& model : moment.change().models()) {
    if (!model.after().primary()) continue;
    if (!model.before().primary()) return {std::string("another model answers"), ""};
    if (!model.no_arithmetic().empty()) return {model.no_arithmetic(), ""};
    return {ChangeSummary(model), ""};
  }
  return {};
}

ObservedTime TimeOf(const v1::HistoryMoment& moment) {
  const google::protobuf::Timestamp& at = moment.evaluation().as_of();
  const absl::Time time = absl::FromUnixSeconds(at.seconds()) + absl::Nanoseconds(at.nanos());
  if (!moment.as_of().has_date()) return {time, absl::ToCivilDay(time, absl::UTCTimeZone())};
  const v1::Date& date = moment.as_of().date();
  return {time, absl::CivilDay(date.year(), date.month(), date.day()), /*midnight=*/true};
}

void WriteRows(const RemoteHistory& options, const View& view,
               const std::vector<v1::HistoryMoment>& moments, Output& output) {
  std::vector<RowColumn> columns;
  for (const ViewColumn& column : view.columns) columns.push_back(column.column);
  const bool tells_change = options.select.empty();
  if (tells_change) columns.push_back({"change", PathType::kText});
  HistoryTable table(options.format, std::move(columns), nullptr, options.color, output);
  for (const v1::HistoryMoment& moment : moments) {
    if (!moment.has_evaluation()) continue;
    Row row;
    for (const ViewColumn& column : view.columns) {
      row.push_back(column.message->read(moment.evaluation()));
    }
    if (tells_change) row.push_back(ChangeOf(moment));
    table.Add(TimeOf(moment), std::move(row));
  }
  table.Finish(output);
}

v1::ComparedEvaluation SideOf(const v1::HistoryMoment& moment) {
  v1::ComparedEvaluation side;
  *side.mutable_pack() = moment.evaluation().pack();
  *side.mutable_as_of() = moment.as_of();
  side.set_primary_model(PrimaryOf(moment.evaluation()));
  return side;
}

// "  contract c-1  2026-02-01, known since 2026-02-07".
std::string RecordsText(const v1::HistoryChange& change, const ExplanationOptions& layout) {
  if (change.records().empty()) return "";
  SectionText section(layout);
  section.Title({"Records that count since", "", Tone::kQuiet, ""});
  std::vector<Entry> entries;
  for (const v1::HistoryRecord& record : change.records()) {
    Entry entry;
    entry.name = absl::StrCat(Printable(record.kind()), " ", Printable(record.id()));
    entry.words = FormatMoment(record.at());
    if (record.has_known_at()) {
      absl::StrAppend(&entry.words, ", known since ", FormatMoment(record.known_at()));
    }
    entries.push_back(std::move(entry));
  }
  section.Entries(entries);
  const int more = change.record_count() - change.records_size();
  if (more > 0) section.Line(absl::StrCat("and ", Thousands(static_cast<uint64_t>(more)), " more"));
  return absl::StrCat("\n", section.Take());
}

// What changed from one moment to the next, as explain --from tells it.
void WriteChanges(const RemoteHistory& options, const std::vector<v1::HistoryMoment>& moments,
                  Output& output) {
  ExplanationOptions layout;
  layout.style = Style::For(options.color, output.stream());
  layout.width = std::clamp(TerminalWidth(output.stream(), kUsualWidth), kNarrowest, kWidest);
  for (size_t i = 1; i < moments.size(); ++i) {
    const v1::HistoryChange& change = moments[i].change();
    if (change.models().empty() && change.outcomes().empty()) continue;
    v1::CompareEvaluationsResponse compared;
    compared.set_account_id(options.account);
    *compared.mutable_before() = SideOf(moments[i - 1]);
    *compared.mutable_after() = SideOf(moments[i]);
    *compared.mutable_models() = change.models();
    *compared.mutable_outcomes() = change.outcomes();
    output.Write(absl::StrCat("\n", ChangeText({compared, ""}, layout.style, layout.width),
                              RecordsText(change, layout)));
  }
}

void WriteMessages(const RemoteHistory& options, std::vector<v1::HistoryMoment>& moments,
                   Output& output) {
  JsonFrame frame(options.format == OutputFormat::kJsonLines);
  std::string text;
  for (v1::HistoryMoment& moment : moments) {
    // Details are for programs that speak protobuf.
    if (moment.has_error()) moment.mutable_error()->clear_details();
    frame.Write(MessageJson(moment, frame.indent()), text);
  }
  frame.Finish(text);
  output.Write(text);
}

// How many moments have no answer; of each it is said why.
size_t SayErrors(const std::vector<v1::HistoryMoment>& moments, Console& console) {
  size_t errors = 0;
  for (const v1::HistoryMoment& moment : moments) {
    if (!moment.has_error()) continue;
    ++errors;
    console.Fail(absl::StrCat(FormatMoment(moment.as_of()), ": ", moment.error().message()));
  }
  return errors;
}

// What contradicts itself among the options.
bool AgreeOrSayWhy(const RemoteHistory& options, Console& console) {
  if (!options.changes) return true;
  if (options.format == OutputFormat::kCsv) {
    console.Fail("--changes has no rows: use --format table, json or jsonl");
  }
  if (options.json() && !options.select.empty()) {
    console.Fail("--changes writes whole answers as JSON: leave out --select");
  }
  return options.format != OutputFormat::kCsv && (!options.json() || options.select.empty());
}

ExitCode Show(const RemoteHistory& options) {
  Console console(options.color);
  if (!AgreeOrSayWhy(options, console)) return ExitCode::kUsage;
  ViewRequest columns;
  columns.select = options.select.empty() ? std::string(kHistoryColumns) : options.select;
  const auto view = ReadView(columns, options.format, nullptr, console);
  if (!view) return ExitCode::kUsage;
  const auto client = ConnectOrSayWhy(options.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  ExitCode failure = ExitCode::kGood;
  auto moments = ReadAll(*client, RequestOf(options), console, failure);
  if (!moments) return failure;
  const size_t errors = SayErrors(*moments, console);
  Output output;
  if (options.changes && options.json()) {
    WriteMessages(options, *moments, output);
  } else {
    WriteRows(options, *view, *moments, output);
    if (options.changes) WriteChanges(options, *moments, output);
  }
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return errors == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddRemoteHistory(Command remote, Run& run) {
  auto options = std::make_shared<RemoteHistory>();
  const Command command = remote.AddCommand(
      "history",
      "Say how an account that a server knows stood at past moments, and where changes come from");
  AddServer(command, options->server, kUsualTimeout);
  command.AddOption("--account", options->account, "The account's id").TypeName("ID").Required();
  AddMoment(command, "--from", "The first moment (default: the account's first record)",
            options->from);
  AddMoment(command, "--to", "The last moment: a date or a time (default: now)", options->to);
  AddDays(command, "--step", "Days between moments, counted back from the last (default: 7d)",
          options->step_days);
  command
      .AddFlag("--on-change", options->on_change,
               "In place of steps: each moment at which a record began to count, or time alone "
               "changed the answer")
      .Excludes("--step");
  command
      .AddOption("--select", options->select,
                 "Columns, as paths apart by commas (default: score, band, flags, decisions, and "
                 "what became of the score)")
      .TypeName("PATHS");
  command.AddFlag("--changes", options->changes,
                  "Tell every change line by line; with json and jsonl, whole answers");
  AddRowFormat(command, options->format);
  AddDigest(command, options->pack);
  AddColor(command, options->color);
  AddExample(command,
             "bellwether remote history --server 127.0.0.1:50051 --account iris "
             "--from 2025-09-01 --to 2025-11-20 --step 14d");
  command.WhenChosen([options, &run] { run = [options] { return Show(*options); }; });
}

}  // namespace bellwether::cli
