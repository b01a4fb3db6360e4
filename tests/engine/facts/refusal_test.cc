// Everything that Bind refuses: account in, exact violations out.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/facts/bound.h"

namespace bellwether {
namespace {

using Texts = std::vector<std::string>;

struct Refusal {
  const char* name;
  const char* yaml;
  Texts violations;
};

const Refusal kRefusals[] = {
    {"Segment",
     "segment: smbb",
     {"segment UNKNOWN_NAME unknown segment `smbb`; did you mean `smb`?"}},
    {"Cadence", "cadence: hourly", {"cadence UNKNOWN_NAME unknown cadence `hourly`; known: daily"}},
    {"Stage", "stage: alive", {"stage UNKNOWN_NAME unknown stage `alive`; did you mean `live`?"}},
    {"TimeZone",
     "time_zone: Mars/Olympus",
     {"time_zone UNKNOWN_NAME unknown time zone `Mars/Olympus`; use an IANA name such as "
      "Asia/Jakarta"}},
    {"TimeZoneOfTheMachine",
     "time_zone: localtime",
     {"time_zone UNKNOWN_NAME unknown time zone `localtime`; use an IANA name such as "
      "Asia/Jakarta"}},
    {"NegativeAcv", "acv: -1", {"acv OUT_OF_RANGE -1 is not a finite number of at least 0"}},
    {"NegativeSeats", "seats: -5", {"seats OUT_OF_RANGE -5 is not a finite number of at least 0"}},
    {"YearOfADate",
     "kickoff_at: 1989-12-31",
     {"kickoff_at OUT_OF_RANGE 1989-12-31 is not a date from 1990 to 2100"}},
    {"YearOfAPlannedDate",
     "renewal_at: 2101-01-01",
     {"renewal_at OUT_OF_RANGE 2101-01-01 is not a date from 1990 to 2100"}},
    {"TargetBeforeKickoff",
     "{kickoff_at: 2026-02-10, target_graduation_at: 2026-02-09}",
     {"target_graduation_at DATES_OUT_OF_ORDER 2026-02-09 is before kickoff on 2026-02-10"}},
    {"GraduationBeforeKickoff",
     "{kickoff_at: 2026-02-10, graduated_at: 2026-02-09}",
     {"graduated_at DATES_OUT_OF_ORDER 2026-02-09 is before kickoff on 2026-02-10"}},
    {"GraduationBeforeStart",
     "{contract_signed_at: 2026-02-10, graduated_at: 2026-02-09}",
     {"graduated_at DATES_OUT_OF_ORDER 2026-02-09 is before the start of onboarding on "
      "2026-02-10"}},
    {"UnknownSignal",
     "signals: {shares: 1}",
     {"signals.shares UNKNOWN_SIGNAL the pack declares no signal `shares`; did you mean `share`?"}},
    {"FieldAsSignal",
     "signals: {seats: 5}",
     {"signals.seats UNKNOWN_SIGNAL `seats` is not a signal: the engine reads it as a field of the "
      "account"}},
    {"FactAsSignal",
     "signals: {days_since_kickoff: 5}",
     {"signals.days_since_kickoff UNKNOWN_SIGNAL `days_since_kickoff` is not a signal: the engine "
      "derives it from dates and other facts"}},
    {"PercentForARatio",
     "signals: {share: 70}",
     {"signals.share OUT_OF_RANGE 70 is not allowed for a ratio: expected 0 to 1; a ratio is a "
      "share of 1: for 70 % give 0.7"}},
    {"HalfACount",
     "signals: {tickets: 1.5}",
     {"signals.tickets OUT_OF_RANGE 1.5 is not allowed for a count: expected a whole number, 0 to "
      "50"}},
    {"TextForANumber",
     "signals: {share: \"0.5\"}",
     {"signals.share WRONG_TYPE expected a number for a ratio, found the text `0.5`; write it "
      "without quotes"}},
    {"NumberForABool",
     "signals: {flag: 1}",
     {"signals.flag WRONG_TYPE expected true or false for a bool"}},
    {"NumberForADate",
     "signals: {replied_at: 5}",
     {"signals.replied_at WRONG_TYPE expected a date such as 2026-02-10 or 2026-02-10T09:30:00Z, "
      "or not_yet for a timestamp"}},
    {"NumberForASeries",
     "signals: {history: 5}",
     {"signals.history WRONG_TYPE expected a list of [date, number] pairs for a series"}},
    {"SeriesForANumber",
     "signals: {share: [[2026-02-10, 1]]}",
     {"signals.share WRONG_TYPE expected a number for a ratio"}},
    {"UnknownWord",
     "signals: {mood: god}",
     {"signals.mood UNKNOWN_VALUE unknown value `god`; did you mean `good`?"}},
    {"NotYetForANumber",
     "signals: {share: not_yet}",
     {"signals.share WRONG_TYPE not_yet is for dates; this is a ratio: expected a number"}},
    {"YearOfAnObservation",
     "signals: {share: {value: 1, observed_at: 1970-01-01}}",
     {"signals.share.observed_at OUT_OF_RANGE 1970-01-01 is not a date from 1990 to 2100"}},
    {"PointOutsideTheType",
     "signals: {history: [[2026-02-10, 0.5], [2026-02-11, 2]]}",
     {"signals.history[1] OUT_OF_RANGE 2 is not allowed in a series of ratio: expected 0 to 1"}},
    {"TwoPointsAtOneInstant",
     "signals: {history: [[2026-02-10, 0.5], [2026-02-10T00:00:00Z, 0.6]]}",
     {"signals.history DUPLICATE two points at 2026-02-10T00:00:00Z"}},
    {"MilestoneTwice",
     "milestones: [{key: setup}, {key: setup}]",
     {"milestones[1].key DUPLICATE milestone `setup` is given twice"}},
    {"UnknownModel",
     "previous_bands: {n: green}",
     {"previous_bands[0].model UNKNOWN_NAME the pack has no health model `n`; did you mean `m`?"}},
    {"UnknownBand",
     "previous_bands: {m: gren}",
     {"previous_bands[0].band UNKNOWN_NAME model `m` has no band `gren`; did you mean `green`?"}},
    {"SecondBandIsUnknown",
     "previous_bands: [{model: m, band: green}, {model: m, band: blue}]",
     {"previous_bands[1] DUPLICATE model `m` is given twice",
      "previous_bands[1].band UNKNOWN_NAME model `m` has no band `blue`; known: green, red"}},
    {"OverrideWithoutAuthor",
     "overrides: [{model: m, kind: set, value: 5}]",
     {"overrides[0] MISSING_FIELD an override says who decided (author) and why (reason)"}},
    {"OverrideOutsideTheScores",
     "overrides: [{model: m, kind: set, value: 101, author: x, reason: y}]",
     {"overrides[0].value OUT_OF_RANGE 101 is not a score from 0 to 100"}},
    {"OverrideThatExpiresBeforeItWasSet",
     "overrides: [{model: m, kind: cap, value: 5, author: x, reason: y, set_at: 2026-02-10, "
     "expires_at: 2026-02-09}]",
     {"overrides[0] DATES_OUT_OF_ORDER the override expires before it was set"}},
    {"TwoLiveOverrides",
     "overrides: [{model: m, kind: cap, value: 5, author: x, reason: y}, "
     "{model: m, kind: floor, value: 4, author: x, reason: y}]",
     {"overrides[1] DUPLICATE model `m` has two overrides at once"}},
    {"NegativeExtension",
     "extension: {granted_days: -1, requested_days: 0}",
     {"extension.granted_days OUT_OF_RANGE -1 is not a whole number of days from 0 to 36525",
      "extension.requested_days OUT_OF_RANGE 0 is not a whole number of days from 1 to 36525"}},
    {"ExtensionBeyondACentury",
     "extension: {granted_days: 1e300, requested_days: 36526}",
     {"extension.granted_days OUT_OF_RANGE 1e+300 is not a whole number of days from 0 to 36525",
      "extension.requested_days OUT_OF_RANGE 36526 is not a whole number of days from 1 to 36525"}},
    {"EverythingAtOnce",
     "{segment: smbb, acv: -1, kickoff_at: 1970-01-01, signals: {share: 70, mood: god}, "
     "previous_bands: {n: green}, extension: {granted_days: 1.5}}",
     {"segment UNKNOWN_NAME unknown segment `smbb`; did you mean `smb`?",
      "acv OUT_OF_RANGE -1 is not a finite number of at least 0",
      "kickoff_at OUT_OF_RANGE 1970-01-01 is not a date from 1990 to 2100",
      "signals.share OUT_OF_RANGE 70 is not allowed for a ratio: expected 0 to 1; a ratio is a "
      "share of 1: for 70 % give 0.7",
      "signals.mood UNKNOWN_VALUE unknown value `god`; did you mean `good`?",
      "previous_bands[0].model UNKNOWN_NAME the pack has no health model `n`; did you mean `m`?",
      "extension.granted_days OUT_OF_RANGE 1.5 is not a whole number of days from 0 to 36525"}},
};

class RefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(RefusalTest, IsExact) {
  Facts facts;
  const auto violations = Bind(CustomerPlan(), AccountOf(GetParam().yaml),
                               AsOf("2026-03-01T12:00:00Z"), Limits{}, facts);
  EXPECT_EQ(Lines(violations), GetParam().violations);
}

INSTANTIATE_TEST_SUITE_P(All, RefusalTest, testing::ValuesIn(kRefusals),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace bellwether
