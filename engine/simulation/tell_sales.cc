// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>

#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

using records::Cell;
using records::Kind;

constexpr int kMonths = 12;
constexpr double kDaysOfYear = 365;

class SalesTelling {
 public:
  SalesTelling(const Story& story, Recorder& recorder)
      : story_(story),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kSales)) {}

  void Run() {
    for (const Movement& movement : story_.money.movements) {
      if (movement.way == records::movement::kExpansion) TellWon(movement);
    }
    TellMissed();
    TellCosts();
    TellArms();
  }

 private:
  // Opened `days` before it ends, but not before the account's first day.
  void TellSale(int end, int days, double value, bool won) {
    const std::string id = recorder_.NewId(Kind::kOpportunity);
    const Moment opened = recorder_.Day(std::max(0, end - days));
    const Moment closed = recorder_.Day(end);
    const std::string type = "expansion";
    if (days > 0 && end > 0) {
      recorder_.Tell(Kind::kOpportunity, id, opened, {},
                     {{"type", type}, {"value", value}, {"opened_at", opened}});
    }
    recorder_.Tell(Kind::kOpportunity, id, opened, closed,
                   {{"type", type},
                    {"value", value},
                    {"opened_at", opened},
                    {"closed_at", closed},
                    {"won", won}});
  }

  int SaleDays() { return std::max(1, WholeBetween(draws_, story_.parameters.revenue.sale_days)); }

  void TellWon(const Movement& movement) {
    TellSale(movement.day, SaleDays(), Amount(movement.cents * kMonths), true);
  }

  // Those that begin before the book's end and end after it are open in it.
  void TellMissed() {
    const Revenue& revenue = story_.parameters.revenue;
    const int from = c_.value.value_or(c_.target);
    // Nobody sells to an account that is lost.
    const int days = std::min(c_.last(), c_.lost.value_or(c_.last())) - from;
    const int times = Times(draws_, std::max(0, days) / kDaysOfYear * revenue.missed_sales.value);
    for (int i = 0; i < times; ++i) {
      const int opened = from + Between(draws_, 0, days - 1);
      const int sale = SaleDays();
      const double share = DrawSkewed(draws_, revenue.expansion);
      const auto cents = static_cast<int64_t>(c_.acv * share * 100);
      const int end = c_.lost.has_value() ? std::min(opened + sale, *c_.lost) : opened + sale;
      TellSale(end, end - opened, Amount(cents), false);
    }
  }

  void TellCosts() {
    for (const auto& cost : story_.parameters.costs) {
      if (!Covers(cost.value.segments, SegmentName(story_.parameters, c_))) continue;
      const auto cents = static_cast<int64_t>(c_.acv * cost.value.of_acv.value * 100);
      recorder_.Tell(Kind::kCost, recorder_.Day(c_.kickoff),
                     {{"item", cost.name}, {"amount", Amount(cents)}});
    }
  }

  // Arms are drawn before anything is known of the account.
  void TellArms() {
    for (const Enrolment& one : c_.enrolments) {
      const auto& trial = story_.parameters.trials[one.trial];
      const Moment start = recorder_.Day(0);
      recorder_.Tell(Kind::kAssignment, start,
                     {{"experiment", trial.name},
                      {"arm", trial.value.arms[one.arm].name},
                      {"assigned_at", start}});
    }
  }

  const Story& story_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
};

}  // namespace

void TellSales(const Story& story, Recorder& recorder) { SalesTelling(story, recorder).Run(); }

}  // namespace bellwether::simulation
