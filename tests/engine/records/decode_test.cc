// What a record says, and each way in which it can be wrong: named by its field, all at once.
#include "engine/records/decode.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/records/record_text.h"

namespace bellwether::records {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Change* Find(const Record& record, std::string_view name) {
  for (const Change& change : record.changes) {
    if (change.name == name) return &change;
  }
  return nullptr;
}

TEST(DecodeTest, ReadsEveryForm) {
  const ReadRecord read =
      RecordOf("activity", R"("type": "qbr", "scheduled_at": "2026-01-07T10:00:00Z", "held": false,
                     "attended": 3, "csm": 4711, "purpose": null)");
  ASSERT_EQ(ProblemsOf(read), "");
  const Record& record = read.record;
  EXPECT_EQ(record.kind, Kind::kActivity);
  EXPECT_EQ(record.id, "r1");
  EXPECT_EQ(record.account, "acme");
  EXPECT_EQ(FormatMoment(record.at), "2026-01-05");
  EXPECT_FALSE(record.known_at.has_value());
  EXPECT_EQ(std::get<std::string>(CellOf(record, "type")), "qbr");
  EXPECT_EQ(FormatMoment(std::get<Moment>(CellOf(record, "scheduled_at"))), "2026-01-07T10:00:00Z");
  EXPECT_EQ(std::get<bool>(CellOf(record, "held")), false);
  EXPECT_EQ(std::get<double>(CellOf(record, "attended")), 3);
  EXPECT_EQ(std::get<std::string>(CellOf(record, "csm")), "4711");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(CellOf(record, "purpose")));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(CellOf(record, "hours")));
}

TEST(DecodeTest, ReadsListsAndCounts) {
  const ReadRecord churn =
      RecordOf("revenue", R"("movement": "churn", "mrr": 0.5, "reason": ["price", "competition"])");
  ASSERT_EQ(ProblemsOf(churn), "");
  EXPECT_THAT(std::get<Words>(CellOf(churn.record, "reason")), ElementsAre("price", "competition"));
  const ReadRecord one = RecordOf("revenue", R"("movement": "churn", "mrr": 1, "reason": "price")");
  EXPECT_THAT(std::get<Words>(CellOf(one.record, "reason")), ElementsAre("price"));
  const ReadRecord usage = RecordOf("usage", R"("features": {"reports": 12, "export": 0})");
  ASSERT_EQ(ProblemsOf(usage), "");
  EXPECT_THAT(std::get<Counts>(CellOf(usage.record, "features")),
              ElementsAre(std::pair<std::string, double>("reports", 12),
                          std::pair<std::string, double>("export", 0)));
}

TEST(DecodeTest, ReadsWhatChangedInAnAccount) {
  const ReadRecord read =
      RecordOf("account", R"("segment": "enterprise", "industry": "retail", "acv": 48000,
                    "kickoff_at": "2026-01-12", "first_login_at": "not_yet", "csm": null,
                    "signals": {"active": 0.7, "mood": {"value": "good", "observed_at": "2026-01-02"},
                                "weekly": [["2026-01-01", 3], ["2026-01-04", 4]]})");
  ASSERT_EQ(ProblemsOf(read), "");
  const Record& record = read.record;
  EXPECT_EQ(record.changes.size(), 9U);
  EXPECT_EQ(std::get<std::string>(Find(record, "segment")->value), "enterprise");
  EXPECT_EQ(std::get<std::string>(Find(record, "industry")->value), "retail");
  EXPECT_EQ(std::get<double>(Find(record, "acv")->value), 48000);
  EXPECT_EQ(FormatMoment(std::get<Moment>(Find(record, "kickoff_at")->value)), "2026-01-12");
  EXPECT_TRUE(std::holds_alternative<NotYet>(Find(record, "first_login_at")->value));
  EXPECT_EQ(Find(record, "csm"), nullptr);
  EXPECT_FALSE(Find(record, "segment")->is_signal);
  EXPECT_TRUE(Find(record, "active")->is_signal);
  EXPECT_EQ(FormatMoment(*Find(record, "mood")->observed_at), "2026-01-02");
  EXPECT_EQ(std::get<double>(record.changes.back().value), 4);
  EXPECT_EQ(FormatMoment(*record.changes.back().observed_at), "2026-01-04");
}

TEST(DecodeTest, NamesAllThatIsMissing) {
  const auto read = ReadRecords(R"([{"kind": "contract", "id": " "}])", AccountFormat::kJson);
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(ProblemsOf(read[0]),
            "id: this field is required [MISSING_FIELD]\n"
            "account: this field is required [MISSING_FIELD]\n"
            "at: this field is required [MISSING_FIELD]\n"
            "term_start: this field is required [MISSING_FIELD]\n"
            "term_end: this field is required [MISSING_FIELD]\n");
}

TEST(DecodeTest, NamesAllThatIsWrong) {
  const ReadRecord read = RecordOf(
      "revenue", R"("movement": "expanson", "mrr": -5, "reason": [true], "cause": {}, "mmr": 3)");
  EXPECT_EQ(ProblemsOf(read),
            "movement: `expanson` is none of new, expansion, contraction, churn, reactivation; did "
            "you mean `expansion`? [UNKNOWN_VALUE]\n"
            "mrr: -5 is out of range; write at least 0 [OUT_OF_RANGE]\n"
            "reason[0]: expected a text, not `true` [WRONG_TYPE]\n"
            "cause: expected a text, not a mapping [WRONG_TYPE]\n"
            "mmr: a record of kind revenue has no field `mmr`; did you mean `mrr`? "
            "[UNKNOWN_FIELD]\n");
}

TEST(DecodeTest, KnowsTheKindOrSaysWhichThereAre) {
  const std::string head = R"("id": "r1", "account": "acme", "at": "2026-01-05")";
  const auto read = [&](const std::string& kind, std::optional<Kind> usual) {
    return ReadRecords("[{" + kind + head + "}]", AccountFormat::kJson, usual)[0];
  };
  EXPECT_EQ(ProblemsOf(read("", std::nullopt)), "kind: this field is required [MISSING_FIELD]\n");
  EXPECT_EQ(ProblemsOf(read("", Kind::kUsage)), "");
  EXPECT_EQ(read(R"("kind": "ticket", )", Kind::kUsage).record.kind, Kind::kTicket);
  EXPECT_THAT(ProblemsOf(read(R"("kind": "tiket", )", std::nullopt)),
              HasSubstr("did you mean `ticket`?"));
  EXPECT_THAT(ProblemsOf(read(R"("kind": "xyzzy", )", std::nullopt)),
              HasSubstr("write one of account, contract, revenue"));
}

TEST(DecodeTest, SaysWhereAForeignFieldOfAnAccountBelongs) {
  EXPECT_EQ(ProblemsOf(RecordOf("account", R"("segmnt": "a", "logins": 4, "acv": -1)")),
            "segmnt: an account record has no field `segmnt`; did you mean `segment`? "
            "[UNKNOWN_FIELD]\n"
            "logins: an account record has no field `logins`; if it is a signal, put it under "
            "`signals` [UNKNOWN_FIELD]\n"
            "acv: this is never negative [OUT_OF_RANGE]\n");
}

TEST(DecodeTest, BoundsLists) {
  std::string words = "[";
  for (uint32_t i = 0; i <= Limits().max_record_words; ++i) words += i == 0 ? "\"a\"" : ",\"a\"";
  EXPECT_THAT(
      ProblemsOf(RecordOf("revenue", R"("movement": "churn", "mrr": 1, "reason": )" + words + "]")),
      HasSubstr("max_record_words"));
}

}  // namespace
}  // namespace bellwether::records
