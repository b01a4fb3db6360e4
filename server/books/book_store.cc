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

BookStore::Key BookStore::KeyOf(std::string_view name, std::string_view tenant) {
  return {std::string(name), std::string(name == kStoreBook ? tenant : "")};
}

BookPointer BookStore::Find(std::string_view name, std::string_view tenant) const {
  const Key key = KeyOf(name, tenant);
  MutexLock lock(mutex_);
  const auto found = books_.find(key);
  return found == books_.end() ? nullptr : found->second;
}

std::vector<BookPointer> BookStore::All(std::string_view tenant) const {
  MutexLock lock(mutex_);
  std::vector<BookPointer> all;
  for (const auto& [key, book] : books_) {
    if (!book->of_store() || book->tenant == tenant) all.push_back(book);
  }
  return all;
}

std::vector<std::string> BookStore::Names(std::string_view tenant) const {
  std::vector<std::string> names;
  for (const BookPointer& book : All(tenant)) names.push_back(book->name);
  return names;
}

size_t BookStore::count() const {
  MutexLock lock(mutex_);
  return books_.size();
}

std::optional<ExceededLimit> BookStore::Put(StoredBook book, BookRoom& room, BookPointer& put,
                                            bool& replaced) {
  if (auto exceeded = room.Take(book.book.bytes())) return exceeded;
  auto stored = std::make_shared<StoredBook>(std::move(book));
  const Key key = KeyOf(stored->name, stored->tenant);
  BookPointer before;  // released outside the lock
  MutexLock lock(mutex_);
  replaced = books_.contains(key);
  if (!replaced && !stored->of_store() && NamedBooks() >= limits_.books) {
    return ExceededLimit{kMaxBooks, limits_.books};
  }
  stored->number = ++last_number_;
  reserved_ -= std::exchange(room.bytes_, 0);
  put = stored;
  BookPointer& place = books_[key];
  before = std::exchange(place, std::move(stored));
  return std::nullopt;
}

bool BookStore::Delete(std::string_view name, std::string_view tenant) {
  const Key key = KeyOf(name, tenant);
  BookPointer before;  // released outside the lock
  MutexLock lock(mutex_);
  const auto found = books_.find(key);
  if (found == books_.end()) return false;
  before = std::move(found->second);
  books_.erase(found);
  return true;
}

uint64_t BookStore::BytesInUse() const {
  uint64_t bytes = reserved_;
  for (const auto& [key, book] : books_) bytes += book->book.bytes();
  return bytes;
}

uint64_t BookStore::NamedBooks() const {
  uint64_t named = 0;
  for (const auto& [key, book] : books_) named += book->of_store() ? 0 : 1;
  return named;
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
