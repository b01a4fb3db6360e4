// The course of an account is in order, whatever is drawn.
#include "engine/simulation/course.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/simulation/life.h"
#include "engine/simulation/money.h"
#include "tests/engine/simulation/saas_parameters.h"

namespace bellwether::simulation {
namespace {

constexpr uint32_t kAccounts = 1'500;
constexpr uint64_t kSeed = 3;

template <typename Look>
void LookAtAll(const Look& look) {
  const Parameters& saas = SaasParameters();
  for (uint32_t account = 0; account < kAccounts; ++account) {
    SCOPED_TRACE(account);
    look(saas, DrawCourse(saas, kSeed, Months(48), account));
    if (testing::Test::HasFailure()) return;
  }
}

TEST(CourseTest, StartsWithinTheBook) {
  LookAtAll([](const Parameters&, const Course& course) {
    EXPECT_GE(course.start, Months(48).begin());
    EXPECT_GE(course.end, 1);
    EXPECT_EQ(course.start + course.end, Months(48).end());
  });
}

TEST(CourseTest, MilestonesAreInOrderAndEndWithValueAndGraduation) {
  LookAtAll([](const Parameters&, const Course& course) {
    EXPECT_EQ(course.steps.front().completed, course.kickoff);
    for (size_t i = 1; i < course.steps.size(); ++i) {
      const Step& before = course.steps[i - 1];
      const Step& step = course.steps[i];
      EXPECT_LE(before.planned, step.planned);
      if (!step.completed.has_value()) continue;
      EXPECT_LE(*before.completed, *step.completed);
    }
    EXPECT_EQ(course.steps[course.steps.size() - 2].completed, course.value);
    EXPECT_EQ(course.steps.back().completed, course.graduated);
    EXPECT_EQ(course.steps.back().planned, course.target);
    EXPECT_EQ(course.value.has_value(), course.graduated.has_value());
    EXPECT_EQ(course.value.has_value(), !course.abandoned.has_value());
  });
}

// domain 4: a milestone that is late makes the next one later by 1.4 to 2.0.
TEST(CourseTest, LatenessGrowsByTheCascade) {
  int compared = 0;
  LookAtAll([&](const Parameters&, const Course& course) {
    for (size_t i = 1; i + 1 < course.steps.size(); ++i) {
      const Step &before = course.steps[i - 1], &step = course.steps[i];
      if (!before.late || !step.completed.has_value()) continue;
      const double first = *before.completed - before.planned;
      const double next = *step.completed - step.planned;
      EXPECT_GE(next + 0.5, 1.4 * (first - 0.5));
      EXPECT_LE(next - 0.5, 2.0 * (first + 0.5));
      ++compared;
    }
  });
  EXPECT_GT(compared, 500);
}

TEST(CourseTest, NobodyIsLostBeforeTheOnboardingIsOver) {
  int lost = 0, returned = 0;
  LookAtAll([&](const Parameters&, const Course& course) {
    EXPECT_TRUE(course.lost.has_value() || !course.returned.has_value());
    if (!course.lost.has_value()) return;
    ++lost;
    EXPECT_GT(*course.lost, course.graduated.value_or(course.target));
    EXPECT_LT(*course.lost, course.end);
    EXPECT_TRUE(course.here(*course.lost));
    EXPECT_FALSE(course.here(*course.lost + 1));
    if (!course.returned.has_value()) return;
    ++returned;
    EXPECT_GT(*course.returned, *course.lost);
    EXPECT_TRUE(course.here(*course.returned));
  });
  EXPECT_GT(lost, 200);
  EXPECT_GT(returned, 3);
}

TEST(LifeTest, HealthFallsBeforeALoss) {
  int looked = 0;
  LookAtAll([&](const Parameters& saas, const Course& course) {
    const Life life = DrawLife(saas, kSeed, course);
    for (const double share : life.use) EXPECT_TRUE(share >= 0 && share <= 1);
    EXPECT_TRUE(std::is_sorted(life.tickets.begin(), life.tickets.end()));
    if (!course.lost.has_value() || *course.lost < 120 || course.health < 0.5) return;
    ++looked;
    EXPECT_LT(life.HealthOn(*course.lost - 7), life.HealthOn(*course.lost - 77));
  });
  EXPECT_GT(looked, 100);
}

// P16: what came less what went is what is there, to the cent, and nothing is left of a lost
// account.
TEST(MoneyTest, MovementsAddUp) {
  LookAtAll([](const Parameters& saas, const Course& course) {
    const Money money = DrawMoney(saas, kSeed, course);
    int64_t cents = 0;
    int day = 0;
    for (const Movement& movement : money.movements) {
      EXPECT_GE(movement.day, day);
      day = movement.day;
      const bool leaves = movement.way == "churn" || movement.way == "contraction";
      cents += leaves ? -movement.cents : movement.cents;
      if (movement.way == "churn") {
        EXPECT_EQ(cents, 0);
        EXPECT_EQ(movement.day, course.lost);
        EXPECT_FALSE(movement.reasons.empty());
      } else {
        EXPECT_GT(cents, 0);
      }
    }
    EXPECT_EQ(cents == 0, course.lost.has_value() && !course.returned.has_value());
  });
}

TEST(MoneyTest, TermsFollowEachOtherWithoutOverlap) {
  LookAtAll([](const Parameters& saas, const Course& course) {
    const Money money = DrawMoney(saas, kSeed, course);
    int before = 0;
    for (const Term& term : money.terms) {
      EXPECT_LT(term.first, term.end);
      if (term.outcome == "lost") {
        EXPECT_EQ(term.end, course.lost);
        EXPECT_FALSE(term.reasons.empty());
      } else {
        EXPECT_EQ(term.end - term.first, 365);
      }
      EXPECT_EQ(term.outcome.empty(), term.end >= course.end);
      EXPECT_GE(term.first, before);
      before = term.end;
    }
  });
}

}  // namespace
}  // namespace bellwether::simulation
