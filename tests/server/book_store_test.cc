#include "server/books/book_store.h"

#include <string>
#include <utility>

#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether {
namespace {

constexpr char kRecords[] =
    "- {kind: cost, id: c, account: acme, at: 2026-01-01, item: x, amount: 1}";

StoredBook Named(const std::string& name) {
  StoredBook book{name, book::BookOf(kRecords)};
  return book;
}

class BookStoreTest : public ::testing::Test {
 protected:
  std::optional<ExceededLimit> Put(BookStore& store, const std::string& name) {
    BookRoom room(store);
    return store.Put(Named(name), room, put_, replaced_);
  }
  BookPointer put_;
  bool replaced_ = false;
};

TEST_F(BookStoreTest, KeepsTheBookThatACallFoundWhileAnotherTakesItsPlace) {
  BookStore store(BookLimits{});
  EXPECT_FALSE(Put(store, "books/a"));
  EXPECT_FALSE(replaced_);
  const BookPointer before = store.Find("books/a");
  EXPECT_FALSE(Put(store, "books/a"));
  EXPECT_TRUE(replaced_);
  EXPECT_NE(store.Find("books/a"), before);
  EXPECT_NE(store.Find("books/a")->number, before->number);
  EXPECT_EQ(before->book.account_id(0), "acme");
}

TEST_F(BookStoreTest, LimitsBooksButNotReplacements) {
  BookStore store({1, 1'000, 1u << 20});
  EXPECT_FALSE(Put(store, "books/a"));
  const auto exceeded = Put(store, "books/b");
  ASSERT_TRUE(exceeded.has_value());
  EXPECT_EQ(exceeded->name, "max_books");
  EXPECT_EQ(exceeded->value, 1u);
  EXPECT_FALSE(Put(store, "books/a"));
  EXPECT_TRUE(store.Delete("books/a"));
  EXPECT_FALSE(store.Delete("books/a"));
  EXPECT_FALSE(Put(store, "books/b"));
}

TEST_F(BookStoreTest, CountsTheMemoryOfBooksThatAreBeingMade) {
  const uint64_t one = book::BookOf(kRecords).bytes();
  BookStore store({10, 1'000, 2 * one});
  {
    BookRoom room(store);
    EXPECT_FALSE(room.Take(one));
    EXPECT_FALSE(Put(store, "books/a"));
    EXPECT_EQ(Put(store, "books/b")->name, "max_book_bytes");
    EXPECT_TRUE(room.Take(one + 1).has_value());
  }
  EXPECT_FALSE(Put(store, "books/b"));
  // While it is replaced, a book is there twice.
  EXPECT_EQ(Put(store, "books/b")->name, "max_book_bytes");
  EXPECT_TRUE(store.Delete("books/a"));
  EXPECT_FALSE(Put(store, "books/b"));
}

TEST(BookNameTest, IsAPlainWordBelowBooks) {
  for (const char* good : {"books/main", "books/a", "books/2026-q1_x"}) {
    EXPECT_TRUE(IsBookName(good)) << good;
  }
  for (const std::string& bad :
       {std::string("main"), std::string("books/"), std::string("books/Main"),
        std::string("books/-a"), std::string("books/a/b"), "books/" + std::string(64, 'a')}) {
    EXPECT_FALSE(IsBookName(bad)) << bad;
  }
}

}  // namespace
}  // namespace bellwether
