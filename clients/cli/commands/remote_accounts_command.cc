// bellwether remote put, remote account, remote forget: accounts that a server knows by their
// records.
//
// Tested by tests/clients/remote_accounts_test.py.
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/evaluation/remote_account.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/explanation/explanation_text.h"
#include "clients/cli/explanation/origins_text.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "clients/cpp/record_stream.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/records.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr size_t kUsualWidth = 100;
constexpr int kIndent = 2;
// Of records that the server does not keep; the rest is counted.
constexpr size_t kMostTold = 20;

template <typename Response>
ExitCode SayWhyNot(const CallAnswer<Response>& answer, Console& console) {
  return SayWhyNoAccounts(answer.status, answer.violations, console);
}

struct PutOptions {
  ServerRequest server;
  std::string pack;  // that a mapping is held against
  BookRequest files;
};

// Sends records a thousand at a time in one call, and counts what became of them. One thread at a
// time.
class RecordPutting {
 public:
  explicit RecordPutting(Client& client)
      : stream_(client, [this](const RecordStream::Batch& batch,
                               const RecordStream::Answer& answer) { Count(batch, answer); }) {}

  void Take(const records::Record& record) {
    if (!stream_.ended().status.ok()) return;
    wire::RecordToProto(record, *batch_.add_records());
    if (batch_.records_size() == RecordStream::kMostRecords) Send();
  }

  // Not OK: why not all was sent; what was answered before is kept.
  const RecordStream::Ended& Finish() {
    if (batch_.records_size() > 0) Send();
    return stream_.End();
  }

  // Why some of them are not kept: the first few.
  const std::vector<std::string>& told() const { return told_; }
  bool all_kept() const { return conflicts_ + refused_ == 0; }

  std::string Words() const {
    std::string text =
        absl::StrCat(Thousands(stored_), stored_ == 1 ? " record stored" : " records stored");
    if (there_ > 0) {
      absl::StrAppend(&text, ", ", Thousands(there_), there_ == 1 ? " was there" : " were there");
    }
    if (conflicts_ > 0) absl::StrAppend(&text, ", ", Thousands(conflicts_), " in conflict");
    if (refused_ > 0) absl::StrAppend(&text, ", ", Thousands(refused_), " refused");
    return text + "\n";
  }

 private:
  void Send() {
    stream_.Send(std::move(batch_));
    batch_.Clear();
  }

  void Count(const RecordStream::Batch& batch, const RecordStream::Answer& answer) {
    for (int i = 0; i < answer.results_size(); ++i) Count(batch.records(i), answer.results(i));
  }

  void Count(const v1::Record& record, const v1::PutRecordResult& result) {
    switch (result.outcome()) {
      case v1::RECORD_OUTCOME_STORED:
        ++stored_;
        return;
      case v1::RECORD_OUTCOME_ALREADY_THERE:
        ++there_;
        return;
      case v1::RECORD_OUTCOME_CONFLICT:
        ++conflicts_;
        return Tell(record,
                    "another one of that id and known_at is there; a correction has a later "
                    "known_at");
      default:
        ++refused_;
        for (const v1::RecordProblem& problem : result.problems()) {
          Tell(record, absl::StrCat(problem.field(), ": ", problem.description()));
        }
    }
  }

  void Tell(const v1::Record& record, const std::string& why) {
    if (told_.size() == kMostTold) return;
    told_.push_back(absl::StrCat(record.kind(), " ", Printable(record.id()), " of ",
                                 Printable(record.account()), ": ", why));
  }

  RecordStream stream_;
  RecordStream::Batch batch_;
  uint64_t stored_ = 0, there_ = 0, conflicts_ = 0, refused_ = 0;
  std::vector<std::string> told_;
};

ExitCode Put(PutOptions options) {
  Console console(options.files.color);
  const ExitCode loaded = LoadImportFor(options.files.import, options.pack, console);
  if (loaded != ExitCode::kGood) return loaded;
  const auto client = ConnectOrSayWhy(
      options.server, "or look at the records without one: bellwether book check", console);
  if (client == nullptr) return ExitCode::kFailed;
  RecordPutting putting(*client);
  const auto read = ReadBook(
      options.files, RecordOrder::kAny,
      [&putting](const records::Record& record) { putting.Take(record); }, console);
  if (!read.ok()) {
    if (absl::IsCancelled(read.status())) return ExitCode::kInterrupted;
    console.Fail(ToStd(read.status().message()));
    return absl::IsInvalidArgument(read.status()) ? ExitCode::kUsage : ExitCode::kInputRefused;
  }
  const RecordStream::Ended& ended = putting.Finish();
  for (const std::string& sentence : putting.told()) console.Say(sentence);
  Output output;
  output.Write(putting.Words());
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  if (!ended.status.ok()) return SayWhyNoAccounts(ended.status, ended.violations, console);
  return read->refused == 0 && putting.all_kept() ? ExitCode::kGood : ExitCode::kInputRefused;
}

struct AccountOptions {
  ServerRequest server;
  std::string id;
  std::string pack;  // digest
  std::optional<Moment> as_of;
  std::string request_id;
  SingleAccount what_if;  // a file of facts; "": none
  bool origins = false;   // of its facts, and no evaluation
  bool json = false;
  ColorChoice color = ColorChoice::kAuto;
};

ExitCode Print(const AccountOptions& options, const v1::Evaluation& evaluation, Console& console) {
  Output output;
  if (options.json) {
    output.Write(MessageJson(evaluation, kIndent) + "\n");
  } else {
    ExplanationOptions text;
    text.style = Style::For(options.color, output.stream());
    text.width = TerminalWidth(output.stream(), kUsualWidth);
    output.Write(ExplanationText(evaluation, text));
  }
  return CloseOrSayWhy(output, console);
}

// Facts in place of what is known. False: what stands in the way was said.
bool ReadWhatIf(const AccountOptions& options, v1::Account& facts, Console& console,
                ExitCode& failure) {
  if (options.what_if.request.accounts.empty()) return true;
  const auto supposed = ReadForServer(options.what_if, console, failure);
  if (!supposed) return false;
  facts = supposed->message;
  return true;
}

ExitCode TellOrigins(const AccountOptions& options) {
  Console console(options.color);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::GetAccountRequest request;
  request.set_account_id(options.id);
  if (options.as_of) wire::MomentToProto(*options.as_of, *request.mutable_as_of());
  const auto answer = client->GetAccount(request);
  if (!answer.ok()) return SayWhyNot(answer, console);
  Output output;
  const Style style = Style::For(options.color, output.stream());
  std::optional<size_t> width;
  if (IsTerminal(output.stream())) width = TerminalWidth(output.stream(), kUsualWidth);
  output.Write(options.json ? MessageJson(answer.response, kIndent) + "\n"
                            : OriginsText(answer.response, style, width));
  return CloseOrSayWhy(output, console);
}

ExitCode Explain(const AccountOptions& options) {
  Console console(options.color);
  v1::EvaluateAccountRequest request;
  ExitCode failure = ExitCode::kGood;
  if (!ReadWhatIf(options, *request.mutable_what_if_facts(), console, failure)) return failure;
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  request.set_account_id(options.id);
  request.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
  request.mutable_options()->set_pack(options.pack);
  if (options.as_of)
    wire::MomentToProto(*options.as_of, *request.mutable_options()->mutable_as_of());
  const auto answer = client->EvaluateAccount(request);
  if (!answer.ok()) return SayWhyNot(answer, console);
  return Print(options, answer.response.evaluation(), console);
}

ExitCode Forget(const AccountOptions& options) {
  Console console(options.color);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::DeleteAccountRequest request;
  request.set_account_id(options.id);
  request.set_request_id(options.request_id);
  const auto answer = client->DeleteAccount(request);
  if (!answer.ok()) return SayWhyNot(answer, console);
  Output output;
  const auto records = static_cast<uint64_t>(answer.response.records());
  output.Write(absl::StrCat(Thousands(records), " records erased\n"));
  return CloseOrSayWhy(output, console);
}

Command AddAccountCommand(Command remote, const std::string& name, const std::string& about,
                          AccountOptions& options) {
  const Command command = remote.AddCommand(name, about);
  AddServer(command, options.server, kUsualTimeout);
  command.AddOption("ACCOUNT", options.id, "Its id").Required();
  AddColor(command, options.color);
  return command;
}

void AddPut(Command remote, Run& run) {
  auto options = std::make_shared<PutOptions>();
  const Command command =
      remote.AddCommand("put", "Put records of accounts into the store of a server");
  AddServer(command, options->server, kUsualTimeout);
  AddBookRequest(command, "BOOK", options->files);
  command
      .AddOption("--pack", options->pack,
                 "With --import: folder of the rule pack that the mapping is for")
      .TypeName("FOLDER");
  AddExample(command, "bellwether remote put --server 127.0.0.1:50051 rules/saas/book");
  command.WhenChosen([options, &run] { run = [options] { return Put(*options); }; });
}

}  // namespace

ExitCode SayWhyNoAccounts(const absl::Status& status, const std::vector<Violation>& violations,
                          Console& console) {
  return SayWhyItFailed(status, violations,
                        "the server keeps no accounts: it was started without --store, or is older",
                        console);
}

void AddRemoteAccounts(Command remote, Run& run) {
  AddPut(remote, run);
  auto asked = std::make_shared<AccountOptions>();
  const Command account = AddAccountCommand(
      remote, "account", "Explain an account that a server knows, as bellwether explain does",
      *asked);
  AddAsOf(account, asked->as_of);
  AddDigest(account, asked->pack);
  const Option what_if =
      account
          .AddOption("--what-if", asked->what_if.request.accounts,
                     "Account file of facts in place of what is known; nothing of it is kept")
          .TypeName("FILE");
  account
      .AddFlag("--origins", asked->origins,
               "Instead say what is known of it, fact by fact: where each comes from, and how old "
               "it is")
      .Excludes(what_if)
      .Excludes("--digest");
  AddTextOrJson(account, asked->json);
  AddExample(account, "bellwether remote account --server 127.0.0.1:50051 iris --as-of 2025-11-20");
  account.WhenChosen([asked, &run] {
    run = [asked] { return asked->origins ? TellOrigins(*asked) : Explain(*asked); };
  });

  auto forgotten = std::make_shared<AccountOptions>();
  const Command forget = AddAccountCommand(
      remote, "forget", "Erase everything that a server keeps of an account", *forgotten);
  forget
      .AddOption("--request-id", forgotten->request_id,
                 "Name of the request: sent again within a day it is answered again")
      .TypeName("ID");
  AddExample(forget, "bellwether remote forget --server 127.0.0.1:50051 iris");
  forget.WhenChosen([forgotten, &run] { run = [forgotten] { return Forget(*forgotten); }; });
}

}  // namespace bellwether::cli
