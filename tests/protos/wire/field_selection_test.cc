#include "protos/wire/field_selection.h"

#include "absl/strings/str_cat.h"
#include "bellwether/v1/evaluation.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace bellwether::wire {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string Add(FieldSelection& fields, const std::string& path) {
  return fields.Add(*v1::Evaluation::descriptor(), path);
}

std::string Trimmed(const FieldSelection& fields) {
  v1::Evaluation message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(account_id: "a" as_of { seconds: 5 }
         health { model: "x" score { value: 7 band: "good" } components { name: "c" } }
         health { model: "y" coverage: 0.5 }
         data { stale: "s" missing_count: 2 })",
      &message));
  fields.Trim(message);
  return message.ShortDebugString();
}

TEST(FieldSelectionTest, IsEverythingUntilSomethingIsSelected) {
  const FieldSelection fields;
  EXPECT_TRUE(fields.all());
  EXPECT_TRUE(fields.Has({v1::Evaluation::kDataFieldNumber}));
  EXPECT_THAT(Trimmed(fields), HasSubstr("stale"));
}

TEST(FieldSelectionTest, KeepsAFieldOfEachEntry) {
  FieldSelection fields;
  EXPECT_EQ(Add(fields, "health.score.band"), "");
  EXPECT_EQ(Add(fields, "health.model"), "");
  EXPECT_EQ(Add(fields, "data.missing_count"), "");
  EXPECT_EQ(Trimmed(fields),
            "health { model: \"x\" score { band: \"good\" } } health { model: \"y\" } "
            "data { missing_count: 2 }");
  EXPECT_TRUE(fields.Has({v1::Evaluation::kHealthFieldNumber}));
  EXPECT_FALSE(
      fields.Has({v1::Evaluation::kHealthFieldNumber, v1::HealthResult::kComponentsFieldNumber}));
  EXPECT_FALSE(fields.Has({v1::Evaluation::kFlagsFieldNumber}));
}

TEST(FieldSelectionTest, TakesTheWiderOfTwoPathsWhicheverComesFirst) {
  FieldSelection wide_first;
  EXPECT_EQ(Add(wide_first, "health"), "");
  EXPECT_EQ(Add(wide_first, "health.score.band"), "");
  FieldSelection wide_last;
  EXPECT_EQ(Add(wide_last, "health.score.band"), "");
  EXPECT_EQ(Add(wide_last, "health"), "");
  EXPECT_EQ(Trimmed(wide_first), Trimmed(wide_last));
  EXPECT_THAT(Trimmed(wide_first), HasSubstr("components"));
}

TEST(FieldSelectionTest, SaysWhatIsWrongWithAPathAndForgetsIt) {
  FieldSelection fields;
  EXPECT_THAT(Add(fields, "health.scores.band"),
              AllOf(HasSubstr("`health.scores.band` names no field: HealthResult has no `scores`"),
                    HasSubstr("did you mean `score`?")));
  EXPECT_THAT(Add(fields, "healthy"), HasSubstr("did you mean `health`?"));
  EXPECT_THAT(Add(fields, "stage.name"), HasSubstr("`stage` is one value"));
  EXPECT_THAT(Add(fields, "as_of.seconds"), HasSubstr("`as_of` is one value"));
  EXPECT_THAT(Add(fields, ""), HasSubstr("Evaluation has no ``"));
  EXPECT_THAT(Add(fields, "health..model"), HasSubstr("HealthResult has no ``"));
  EXPECT_TRUE(fields.all());
}

TEST(FieldSelectionTest, RefusesPathsOfAnyDepth) {
  std::string path = "health";
  for (int i = 0; i < 100'000; ++i) path += ".components";
  FieldSelection fields;
  EXPECT_THAT(Add(fields, path), HasSubstr("at most 32 are allowed"));
  EXPECT_EQ(Add(fields, "health.components.components.components.name"), "");
}

}  // namespace
}  // namespace bellwether::wire
