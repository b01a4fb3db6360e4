// Whatever a record says, it reads back as the same record (docs: portfolio 1).
#include "engine/records/record_json.h"

#include <gtest/gtest.h>

#include "engine/accounts/violations.h"
#include "engine/records/record_reader.h"
#include "tests/engine/records/drawn_record.h"

namespace bellwether::records {
namespace {

constexpr int kRecordsOfAKind = 400;

// What no record may say is refused by its reader whatever wrote it: dates out of order, answers
// beyond their scale.
bool IsRefusedAnyway(const ReadRecord& read) {
  for (const Violation& violation : read.violations) {
    if (violation.reason != reason::kDatesOutOfOrder && violation.path != "score") return false;
  }
  return !read.ok();
}

TEST(RecordJsonTest, ReadsBackAsTheSameRecord) {
  for (const KindInfo& kind : Kinds()) {
    RecordDrawing drawing(static_cast<uint64_t>(kind.kind) + 1);
    int compared = 0;
    for (int i = 0; i < kRecordsOfAKind; ++i) {
      const Record record = drawing.Next(kind.kind);
      const std::string json = RecordJson(record);
      EXPECT_EQ(json.find('\n'), std::string::npos);
      const auto read = ReadRecords(json + "\n", AccountFormat::kJsonLines);
      ASSERT_EQ(read.size(), 1U) << json;
      if (IsRefusedAnyway(read[0])) continue;
      ASSERT_TRUE(read[0].ok()) << json << "\n" << read[0].violations[0].message;
      ASSERT_EQ(TextOf(read[0].record), TextOf(record)) << json;
      ++compared;
    }
    EXPECT_GT(compared, kRecordsOfAKind / 4) << kind.name;
  }
}

TEST(RecordJsonTest, WritesOnlyWhatIsGiven) {
  Record record;
  record.kind = Kind::kRevenue;
  record.id = "m1";
  record.account = "acme";
  record.at = Moment::Date(absl::CivilDay(2026, 1, 5));
  record.cells = {std::string("churn"), 500.5, {}, Words{"price", "competition"}};
  EXPECT_EQ(RecordJson(record),
            R"({"kind":"revenue","id":"m1","account":"acme","at":"2026-01-05",)"
            R"("movement":"churn","mrr":500.5,"reason":["price","competition"]})");
}

}  // namespace
}  // namespace bellwether::records
