// Views of books that were made for one call and may serve the next: what is costly in them, health
// above all, is then there.
//
//   std::unique_ptr<KeptViews> views = cache.Take(book, plan, as_of);   // of its own, made or kept
//   ...                                                                 // one thread
//   cache.Give(std::move(views));                                       // unless it was stopped
//
// Keeps the last few that were given, each with its book and plan. Any thread.
#ifndef BELLWETHER_SERVER_BOOKS_VIEWS_CACHE_H_
#define BELLWETHER_SERVER_BOOKS_VIEWS_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/book/quality.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/compute.h"
#include "server/base/mutex.h"
#include "server/books/book_store.h"

namespace bellwether {

struct KeptViews {
  KeptViews(BookPointer of, std::shared_ptr<const Plan> by, const Moment& at)
      : book(std::move(of)), plan(std::move(by)), as_of(at), views(book->book, *plan, at) {}

  // What is doubtful in the book at that moment; found when it is first asked for.
  const std::vector<book::Finding>& Doubts(const Stop& stop);

  const BookPointer book;
  const std::shared_ptr<const Plan> plan;
  const Moment as_of;
  portfolio::Views views;

 private:
  std::optional<std::vector<book::Finding>> doubts_;
};

class ViewsCache {
 public:
  explicit ViewsCache(size_t most) : most_(most) {}

  // Views of the book as it was known at the moment, with the pack: nobody else has them until they
  // are given back.
  std::unique_ptr<KeptViews> Take(const BookPointer& book, const std::shared_ptr<const Plan>& plan,
                                  const Moment& as_of);
  void Give(std::unique_ptr<KeptViews> views);
  // Lets go of those of a book that was replaced or deleted; `tenant`: of that of a store.
  void Forget(std::string_view book, std::string_view tenant = "");

 private:
  const size_t most_;
  Mutex mutex_;
  std::list<std::unique_ptr<KeptViews>> kept_ ABSL_GUARDED_BY(mutex_);  // last given first
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BOOKS_VIEWS_CACHE_H_
