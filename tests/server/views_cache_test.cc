#include "server/books/views_cache.h"

#include <memory>
#include <utility>

#include "gtest/gtest.h"
#include "tests/server/test_packs.h"
#include "tests/support/small_book.h"

namespace bellwether {
namespace {

class ViewsCacheTest : public ::testing::Test {
 protected:
  BookPointer Book() {
    auto book = std::make_shared<StoredBook>(StoredBook{
        "books/a",
        book::BookOf("- {kind: cost, id: c, account: acme, at: 2026-01-01, item: x, amount: 1}")});
    return book;
  }
  const Moment day_ = *ParseMoment("2026-03-01");
  const std::shared_ptr<const Plan> plan_ = PlanOf(SmallPack());
  const BookPointer book_ = Book();
  ViewsCache cache_{2};
};

TEST_F(ViewsCacheTest, GivesViewsToOneAtATime) {
  auto first = cache_.Take(book_, plan_, day_);
  const KeptViews* const kept = first.get();
  EXPECT_NE(cache_.Take(book_, plan_, day_).get(), kept);
  cache_.Give(std::move(first));
  EXPECT_EQ(cache_.Take(book_, plan_, day_).get(), kept);
}

TEST_F(ViewsCacheTest, ViewsAreOfTheirBookPackAndMoment) {
  auto first = cache_.Take(book_, plan_, day_);
  const KeptViews* const kept = first.get();
  cache_.Give(std::move(first));
  EXPECT_NE(cache_.Take(Book(), plan_, day_).get(), kept);
  EXPECT_NE(cache_.Take(book_, PlanOf(SmallPack()), day_).get(), kept);
  EXPECT_NE(cache_.Take(book_, plan_, *ParseMoment("2026-03-02")).get(), kept);
  EXPECT_NE(cache_.Take(book_, plan_, *ParseMoment("2026-03-01T00:00:00Z")).get(), kept);
  EXPECT_EQ(cache_.Take(book_, plan_, day_).get(), kept);
}

TEST_F(ViewsCacheTest, ThrowsAwayWhatWasStopped) {
  auto stopped = cache_.Take(book_, plan_, day_);
  const std::weak_ptr<const StoredBook> book = book_;
  const long uses = book.use_count();
  stopped->views.StopWhen(Stop([] { return true; }));
  cache_.Give(std::move(stopped));
  EXPECT_EQ(book.use_count(), uses - 1);
}

TEST_F(ViewsCacheTest, KeepsTheLastFewAndForgetsABook) {
  const std::weak_ptr<const StoredBook> book = book_;
  const long alone = book.use_count();
  for (const char* day : {"2026-01-01", "2026-01-02", "2026-01-03"}) {
    cache_.Give(cache_.Take(book_, plan_, *ParseMoment(day)));
  }
  EXPECT_EQ(book.use_count(), alone + 2);
  cache_.Forget("books/b");
  EXPECT_EQ(book.use_count(), alone + 2);
  cache_.Forget("books/a");
  EXPECT_EQ(book.use_count(), alone);
}

}  // namespace
}  // namespace bellwether
