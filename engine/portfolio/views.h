// Views of a book at the moment of a report and at earlier ends of months, made once for all
// metrics of the report.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_VIEWS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_VIEWS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/do_both.h"
#include "engine/base/stop.h"
#include "engine/book/book.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/health_history.h"
#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

// One thread calls it; it stays where it is.
class Views {
 public:
  // `do_both`: for work on accounts and on views that have nothing in common.
  Views(const book::Book& book, const Plan& plan, const Moment& as_of, DoBoth do_both = {});
  Views(const Views&) = delete;  // its views refer to it
  Views& operator=(const Views&) = delete;

  // Who may stop what is computed from now on; with `do_both` two threads ask it. Views that were
  // stopped are of no use any more.
  void StopWhen(const Stop& stop);
  bool stopped() const { return sides_.front()->stop.requested(); }

  // So many months before the report; 0: the report's own. Earlier ones end with their month.
  const View& Before(uint32_t months);
  // Those of 0 up to `count`, in one pass over the book, which costs less than one after the other.
  void Make(uint32_t count);
  // Calls `visit(view, months before)` for 0 up to `count`, even and odd ones perhaps at once: what
  // it does for one of them must not touch another's.
  void ForEach(uint32_t count, const std::function<void(const View& view, uint32_t months)>& visit);

 private:
  // What views share that are never asked at once. Even and odd months have one each where there is
  // a DoBoth, and find the same; else there is one alone.
  struct Side {
    Side(const book::Book& book, const Plan& plan) : history(book, plan, &stop) {}
    Stop stop;
    HealthHistory history;
  };

  Side& SideOf(uint32_t months) { return *sides_[months % sides_.size()]; }
  Moment MomentBefore(uint32_t months) const;
  const book::Book& book_;
  const Plan& plan_;
  const Moment as_of_;
  const DoBoth do_both_;
  std::vector<std::unique_ptr<Side>> sides_;
  std::vector<std::unique_ptr<View>> views_;  // by months before
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_VIEWS_H_
