// The books in the server's memory: named, immutable, replaced whole, bounded.
//
//   std::shared_ptr<const StoredBook> book = store.Find("books/main");   // null: none of that name
//
//   BookRoom room(store);                       // while a book is being made
//   if (auto exceeded = room.Take(bytes)) ...   // no memory is left for it
//   if (auto exceeded = store.Put(book, room)) ...
//
// A call keeps the book that it found until it has answered, so another one may take its place
// meanwhile; such a book is no longer counted. Any thread.
#ifndef BELLWETHER_SERVER_BOOKS_BOOK_STORE_H_
#define BELLWETHER_SERVER_BOOKS_BOOK_STORE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/saying.h"
#include "engine/book/book.h"
#include "server/base/mutex.h"

namespace bellwether {

struct BookLimits {
  uint32_t books = 16;
  uint64_t records = 10'000'000;  // of one book, those that are refused included
  uint64_t bytes = 1u << 30;      // of memory, of all books and of those that are being made
};

// The name of the books that are made of a store (store_books.h), and of no others.
inline constexpr std::string_view kStoreBook = "books/store";

struct StoredBook {
  std::string name;  // "books/main"
  book::Book book;
  uint64_t refused = 0;                     // records
  std::vector<Wording> first_refused = {};  // where they stood: "contracts.csv:7", "record 7"
  std::string time_zone = {};
  bool of_operator = false;  // clients neither replace nor delete it
  // Of kStoreBook: whose accounts are in it. Other books are everybody's, and have "".
  std::string tenant = {};
  absl::Time loaded_at = {};
  std::optional<book::Book::Span> span = {};  // of its records
  uint64_t number = 0;                        // another one for each book that is ever put

  bool of_store() const { return name == kStoreBook; }
};
using BookPointer = std::shared_ptr<const StoredBook>;

// A limit that stands in the way.
struct ExceededLimit {
  std::string_view name;  // "max_books"
  uint64_t value = 0;
};

// Whether NAME of "books/NAME" is 1 to 63 lower-case letters, digits, - and _, and begins with a
// letter or a digit.
inline constexpr std::string_view kBookPrefix = "books/";
bool IsBookName(std::string_view name);

class BookRoom;

class BookStore {
 public:
  explicit BookStore(const BookLimits& limits) : limits_(limits) {}

  const BookLimits& limits() const { return limits_; }
  // For callers of a tenant: of kStoreBook its own.
  BookPointer Find(std::string_view name, std::string_view tenant = "") const;
  std::vector<BookPointer> All(std::string_view tenant = "") const;  // by name
  std::vector<std::string> Names(std::string_view tenant = "") const;
  size_t count() const;  // of all tenants

  // Puts it in the place of the one of its name, in exchange for the room that it had. `replaced`:
  // whether there was one. Those of a store do not count as books.
  std::optional<ExceededLimit> Put(StoredBook book, BookRoom& room, BookPointer& put,
                                   bool& replaced);
  // False when there was none.
  bool Delete(std::string_view name, std::string_view tenant = "");

 private:
  friend class BookRoom;
  using Key = std::pair<std::string, std::string>;  // name, tenant
  static Key KeyOf(std::string_view name, std::string_view tenant);
  std::optional<ExceededLimit> Reserve(uint64_t bytes, uint64_t instead_of);
  void Release(uint64_t bytes);
  uint64_t BytesInUse() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  uint64_t NamedBooks() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const BookLimits limits_;
  mutable Mutex mutex_;
  std::map<Key, BookPointer> books_ ABSL_GUARDED_BY(mutex_);
  uint64_t reserved_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t last_number_ ABSL_GUARDED_BY(mutex_) = 0;
};

// Memory that a book takes while it is made. Given back at its end. One thread.
class BookRoom {
 public:
  explicit BookRoom(BookStore& store) : store_(store) {}
  ~BookRoom() { store_.Release(bytes_); }
  BookRoom(const BookRoom&) = delete;
  BookRoom& operator=(const BookRoom&) = delete;

  // From now on it takes so much in all.
  std::optional<ExceededLimit> Take(uint64_t bytes) {
    auto exceeded = store_.Reserve(bytes, bytes_);
    if (!exceeded.has_value()) bytes_ = bytes;
    return exceeded;
  }

 private:
  friend class BookStore;
  BookStore& store_;
  uint64_t bytes_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOKS_BOOK_STORE_H_
