// What holds for every format: the names of files, the same account from each, and that neither
// the cutting of the bytes nor their end at any place changes or breaks anything.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether {
namespace {

using testing::IsEmpty;

constexpr AccountFormat kFormats[] = {AccountFormat::kJson, AccountFormat::kJsonLines,
                                      AccountFormat::kYaml, AccountFormat::kCsv};

TEST(AccountFormatTest, IsToldByTheEndingOfTheName) {
  EXPECT_EQ(AccountFormatOf("a.json"), AccountFormat::kJson);
  EXPECT_EQ(AccountFormatOf("dir.csv/a.JSONL"), AccountFormat::kJsonLines);
  EXPECT_EQ(AccountFormatOf("a.ndjson"), AccountFormat::kJsonLines);
  EXPECT_EQ(AccountFormatOf("a.yaml"), AccountFormat::kYaml);
  EXPECT_EQ(AccountFormatOf("a.yml"), AccountFormat::kYaml);
  EXPECT_EQ(AccountFormatOf("a.b.csv"), AccountFormat::kCsv);
  EXPECT_EQ(AccountFormatOf("a.txt"), std::nullopt);
  EXPECT_EQ(AccountFormatOf("json"), std::nullopt);
  EXPECT_EQ(AccountFormatOf(""), std::nullopt);
}

// One account, with everything that a row of CSV can hold.
constexpr const char* kSameAccount[] = {
    R"([{"id": "acme", "segment": "enterprise", "csm": "Zoë, \"Z\"", "acv": 48000,
         "contract_signed_at": "2026-01-05", "kickoff_at": "2026-01-12T09:00:00+01:00",
         "first_login_at": "not_yet", "first_value_at": {"not_applicable": true}, "stage": null,
         "milestones": [{"key": "training", "planned_at": "2026-02-10",
                         "completed_at": "2026-02-11"}],
         "signals": {"weekly_active_ratio": 0.72, "sso": true, "tier": "gold",
                     "audit": {"not_applicable": true}, "since": "2026-02-20"},
         "dimension_scores": {"technical": 9}, "previous_bands": {"onboarding": "green"},
         "extension": {"granted_days": 14}}])",
    R"({"id": "acme", "segment": "enterprise", "csm": "Zo\u00eb, \"Z\"", "acv": 4.8e4, "contract_signed_at": "2026-01-05", "kickoff_at": "2026-01-12T08:00:00Z", "first_login_at": "not_yet", "first_value_at": {"not_applicable": true}, "milestones": [{"key": "training", "planned_at": "2026-02-10", "completed_at": "2026-02-11"}], "signals": {"weekly_active_ratio": 0.72, "sso": true, "tier": "gold", "audit": {"not_applicable": true}, "since": "2026-02-20"}, "dimension_scores": {"technical": 9}, "previous_bands": [{"model": "onboarding", "band": "green"}], "extension": {"granted_days": 14}})",
    "id: acme\nsegment: enterprise\ncsm: 'Zoë, \"Z\"'\nacv: 48000\n"
    "contract_signed_at: 2026-01-05\nkickoff_at: 2026-01-12T08:00:00Z\nfirst_login_at: not_yet\n"
    "first_value_at: {not_applicable: true}\n"
    "milestones:\n- {key: training, planned_at: 2026-02-10, completed_at: 2026-02-11}\n"
    "signals:\n  weekly_active_ratio: 0.72\n  sso: true\n  tier: gold\n"
    "  audit: {not_applicable: true}\n  since: 2026-02-20\n"
    "dimension_scores: {technical: 9}\nprevious_bands: {onboarding: green}\n"
    "extension:\n  granted_days: 14\n",
    "id,segment,csm,acv,contract_signed_at,kickoff_at,first_login_at,first_value_at,stage,"
    "milestone.training.planned_at,milestone.training.completed_at,weekly_active_ratio,sso,tier,"
    "audit,since,dimension.technical,previous_bands.onboarding,extension.granted_days\n"
    "acme,enterprise,\"Zoë, \"\"Z\"\"\",48000,2026-01-05,2026-01-12T08:00:00Z,not_yet,n/a,,"
    "2026-02-10,2026-02-11,0.72,true,gold,n/a,2026-02-20,9,green,14\n",
};

TEST(AccountReaderTest, TheSameAccountIsTheSameFromEveryFormat) {
  std::string first;
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    const auto records = ReadAccounts(kSameAccount[i], kFormats[i], Limits{});
    ASSERT_EQ(records.size(), 1u) << i;
    EXPECT_THAT(ViolationTexts(records[0]), IsEmpty()) << i;
    if (first.empty()) first = AccountText(records[0].account);
    EXPECT_EQ(AccountText(records[0].account), first) << i;
  }
  EXPECT_EQ(first,
            "id: acme\nsegment: enterprise\ncsm: Zoë, \"Z\"\nacv: 48000\n"
            "contract_signed_at: 2026-01-05\nkickoff_at: 2026-01-12T08:00:00Z\n"
            "first_login_at: not_yet\nfirst_value_at: not applicable\nmilestone.training: listed\n"
            "milestone.training.planned_at: 2026-02-10\n"
            "milestone.training.completed_at: 2026-02-11\nsignals.weekly_active_ratio: 0.72\n"
            "signals.sso: true\nsignals.tier: gold\nsignals.audit: not applicable\n"
            "signals.since: 2026-02-20\ndimension.technical: 9\n"
            "previous_bands.onboarding: green\ngranted_days: 14\n");
}

// Texts with something of everything: good and bad records, marks, quotes, over-long ones.
struct Stream {
  AccountFormat format;
  std::string text;
};

std::vector<Stream> Streams() {
  const std::string long_text(90, 'x');
  std::vector<Stream> streams = {
      {AccountFormat::kJson,
       "\xEF\xBB\xBF[{\"id\": \"a\"}, 17,\n{\"id\": \"b\\\"]\", \"acv\": },"
       "{\"id\": \"\xC3\xAB\"}, {\"id\": \"" +
           long_text + "\"},, {\"id\": \"c\"} {\"id\": \"d\"}] x"},
      {AccountFormat::kJsonLines, "{\"id\": \"a\"}\r\n\n{\"id\": \"b\", }\n" + long_text +
                                      "\n{\"id\": \"\xC3\"}\n{\"id\": \"c\"}"},
      {AccountFormat::kYaml,
       "\xEF\xBB\xBF# two\n---\nid: a\n---\n- id: b\n- id: c\n  acv: [\n"
       "- id: d\n--- \n" +
           long_text + long_text + "\n---\nid: \"\xC3\xAB\"\n"},
      {AccountFormat::kCsv, "id,csm\r\na,\"x\ny\"\n\nb,\"open\nc,d\ne,\"f\"g\n" + long_text +
                                "\nh,\xC3\xAB\ni\nj,\"end"},
  };
  return streams;
}

Limits SmallLimits() {
  Limits limits;
  limits.max_account_bytes = 60;
  limits.max_account_document_bytes = 120;
  return limits;
}

TEST(AccountReaderTest, HowTheBytesAreCutChangesNothing) {
  for (const Stream& stream : Streams()) {
    const auto whole = ReadTexts(stream.text, stream.format, SmallLimits());
    EXPECT_GE(whole.size(), 5u);
    for (size_t size = 1; size <= stream.text.size(); ++size) {
      EXPECT_EQ(RecordTexts(ReadInPieces(stream.text, stream.format, size, SmallLimits())), whole)
          << "pieces of " << size << " bytes";
    }
    for (size_t cut = 0; cut <= stream.text.size(); ++cut) {
      std::vector<AccountRecord> records;
      AccountReader reader(stream.format, SmallLimits(),
                           [&](AccountRecord record) { records.push_back(std::move(record)); });
      reader.Feed(std::string_view(stream.text).substr(0, cut));
      reader.Feed(std::string_view(stream.text).substr(cut));
      reader.Finish();
      EXPECT_EQ(RecordTexts(records), whole) << "cut at " << cut;
    }
  }
}

// Reads what comes unread with the reader that comes with it.
std::vector<AccountRecord> ReadUnread(const Stream& stream, size_t* unread) {
  std::vector<AccountRecord> records;
  AccountReader reader(
      stream.format, SmallLimits(),
      [&](AccountRecord record) { records.push_back(std::move(record)); }, {},
      [&](UnreadText account, const AccountTextReaderPointer& read) {
        records.push_back(read->Read(account));
        ++*unread;
      });
  reader.Feed(stream.text);
  reader.Finish();
  return records;
}

TEST(AccountReaderTest, WhatComesUnreadIsReadAlike) {
  for (const Stream& stream : Streams()) {
    size_t unread = 0;
    const std::vector<AccountRecord> records = ReadUnread(stream, &unread);
    EXPECT_EQ(RecordTexts(records), ReadTexts(stream.text, stream.format, SmallLimits()));
    EXPECT_EQ(unread > 0, stream.format != AccountFormat::kYaml);
    for (size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].index, i);
  }
}

TEST(AccountReaderTest, RowsWaitUntilTheFileHasToldHowDecimalsAreWritten) {
  const Stream stream{AccountFormat::kCsv,
                      "id;acv;seats\na;1,234;1\nb;2,345;2\nc;0,5;3\nd;1,234;4\n"};
  size_t unread = 0;
  const std::vector<AccountRecord> records = ReadUnread(stream, &unread);
  EXPECT_EQ(RecordTexts(records), ReadTexts(stream.text, stream.format, SmallLimits()));
  EXPECT_EQ(unread, 1U) << "the last one";
  EXPECT_EQ(records[0].account.acv, 1.234);
}

TEST(AccountReaderTest, RecordsAreNumberedInOrder) {
  for (const Stream& stream : Streams()) {
    uint32_t index = 0;
    uint32_t line = 0;
    for (const AccountRecord& record : ReadAccounts(stream.text, stream.format, SmallLimits())) {
      EXPECT_EQ(record.index, index++);
      EXPECT_GE(record.line, line);
      line = record.line;
    }
  }
}

// A text that ends too early gives a prefix of the records, then at most one that is told about.
TEST(AccountReaderTest, EndingAnywhereIsAnAnswer) {
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    const std::string text = kSameAccount[i];
    for (size_t size = 0; size < text.size(); ++size) {
      const auto records = ReadAccounts(text.substr(0, size), kFormats[i], Limits{});
      EXPECT_LE(records.size(), 2u) << i << " " << size;
      for (const AccountRecord& record : records) {
        EXPECT_TRUE(!record.ok() || !record.account.id.empty()) << i << " " << size;
      }
    }
  }
}

TEST(AccountReaderTest, ATextCutOffInsideAnAccountOfJsonIsNeverGood) {
  const std::string text = kSameAccount[1];
  for (size_t size = 1; size < text.size(); ++size) {
    const auto records = ReadAccounts(text.substr(0, size), AccountFormat::kJson, Limits{});
    ASSERT_EQ(records.size(), 1u) << size;
    EXPECT_FALSE(records[0].ok()) << size;
  }
}

// Every byte replaced by each of these: never a crash, and every record either good or explained.
TEST(AccountReaderTest, AnyWrongByteIsAnAnswer) {
  const std::string wrong("\0\"\n,:{}[]-\\\xFF#'", 15);
  for (size_t i = 0; i < std::size(kFormats); ++i) {
    for (size_t at = 0; at < std::string(kSameAccount[i]).size(); at += 3) {
      std::string text = kSameAccount[i];
      text[at] = wrong[at % wrong.size()];
      for (const AccountRecord& record : ReadAccounts(text, kFormats[i], Limits{})) {
        EXPECT_TRUE(!record.ok() || !record.account.id.empty()) << i << " " << at;
        for (const Violation& violation : record.violations) {
          EXPECT_FALSE(violation.reason.empty());
          EXPECT_FALSE(violation.message.empty());
        }
      }
    }
  }
}

TEST(AccountReaderTest, AnEndlessRecordIsRefusedOnceAndTheReaderGoesOn) {
  Limits limits;
  limits.max_account_bytes = 1000;
  const std::string piece(1 << 16, 'x');
  constexpr const char* kBefore[] = {"[{\"id\": \"", "{\"id\": \"", "id,csm\na,"};
  constexpr const char* kAfter[] = {"\"}, {\"id\": \"b\"}]", "\"}\n{\"id\": \"b\"}", "\nb,c\n"};
  constexpr AccountFormat kRecordFormats[] = {AccountFormat::kJson, AccountFormat::kJsonLines,
                                              AccountFormat::kCsv};
  for (size_t i = 0; i < std::size(kRecordFormats); ++i) {
    std::vector<AccountRecord> records;
    AccountReader reader(kRecordFormats[i], limits,
                         [&](AccountRecord record) { records.push_back(std::move(record)); });
    reader.Feed(kBefore[i]);
    for (int megabytes = 0; megabytes < 32; ++megabytes) {
      for (int part = 0; part < 16; ++part) reader.Feed(piece);
    }
    reader.Feed(kAfter[i]);
    reader.Finish();
    ASSERT_EQ(records.size(), 2u) << i;
    ASSERT_EQ(records[0].violations.size(), 1u);
    EXPECT_EQ(records[0].violations[0].reason, "TOO_LARGE");
    EXPECT_TRUE(records[1].ok());
    EXPECT_EQ(records[1].account.id, "b");
  }
}

}  // namespace
}  // namespace bellwether
