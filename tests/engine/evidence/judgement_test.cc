// P29: precision, recall and lead time of the worst band, and lift at capacity.
#include "engine/evidence/judgement.h"

#include "gtest/gtest.h"

namespace bellwether::evidence {
namespace {

TEST(JudgementTest, CountsWhatTheWorstBandCaught) {
  const Said said[] = {{10, true, false, 40},  {20, true, false, 100}, {30, true, true, {}},
                       {60, false, false, 20}, {70, false, true, {}},  {80, false, true, {}},
                       {85, false, true, {}},  {90, false, true, {}},  {95, false, true, {}},
                       {99, false, true, {}}};
  const Judgement judgement = Judge(said, 0.2);
  EXPECT_EQ(judgement.alarm.raised, 3U);
  EXPECT_EQ(judgement.alarm.precision->events, 2U);
  EXPECT_EQ(judgement.alarm.precision->n, 3U);
  EXPECT_EQ(judgement.alarm.recall->events, 2U);
  EXPECT_EQ(judgement.alarm.recall->n, 3U);
  EXPECT_EQ(judgement.alarm.lead_days, 70);
  // Of 7 × 3 pairs only (30 stays, 60 leaves) is ranked wrong.
  EXPECT_DOUBLE_EQ(judgement.power->auc, 20.0 / 21);
  // The two least healthy were lost: 100 % where calling by lot finds 30 %.
  EXPECT_DOUBLE_EQ(*judgement.called->lift, 1 / 0.3);
}

TEST(JudgementTest, AnAlarmThatIsNeverRaisedHasNoPrecision) {
  const Said said[] = {{80, false, true, {}}, {90, false, true, {}}};
  const Judgement judgement = Judge(said, 0.5);
  EXPECT_FALSE(judgement.alarm.precision);
  EXPECT_FALSE(judgement.alarm.recall);  // nobody was lost
  EXPECT_FALSE(judgement.alarm.lead_days);
  EXPECT_FALSE(judgement.power);
}

}  // namespace
}  // namespace bellwether::evidence
