// A book as it was known at one moment, read with a pack: the ground that every measure stands on.
//
// One thread: what is costly, health above all, is worked out when it is first asked for. It refers
// to the book and the plan, which must outlive it.
//
// Whoever asks for it may lose interest: the view, and all who go over its accounts, look at
// `stopped()` for each. What is made after it said yes is not to be used, nor is the view.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_VIEW_H_
#define BELLWETHER_ENGINE_PORTFOLIO_VIEW_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/saying.h"
#include "engine/base/stop.h"
#include "engine/book/book.h"
#include "engine/book/revenue.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/health_history.h"
#include "engine/portfolio/life.h"
#include "engine/portfolio/revenue_flow.h"

namespace bellwether::portfolio {

// What a month brings, as a figure of a year.
inline constexpr double kMonthsOfAYear = 12;

class View {
 public:
  // `history`: shared with other views of the same book and plan, and outliving this one; null: its
  // own. `stop` outlives the view; null: nobody stops it.
  View(const book::Book& book, const Plan& plan, const Moment& as_of,
       HealthHistory* history = nullptr, const Stop* stop = nullptr);
  // With the lives that ReadLives() gave for the moment.
  View(const book::Book& book, const Plan& plan, const Moment& as_of, std::vector<Life> lives,
       HealthHistory* history, const Stop* stop);

  const book::Book& book() const { return book_; }
  const Plan& plan() const { return plan_; }
  book::Instant as_of() const { return as_of_.instant; }
  int32_t today() const { return as_of_.day; }
  const Moment& moment() const { return moment_; }
  const Stop* stop() const { return stop_; }
  bool stopped() const { return stop_ != nullptr && stop_->requested(); }
  const Life& life(uint32_t account) const { return lives_[account]; }

  // Calls `visit(row)` for each record of the account that is known, in order of time; those that
  // happen later than the view are left out.
  template <typename Visit>
  void ForEach(const book::Table& table, uint32_t account, const Visit& visit) const {
    table.ForEachHappened(account, as_of_.instant, visit);
  }
  const book::Table& table(records::Kind kind) const { return book_.table(kind); }
  std::string_view word(book::Name name) const { return book_.names()[name]; }

  // An attribute in force at a moment (P2), or a signal where the account has no attribute of that
  // name: its word, or its number or truth as a word; "" for none.
  std::string AttributeAt(uint32_t account, book::Name attribute, book::Instant moment) const;
  std::optional<double> NumberAt(uint32_t account, book::Name attribute,
                                 book::Instant moment) const;
  std::optional<book::Stamp> DateOf(uint32_t account, std::string_view field) const {
    return DateAt(account, field, as_of_.instant);
  }
  std::optional<book::Stamp> DateAt(uint32_t account, std::string_view field,
                                    book::Instant moment) const;

  // The first instant of the day `months` calendar months before the view's, in the book's zone. A
  // day that the month lacks is its last.
  book::Stamp MonthsBefore(int64_t months) const;

  // Whether the account has started and is not lost.
  bool IsCustomer(uint32_t account) const {
    return lives_[account].start.has_value() && !lives_[account].lost.has_value();
  }
  // The band that the pack gives the account's primary model at the moment of the view, replayed
  // from the book (P22); "" for none.
  const std::string& band(uint32_t account) const;
  // The same with the flags that are raised; of no customer nothing.
  const HealthState& health(uint32_t account) const;
  // The health of past days, up to that of the view.
  HealthHistory& history() const;
  // Whether the account was a customer on a day, as far as is known at the view.
  bool WasCustomer(uint32_t account, int32_t day) const {
    const Life& life = lives_[account];
    return life.start && life.start->day <= day && (!life.lost || life.lost->day > day);
  }
  const book::Revenue& revenue() const { return revenue_; }
  // What happened to revenue in (from, the view's moment], worked out once for each `from`.
  const std::vector<RevenueFlow>& revenue_flows(book::Instant from) const;
  // Monthly and yearly revenue at the moment of the view; nothing of an account that no record of
  // revenue tells of: what it pays is not known.
  std::optional<double> monthly_revenue(uint32_t account) const;
  std::optional<double> yearly_revenue(uint32_t account) const;

  // Why amounts cannot be added (P4); empty when they can.
  const Wording& currency_problem() const;
  // The same of the accounts that are kept; nothing: of all.
  Wording CurrencyProblemOf(const book::KeptAccounts& kept) const;

 private:
  const book::Book& book_;
  const Plan& plan_;
  const Stop* const stop_;
  const book::Revenue revenue_;
  book::Stamp as_of_;
  const Moment moment_;
  std::vector<Life> lives_;
  HealthHistory* const shared_history_;
  mutable std::unique_ptr<HealthHistory> own_history_;
  // Below: once they were asked for.
  mutable std::vector<HealthState> health_;
  mutable std::map<book::Instant, std::vector<RevenueFlow>> flows_;
  mutable std::optional<Wording> currency_problem_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_VIEW_H_
