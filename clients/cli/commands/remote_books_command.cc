// bellwether remote books: the books of records that a server computes metrics of.
//
// Tested by tests/clients/remote_books_test.py.
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "bellwether/v1/portfolio.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 10;
constexpr char kNoBooks[] = "the server has no books of records: it is older";

struct BooksOptions {
  ServerRequest server;
  bool json = false;
  uint32_t most = 1'000;
};

std::string CountOf(int32_t count) { return Thousands(static_cast<uint64_t>(count)); }

// "2026-03-01" of the book's time zone.
std::string DayOf(const google::protobuf::Timestamp& at, const v1::Book& book) {
  absl::TimeZone zone = absl::UTCTimeZone();
  absl::LoadTimeZone(book.time_zone(), &zone);
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(at.seconds()), zone);
}

std::string OriginOf(const v1::Book& book) {
  if (!book.has_store()) {
    return book.origin() == v1::BOOK_ORIGIN_OPERATOR
               ? "given when the server was started"
               : absl::StrCat("loaded at ", FormatTimestamp(book.loaded_at()));
  }
  const v1::StoreBook& store = book.store();
  std::string text = store.has_current_at()
                         ? absl::StrCat("of the store as of ", FormatTimestamp(store.current_at()))
                         : "of the store, and not made yet";
  if (store.decisions_left_out() > 0) {
    absl::StrAppend(&text, ", without ", CountOf(store.decisions_left_out()),
                    " overrides and decisions");
  }
  if (!store.problem().empty()) absl::StrAppend(&text, "; ", Printable(store.problem()));
  return text;
}

// "books/main: 26 accounts, 4,129 records, 2024-11-21 to 2026-02-28; given when ...".
std::string LineOf(const v1::Book& book) {
  std::string text = absl::StrCat(Printable(book.name()), ": ", CountOf(book.accounts()),
                                  " accounts, ", CountOf(book.records()), " records");
  if (book.has_first_at()) {
    absl::StrAppend(&text, ", ", DayOf(book.first_at(), book), " to ", DayOf(book.last_at(), book));
  }
  return absl::StrCat(text, "; ", OriginOf(book), "\n");
}

ExitCode ListThem(const BooksOptions& options) {
  return PrintList(
      options.server, options.most, kNoBooks, v1::ListBooksRequest(),
      [](Client& client, const v1::ListBooksRequest& page) { return client.ListBooks(page); },
      [](const v1::ListBooksResponse& page) -> const auto& { return page.books(); },
      [&options](const v1::Book& book) {
        return options.json ? absl::StrCat(MessageJson(book, kOneLine), "\n") : LineOf(book);
      });
}

}  // namespace

void AddRemoteBooks(Command remote, Run& run) {
  auto options = std::make_shared<BooksOptions>();
  const Command command =
      remote.AddCommand("books", "The books of records in a server's memory, and how old they are");
  AddServer(command, options->server, kUsualTimeout);
  AddTextOrJson(command, options->json);
  AddExample(command, "bellwether remote books --server 127.0.0.1:50051");
  command.WhenChosen([options, &run] { run = [options] { return ListThem(*options); }; });
}

}  // namespace bellwether::cli
