// Which field of an account a heading was meant for.
#include "engine/accounts/csv_headings.h"

#include "gtest/gtest.h"

namespace bellwether {
namespace {

TEST(CsvHeadingsTest, HeadingsOfACrmFindTheirFields) {
  EXPECT_EQ(FieldOfHeading("Account ID"), "id");
  EXPECT_EQ(FieldOfHeading("Lifecycle Stage"), "stage");
  EXPECT_EQ(FieldOfHeading("Segment"), "segment");
  EXPECT_EQ(FieldOfHeading("ACV"), "acv");
  EXPECT_EQ(FieldOfHeading("Kickoff-at"), "kickoff_at");
  EXPECT_EQ(FieldOfHeading("NPS"), "");
  EXPECT_EQ(FieldOfHeading("weekly_active_ratio"), "");
}

TEST(CsvHeadingsTest, AMisspelledFieldIsCloseToIt) {
  EXPECT_EQ(FieldCloseTo("kickof_at"), "kickoff_at");
  EXPECT_EQ(FieldCloseTo("Kickoff date"), "kickoff_at");
  EXPECT_EQ(FieldCloseTo("weekly_active_ratio"), "");
}

}  // namespace
}  // namespace bellwether
