// bellwether remote import: overrides and decisions that remote export took out of another server.
//
// Tested by tests/clients/remote_export_test.py.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/entry_lines.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr size_t kAtOnce = 1'000;
// Of entries that the server does not keep; the rest is counted.
constexpr size_t kMostTold = 20;

struct ImportOptions {
  ServerRequest server;
  std::string file;
  ColorChoice color = ColorChoice::kAuto;
};

// What became of the entries.
class Tally {
 public:
  void Count(const v1::ExportedEntry& entry, v1::EntryOutcome outcome) {
    switch (outcome) {
      case v1::ENTRY_OUTCOME_STORED:
        ++stored_;
        return;
      case v1::ENTRY_OUTCOME_ALREADY_THERE:
        ++there_;
        return;
      case v1::ENTRY_OUTCOME_CONFLICT:
        return Refuse(entry, "the account has another entry of that number");
      case v1::ENTRY_OUTCOME_OUT_OF_ORDER:
        return Refuse(entry,
                      "an entry before it is missing, or it is known since before the account's "
                      "last one");
      case v1::ENTRY_OUTCOME_UNKNOWN_ACCOUNT:
        return Refuse(entry, "the server knows no such account; put its records first: remote put");
      default:
        return Refuse(entry, "the server did not take it");
    }
  }

  const std::vector<std::string>& told() const { return told_; }
  bool all_kept() const { return refused_ == 0; }
  std::string Words() const {
    std::string text = absl::StrCat(Thousands(stored_), " overrides and decisions stored");
    if (there_ > 0) absl::StrAppend(&text, ", ", Thousands(there_), " were there");
    if (refused_ > 0) absl::StrAppend(&text, ", ", Thousands(refused_), " not taken");
    return text + "\n";
  }

 private:
  void Refuse(const v1::ExportedEntry& entry, const char* why) {
    ++refused_;
    if (told_.size() == kMostTold) return;
    const int64_t number =
        entry.has_override_entry() ? entry.override_entry().number() : entry.decision().number();
    told_.push_back(
        absl::StrCat("entry ", number, " of ", Printable(entry.account_id()), ": ", why));
  }

  uint64_t stored_ = 0, there_ = 0, refused_ = 0;
  std::vector<std::string> told_;
};

ExitCode Import(const ImportOptions& options) {
  Console console(options.color);
  const auto entries = ReadEntryLines(options.file);
  if (!entries.ok()) {
    console.Fail(ToStd(entries.status().message()));
    return ExitCode::kInputRefused;
  }
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  Tally tally;
  for (size_t from = 0; from < entries->size(); from += kAtOnce) {
    v1::ImportEntriesRequest request;
    const size_t to = std::min(from + kAtOnce, entries->size());
    for (size_t i = from; i < to; ++i) *request.add_entries() = (*entries)[i];
    const auto answer = client->ImportEntries(request);
    if (!answer.ok()) return SayWhyNoAccounts(answer.status, answer.violations, console);
    for (int i = 0; i < answer.response.outcomes_size(); ++i) {
      tally.Count(request.entries(i), answer.response.outcomes(i));
    }
  }
  for (const std::string& sentence : tally.told()) console.Say(sentence);
  Output output;
  output.Write(tally.Words());
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return tally.all_kept() ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddRemoteImport(Command remote, Run& run) {
  auto options = std::make_shared<ImportOptions>();
  const Command command = remote.AddCommand(
      "import",
      "Put overrides and decisions into the store of a server, as remote export wrote them");
  AddServer(command, options->server, kUsualTimeout);
  command
      .AddOption("FILE", options->file,
                 "What remote export --entries wrote (- for stdin); records come first: remote put")
      .Required();
  AddColor(command, options->color);
  AddExample(command, "bellwether remote import --server 127.0.0.1:50051 /tmp/entries.jsonl");
  command.WhenChosen([options, &run] { run = [options] { return Import(*options); }; });
}

}  // namespace bellwether::cli
