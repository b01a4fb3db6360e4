// Tested by tests/server/views_cache_test.cc.
#include "server/books/views_cache.h"

#include <algorithm>
#include <utility>

namespace bellwether {
namespace {

bool IsSame(const Moment& a, const Moment& b) {
  if (a.date_only != b.date_only) return false;
  return a.date_only ? a.day == b.day : a.time == b.time;
}

}  // namespace

const std::vector<book::Finding>& KeptViews::Doubts(const Stop& stop) {
  if (!doubts_.has_value()) {
    doubts_ = book::FindDoubts(book->book, views.Before(0).as_of(), &stop);
  }
  return *doubts_;
}

std::unique_ptr<KeptViews> ViewsCache::Take(const BookPointer& book,
                                            const std::shared_ptr<const Plan>& plan,
                                            const Moment& as_of) {
  {
    MutexLock lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& one) {
      return one->book == book && one->plan == plan && IsSame(one->as_of, as_of);
    });
    if (found != kept_.end()) {
      std::unique_ptr<KeptViews> views = std::move(*found);
      kept_.erase(found);
      return views;
    }
  }
  return std::make_unique<KeptViews>(book, plan, as_of);
}

void ViewsCache::Give(std::unique_ptr<KeptViews> views) {
  std::unique_ptr<KeptViews> oldest;  // released outside the lock
  if (views->views.stopped()) return;
  views->views.StopWhen(Stop());  // what stopped the call that had them is gone
  MutexLock lock(mutex_);
  kept_.push_front(std::move(views));
  if (kept_.size() <= most_) return;
  oldest = std::move(kept_.back());
  kept_.pop_back();
}

void ViewsCache::Forget(std::string_view book, std::string_view tenant) {
  std::list<std::unique_ptr<KeptViews>> forgotten;  // released outside the lock
  MutexLock lock(mutex_);
  for (auto it = kept_.begin(); it != kept_.end();) {
    const auto here = it++;
    const StoredBook& of = *(*here)->book;
    if (of.name == book && of.tenant == tenant) forgotten.splice(forgotten.end(), kept_, here);
  }
}

}  // namespace bellwether
