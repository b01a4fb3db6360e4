// What is sent, in every form; what records hold is text there, and nothing else.
#include "server/delivery/payload.h"

#include <algorithm>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "server/delivery/event.h"
#include "tests/server/delivery/test_events.h"

namespace bellwether::delivery {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST(EventTest, IsReadAsItWasWritten) {
  Event event = RedEvent();
  event.tenant = "north";
  event.by = "ann \"the\" first";
  event.why = "they stay";
  event.task = "Call the sponsor";
  event.former = Face{"turned_yellow", "amber", "enterprise", "dana"};
  event.at += absl::Microseconds(7);
  const auto read = DecodeEvent(EncodeEvent(event));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(EncodeEvent(*read), EncodeEvent(event));
  EXPECT_EQ(read->former, event.former);
  EXPECT_EQ(read->at, event.at);
  EXPECT_EQ(read->routes, event.routes);
  EXPECT_EQ(read->why, event.why);
  EXPECT_EQ(read->task, event.task);
}

TEST(EventTest, HasAKeyOfItsOwn) {
  const Event event = RedEvent();
  EXPECT_THAT(KeyOf(event), SizeIs(32));
  Event later = event;
  later.at += absl::Hours(1);
  EXPECT_EQ(KeyOf(later), KeyOf(event));
  EXPECT_NE(KeyOf(RedEvent("acme", 2)), KeyOf(event));
  Event other = event;
  other.tenant = "north";
  EXPECT_NE(KeyOf(other), KeyOf(event));
}

TEST(EventTest, WhatIsNoneIsRefused) {
  for (const char* text : {"", "{", "[]", "{}", R"({"version": 2})", R"({"version": 1})"}) {
    EXPECT_FALSE(DecodeEvent(text).ok()) << text;
  }
}

TEST(EventTest, BytesThatAreNoTextAreReplacedAndNotThrown) {
  Event event = RedEvent();
  event.reason = "caf\xe9";
  EXPECT_TRUE(DecodeEvent(EncodeEvent(event)).ok());
}

TEST(PayloadTest, PlacesAreFilledAndOthersStay) {
  EXPECT_EQ(FillText("{account} {severity} {nothing} {", RedEvent()), "acme red {nothing} {");
  EXPECT_EQ(FillText("{at}", RedEvent()), "2026-03-01T09:00:00Z");
  EXPECT_THAT(UnknownPlaces("{account} {acount} {x}"), ElementsAre("acount", "x"));
  Event nested = RedEvent();
  nested.reason = "{csm}";  // what is filled in is not filled again
  EXPECT_EQ(FillText("{reason}", nested), "{csm}");
}

TEST(PayloadTest, SlackGetsNoMentionsFromRecords) {
  Event event = RedEvent();
  event.reason = "<!channel> & <https://evil.example|click>";
  const json body = json::parse(SlackBody({}, event));
  EXPECT_EQ(body["text"],
            "acme: &lt;!channel&gt; &amp; &lt;https://evil.example|click&gt; (red, raised)");
  for (const json& block : body["blocks"]) {
    if (block.contains("text")) {
      EXPECT_EQ(block["text"]["type"], "plain_text");
    }
    for (const json& field : block.value("fields", json::array())) {
      EXPECT_EQ(field["type"], "plain_text");
    }
  }
}

TEST(PayloadTest, SlackGetsNoMoreFieldsThanItTakes) {
  Event event = RedEvent();
  event.face.segment = "enterprise";
  event.playbook = "save";
  event.by = "kim";
  event.why = "they stay";
  event.task = "Call the sponsor";
  const std::string body = SlackBody({}, event);
  EXPECT_LE(json::parse(body)["blocks"][1]["fields"].size(), 10u);
  EXPECT_THAT(body, HasSubstr("Task: Call the sponsor"));
  EXPECT_THAT(body, HasSubstr("Why: they stay"));
}

TEST(PayloadTest, TeamsGetsACardWithoutMarkup) {
  Event event = RedEvent();
  event.reason = "[click](https://evil.example)";
  const json body = json::parse(TeamsBody({}, event));
  EXPECT_EQ(body["type"], "message");
  const json& card = body["attachments"][0]["content"];
  EXPECT_EQ(card["type"], "AdaptiveCard");
  for (const json& line : card["body"]) EXPECT_EQ(line["type"], "RichTextBlock");
  EXPECT_EQ(card["body"][0]["inlines"][0]["text"],
            "acme: [click](https://evil.example) (red, raised)");
}

TEST(PayloadTest, LongTextsAreCutBetweenCharacters) {
  Event event = RedEvent();
  for (int i = 0; i < 2'000; ++i) event.reason += "ä";
  const std::string text = json::parse(SlackBody({}, event))["blocks"][0]["text"]["text"];
  EXPECT_LE(text.size(), 2'000u);
  EXPECT_EQ(text.find("\xef\xbf\xbd"), std::string::npos);  // no half one was replaced
}

TEST(PayloadTest, AnAlertmanagerIsToldOfTheBeginningAndTheEnd) {
  const json raised = json::parse(AlertmanagerBody({}, RedEvent()));
  ASSERT_EQ(raised.size(), 1u);
  EXPECT_EQ(raised[0]["labels"]["alertname"], "turned_red");
  EXPECT_EQ(raised[0]["labels"]["severity"], "red");
  EXPECT_FALSE(raised[0]["labels"].contains("segment"));  // which may change meanwhile
  EXPECT_EQ(raised[0]["annotations"]["segment"], "enterprise");
  EXPECT_EQ(raised[0]["startsAt"], "2026-03-01T09:00:00Z");
  EXPECT_EQ(raised[0]["endsAt"], "2027-03-01T09:00:00Z");
  Event over = RedEvent("acme", 2);
  over.kind = std::string(kResolved);
  over.at += absl::Hours(1);
  const json resolved = json::parse(AlertmanagerBody({}, over));
  EXPECT_EQ(resolved[0]["labels"], raised[0]["labels"]);
  EXPECT_EQ(resolved[0]["endsAt"], "2026-03-01T10:00:00Z");
  over.kind = std::string(kMoved);
  EXPECT_EQ(json::parse(AlertmanagerBody({}, over))[0]["endsAt"], "2026-03-01T10:00:00Z");
}

// Other labels are another alert: the one before must end.
TEST(PayloadTest, AnAlertThatIsToldAsSomethingElseEndsWhatItWas) {
  Event event = RedEvent();
  event.former = Face{"turned_yellow", "amber", "enterprise", "dana"};
  const json alerts = json::parse(AlertmanagerBody({}, event));
  ASSERT_EQ(alerts.size(), 2u);
  EXPECT_EQ(alerts[1]["labels"]["alertname"], "turned_yellow");
  EXPECT_EQ(alerts[1]["endsAt"], "2026-03-01T09:00:00Z");
}

TEST(PayloadTest, MailHasHeadersThatRecordsCannotWrite) {
  Target target;
  target.from = "bellwether@example.com";
  target.to = {"cs@example.com", "boss@example.com"};
  Event event = RedEvent();
  event.reason = "red\r\nBcc: everybody@example.com";
  const std::string mail = MailText(target, event, event.at);
  const std::string headers = mail.substr(0, mail.find("\r\n\r\n"));
  EXPECT_THAT(headers, Not(HasSubstr("\nBcc:")));
  EXPECT_THAT(headers, HasSubstr("Subject: acme: red  Bcc: everybody@example.com (red, raised)"));
  EXPECT_THAT(headers, HasSubstr("To: <cs@example.com>,\r\n <boss@example.com>\r\n"));
  EXPECT_THAT(headers, HasSubstr("Message-ID: <" + KeyOf(event) + "@example.com>"));
  EXPECT_THAT(headers, HasSubstr("Date: Sun, 01 Mar 2026 09:00:00 +0000"));
  std::string body;
  ASSERT_TRUE(absl::Base64Unescape(
      absl::StrReplaceAll(mail.substr(mail.find("\r\n\r\n") + 4), {{"\r\n", ""}}), &body));
  EXPECT_THAT(body, HasSubstr("CSM: dana\r\n"));
}

TEST(PayloadTest, SubjectsInOtherLettersAreEncodedInShortWords) {
  Target target;
  target.from = "b@example.com";
  target.to = {"c@example.com"};
  target.text = "Konto {account} läuft Gefahr — ganz sicher, und das schon seit mehreren Wochen";
  const std::string mail = MailText(target, RedEvent(), RedEvent().at);
  const size_t from = mail.find("Subject: ");
  const std::string subject = mail.substr(from, mail.find("\r\nMessage-ID") - from);
  EXPECT_THAT(subject, HasSubstr("=?UTF-8?B?"));
  size_t longest = 0, begin = 0;
  while (begin < subject.size()) {
    const size_t end = std::min(subject.find("\r\n", begin), subject.size());
    longest = std::max(longest, end - begin);
    begin = end + 2;
  }
  EXPECT_LE(longest, 76u);
}

}  // namespace
}  // namespace bellwether::delivery
