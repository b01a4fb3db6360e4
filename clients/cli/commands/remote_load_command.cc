// bellwether remote load: a book of files into a server's memory.
//
// Files are read as everywhere, packed or not; what is refused is told about here, with its line,
// and only good records are sent.
//
// Tested by tests/clients/remote_portfolio_test.py.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bellwether/v1/portfolio.pb.h"
#include "clients/cli/book/book_reading.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/records.h"

namespace bellwether::cli {
namespace {

constexpr int kRecordsOfMessage = 500;
constexpr double kUsualTimeout = 600;

struct RemoteLoadOptions {
  ServerRequest server;
  std::string pack;  // that a mapping is held against
  BookRequest files;
  std::string name;
  std::string time_zone;
  bool validate_only = false;
};

// The stream: one thread at a time.
class BookSending {
 public:
  BookSending(const RemoteLoadOptions& options, Client& client) {
    context_.set_deadline(
        absl::ToChronoTime(absl::Now() + absl::Seconds(options.server.timeout_seconds)));
    writer_ = client.portfolio().LoadBook(&context_, &response_);
    message_.set_book(BookResource(options.name));
    message_.set_time_zone(options.time_zone);
    message_.set_validate_only(options.validate_only);
  }

  void Take(const records::Record& record) {
    if (broken_) return;
    wire::RecordToProto(record, *message_.add_records());
    if (message_.records_size() >= kRecordsOfMessage) Write();
  }

  grpc::Status Finish() {
    message_.set_finish(true);
    if (!broken_) Write();
    writer_->WritesDone();
    return writer_->Finish();
  }
  void Cancel() {
    context_.TryCancel();
    writer_->Finish();
  }
  const v1::LoadBookResponse& response() const { return response_; }

 private:
  // A write that fails says nothing that the end does not say better.
  void Write() {
    broken_ = !writer_->Write(message_);
    message_.Clear();
  }

  grpc::ClientContext context_;
  v1::LoadBookResponse response_;
  std::unique_ptr<grpc::ClientWriter<v1::LoadBookRequest>> writer_;
  v1::LoadBookRequest message_;
  bool broken_ = false;
};

std::string LoadedWords(const RemoteLoadOptions& options, const v1::LoadBookResponse& response) {
  const v1::Book& book = response.book();
  std::string text =
      absl::StrCat(book.name(), ": ", Thousands(static_cast<uint64_t>(book.records())),
                   " records of ", Thousands(static_cast<uint64_t>(book.accounts())), " accounts",
                   options.validate_only ? " are good; nothing was kept"
                   : response.replaced() ? ", in the place of the book before"
                                         : "",
                   "\n");
  for (const v1::BookDoubt& doubt : response.doubts()) {
    absl::StrAppend(&text, "doubtful: ", doubt.code(), ", ", doubt.count(), " of kind ",
                    doubt.kind(), ": ", doubt.meaning(), "\n");
  }
  return text;
}

ExitCode Load(RemoteLoadOptions options) {
  Console console(options.files.color);
  const ExitCode loaded = LoadImportFor(options.files.import, options.pack, console);
  if (loaded != ExitCode::kGood) return loaded;
  const auto client = ConnectOrSayWhy(
      options.server, "or look at the book without one: bellwether book check", console);
  if (client == nullptr) return ExitCode::kFailed;
  BookSending sending(options, *client);
  const auto read = ReadBook(
      options.files, RecordOrder::kAny,
      [&sending](const records::Record& record) { sending.Take(record); }, console);
  if (!read.ok()) {
    sending.Cancel();
    if (absl::IsCancelled(read.status())) return ExitCode::kInterrupted;
    console.Fail(ToStd(read.status().message()));
    return absl::IsInvalidArgument(read.status()) ? ExitCode::kUsage : ExitCode::kInputRefused;
  }
  const grpc::Status status = sending.Finish();
  if (!status.ok()) return SayWhyItFailed(status, console);
  Output output;
  output.Write(LoadedWords(options, sending.response()));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  return read->refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddRemoteLoad(Command remote, Run& run) {
  auto options = std::make_shared<RemoteLoadOptions>();
  const Command command =
      remote.AddCommand("load", "Put a book of files into the memory of a server");
  AddServer(command, options->server, kUsualTimeout);
  AddBookRequest(command, "BOOK", options->files);
  command
      .AddOption("--pack", options->pack,
                 "With --import: folder of the rule pack that the mapping is for")
      .TypeName("FOLDER");
  command.AddOption("--name", options->name, "Name that the book gets, as trial")
      .TypeName("NAME")
      .Required();
  command
      .AddOption("--time-zone", options->time_zone,
                 "Time zone of accounts that name none (default: the pack's)")
      .TypeName("ZONE");
  command.AddFlag("--check-only", options->validate_only, "Keep nothing; say what would be");
  AddExample(command,
             "bellwether remote load --server 127.0.0.1:50051 --name trial rules/saas/book");
  command.WhenChosen([options, &run] { run = [options] { return Load(*options); }; });
}

}  // namespace bellwether::cli
