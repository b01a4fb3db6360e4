// bellwether remote import: what remote export took out of another server.
//
// Lines go in messages that end where an account is whole, so that the server never sees half of
// one.
//
// Tested by tests/clients/remote_export_test.py.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/transfer_lines.h"
#include "clients/cli/evaluation/progress.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client.h"
#include "clients/cpp/import_stream.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
// A message ends with an account once it has as much as this, and in any case with that.
constexpr int kEnoughItems = 1'000, kMostItems = 10'000;
constexpr size_t kEnoughBytes = 512 << 10, kMostBytes = 8 << 20;
// Of lines that the server does not keep; the rest is counted.
constexpr size_t kMostTold = 20;

struct ImportOptions {
  ServerRequest server;
  std::string file;
  ColorChoice color = ColorChoice::kAuto;
};

const char* NameOf(v1::TransferItem::ItemCase sort) {
  switch (sort) {
    case v1::TransferItem::kRecord:
      return "records";
    case v1::TransferItem::kEntry:
      return "overrides and decisions";
    case v1::TransferItem::kStanding:
      return "standings";
    case v1::TransferItem::kEvaluation:
      return "evaluations";
    case v1::TransferItem::kAlert:
      return "alerts";
    case v1::TransferItem::kKinds:
      return "lists of kinds";
    case v1::TransferItem::ITEM_NOT_SET:
      break;
  }
  return "lines";
}

// "entry 3 of acme"
std::string Words(const v1::TransferItem& item) {
  const auto of = [](const char* what, int64_t number, const std::string& account) {
    return absl::StrCat(what, " ", number, " of ", Printable(account));
  };
  switch (item.item_case()) {
    case v1::TransferItem::kEntry: {
      const v1::ExportedEntry& entry = item.entry();
      return of(
          "entry",
          entry.has_override_entry() ? entry.override_entry().number() : entry.decision().number(),
          entry.account_id());
    }
    case v1::TransferItem::kStanding:
      return absl::StrCat("the standing of ", Printable(item.standing().account_id()));
    case v1::TransferItem::kEvaluation:
      return of("evaluation", item.evaluation().evaluation().sequence(),
                item.evaluation().evaluation().account_id());
    case v1::TransferItem::kAlert:
      return of("alert", item.alert().alert().number(), item.alert().alert().account_id());
    case v1::TransferItem::kKinds:
      return "the kinds of records";
    default:
      return "the record";
  }
}

const char* WhyNot(const v1::TransferItem& item, v1::TransferOutcome outcome) {
  switch (outcome) {
    case v1::TRANSFER_OUTCOME_CONFLICT:
      if (item.has_entry()) return "the account has another entry of that number";
      if (item.has_standing()) return "the account has alerts of its own there, which stay";
      return item.has_record() ? "another record of that kind, id and known_at is there"
                               : "another one is in its place";
    case v1::TRANSFER_OUTCOME_OUT_OF_ORDER:
      return "an entry before it is missing, or it is known since before the account's last one";
    case v1::TRANSFER_OUTCOME_UNKNOWN_ACCOUNT:
      return "the server knows no such account; put its records first: remote put";
    default:
      return "the server did not take it";
  }
}

// What became of the lines.
class Tally {
 public:
  void Count(const v1::TransferItem& item, const v1::TransferResult& result,
             const std::string& place) {
    Sort& sort = sorts_.at(static_cast<size_t>(item.item_case()));
    switch (result.outcome()) {
      case v1::TRANSFER_OUTCOME_STORED:
        ++sort.stored;
        return;
      case v1::TRANSFER_OUTCOME_ALREADY_THERE:
        ++sort.there;
        return;
      case v1::TRANSFER_OUTCOME_REFUSED:
        ++sort.refused;
        for (const v1::RecordProblem& problem : result.problems()) {
          Tell(absl::StrCat(place, ": ", Words(item), ": ", problem.field(),
                            problem.field().empty() ? "" : ": ", problem.description()));
        }
        return;
      default:
        ++sort.refused;
        Tell(absl::StrCat(place, ": ", Words(item), ": ", WhyNot(item, result.outcome())));
    }
  }
  void CountLine(const std::string& place, const std::string& problem) {
    ++sorts_.front().refused;
    Tell(absl::StrCat(place, ": ", problem));
  }

  // The first of them.
  const std::vector<std::string>& told() const { return told_; }
  bool all_kept() const {
    for (const Sort& sort : sorts_) {
      if (sort.refused > 0) return false;
    }
    return true;
  }
  // A line for each sort that there was.
  std::string Text() const {
    std::string text;
    for (size_t i = 0; i < sorts_.size(); ++i) {
      const Sort& sort = sorts_[i];
      if (sort.stored + sort.there + sort.refused == 0) continue;
      // Nobody counts it, unless it is not taken.
      if (i == v1::TransferItem::kKinds && sort.refused == 0) continue;
      absl::StrAppend(&text, Thousands(sort.stored), " ",
                      NameOf(static_cast<v1::TransferItem::ItemCase>(i)), " stored");
      if (sort.there > 0) absl::StrAppend(&text, ", ", Thousands(sort.there), " were there");
      if (sort.refused > 0) absl::StrAppend(&text, ", ", Thousands(sort.refused), " not taken");
      text += "\n";
    }
    return text.empty() ? "there are no lines\n" : text;
  }

 private:
  struct Sort {
    uint64_t stored = 0, there = 0, refused = 0;
  };

  void Tell(std::string sentence) {
    if (told_.size() < kMostTold) told_.push_back(std::move(sentence));
  }

  std::array<Sort, 7> sorts_;  // by ItemCase; the first one is of lines that are none
  std::vector<std::string> told_;
};

// Lines on their way.
class Sending {
 public:
  Sending(Client& client, Tally& tally) : stream_(client), tally_(tally) {}

  // False: it is over.
  bool Add(v1::TransferItem item, size_t bytes, std::string place) {
    const bool is_full = message_.items_size() >= kMostItems || bytes_ + bytes > kMostBytes;
    if (is_full && message_.items_size() > 0 && !Send()) return false;
    // What follows the standing of an account needs nothing beside it.
    const bool is_whole = !item.has_record() && !item.has_entry();
    *message_.add_items() = std::move(item);
    places_.push_back(std::move(place));
    bytes_ += bytes;
    const bool is_enough = message_.items_size() >= kEnoughItems || bytes_ >= kEnoughBytes;
    return !is_whole || !is_enough || Send();
  }
  bool Send() {
    if (message_.items_size() == 0) return true;
    v1::ImportAllResponse answer;
    if (!stream_.Put(message_, answer)) return false;
    for (int i = 0; i < answer.results_size(); ++i) {
      tally_.Count(message_.items(i), answer.results(i), places_[static_cast<size_t>(i)]);
    }
    message_.Clear();
    places_.clear();
    bytes_ = 0;
    return true;
  }
  const ImportStream::Ended& End() { return stream_.End(); }

 private:
  ImportStream stream_;
  Tally& tally_;
  v1::ImportAllRequest message_;
  std::vector<std::string> places_;
  size_t bytes_ = 0;
};

ExitCode Import(const ImportOptions& options) {
  Console console(options.color);
  TransferLines lines(options.file);
  if (!lines.status().ok()) {
    console.Fail(ToStd(lines.status().message()));
    return ExitCode::kInputRefused;
  }
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  Tally tally;
  Sending sending(*client, tally);
  bool goes_on = true;
  {
    Progress progress(console, true, "line");
    v1::TransferItem item;
    for (std::string problem; goes_on && lines.Next(item, problem);) {
      if (problem.empty()) {
        goes_on = sending.Add(std::move(item), lines.bytes(), lines.Place());
      } else {
        tally.CountLine(lines.Place(), problem);
      }
      progress.Update(lines.line(), std::nullopt);
    }
    if (goes_on) sending.Send();
  }
  const ImportStream::Ended& ended = sending.End();
  for (const std::string& sentence : tally.told()) console.Say(sentence);
  Output output;
  output.Write(tally.Text());
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (!ended.status.ok()) {
    console.Fail(
        "not all of it was imported; what was is kept, and to import it again is harmless");
    return SayWhyNoAccounts(ended.status, ended.violations, console);
  }
  if (closed != ExitCode::kGood) return closed;
  if (!lines.status().ok()) {
    console.Fail(ToStd(lines.status().message()));
    return ExitCode::kInputRefused;
  }
  return tally.all_kept() ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddRemoteImport(Command remote, Run& run) {
  auto options = std::make_shared<ImportOptions>();
  const Command command = remote.AddCommand(
      "import", "Put what remote export took out of a server into the store of another");
  AddServer(command, options->server, kUsualTimeout);
  command
      .AddOption("FILE", options->file,
                 "What remote export wrote: everything, records, or entries once the server has "
                 "their records (- for stdin)")
      .Required();
  AddColor(command, options->color);
  AddExample(command, "bellwether remote import --server 127.0.0.1:50051 /tmp/everything.jsonl");
  command.WhenChosen([options, &run] { run = [options] { return Import(*options); }; });
}

}  // namespace bellwether::cli
