// Tested by tests/server/book_store_test.cc.
#include "server/books/book_store.h"

#include <algorithm>

namespace bellwether {
namespace {

constexpr size_t kMostNameBytes = 63;
constexpr std::string_view kMaxBooks = "max_books";
constexpr std::string_view kMaxBookBytes = "max_book_bytes";

bool IsLetterOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

bool IsBookName(std::string_view name) {
  if (!name.starts_with(kBookPrefix)) return false;
  name.remove_prefix(kBookPrefix.size());
  if (name.empty() || name.size() > kMostNameBytes || !IsLetterOrDigit(name.front())) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return IsLetterOrDigit(c) || c == '-' || c == '_'; });
}

BookPointer BookStore::Find(std::string_view name) const {
  MutexLock lock(mutex_);
  const auto found = books_.find(name);
  return found == books_.end() ? nullptr : found->second;
}

std::vector<BookPointer> BookStore::All() const {
  MutexLock lock(mutex_);
  std::vector<BookPointer> all;
  for (const auto& [name, book] : books_) all.push_back(book);
  return all;
}

std::vector<std::string> BookStore::Names() const {
  std::vector<std::string> names;
  for (const BookPointer& book : All()) names.push_back(book->name);
  return names;
}

std::optional<ExceededLimit> BookStore::Put(StoredBook book, BookRoom& room, BookPointer& put,
                                            bool& replaced) {
  if (auto exceeded = room.Take(book.book.bytes())) return exceeded;
  auto stored = std::make_shared<StoredBook>(std::move(book));
  BookPointer before;  // released outside the lock
  MutexLock lock(mutex_);
  const auto found = books_.find(stored->name);
  replaced = found != books_.end();
  if (!replaced && books_.size() >= limits_.books) return ExceededLimit{kMaxBooks, limits_.books};
  stored->number = ++last_number_;
  reserved_ -= std::exchange(room.bytes_, 0);
  put = stored;
  BookPointer& place = books_[stored->name];
  before = std::exchange(place, std::move(stored));
  return std::nullopt;
}

bool BookStore::Delete(std::string_view name) {
  BookPointer before;  // released outside the lock
  MutexLock lock(mutex_);
  const auto found = books_.find(name);
  if (found == books_.end()) return false;
  before = std::move(found->second);
  books_.erase(found);
  return true;
}

uint64_t BookStore::BytesInUse() const {
  uint64_t bytes = reserved_;
  for (const auto& [name, book] : books_) bytes += book->book.bytes();
  return bytes;
}

std::optional<ExceededLimit> BookStore::Reserve(uint64_t bytes, uint64_t instead_of) {
  MutexLock lock(mutex_);
  if (BytesInUse() - instead_of + bytes > limits_.bytes) {
    return ExceededLimit{kMaxBookBytes, limits_.bytes};
  }
  reserved_ += bytes - instead_of;
  return std::nullopt;
}

void BookStore::Release(uint64_t bytes) {
  MutexLock lock(mutex_);
  reserved_ -= bytes;
}

}  // namespace bellwether
