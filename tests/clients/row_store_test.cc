// Rows in, accounts out: in the order of the first source, whether or not they fit in memory.
#include "clients/cli/imports/row_store.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

using testing::ElementsAre;

constexpr uint64_t kEnough = 1 << 20;

// "b: 2 5 | 7": the id, and the lines of each source's rows.
std::vector<std::string> Accounts(RowStore& store, uint32_t sources) {
  std::vector<std::string> accounts;
  const absl::Status walked = store.ForEachAccount(sources, [&](const StoredAccount& account) {
    std::string text = account.id + ":";
    for (size_t s = 0; s < account.rows.size(); ++s) {
      if (s > 0) text += " |";
      for (const auto& row : account.rows[s]) absl::StrAppend(&text, " ", row.line);
    }
    accounts.push_back(text);
    return true;
  });
  EXPECT_TRUE(walked.ok()) << walked;
  return accounts;
}

void Add(RowStore& store, const std::string& id, uint32_t source, uint32_t line) {
  ASSERT_TRUE(store.Add(id, source, {line, {id, "text"}, ','}).ok());
}

TEST(RowStoreTest, AccountsComeInTheOrderOfTheFirstSource) {
  const auto store = RowStore::Open(kEnough);
  ASSERT_TRUE(store.ok());
  Add(**store, "b", 0, 2);
  Add(**store, "a", 0, 3);
  Add(**store, "a", 1, 2);
  Add(**store, "c", 1, 3);
  Add(**store, "b", 1, 4);
  Add(**store, "b", 0, 9);
  EXPECT_THAT(Accounts(**store, 2), ElementsAre("b: 2 9 | 4", "a: 3 | 2"));
  const auto strays = (*store)->StraysOf(1);
  ASSERT_TRUE(strays.ok());
  EXPECT_EQ(strays->rows, 1u);
  EXPECT_THAT(strays->ids, ElementsAre("c"));
}

TEST(RowStoreTest, CellsComeBackAsTheyWere) {
  const auto store = RowStore::Open(kEnough);
  ASSERT_TRUE(store.ok());
  const std::vector<std::string> cells = {"", std::string("a\0b", 3), "two\nlines", "é"};
  ASSERT_TRUE((*store)->Add("x", 0, {7, cells, ','}).ok());
  const absl::Status walked = (*store)->ForEachAccount(1, [&](const StoredAccount& account) {
    EXPECT_EQ(account.rows[0][0].cells, cells);
    EXPECT_EQ(account.rows[0][0].decimal, ',');
    return true;
  });
  EXPECT_TRUE(walked.ok());
}

// More rows than the memory holds: the rest goes to a file, and comes back in order.
TEST(RowStoreTest, WhatDoesNotFitInMemoryIsWritten) {
  constexpr uint32_t kAccounts = 2'000;
  const auto store = RowStore::Open(64 << 10);
  ASSERT_TRUE(store.ok());
  const std::string wide(500, 'x');
  for (uint32_t source = 0; source < 2; ++source) {
    for (uint32_t i = 0; i < kAccounts; ++i) {
      ASSERT_TRUE((*store)->Add(absl::StrCat("id", i), source, {i, {wide}, '.'}).ok());
    }
  }
  uint32_t next = 0;
  const absl::Status walked = (*store)->ForEachAccount(2, [&](const StoredAccount& account) {
    EXPECT_EQ(account.id, absl::StrCat("id", next));
    EXPECT_EQ(account.rows[1][0].line, next);
    ++next;
    return true;
  });
  EXPECT_TRUE(walked.ok());
  EXPECT_EQ(next, kAccounts);
}

TEST(RowStoreTest, AWalkEndsWhenItIsTold) {
  const auto store = RowStore::Open(kEnough);
  ASSERT_TRUE(store.ok());
  for (const char* id : {"a", "b", "c"}) Add(**store, id, 0, 1);
  int taken = 0;
  EXPECT_TRUE((*store)->ForEachAccount(1, [&](const StoredAccount&) { return ++taken < 2; }).ok());
  EXPECT_EQ(taken, 2);
}

}  // namespace
}  // namespace bellwether::cli
