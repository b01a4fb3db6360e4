// The calls about books as a whole, but for LoadBook (book_upload.cc).
//
// Tested by tests/server/portfolio_handlers_test.cc.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "protos/wire/quantities.h"
#include "protos/wire/time_to_proto.h"
#include "server/rpc/page_token.h"
#include "server/rpc/portfolio_handlers.h"
#include "server/rpc/portfolio_request.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr uint64_t kKibibyte = 1'024;

// By name; that of the store also while it is not made yet.
std::vector<BookPointer> BooksOn(const Shelf& shelf) {
  std::vector<BookPointer> books = shelf.books.All(shelf.tenant);
  if (!shelf.Standing().has_value()) return books;
  const auto place = std::find_if(books.begin(), books.end(),
                                  [](const auto& one) { return one->name >= kStoreBook; });
  if (place != books.end() && (*place)->of_store()) return books;
  books.insert(place, std::make_shared<StoredBook>(
                          StoredBook{std::string(kStoreBook), book::BookBuilder().Finish()}));
  return books;
}

}  // namespace

grpc::Status ListBooks(const PortfolioEnvironment& environment, CallContext& call,
                       const v1::ListBooksRequest& request, v1::ListBooksResponse& response) {
  std::vector<Violation> violations;
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const std::string scope = ScopeOf(request);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  const Shelf shelf = environment.ShelfOf(call);
  const auto standing = shelf.Standing();
  response.set_next_page_token(
      AddPage(BooksOn(shelf), *start, size, scope, [&](const BookPointer& book) {
        v1::Book& message = *response.add_books();
        BookToProto(*book, message);
        if (book->of_store() && standing) StandingToProto(*standing, *message.mutable_store());
      }));
  return grpc::Status::OK;
}

grpc::Status DeleteBook(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::DeleteBookRequest& request, v1::DeleteBookResponse&) {
  BookQuestion question;
  std::vector<Violation> violations;
  const Shelf shelf = environment.ShelfOf(call);
  FindBook(shelf, request.book(), question, violations);
  grpc::Status status = RefuseQuestion(shelf, request.book(), question, violations);
  if (status.ok()) status = CheckClientMayChange(environment, request.book());
  if (!status.ok()) return status;
  environment.books.Delete(request.book());
  environment.views.Forget(request.book());
  environment.log.Info("book deleted",
                       {{"book", request.book()}, {"by", call.origin.caller->name}});
  return grpc::Status::OK;
}

grpc::Status CheckClientMayChange(const PortfolioEnvironment& environment,
                                  const std::string& name) {
  if (name == kStoreBook) {
    return BookIsNotYours(name, "BOOK_OF_STORE",
                          absl::StrCat(name,
                                       " is what a server makes of its store, by itself; put "
                                       "records into the store, or take another name"));
  }
  if (!environment.client_books) {
    return BookIsNotYours(name, "CLIENT_BOOKS_OFF",
                          "this server takes no books of clients; start it with --client-books, or "
                          "name the book to it with --book NAME=FOLDER");
  }
  const BookPointer book = environment.books.Find(name);
  if (book == nullptr || !book->of_operator) return grpc::Status::OK;
  return BookIsNotYours(name, "BOOK_OF_OPERATOR",
                        absl::StrCat(name,
                                     " was named by the operator with --book, and only a new "
                                     "start of the server replaces it; take another name"));
}

void BookToProto(const StoredBook& book, v1::Book& message) {
  message.set_name(book.name);
  message.set_accounts(wire::CountToProto(book.book.account_count()));
  message.set_records(wire::CountToProto(book.book.record_count()));
  message.set_refused(wire::CountToProto(book.refused));
  message.set_time_zone(book.time_zone);
  message.set_origin(book.of_store()    ? v1::BOOK_ORIGIN_STORE
                     : book.of_operator ? v1::BOOK_ORIGIN_OPERATOR
                                        : v1::BOOK_ORIGIN_CLIENT);
  const bool is_there = !book.of_store() || book.number != 0;
  if (is_there) wire::TimeToProto(book.loaded_at, *message.mutable_loaded_at());
  message.set_kibibytes(wire::CountToProto((book.book.bytes() + kKibibyte - 1) / kKibibyte));
  if (!book.span.has_value()) return;
  wire::TimeToProto(absl::FromUnixMicros(book.span->first), *message.mutable_first_at());
  wire::TimeToProto(absl::FromUnixMicros(book.span->last), *message.mutable_last_at());
}

void StandingToProto(const StoreBookStanding& standing, v1::StoreBook& message) {
  if (standing.current_at.has_value()) {
    wire::TimeToProto(*standing.current_at, *message.mutable_current_at());
    message.set_made_in_milliseconds(
        wire::CountToProto(static_cast<uint64_t>(absl::ToInt64Milliseconds(standing.made_in))));
  }
  message.set_being_made(standing.being_made);
  message.set_problem(standing.problem);
  message.set_decisions_left_out(wire::CountToProto(standing.decisions));
}

}  // namespace bellwether
