// Messages in text format, and what becomes of them.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

using ::testing::ElementsAre;

struct Converted {
  Account account;
  std::vector<Violation> violations;
};

v1::Account Parse(const std::string& text) {
  v1::Account message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

Converted Convert(const std::string& text) {
  Converted converted;
  AccountFromProto(Parse(text), converted.account, converted.violations);
  return converted;
}

TEST(AccountFromProtoTest, KeepsAbsentApartFromZero) {
  const Converted absent = Convert("id: 'a'");
  EXPECT_EQ(absent.account.id, "a");
  EXPECT_FALSE(absent.account.acv.has_value());
  EXPECT_FALSE(absent.account.extension.granted_days.has_value());
  const Converted zero = Convert("acv: 0 seats: 0 extension { granted_days: 0 }");
  EXPECT_EQ(zero.account.acv, 0.0);
  EXPECT_EQ(zero.account.seats, 0.0);
  EXPECT_EQ(zero.account.extension.granted_days, 0.0);
  EXPECT_FALSE(zero.account.extension.requested_days.has_value());
}

TEST(AccountFromProtoTest, ReadsTheFourStatesOfAnEvent) {
  const Account account = Convert(R"(
      kickoff_at { date { year: 2026 month: 1 day: 12 } }
      first_login_at { not_yet {} }
      first_value_at { not_applicable {} }
      renewal_at { time { seconds: 1767225600 nanos: 5 } })")
                              .account;
  EXPECT_EQ(std::get<Moment>(account.date(EventField::kKickoffAt)).day,
            absl::CivilDay(2026, 1, 12));
  EXPECT_TRUE(std::get<Moment>(account.date(EventField::kKickoffAt)).date_only);
  EXPECT_TRUE(std::holds_alternative<NotYet>(account.date(EventField::kFirstLoginAt)));
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(account.date(EventField::kFirstValueAt)));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(account.date(EventField::kGraduatedAt)));
  EXPECT_EQ(std::get<Moment>(account.date(EventField::kRenewalAt)).time,
            absl::FromUnixSeconds(1767225600) + absl::Nanoseconds(5));
}

TEST(AccountFromProtoTest, ReadsEverySignalValue) {
  const Account account = Convert(R"(
      signals { name: "number" number: 0.5 }
      signals { name: "flag" flag: false }
      signals { name: "text" text: "" }
      signals { name: "untyped" untyped: "12" }
      signals { name: "time" time { seconds: 1 } }
      signals { name: "date" date { year: 2026 month: 2 day: 28 } }
      signals { name: "na" not_applicable {} }
      signals { name: "not_yet" not_yet {} }
      signals { name: "none" observed_at { date { year: 2026 month: 1 day: 1 } } })")
                              .account;
  ASSERT_EQ(account.signals.size(), 9u);
  EXPECT_EQ(std::get<double>(account.signals[0].value), 0.5);
  EXPECT_EQ(std::get<bool>(account.signals[1].value), false);
  EXPECT_EQ(std::get<std::string>(account.signals[2].value), "");
  EXPECT_EQ(std::get<Untyped>(account.signals[3].value).text, "12");
  EXPECT_FALSE(std::get<Moment>(account.signals[4].value).date_only);
  EXPECT_TRUE(std::get<Moment>(account.signals[5].value).date_only);
  EXPECT_TRUE(std::holds_alternative<NotApplicable>(account.signals[6].value));
  EXPECT_TRUE(std::holds_alternative<NotYet>(account.signals[7].value));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(account.signals[8].value));
  EXPECT_EQ(account.signals[8].observed_at->day, absl::CivilDay(2026, 1, 1));
  EXPECT_FALSE(account.signals[0].observed_at.has_value());
}

TEST(AccountFromProtoTest, ReadsLists) {
  const Account account = Convert(R"(
      milestones { key: "training" planned_at { date { year: 2026 month: 2 day: 10 } }
                   completed_at { not_yet {} } critical: false }
      milestones { key: "extra" }
      series { name: "weekly" points { at { time { seconds: 7 } } value: 0.5 } }
      dimension_scores { dimension: "technical" score: 9 }
      previous_bands { model: "onboarding" band: "green" }
      overrides { model: "onboarding" kind: OVERRIDE_KIND_FLOOR value: 60 author: "dana"
                  reason: "contract" expires_at { time { seconds: 9 } } })")
                              .account;
  EXPECT_EQ(account.milestones[0].critical, false);
  EXPECT_TRUE(std::holds_alternative<NotYet>(account.milestones[0].completed_at));
  EXPECT_FALSE(account.milestones[1].critical.has_value());
  EXPECT_FALSE(account.milestones[1].planned_at.has_value());
  EXPECT_EQ(account.series[0].points[0].value, 0.5);
  EXPECT_EQ(account.dimension_scores[0].score, 9);
  EXPECT_EQ(account.previous_bands[0].band, "green");
  EXPECT_EQ(account.overrides[0].kind, OverrideInput::Kind::kFloor);
  EXPECT_EQ(account.overrides[0].expires_at->time, absl::FromUnixSeconds(9));
  EXPECT_FALSE(account.overrides[0].set_at.has_value());
}

TEST(AccountFromProtoTest, ForgetsWhatTheAccountHeldBefore) {
  Converted converted = Convert(R"(
      id: "first" segment: "smb" acv: 5 kickoff_at { not_yet {} }
      signals { name: "a" text: "x" observed_at { time { seconds: 1 } } }
      series { name: "s" points { at { time { seconds: 1 } } value: 1 } }
      milestones { key: "m" critical: true planned_at { time { seconds: 1 } } }
      dimension_scores { dimension: "d" score: 1 } previous_bands { model: "m" band: "b" }
      overrides { kind: OVERRIDE_KIND_SET set_at { time { seconds: 1 } } }
      extension { granted_days: 1 requested_days: 1 })");
  AccountFromProto(Parse(R"(id: "second" signals { name: "b" } series { name: "t" }
                            milestones { key: "n" } overrides { kind: OVERRIDE_KIND_CAP })"),
                   converted.account, converted.violations);
  const Account& account = converted.account;
  EXPECT_EQ(account.id, "second");
  EXPECT_EQ(account.segment, "");
  EXPECT_FALSE(account.acv.has_value());
  EXPECT_TRUE(std::holds_alternative<std::monostate>(account.date(EventField::kKickoffAt)));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(account.signals[0].value));
  EXPECT_FALSE(account.signals[0].observed_at.has_value());
  EXPECT_TRUE(account.series[0].points.empty());
  EXPECT_FALSE(account.milestones[0].critical.has_value());
  EXPECT_FALSE(account.milestones[0].planned_at.has_value());
  EXPECT_TRUE(account.dimension_scores.empty());
  EXPECT_TRUE(account.previous_bands.empty());
  EXPECT_FALSE(account.overrides[0].set_at.has_value());
  EXPECT_FALSE(account.extension.granted_days.has_value());
}

struct ProblemCase {
  const char* name;
  const char* message;
  const char* path;
  const char* reason;
};

constexpr ProblemCase kProblems[] = {
    {"NoSuchDay", "kickoff_at { date { year: 2026 month: 2 day: 31 } }", "kickoff_at", "BAD_DATE"},
    {"NoMonth", "renewal_at { date { year: 2026 } }", "renewal_at", "BAD_DATE"},
    {"NegativeYear", "kickoff_at { date { year: -1 month: 1 day: 1 } }", "kickoff_at", "BAD_DATE"},
    {"HugeYear", "kickoff_at { date { year: 2147483647 month: 1 day: 1 } }", "kickoff_at",
     "BAD_DATE"},
    {"HugeMonth", "kickoff_at { date { year: 2026 month: 2147483647 day: 2147483647 } }",
     "kickoff_at", "BAD_DATE"},
    {"LateTimestamp", "signals { name: 'x' time { seconds: 253402300800 } }", "signals.x",
     "BAD_DATE"},
    {"EarlyTimestamp", "signals { name: 'x' time { seconds: -62135596801 } }", "signals.x",
     "BAD_DATE"},
    {"NegativeNanos", "signals { name: 'x' time { seconds: 1 nanos: -1 } }", "signals.x",
     "BAD_DATE"},
    {"ManyNanos", "signals { name: 'x' time { seconds: 1 nanos: 1000000000 } }", "signals.x",
     "BAD_DATE"},
    {"EmptyMoment", "signals { name: 'x' number: 1 observed_at {} }", "signals.x.observed_at",
     "MISSING_FIELD"},
    {"MilestoneDate", "milestones { } milestones { planned_at { date {} } }",
     "milestones[1].planned_at", "BAD_DATE"},
    {"SeriesPoint", "series { name: 's' points { value: 1 } }", "signals.s[0].at", "MISSING_FIELD"},
    {"OverrideKind", "overrides { model: 'm' }", "overrides[0].kind", "MISSING_FIELD"},
    {"OverrideExpiry", "overrides { kind: OVERRIDE_KIND_SET expires_at {} }",
     "overrides[0].expires_at", "MISSING_FIELD"},
};

class ProblemTest : public ::testing::TestWithParam<ProblemCase> {};

TEST_P(ProblemTest, HasAPathAReasonAndAnAdvice) {
  const Converted converted = Convert(GetParam().message);
  ASSERT_EQ(converted.violations.size(), 1u);
  EXPECT_EQ(converted.violations[0].path, GetParam().path);
  EXPECT_EQ(converted.violations[0].reason, GetParam().reason);
  EXPECT_THAT(converted.violations[0].message, ::testing::ContainsRegex("; |needs"));
}

INSTANTIATE_TEST_SUITE_P(All, ProblemTest, ::testing::ValuesIn(kProblems),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(AccountFromProtoTest, ReportsAllProblemsAtOnce) {
  const Converted converted = Convert(R"(
      kickoff_at { date {} } graduated_at { date {} } overrides {} )");
  std::vector<std::string> paths;
  for (const Violation& violation : converted.violations) paths.push_back(violation.path);
  EXPECT_THAT(paths, ElementsAre("kickoff_at", "graduated_at", "overrides[0].kind"));
}

}  // namespace
}  // namespace bellwether::wire
