// Records -> a book in the store, within its limits: whoever reads them, a folder's files at the
// start or a client's stream.
//
//   BookLoading loading(store, "books/main", zone);
//   if (auto exceeded = loading.Add(read, "contracts.csv:7")) ...
//   StoredBook book = std::move(loading).Finish(now);
//
// One thread at a time.
#ifndef BELLWETHER_SERVER_BOOKS_BOOK_LOADING_H_
#define BELLWETHER_SERVER_BOOKS_BOOK_LOADING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/saying.h"
#include "engine/records/record.h"
#include "server/books/book_store.h"
#include "server/settings/options.h"

namespace bellwether {

class BookLoading {
 public:
  // `zone`: of accounts that name none, and of months.
  BookLoading(BookStore& store, std::string name, const absl::TimeZone& zone);

  const std::string& name() const { return name_; }
  uint64_t accepted() const { return accepted_; }
  uint64_t refused() const { return refused_; }
  uint64_t records() const { return accepted_ + refused_; }
  BookRoom& room() { return room_; }

  // Takes a good record into the book, and counts one that was refused at `place`.
  std::optional<ExceededLimit> Add(const records::ReadRecord& read, const Wording& place);

  // The book, sorted: seconds for millions of records. Once, and nothing is added after it.
  StoredBook Finish(absl::Time now);

 private:
  BookRoom room_;
  const uint64_t most_records_;
  const std::string name_;
  const absl::TimeZone zone_;
  book::BookBuilder builder_;
  uint64_t accepted_ = 0;
  uint64_t refused_ = 0;
  std::vector<Wording> first_refused_;
};

// "--max-book-bytes (1073741824)".
std::string OptionOf(const ExceededLimit& exceeded);

// The books that the operator named, each from its folder. What cannot be loaded is told in
// `report`, as are the records that were refused; false when a book is missing. Blocks.
struct NamedFolder {
  std::string name;  // without "books/"
  std::string folder;
};
// Those of the options, "NAME=FOLDER" each.
std::vector<NamedFolder> BooksOf(const ServerOptions& options);
bool LoadBookFolders(const std::vector<NamedFolder>& folders, const absl::TimeZone& zone,
                     absl::Time now, BookStore& store, std::string& report);

// "books/main (26 accounts, 4129 records)".
std::string DescribeBook(const StoredBook& book);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOKS_BOOK_LOADING_H_
