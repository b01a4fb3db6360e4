// The keys of test files: one table for each mapping. The loader, its "did you mean", the schema
// for editors and docs/testing.md follow from them.
#ifndef BELLWETHER_ENGINE_TESTING_KEYS_H_
#define BELLWETHER_ENGINE_TESTING_KEYS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether {

// What may stand below a key.
enum class TestForm {
  kText,
  kTexts,  // one, or a list
  kName,
  kMoment,
  kNumber,
  kCases,
  kRows,
  kFixtures,
  kAccount,
  kSet,
  kExpect,
  kTierName,  // a name, or null: no tier
  kExportRows,
  kProperties,
  kMonotone,
  kBounded,
  kMissing,
  kInvariant,
  kDirection,
  kChange,     // what leaves every answer as it is
  kCondition,  // on an answer
  kCount,
  kTimeline,
  kNames,   // one, or a list
  kSnooze,  // a moment by name
  kDayAlerts,
};

struct TestKey {
  std::string_view name;
  TestForm form;
  std::string_view about;
  std::string_view example;  // as YAML
  bool required = false;
};

inline constexpr std::string_view kAsOfAbout =
    "the day, or the time, that is asked about; a test reads no clock";
inline constexpr std::string_view kSetAbout =
    "single values to change: signals, account fields, milestone.K.FIELD, dimension.D, "
    "extension.FIELD, previous_band.M; ~ takes one away";
inline constexpr std::string_view kExpectAbout =
    "what must come out, by dotted paths; nested mappings are the same as dots";

inline constexpr std::string_view kImportAbout =
    "a mapping of the pack's folder imports, which makes the account of `rows`";
inline constexpr std::string_view kExportRowsAbout =
    "rows of exports, by the name of their source: what they say of this one account";
inline constexpr std::string_view kExportRowsExample = "{companies: [{Record ID: 17, Tier: Gold}]}";

inline constexpr std::string_view kWithinAbout =
    "how far off a number may be where `expect` states it without a tolerance of its own";
inline constexpr std::string_view kOutputAbout = "a number of the answer, by its dotted path";

inline constexpr TestKey kFileKeys[] = {
    {"as_of", TestForm::kMoment, "the day, or the time, of the cases that state none",
     "2026-03-01"},
    {"cases", TestForm::kCases, "the tests",
     "[{name: usage counts, account: {signals: {usage: 0.5}}, expect: {health.fit.score: 50}}]"},
    {"fixtures", TestForm::kFixtures, "accounts by name that cases begin with",
     "{healthy: {stage: onboarding, signals: {usage: 0.9}}}"},
    {"properties", TestForm::kProperties,
     "what must hold of every account, tried on generated ones",
     "[{bounded: {output: health.fit.score, min: 0, max: 100}}]"},
    {"within", TestForm::kNumber, kWithinAbout, "0.01"},
    {"description", TestForm::kText, "what the file is about, for people", "Bands and their edges"},
};

inline constexpr TestKey kCaseKeys[] = {
    {"name", TestForm::kText, "what the case shows, unique in its file",
     "no login for a week is red", true},
    {"description", TestForm::kText, "more about it, for people", "A day short of the second week"},
    {"source", TestForm::kTexts, "where the figures come from", "OM"},
    {"fixture", TestForm::kName, "an account by name, which `account` is laid over", "healthy"},
    {"import", TestForm::kName, kImportAbout, "crm"},
    {"rows", TestForm::kExportRows, kExportRowsAbout, kExportRowsExample},
    {"account", TestForm::kAccount, "the account, as in an account file; it needs no id",
     "{stage: onboarding, signals: {usage: 0.9}}"},
    {"as_of", TestForm::kMoment, kAsOfAbout, "2026-03-01"},
    {"benchmark_set", TestForm::kName, "the benchmark set of the request", "OM"},
    {"set", TestForm::kSet, kSetAbout, "{usage: 0.2, milestone.training.completed_at: not_yet}"},
    {"table", TestForm::kRows, "rows, each a case of its own",
     "[{set: {usage: 0.5}, expect: {health.fit.band: green}}]"},
    {"timeline", TestForm::kTimeline,
     "days, one after the other, and the alerts that come of them; in place of `expect`",
     "[{as_of: 2026-03-02, set: {usage: 0.1}, alerts: {raised: turned_red}}]"},
    {"expect", TestForm::kExpect, kExpectAbout, "{health.fit: {score: 50, band: green}}"},
    {"within", TestForm::kNumber, kWithinAbout, "0.01"},
};

inline constexpr TestKey kRowKeys[] = {
    {"name", TestForm::kText, "what the row shows", "half is enough"},
    {"description", TestForm::kText, "more about it, for people", "The edge of the band"},
    {"as_of", TestForm::kMoment, kAsOfAbout, "2026-03-01"},
    {"benchmark_set", TestForm::kName, "the benchmark set of the request", "OM"},
    {"set", TestForm::kSet, kSetAbout, "{usage: 0.5}"},
    {"expect", TestForm::kExpect, kExpectAbout, "{health.fit.band: green}"},
    {"within", TestForm::kNumber, kWithinAbout, "0.01"},
};

// Of a timeline: the account goes on from the day before.
inline constexpr TestKey kDayKeys[] = {
    {"description", TestForm::kText, "what happens, for people", "Nobody logs in any more"},
    {"as_of", TestForm::kMoment, "the day, or the time; days go forward", "2026-03-02", true},
    {"account", TestForm::kAccount, "what is laid over the account of the day before",
     "{signals: {usage: 0.1}}"},
    {"set", TestForm::kSet, kSetAbout, "{usage: 0.1}"},
    {"alerts", TestForm::kDayAlerts,
     "what must happen on this day, or since the day before; without it, nothing",
     "{raised: turned_red}"},
    {"acknowledge", TestForm::kNames, "open alerts, by their keys, that somebody takes care of",
     "turned_red"},
    {"snooze", TestForm::kSnooze, "open alerts, by their keys, that nobody is told of until then",
     "{turned_red: 2026-03-09}"},
    {"resolve", TestForm::kNames, "open alerts, by their keys, that somebody ends", "turned_red"},
};

// In place of `raised`.
inline constexpr std::string_view kHeldOut = "held_out";

// Of a day: alerts by what becomes of them.
inline constexpr TestKey kDayAlertKeys[] = {
    {"raised", TestForm::kNames, "alerts that are open from now on", "turned_red"},
    {kHeldOut, TestForm::kNames,
     "alerts that are open from now on and nobody is told of: lots of their playbook draw the "
     "account, by its id",
     "turned_red"},
    {"grouped", TestForm::kNames, "alerts that join one that is open", "[turned_red]"},
    {"reminded", TestForm::kNames, "alerts that are told again", "turned_red"},
    {"escalated", TestForm::kNames, "alerts that are told to others, since nobody acts",
     "turned_red"},
    {"resolved", TestForm::kNames, "alerts that are over", "turned_red"},
};

// Of a fixture, beside the fields of an account.
inline constexpr TestKey kFixtureKeys[] = {
    {"extends", TestForm::kName, "the fixture that this one is laid over", "healthy"},
    {"import", TestForm::kName, kImportAbout, "crm"},
    {"rows", TestForm::kExportRows, kExportRowsAbout, kExportRowsExample},
    {"as_of", TestForm::kMoment, "the day, or the time, of the cases that state none",
     "2026-03-01"},
};

// One of the keys that say what must hold, and of which accounts.
inline constexpr TestKey kPropertyKeys[] = {
    {"name", TestForm::kText, "what the property shows", "more use never makes a score worse"},
    {"description", TestForm::kText, "more about it, for people", "Why it must be so"},
    {"monotone", TestForm::kMonotone, "more of a signal never moves an output the other way",
     "{signal: usage, output: health.fit.score, direction: up}"},
    {"bounded", TestForm::kBounded, "an output lies between two numbers",
     "{output: health.fit.score, min: 0, max: 100}"},
    {"missing_never_raises", TestForm::kMissing, "without a signal an output is no higher",
     "{signal: usage, output: health.fit.low}"},
    {"missing_never_lowers", TestForm::kMissing, "without a signal an output is no lower",
     "{signal: usage, output: health.fit.high}"},
    {"invariant", TestForm::kInvariant, "what changes no answer", "{under: order}"},
    {"where", TestForm::kCondition, "a condition on the answer; only such accounts are asked about",
     "stage == 'onboarding'"},
    {"accounts", TestForm::kCount, "how many are tried, 1 to 10000; 200, if not given", "1000"},
    {"seed", TestForm::kCount, "which ones; 1, if not given", "7"},
    {"as_of", TestForm::kMoment, kAsOfAbout, "2026-03-01"},
};

inline constexpr TestKey kMonotoneKeys[] = {
    {"signal", TestForm::kName,
     "a number, a truth value or an enum, whose words count as listed; acv, seats, dimension.NAME",
     "usage", true},
    {"output", TestForm::kText, kOutputAbout, "health.fit.score", true},
    {"direction", TestForm::kDirection, "where more of the signal may move it: up or down", "up",
     true},
};

inline constexpr TestKey kBoundedKeys[] = {
    {"output", TestForm::kText, kOutputAbout, "health.fit.score", true},
    {"min", TestForm::kNumber, "the output is this or more", "0"},
    {"max", TestForm::kNumber, "the output is this or less", "100"},
};

inline constexpr TestKey kMissingKeys[] = {
    {"signal", TestForm::kName, "what is taken away, where it is given", "usage", true},
    {"output", TestForm::kText, kOutputAbout, "health.fit.low", true},
};

inline constexpr TestKey kInvariantKeys[] = {
    {"under", TestForm::kChange,
     "order: of signals, milestones and points of series; id: what the account is called", "order",
     true},
    {"output", TestForm::kText, "what must stay, by its dotted path; everything, if not given",
     "health.fit.band"},
};

// expect.tier.NAME: a question to one benchmark or target, whatever the account.
inline constexpr TestKey kTierKeys[] = {
    {"value", TestForm::kNumber, "the value to judge", "60", true},
    {"segment", TestForm::kName, "the row to judge it by", "enterprise"},
    {"cadence", TestForm::kName, "the row to judge it by, where rows are cadences", "daily"},
    {"set", TestForm::kName, "the benchmark set; the one in force, if not given", "OM"},
    {"is", TestForm::kTierName, "the tier that must come out; ~ for none", "good", true},
};

// expect.error: the account is refused.
inline constexpr TestKey kErrorKeys[] = {
    {"path", TestForm::kText, "the field that is refused", "signals.usage"},
    {"reason", TestForm::kText, "the reason of the refusal", "OUT_OF_RANGE"},
};

// How a number may be compared, in place of the number itself.
inline constexpr TestKey kComparisonKeys[] = {
    {"near", TestForm::kNumber, "the number, give or take `within`", "8.3"},
    {"within", TestForm::kNumber, "how far off it may be", "0.01"},
    {"at_least", TestForm::kNumber, "this number or more", "8"},
    {"at_most", TestForm::kNumber, "this number or less", "9"},
    {"above", TestForm::kNumber, "more than this number", "8"},
    {"below", TestForm::kNumber, "less than this number", "9"},
};

inline std::vector<std::string> NamesOfKeys(std::span<const TestKey> keys) {
  std::vector<std::string> names;
  for (const TestKey& key : keys) names.emplace_back(key.name);
  return names;
}

// Of kPropertyKeys those that say what must hold; a property has one of them.
inline bool IsRule(const TestKey& key) {
  return key.form == TestForm::kMonotone || key.form == TestForm::kBounded ||
         key.form == TestForm::kMissing || key.form == TestForm::kInvariant;
}

inline std::vector<std::string> NamesOfRules() {
  std::vector<std::string> names;
  for (const TestKey& key : kPropertyKeys) {
    if (IsRule(key)) names.emplace_back(key.name);
  }
  return names;
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_KEYS_H_
