// What each field may hold, and what is said when it holds something else. The texts are JSON
// lines where both forms are alike, and YAML where the difference matters.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct GoodCase {
  const char* text;  // of the account, without its id
  const char* want;  // the account's text, without its id
};

constexpr GoodCase kGood[] = {
    {R"("segment": "smb", "cadence": "weekly", "stage": "onboarding")",
     "segment: smb\ncadence: weekly\nstage: onboarding\n"},
    {R"("csm": "Zo\u00eb", "time_zone": "Europe/Vienna")", "csm: Zoë\ntime_zone: Europe/Vienna\n"},
    {R"("acv": 48000, "seats": 1.5e2)", "acv: 48000\nseats: 150\n"},
    {R"("segment": null, "acv": null, "kickoff_at": null, "signals": null, "extension": null)", ""},
    {R"("kickoff_at": "2026-01-12", "first_login_at": "not_yet")",
     "kickoff_at: 2026-01-12\nfirst_login_at: not_yet\n"},
    {R"("first_value_at": {"not_applicable": true}, "renewal_at": "2027-01-05T10:00:00+01:00")",
     "first_value_at: not applicable\nrenewal_at: 2027-01-05T09:00:00Z\n"},
    {R"("milestones": [{"key": "a", "planned_at": "2026-02-10", "critical": true}, {"key": "b"}])",
     "milestone.a: listed\nmilestone.a.planned_at: 2026-02-10\nmilestone.a.critical: true\n"
     "milestone.b: listed\n"},
    {R"("milestones": [{"key": "a", "completed_at": "not_yet"}])",
     "milestone.a: listed\nmilestone.a.completed_at: not_yet\n"},
    {R"("milestones": [])", ""},
    {R"("signals": {"n": 0.72, "b": true, "t": "gold", "d": "2026-02-10", "y": "not_yet", "x": null})",
     "signals.n: 0.72\nsignals.b: true\nsignals.t: gold\nsignals.d: 2026-02-10\n"
     "signals.y: not_yet\nsignals.x: not given\n"},
    {R"("signals": {"n": {"value": 41, "observed_at": "2026-02-20"}, "s": {"not_applicable": true}})",
     "signals.n: 41 @ 2026-02-20\nsignals.s: not applicable\n"},
    {R"("signals": {"n": {"value": null}, "m": {"value": 1, "not_applicable": false}})",
     "signals.n: not given\nsignals.m: 1\n"},
    {R"("signals": {"h": [["2026-02-09", 0.61], ["2026-02-16", null], ["2026-02-23", -1]], "e": []})",
     "series.h: [2026-02-09 0.61][2026-02-23 -1]\nseries.e: \n"},
    {R"("dimension_scores": {"technical": 9, "product": null})", "dimension.technical: 9\n"},
    {R"("previous_bands": {"onboarding": "green"})", "previous_bands.onboarding: green\n"},
    {R"("previous_bands": [{"model": "m", "band": "red"}])", "previous_bands.m: red\n"},
    {R"("overrides": [{"model": "m", "kind": "Cap", "value": 60, "author": "kim", "reason": "r",
         "set_at": "2026-01-01", "expires_at": "2026-02-01"}])",
     "override.m: CAP 60\noverride.m.author: kim\noverride.m.reason: r\n"
     "override.m.set_at: 2026-01-01\noverride.m.expires_at: 2026-02-01\n"},
    {R"("extension": {"granted_days": 14, "requested_days": 0})",
     "granted_days: 14\nrequested_days: 0\n"},
};

class GoodAccountTest : public testing::TestWithParam<GoodCase> {};

TEST_P(GoodAccountTest, IsReadFromJsonAndFromYaml) {
  const std::string text = std::string(R"({"id": "acme", )") + GetParam().text + "}";
  for (const AccountFormat format : {AccountFormat::kJson, AccountFormat::kYaml}) {
    const auto records = ReadAccounts(text, format, Limits{});
    ASSERT_EQ(records.size(), 1u);
    EXPECT_THAT(ViolationTexts(records[0]), IsEmpty());
    EXPECT_EQ(AccountText(records[0].account), std::string("id: acme\n") + GetParam().want);
  }
}

INSTANTIATE_TEST_SUITE_P(All, GoodAccountTest, testing::ValuesIn(kGood));

struct BadCase {
  const char* text;  // of the account, without its id
  const char* want;  // the beginning of the only violation
};

constexpr BadCase kBad[] = {
    // Unknown fields.
    {R"("segmnt": "smb")", "segmnt UNKNOWN_FIELD unknown field `segmnt`; did you mean `segment`?"},
    {R"("kickof_at": "2026-01-12")",
     "kickof_at UNKNOWN_FIELD unknown field `kickof_at`; did you mean `kickoff_at`?"},
    {R"("weekly_active_ratio": 0.72)",
     "weekly_active_ratio UNKNOWN_FIELD unknown field `weekly_active_ratio`; if it is a signal, "
     "put "
     "it under `signals`"},
    {R"("weekly_active_history": [["2026-02-09", 0.61]])",
     "weekly_active_history UNKNOWN_FIELD unknown field `weekly_active_history`; if it is a "
     "signal"},
    {R"("nps_answer": {"value": 3})",
     "nps_answer UNKNOWN_FIELD unknown field `nps_answer`; if it is a signal"},
    {R"("dates": {})",
     "dates UNKNOWN_FIELD unknown field `dates`; dates are fields of the account"},
    {R"("previous_band": "green")",
     "previous_band UNKNOWN_FIELD unknown field `previous_band`; did you mean `previous_bands`?"},
    {R"("milestones": [{"key": "a", "plannd_at": "2026-01-12"}])",
     "milestones[0].plannd_at UNKNOWN_FIELD unknown field `plannd_at`; did you mean `planned_at`?"},
    {R"("signals": {"n": {"value": 1, "at": "2026-01-12"}})",
     "signals.n.at UNKNOWN_FIELD unknown field `at`; "},
    {R"("extension": {"days": 3})",
     "extension.days UNKNOWN_FIELD unknown field `days`; known: granted_days, requested_days"},
    // Types.
    {R"("segment": true)", "segment WRONG_TYPE expected a text, not `true`"},
    {R"("segment": ["smb"])", "segment WRONG_TYPE expected a text, not a list"},
    {R"("acv": "48000")", "acv WRONG_TYPE expected a number without quotes, not the text `48000`"},
    {R"("acv": "n/a")", "acv WRONG_TYPE expected a number, not the text `n/a`"},
    {R"("seats": true)", "seats WRONG_TYPE expected a number, not `true`"},
    {R"("seats": {})", "seats WRONG_TYPE expected a number, not a mapping"},
    {R"("kickoff_at": ["2026-01-12"])", "kickoff_at WRONG_TYPE expected a date, not_yet or "},
    {R"("kickoff_at": {"not_applicable": false})", "kickoff_at WRONG_TYPE expected a date, "},
    {R"("milestones": {"a": "2026-01-12"})",
     "milestones WRONG_TYPE expected a list, not a mapping"},
    {R"("milestones": ["a"])", "milestones[0] WRONG_TYPE expected {key, planned_at, completed_at}"},
    {R"("milestones": [{"key": "a", "critical": "yes"}])",
     "milestones[0].critical WRONG_TYPE expected true or false, not the text `yes`"},
    {R"("signals": [1])", "signals WRONG_TYPE expected {signal: value}, not a list"},
    {R"("signals": {"n": {"value": [1]}})",
     "signals.n.value WRONG_TYPE expected a value, not a list"},
    {R"("signals": {"n": {"value": 1, "not_applicable": true}})",
     "signals.n WRONG_TYPE a signal has a value or is not applicable, not both"},
    {R"("signals": {"h": [1]})", "signals.h[0] WRONG_TYPE expected [date, number], not `1`"},
    {R"("signals": {"h": [["2026-02-09", 1, 2]]})",
     "signals.h[0] WRONG_TYPE expected [date, number]"},
    {R"("signals": {"h": [["2026-02-09", "x"]]})",
     "signals.h[0][1] WRONG_TYPE expected a number, not the text `x`"},
    {R"("dimension_scores": {"technical": "good"})",
     "dimension_scores.technical WRONG_TYPE expected a number, not the text `good`"},
    {R"("overrides": [{"model": "m", "kind": "RAISE", "value": 1}])",
     "overrides[0].kind WRONG_TYPE expected SET, CAP or FLOOR, not the text `RAISE`"},
    {R"("extension": 14)",
     "extension WRONG_TYPE expected {granted_days, requested_days}, not `14`"},
    // Dates.
    {R"("kickoff_at": "12.01.2026")",
     "kickoff_at BAD_DATE found `12.01.2026`; a date is written 2026-01-12"},
    {R"("kickoff_at": "in May")",
     "kickoff_at BAD_DATE `in May` is not a date; write 2026-02-10, or with a time "
     "2026-02-10T09:30:00Z or 2026-02-10T09:30:00+02:00, or not_yet when it has not happened"},
    {R"("kickoff_at": "2026-02-30")", "kickoff_at BAD_DATE `2026-02-30` is not a date"},
    {R"("kickoff_at": "n/a")", "kickoff_at BAD_DATE `n/a` is not a date"},
    {R"("kickoff_at": 46034)", "kickoff_at BAD_DATE `46034` is not a date"},
    {R"("milestones": [{"key": "a", "planned_at": "not_yet"}])",
     "milestones[0].planned_at BAD_DATE `not_yet` is not a date; write 2026-02-10"},
    {R"("signals": {"n": {"value": 1, "observed_at": "soon"}})",
     "signals.n.observed_at BAD_DATE `soon` is not a date"},
    {R"("signals": {"h": [["Monday", 1]]})", "signals.h[0][0] BAD_DATE `Monday` is not a date"},
    // What must be there.
    {R"("milestones": [{"planned_at": "2026-02-10"}])",
     "milestones[0].key MISSING_FIELD this field is required"},
    {R"("overrides": [{"model": "m", "kind": "SET"}])", "overrides[0].value MISSING_FIELD"},
    {R"("overrides": [{"model": "m", "kind": "SET", "value": null}])",
     "overrides[0].value MISSING_FIELD"},
    {R"("overrides": [{"model": "m", "value": 3}])", "overrides[0].kind MISSING_FIELD"},
    {R"("previous_bands": [{"model": "m"}])", "previous_bands[0].band MISSING_FIELD"},
    {R"("signals": {"n": {"observed_at": "2026-02-10"}})", "signals.n.value MISSING_FIELD"},
    {R"("signals": {"h": [[null, 1]]})", "signals.h[0][0] MISSING_FIELD"},
    {R"("signals": {"": 1})", "signals. SYNTAX a name is empty"},
};

class BadAccountTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadAccountTest, IsExplainedAlikeInJsonAndYaml) {
  const std::string text = std::string(R"({"id": "acme", )") + GetParam().text + "}";
  for (const AccountFormat format : {AccountFormat::kJson, AccountFormat::kYaml}) {
    const auto records = ReadAccounts(text, format, Limits{});
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].account.id, "acme");
    EXPECT_THAT(ViolationTexts(records[0]), ElementsAre(testing::StartsWith(GetParam().want)));
  }
}

INSTANTIATE_TEST_SUITE_P(All, BadAccountTest, testing::ValuesIn(kBad));

std::vector<std::string> OnlyViolations(std::string_view text, AccountFormat format,
                                        const Limits& limits = {}) {
  const auto records = ReadAccounts(text, format, limits);
  return records.size() == 1 ? ViolationTexts(records[0]) : std::vector<std::string>{"not one"};
}

TEST(AccountFieldsTest, AllProblemsAreReportedAtOnce) {
  EXPECT_THAT(
      OnlyViolations(R"({"acv": "x", "kickoff_at": "y", "sgment": 1, "signals": {"a": [3]}})",
                     AccountFormat::kJson),
      ElementsAre(HasSubstr("acv WRONG_TYPE"), HasSubstr("kickoff_at BAD_DATE"),
                  HasSubstr("sgment UNKNOWN_FIELD"), HasSubstr("signals.a[0] WRONG_TYPE"),
                  HasSubstr("id MISSING_FIELD")));
}

TEST(AccountFieldsTest, AnAccountNeedsAnId) {
  for (const char* text : {"{}", R"({"id": null})", R"({"id": ""})", R"({"id": "  "})"}) {
    EXPECT_THAT(OnlyViolations(text, AccountFormat::kJson),
                ElementsAre("id MISSING_FIELD this field is required"))
        << text;
  }
}

TEST(AccountFieldsTest, PlainYamlIsReadAsItLooks) {
  const auto records = ReadAccounts(
      "id: 4711\ncsm: no\nacv: 48000\nkickoff_at: 2026-01-12\nfirst_login_at: not_yet\n"
      "signals:\n  tier: gold\n  since: 2026-01-12\n  on: true\n  nothing: ~\n  gone:\n"
      "  quoted: '1'\n  version: 10.2.3\n",
      AccountFormat::kYaml, Limits{});
  ASSERT_EQ(records.size(), 1u);
  EXPECT_THAT(ViolationTexts(records[0]), IsEmpty());
  EXPECT_EQ(AccountText(records[0].account),
            "id: 4711\ncsm: no\nacv: 48000\nkickoff_at: 2026-01-12\nfirst_login_at: not_yet\n"
            "signals.tier: gold\nsignals.since: 2026-01-12\nsignals.on: true\n"
            "signals.nothing: not given\nsignals.gone: not given\nsignals.quoted: 1\n"
            "signals.version: 10.2.3\n");
  const auto& signals = records[0].account.signals;
  EXPECT_TRUE(std::holds_alternative<bool>(signals[2].value));
  EXPECT_TRUE(std::holds_alternative<std::string>(signals[5].value));
}

TEST(AccountFieldsTest, YamlHasNoInfiniteNumbers) {
  for (const char* word : {".inf", "-.inf", ".NaN", "nan", "Infinity"}) {
    EXPECT_THAT(
        OnlyViolations(std::string("id: a\nsignals: {n: ") + word + "}", AccountFormat::kYaml),
        ElementsAre(HasSubstr("signals.n BAD_NUMBER")))
        << word;
  }
}

struct LimitCase {
  const char* text;
  void (*lower)(Limits&);
  const char* want;
};

constexpr LimitCase kLimits[] = {
    {R"({"id": "a", "csm": "12345"})", [](Limits& limits) { limits.max_text_bytes = 4; },
     "csm TOO_LARGE the text has 5 bytes, more than max_text_bytes (4)"},
    {R"({"id": "a", "signals": {"t": "12345"}})", [](Limits& limits) { limits.max_text_bytes = 4; },
     "signals.t TOO_LARGE the text has 5 bytes, more than max_text_bytes (4)"},
    {R"({"id": "a", "signals": {"name": 1}})", [](Limits& limits) { limits.max_name_bytes = 3; },
     "signals.name TOO_LARGE the name `name` has 4 bytes, more than max_name_bytes (3)"},
    {R"({"id": "a", "signals": {"a": 1, "b": 2}})",
     [](Limits& limits) { limits.max_account_signals = 1; },
     "signals TOO_LARGE there are 2 of them, more than max_account_signals (1)"},
    {R"({"id": "a", "milestones": [{"key": "a"}, {"key": "b"}]})",
     [](Limits& limits) { limits.max_account_milestones = 1; },
     "milestones TOO_LARGE there are 2 of them, more than max_account_milestones (1)"},
    {R"({"id": "a", "signals": {"h": [["2026-01-01", 1], ["2026-01-02", 1]]}})",
     [](Limits& limits) { limits.max_series_points = 1; },
     "signals.h TOO_LARGE there are 2 of them, more than max_series_points (1)"},
};

TEST(AccountFieldsTest, EveryLimitIsNamedWithItsValue) {
  for (const LimitCase& test : kLimits) {
    EXPECT_THAT(OnlyViolations(test.text, AccountFormat::kJson), IsEmpty());
    Limits limits;
    test.lower(limits);
    EXPECT_THAT(OnlyViolations(test.text, AccountFormat::kJson, limits), ElementsAre(test.want));
  }
}

TEST(AccountFieldsTest, MessagesNeverRepeatMuchOfTheInput) {
  const std::string long_text(3000, 'x');
  const std::string text = R"({"id": "a", ")" + long_text + R"(": 1, "kickoff_at": ")" + long_text +
                           R"(", "acv": ")" + long_text + R"("})";
  const auto records = ReadAccounts(text, AccountFormat::kJson, Limits{});
  ASSERT_EQ(records[0].violations.size(), 3u);
  for (const Violation& violation : records[0].violations) {
    EXPECT_LT(violation.path.size(), 110u);
    EXPECT_LT(violation.message.size(), 300u);
    EXPECT_EQ(violation.message.find(std::string(101, 'x')), std::string::npos);
  }
}

}  // namespace
}  // namespace bellwether
