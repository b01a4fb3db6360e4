// The course of an account in words: start, holds, late milestones with cause and days, outcomes.
#include "engine/portfolio/timeline.h"

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "gtest/gtest.h"
#include "tests/engine/portfolio/metric_of.h"

namespace bellwether::portfolio {
namespace {

std::string TimelineAt(std::string_view book_text, std::string_view as_of) {
  const auto plan = SmallPack();
  const book::Book book = book::BookOf(book_text);
  const View view(book, *plan, *ParseMoment(as_of));
  std::string text;
  for (const TimelineEvent& event : TimelineOf(view, 0)) {
    absl::StrAppend(&text, absl::FormatCivilTime(DayOfNumber(event.day)),
                    event.is_delay ? " ! " : " ", event.what, "\n");
  }
  return text;
}

const std::string kBook =
    absl::StrCat(Started("a", "2026-01-01", "target_graduation_at: 2026-02-01"), R"(
- {kind: onboarding, id: o1, account: a, at: 2026-01-05, event: started}
- {kind: onboarding, id: o2, account: a, at: 2026-01-10, event: held}
- {kind: onboarding, id: o3, account: a, at: 2026-01-17, event: resumed}
- {kind: milestone, id: m1, account: a, at: 2026-01-05, key: setup, planned_at: 2026-01-12, completed_at: 2026-01-24, cause: customer_capacity}
- {kind: milestone, id: m2, account: a, at: 2026-01-05, key: training, planned_at: 2026-02-02}
- {kind: value, id: v, account: a, at: 2026-02-20, outcome: x, confirmed_by: y}
)");

TEST(TimelineTest, TellsWhatDelayed) {
  EXPECT_EQ(TimelineAt(kBook, "2026-02-10"),
            "2026-01-01 start\n"
            "2026-01-05 kickoff\n"
            "2026-01-10 ! on hold for 7 days\n"
            "2026-01-12 ! setup 12 days late: customer_capacity\n"
            "2026-02-01 target of graduation, passed 9 days ago\n"
            "2026-02-02 ! training open, 8 days late: no cause given\n");
}

// What was late when the onboarding was given up does not grow later, and what was due after that
// is not late at all.
TEST(TimelineTest, NothingGrowsLaterOnceItIsGivenUp) {
  EXPECT_EQ(TimelineAt(absl::StrCat(Started("a", "2026-01-01"), R"(
- {kind: milestone, id: m1, account: a, at: 2026-01-05, key: setup, planned_at: 2026-01-12}
- {kind: milestone, id: m2, account: a, at: 2026-01-05, key: training, planned_at: 2026-02-02}
- {kind: onboarding, id: o1, account: a, at: 2026-01-20, event: abandoned}
)"),
                       "2026-06-01"),
            "2026-01-01 start\n"
            "2026-01-12 ! setup never done, 8 days late: no cause given\n"
            "2026-01-20 onboarding abandoned\n");
}

// P1: as it was known at the moment.
TEST(TimelineTest, IsOfTheMoment) {
  EXPECT_EQ(TimelineAt(kBook, "2026-01-13"),
            "2026-01-01 start\n"
            "2026-01-05 kickoff\n"
            "2026-01-10 ! on hold since, so far 3 days\n"
            "2026-02-01 target of graduation\n");
  EXPECT_NE(TimelineAt(kBook, "2026-02-21").find("2026-02-20 first value, day 50\n"),
            std::string::npos);
}

}  // namespace
}  // namespace bellwether::portfolio
