// Tested by tests/engine/simulation/course_test.cc.
#include "engine/simulation/money.h"

#include <algorithm>
#include <cmath>

namespace bellwether::simulation {
namespace {

constexpr double kCents = 100;
constexpr double kMonths = 12;

int64_t Cents(double amount) { return std::max<int64_t>(1, std::llround(amount * kCents)); }

class MoneyDrawing {
 public:
  MoneyDrawing(const Parameters& parameters, uint64_t seed, const Course& course, Money& money)
      : p_(parameters),
        c_(course),
        money_(money),
        draws_(DrawsOf(seed, course.account, Subject::kRevenue)) {}

  void Run() {
    Move(0, records::movement::kNew, Cents(c_.acv / kMonths), "", {});
    DrawTerms(0, c_.lost.value_or(c_.end));
    if (!c_.lost.has_value()) return;
    const int64_t before = revenue_;
    const records::Words reasons = money_.terms.back().reasons;
    Move(*c_.lost, records::movement::kChurn, revenue_, p_.revenue.lost_cause.value, reasons);
    if (!c_.returned.has_value()) return;
    const double back = static_cast<double>(before) / kCents * p_.lifetime.returning_revenue.value;
    Move(*c_.returned, records::movement::kReactivation, Cents(back), "", {});
    DrawTerms(*c_.returned, c_.end);
  }

 private:
  void Move(int day, std::string_view way, int64_t cents, std::string cause,
            records::Words reasons) {
    const bool leaves = way == records::movement::kChurn || way == records::movement::kContraction;
    revenue_ += leaves ? -cents : cents;
    money_.movements.push_back({day, way, cents, std::move(cause), std::move(reasons)});
  }

  // `last`: the day on which the account is lost or the book ends.
  void DrawTerms(int first, int last) {
    const int days = static_cast<int>(p_.lifetime.term_days.value);
    for (int begin = first; begin < last; begin += days) {
      Term term{begin, begin + days, revenue_, Happens(draws_, p_.lifetime.auto_renews.value), "",
                {}};
      DrawMovements(term, last);
      Close(term, last);
      money_.terms.push_back(std::move(term));
    }
  }

  void Close(Term& term, int last) {
    records::Words reasons = DrawReasons();
    if (last == c_.lost && last <= term.end) {
      term.end = last;
      term.outcome = records::outcome::kLost;
    } else if (term.end >= c_.end) {
      return;
    } else if (revenue_ > term.cents) {
      term.outcome = records::outcome::kExpanded;
    } else if (revenue_ < term.cents) {
      term.outcome = records::outcome::kReduced;
    } else {
      term.outcome = records::outcome::kRenewed;
    }
    const bool less =
        term.outcome == records::outcome::kLost || term.outcome == records::outcome::kReduced;
    if (less) term.reasons = std::move(reasons);
  }

  // A second reason is drawn like the first, so that each word keeps its share: of two, each counts
  // for one half.
  records::Words DrawReasons() {
    records::Words reasons = {PickWord(draws_, p_.lifetime.reasons)};
    const bool more = Happens(draws_, p_.lifetime.second_reason.value);
    const std::string& second = PickWord(draws_, p_.lifetime.reasons);
    if (more && second != reasons[0]) reasons.push_back(second);
    return reasons;
  }

  // At most one of each in a term; growth comes after value.
  void DrawMovements(const Term& term, int last) {
    const bool grows = Happens(draws_, BucketOf(p_, c_).expanded.value);
    const bool shrinks = Happens(draws_, p_.revenue.reduced.value);
    const int from = std::max(term.first, c_.value.value_or(c_.target)) + 1;
    const int growth = Between(draws_, std::min(from, term.end - 1), term.end - 1);
    const int shrinking = Between(draws_, term.first + 1, term.end - 1);
    if (grows && shrinks && shrinking < growth) {
      Shrink(shrinking, last);
      return Grow(growth, last);
    }
    if (grows) Grow(growth, last);
    if (shrinks) Shrink(shrinking, last);
  }

  void Grow(int day, int last) {
    const double share = DrawSkewed(draws_, p_.revenue.expansion);
    const std::string& cause = PickWord(draws_, p_.revenue.expansion_causes);
    if (day >= last) return;
    Move(day, records::movement::kExpansion, Cents(static_cast<double>(revenue_) / kCents * share),
         cause, {});
  }

  void Shrink(int day, int last) {
    const double share = Between(draws_, p_.revenue.reduction);
    const std::string& cause = PickWord(draws_, p_.revenue.reduction_causes);
    records::Words reasons = DrawReasons();
    const int64_t cents = Cents(static_cast<double>(revenue_) / kCents * share);
    if (day >= last || cents >= revenue_) return;
    Move(day, records::movement::kContraction, cents, cause, std::move(reasons));
  }

  const Parameters& p_;
  const Course& c_;
  Money& money_;
  Draws draws_;
  int64_t revenue_ = 0;  // cents a month
};

}  // namespace

Money DrawMoney(const Parameters& parameters, uint64_t seed, const Course& course) {
  Money money;
  MoneyDrawing(parameters, seed, course, money).Run();
  return money;
}

}  // namespace bellwether::simulation
