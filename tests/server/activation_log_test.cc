// Records as lines, and what becomes of lines that somebody touched.
#include "server/activation/activation_log.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

server::ActivationRecord Record(const std::string& id) {
  server::ActivationRecord record;
  record.mutable_activation()->set_id(id);
  record.mutable_activation()->set_reason("because \"it\" is so\n");
  record.mutable_activation()->mutable_recorded_at()->set_seconds(1'767'225'600);
  record.set_caller("ann");
  return record;
}

std::string ThreeLines() {
  std::string text;
  for (const char* id : {"a1", "a2", "a3"}) text = WithRecord(text, Record(id));
  return text;
}

std::string ProblemOf(const std::string& text) {
  const auto read = ReadRecords(text);
  EXPECT_EQ(read.status().code(), absl::StatusCode::kDataLoss);
  return std::string(read.status().message());
}

TEST(ActivationLogTest, ReadsWhatWasWritten) {
  const auto records = ReadRecords(ThreeLines());
  ASSERT_TRUE(records.ok()) << records.status();
  ASSERT_EQ(records->size(), 3u);
  EXPECT_EQ((*records)[2].SerializeAsString(), Record("a3").SerializeAsString());
  EXPECT_TRUE(ReadRecords("").ok());
}

TEST(ActivationLogTest, IsReadByPeople) {
  const std::string text = WithRecord("", Record("a1"));
  EXPECT_THAT(text, HasSubstr(R"("recorded_at":"2026-01-01T00:00:00Z")"));
  EXPECT_THAT(text, HasSubstr(R"("caller":"ann")"));
  EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST(ActivationLogTest, NoticesEveryDamage) {
  const std::string text = ThreeLines();
  const size_t second = text.find('\n') + 1;
  const size_t third = text.find('\n', second) + 1;
  EXPECT_THAT(ProblemOf(absl::StrReplaceAll(text, {{"\"a2\"", "\"a9\""}})), HasSubstr("line 2"));
  EXPECT_THAT(ProblemOf(text.substr(second)), HasSubstr("line 1"));
  EXPECT_THAT(ProblemOf(text.substr(0, second) + text.substr(third)), HasSubstr("line 2"));
  EXPECT_THAT(ProblemOf(text + text.substr(third)), HasSubstr("line 4"));
  EXPECT_THAT(ProblemOf(text + "\n"), HasSubstr("line 4 is no record"));
  for (size_t cut = 1; cut < text.size() - third; ++cut) {
    EXPECT_THAT(ProblemOf(text.substr(0, text.size() - cut)), HasSubstr("line 3 has no end"));
  }
}

TEST(ActivationLogTest, NoticesEveryChangedByte) {
  const std::string text = ThreeLines();
  for (size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] ^= 1;
    EXPECT_FALSE(ReadRecords(changed).ok()) << i;
  }
}

}  // namespace
}  // namespace bellwether
