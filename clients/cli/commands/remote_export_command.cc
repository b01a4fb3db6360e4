// bellwether remote export, remote accounts: all that a server keeps, as a file that remote import
// reads; its records alone, as remote put reads them; and which accounts there are.
//
// Tested by tests/clients/remote_accounts_test.py and remote_export_test.py.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/commands/transfer_lines.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "clients/cpp/record_export.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr char kInstead[] = "or back up its database (docs/store.md)";

struct ExportOptions {
  ServerRequest server;
  std::string output;
  std::string entries;  // "": they are not asked for
  bool everything = false;
  ColorChoice color = ColorChoice::kAuto;
};

// What was written, by sorts.
class ExportTally {
 public:
  void CountRecord() { ++records_; }
  void Count(const v1::TransferItem& item) {
    switch (item.item_case()) {
      case v1::TransferItem::kRecord:
        ++records_;
        return;
      case v1::TransferItem::kEntry:
        ++entries_;
        return;
      case v1::TransferItem::kStanding:
        ++accounts_;
        evaluations_ += item.standing().has_last_evaluation() ? 1 : 0;
        alerts_ += static_cast<uint64_t>(item.standing().open_alerts_size());
        return;
      case v1::TransferItem::kEvaluation:
        ++evaluations_;
        return;
      case v1::TransferItem::kAlert:
        ++alerts_;
        return;
      case v1::TransferItem::kKinds:
      case v1::TransferItem::ITEM_NOT_SET:
        return;
    }
  }
  uint64_t sum() const { return records_ + entries_ + accounts_ + evaluations_ + alerts_; }
  std::string Words() const {
    std::string words = absl::StrCat(Thousands(records_), " records");
    if (accounts_ > 0) {
      absl::StrAppend(&words, ", ", Thousands(entries_), " overrides and decisions, ",
                      Thousands(evaluations_), " evaluations and ", Thousands(alerts_),
                      " alerts of ", Thousands(accounts_), " accounts");
    }
    return words;
  }

 private:
  uint64_t records_ = 0, entries_ = 0, accounts_ = 0, evaluations_ = 0, alerts_ = 0;
};

// Overrides and decisions, before the records: an account that has any has records by then. False:
// it was said why not.
bool ExportEntriesTo(const std::string& path, Client& client, Console& console, ExitCode& code) {
  Output output;
  const absl::Status opened = output.Open(path);
  if (!opened.ok()) {
    console.Fail(ToStd(opened.message()));
    code = ExitCode::kFailed;
    return false;
  }
  uint64_t entries = 0;
  const RecordExportAnswer answer = ExportEntries(client, [&](const v1::ExportedEntry& entry) {
    output.Write(EntryLine(entry) + "\n");
    ++entries;
    return !output.broken();
  });
  code = CloseOrSayWhy(output, console);
  if (code != ExitCode::kGood || output.broken()) return false;
  if (!answer.status.ok()) {
    code = SayWhyNoAccounts(answer.status, answer.violations, console);
    return false;
  }
  console.Say(absl::StrCat(Thousands(entries), " overrides and decisions exported"));
  return true;
}

ExitCode Export(const ExportOptions& options) {
  Console console(options.color);
  // First: a file that is there stays where no server answers.
  const auto client = ConnectOrSayWhy(options.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  ExitCode code = ExitCode::kGood;
  if (!options.entries.empty() && !ExportEntriesTo(options.entries, *client, console, code)) {
    return code;
  }
  Output output;
  const absl::Status opened = output.Open(options.output);
  if (!opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  ExportTally tally;
  RecordExportAnswer answer;
  {
    Progress progress(console, true, options.everything ? "line" : "record");
    const auto write = [&](const std::string& line) {
      output.Write(line);
      output.Write("\n");
      progress.Update(tally.sum(), std::nullopt);
      return !output.broken();
    };
    if (options.everything) {
      answer = ExportAll(*client, [&](const v1::TransferItem& item) {
        tally.Count(item);
        return write(TransferLine(item));
      });
    } else {
      answer = ExportRecords(*client, [&](const std::string& line) {
        tally.CountRecord();
        return write(line);
      });
    }
  }
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood || output.broken()) return closed;
  if (!answer.status.ok()) {
    if (tally.sum() > 0) {
      console.Fail(absl::StrCat("the export is not whole: it ended after ", tally.Words()));
    }
    return SayWhyNoAccounts(answer.status, answer.violations, console);
  }
  console.Say(absl::StrCat(tally.Words(), " exported"));
  return ExitCode::kGood;
}

struct ListOptions {
  ServerRequest server;
  std::string filter;
  std::string order_by;
  bool with_health = false;
  ColorChoice color = ColorChoice::kAuto;
};

ExitCode List(const ListOptions& options) {
  Console console(options.color);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::ListAccountsRequest request;
  request.set_page_size(1'000);
  request.set_filter(options.filter);
  request.set_order_by(options.order_by);
  request.set_with_health(options.with_health);
  Output output;
  const auto last = ReadPages(
      request, [&](const v1::ListAccountsRequest& page) { return client->ListAccounts(page); },
      [&](const v1::ListAccountsResponse& page) {
        for (const v1::StoredAccount& account : page.accounts()) {
          output.Write(MessageJson(account, kOneLine) + "\n");
        }
        return !output.broken();
      });
  const ExitCode closed = CloseOrSayWhy(output, console);
  return last.ok() ? closed : SayWhyNoAccounts(last.status, last.violations, console);
}

void AddExport(Command remote, Run& run) {
  auto options = std::make_shared<ExportOptions>();
  const Command command = remote.AddCommand(
      "export", "Write what a server keeps as JSON lines: all of it, or every record");
  AddServer(command, options->server, kUsualTimeout);
  command.AddOption("--output", options->output, "File for it (default: stdout)").TypeName("FILE");
  const Option entries =
      command
          .AddOption("--entries", options->entries,
                     "Beside the records write overrides and decisions, into this file")
          .TypeName("FILE");
  command
      .AddFlag("--all", options->everything,
               "Everything, as remote import reads it: records, overrides and decisions, "
               "evaluations, alerts and tasks")
      .Excludes(entries);
  AddColor(command, options->color);
  AddExample(command,
             "bellwether remote export --server 127.0.0.1:50051 --all --output "
             "/tmp/everything.jsonl");
  command.WhenChosen([options, &run] { run = [options] { return Export(*options); }; });
}

void AddList(Command remote, Run& run) {
  auto options = std::make_shared<ListOptions>();
  const Command command =
      remote.AddCommand("accounts", "List the accounts that a server knows, as JSON lines");
  AddServer(command, options->server, kUsualTimeout);
  command
      .AddOption(
          "--filter", options->filter,
          "Which ones: a condition on account_id, segment, csm, stage, changed_at, records, band, "
          "score, refused, insufficient")
      .TypeName("CONDITION");
  command
      .AddOption("--order-by", options->order_by,
                 "account_id, changed_at or records, each with desc if wanted, apart by commas")
      .TypeName("FIELDS");
  command.AddFlag("--with-health", options->with_health,
                  "With the score and the band that each had when it was evaluated last");
  AddColor(command, options->color);
  AddExample(command,
             "bellwether remote accounts --server 127.0.0.1:50051 --filter 'segment = enterprise' "
             "--order-by 'changed_at desc'");
  command.WhenChosen([options, &run] { run = [options] { return List(*options); }; });
}

}  // namespace

void AddRemoteExport(Command remote, Run& run) {
  AddExport(remote, run);
  AddList(remote, run);
}

}  // namespace bellwether::cli
