// The calls about books as a whole, but for LoadBook (book_upload.cc).
//
// Tested by tests/server/portfolio_handlers_test.cc.
#include <string>
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

}  // namespace

grpc::Status ListBooks(const PortfolioEnvironment& environment, CallContext&,
                       const v1::ListBooksRequest& request, v1::ListBooksResponse& response) {
  std::vector<Violation> violations;
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const std::string scope = ScopeOf(request);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  response.set_next_page_token(
      AddPage(environment.books.All(), *start, size, scope,
              [&](const BookPointer& book) { BookToProto(*book, *response.add_books()); }));
  return grpc::Status::OK;
}

grpc::Status DeleteBook(const PortfolioEnvironment& environment, CallContext& call,
                        const v1::DeleteBookRequest& request, v1::DeleteBookResponse&) {
  BookQuestion question;
  std::vector<Violation> violations;
  FindBook(environment.books, request.book(), question, violations);
  grpc::Status status = RefuseQuestion(environment.books, request.book(), question, violations);
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
  message.set_origin(book.of_operator ? v1::BOOK_ORIGIN_OPERATOR : v1::BOOK_ORIGIN_CLIENT);
  wire::TimeToProto(book.loaded_at, *message.mutable_loaded_at());
  message.set_kibibytes(wire::CountToProto((book.book.bytes() + kKibibyte - 1) / kKibibyte));
}

}  // namespace bellwether
