#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "protos/wire/wire.h"

namespace bellwether {
namespace {

using google::protobuf::TextFormat;
using google::protobuf::util::MessageDifferencer;

// Every field and every alternative of an account once.
constexpr char kEverything[] = R"(
  id: "acme" segment: "enterprise" cadence: "daily" stage: "onboarding" csm: "dana"
  time_zone: "Asia/Jakarta" acv: 48000 seats: 0
  contract_signed_at { date { year: 2026 month: 1 day: 5 } }
  kickoff_at { time { seconds: 1768200000 nanos: 250000000 } }
  first_value_at { not_yet {} }
  graduated_at { not_applicable {} }
  renewal_at { local { date { year: 2026 month: 12 day: 31 } hours: 23 minutes: 59 seconds: 58 } }
  target_graduation_at { date { year: 2026 month: 4 day: 12 } }
  milestones { key: "kickoff" planned_at { date { year: 2026 month: 1 day: 12 } }
               completed_at { date { year: 2026 month: 1 day: 13 } } critical: false }
  milestones { key: "training" completed_at { not_yet {} } }
  milestones { key: "bare" }
  signals { name: "number" number: -0.5 observed_at { date { year: 2026 month: 2 day: 20 } } }
  signals { name: "flag" flag: false }
  signals { name: "text" text: "" }
  signals { name: "time" time { seconds: -1 nanos: 500000000 } }
  signals { name: "date" date { year: 1999 month: 12 day: 31 } }
  signals { name: "local" local { date { year: 2026 month: 3 day: 8 } hours: 2 nanos: 500 } }
  signals { name: "not_applicable" not_applicable {} }
  signals { name: "not_yet" not_yet {} observed_at { time { seconds: 1768200000 } } }
  signals { name: "untyped" untyped: "0.72" }
  signals { name: "not_given" }
  series { name: "history" points { at { date { year: 2026 month: 2 day: 9 } } value: 0.61 }
                           points { at { time { seconds: 1771200000 } } value: 0 } }
  series { name: "empty" }
  dimension_scores { dimension: "technical" score: 9 }
  previous_bands { model: "onboarding" band: "green" }
  overrides { model: "onboarding" kind: OVERRIDE_KIND_SET value: 70 author: "dana" reason: "why"
              set_at { date { year: 2026 month: 2 day: 1 } }
              expires_at { time { seconds: 1771200000 } } }
  overrides { model: "customer" kind: OVERRIDE_KIND_CAP }
  overrides { model: "early" kind: OVERRIDE_KIND_FLOOR value: 100 }
  extension { granted_days: 0 requested_days: 14 }
)";

v1::Account Parse(const std::string& text) {
  v1::Account message;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &message));
  return message;
}

v1::Account ThereAndBack(const v1::Account& message) {
  Account account;
  std::vector<Violation> violations;
  wire::AccountFromProto(message, account, violations);
  for (const Violation& violation : violations) ADD_FAILURE() << violation.path;
  v1::Account back;
  back.set_csm("left over from the account before");
  wire::AccountToProto(account, back);
  return back;
}

TEST(AccountRoundTrip, KeepsEverything) {
  const v1::Account message = Parse(kEverything);
  std::string difference;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&difference);
  EXPECT_TRUE(differencer.Compare(message, ThereAndBack(message))) << difference;
}

TEST(AccountRoundTrip, NothingGivenStaysNothing) {
  const v1::Account message = Parse("id: 'acme'");
  EXPECT_EQ(ThereAndBack(message).SerializeAsString(), message.SerializeAsString());
}

TEST(AccountToProto, DaysThatTheMessageCannotHoldAreSentAsOnesThatAreRefused) {
  for (const double days : {2.5, 1e12, -1e12}) {
    Account account;
    account.extension.granted_days = days;
    v1::Account message;
    wire::AccountToProto(account, message);
    EXPECT_EQ(message.extension().granted_days(), -1) << days;
    EXPECT_FALSE(message.extension().has_requested_days());
  }
}

TEST(MomentToProto, KeepsDatesDatesAndTimesTimes) {
  v1::Moment message;
  wire::MomentToProto(*ParseMoment("2026-03-01"), message);
  EXPECT_EQ(message.ShortDebugString(), "date { year: 2026 month: 3 day: 1 }");
  wire::MomentToProto(*ParseMoment("2026-03-01T00:00:00.5Z"), message);
  EXPECT_EQ(message.ShortDebugString(), "time { seconds: 1772323200 nanos: 500000000 }");
}

TEST(MomentToProto, KeepsLocalTimesAsTheClockShowsThem) {
  v1::Moment message;
  wire::MomentToProto(*ParseMoment("2026-03-08 02:30:05.25"), message);
  EXPECT_EQ(message.ShortDebugString(),
            "local { date { year: 2026 month: 3 day: 8 } hours: 2 minutes: 30 seconds: 5 nanos: "
            "250000000 }");
}

}  // namespace
}  // namespace bellwether
