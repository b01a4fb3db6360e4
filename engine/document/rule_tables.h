// Tables of signals, facts, milestones and benchmarks in rules.h; see fields.h for how to read one.
// Parts of tables.h.
// Parts of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_RULE_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_RULE_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/base/civil_day.h"
#include "engine/document/fields.h"
#include "engine/document/rules.h"

namespace bellwether::document {

inline constexpr double kFull = 100;        // scores and points run from 0 to 100
inline constexpr double kMostDecimals = 9;  // of a displayed score
inline constexpr double kMostDays = kDaysOfACentury;
inline constexpr int32_t kMostWeeks = (kDaysOfACentury + 6) / 7;

template <>
struct Table<Notes> {
  static constexpr std::string_view kTitle = "Notes";
  static constexpr std::string_view kAbout = "What people want to know about a thing";
  static constexpr auto kFields = std::make_tuple(
      Key("description", &Notes::description, "what this is, for people")
          .Example("Licensed users active in the last 7 days ÷ licensed users")
          .FillsConstants(),
      Key("source", &Notes::source, "where the figures come from").Example("[OM, Ours]"),
      Key("evidence", &Notes::evidence, "what shows that it holds")
          .Example("Notes of the last call")
          .FillsConstants(),
      Key("watch", &Notes::watch, "what to look out for")
          .Example("Silence is not consent")
          .FillsConstants());
};

// Allowed on every named mapping (S30).
template <typename Struct>
constexpr auto NotesOf(Notes Struct::*member) {
  return Inline(member, Table<Notes>::kFields);
}

template <>
struct Table<Effective> {
  static constexpr std::string_view kTitle = "Effective";
  static constexpr std::string_view kAbout =
      "From when to when something is in force, in days of the pack's time zone";
  static constexpr auto kFields =
      std::make_tuple(Key("from", &Effective::from, "the first day on which it is in force")
                          .Otherwise("since ever")
                          .Example("2026-07-01"),
                      Key("until", &Effective::until, "the first day on which it no longer is")
                          .Otherwise("for ever")
                          .Example("2026-10-01"));
};

// Of rules that may begin and end at a date.
template <typename Struct>
constexpr auto EffectiveOf(Effective Struct::*member) {
  return Key("effective", member, "the days on which the rule is in force")
      .Otherwise("always")
      .Example("{from: 2026-07-01}");
}

template <>
struct Table<Constant> {
  static constexpr std::string_view kTitle = "Constant";
  static constexpr std::string_view kAbout = "A number that rules and texts use by its name";
  static constexpr auto kFields =
      std::make_tuple(Key("value", &Constant::value, "the number").Example("0.9").Required(),
                      Key("segments", &Constant::segments, "another number for a segment")
                          .Example("{enterprise: 0.95}"),
                      NotesOf(&Constant::notes));
};

template <>
struct Table<Label> {
  static constexpr std::string_view kTitle = "Label";
  static constexpr std::string_view kAbout = "A name that may carry notes";
  static constexpr auto kFields = std::make_tuple(NotesOf(&Label::notes));
};

template <>
struct Table<Defaults> {
  static constexpr std::string_view kTitle = "Defaults";
  static constexpr std::string_view kAbout = "What holds where nothing is stated";
  static constexpr auto kFields =
      std::make_tuple(Key("missing", &Defaults::missing, "policy for signals that state none")
                          .Default("exclude")
                          .Example("neutral"),
                      Key("precision", &Defaults::precision, "decimals shown, and decided on")
                          .Unit("decimals")
                          .Default("0")
                          .Example("1")
                          .Between(0, kMostDecimals));
};

template <>
struct Table<FromRecords> {
  static constexpr std::string_view kTitle = "From records";
  static constexpr std::string_view kAbout = "How a signal follows from the records of an account";
  static constexpr auto kFields = std::make_tuple(
      Key("of", &FromRecords::of, "the kind of records").Example("ticket").Required(),
      Key("take", &FromRecords::take, "what is taken of them").Example("share").Required(),
      Key("value", &FromRecords::value, "what is taken of each: a condition or a formula")
          .Example("'escalated'"),
      Key("where", &FromRecords::where, "which of them are looked at")
          .Otherwise("all of the kind")
          .Example("'type == \"bug\"'"),
      Key("within", &FromRecords::within, "how far back, in whole days")
          .Otherwise("all of the past")
          .Example("90d"));
};

template <>
struct Table<Generate> {
  static constexpr std::string_view kTitle = "Generate";
  static constexpr std::string_view kAbout =
      "What accounts that are generated tell: no answer depends on it";
  static constexpr auto kFields = std::make_tuple(
      Key("median", &Generate::median,
          "half of the accounts lie below; of a timestamp, in days before the moment")
          .Otherwise("around the numbers at which something turns")
          .Example("0.6"),
      Key("spread", &Generate::spread, "one account in six lies above the median and this")
          .Otherwise("a fifth of the range, or half of the median")
          .Example("0.15"),
      Key("share", &Generate::share,
          "accounts for which a bool is true, or a timestamp has happened")
          .Unit("0 to 1")
          .Otherwise("by what the pack thinks good")
          .Example("0.3")
          .Between(0, 1),
      Key("shares", &Generate::shares, "accounts for each word of an enum")
          .Unit("0 to 1")
          .Otherwise("words that are not named share what is left")
          .Example("{positive: 0.5, neutral: 0.3}")
          .Between(0, 1),
      Key("correlation", &Generate::correlation,
          "how the value goes with how well the account is: 1 rises with it, -1 falls")
          .Otherwise("0.6, the way that the pack thinks good")
          .Example("0.7")
          .Between(-1, 1),
      Key("missing", &Generate::missing, "accounts that do not tell it")
          .Unit("0 to 1")
          .Default("0.05")
          .Example("0.1")
          .Between(0, 1),
      Key("not_applicable", &Generate::not_applicable, "accounts for which it does not arise")
          .Unit("0 to 1")
          .Default("0.02")
          .Example("0.3")
          .Between(0, 1),
      Key("stale", &Generate::stale, "accounts of which it is older than max_age")
          .Unit("0 to 1")
          .Default("0.05")
          .Example("0.1")
          .Between(0, 1));
};

template <>
struct Table<Signal> {
  static constexpr std::string_view kTitle = "Signal";
  static constexpr std::string_view kAbout = "One thing that an account may tell";
  static constexpr auto kFields = std::make_tuple(
      Key("type", &Signal::type, "what its values are").Example("ratio").Required(),
      Key("values", &Signal::values, "the words of an enum")
          .Example("[positive, neutral, negative]"),
      Key("of", &Signal::of, "the type of a series' points").Example("ratio"),
      Key("every", &Signal::every, "keep the last point of each such span of a series")
          .Otherwise("every point counts")
          .Example("7d"),
      Key("min", &Signal::min, "smallest value that is accepted")
          .Otherwise("what the type allows")
          .Example("0"),
      Key("max", &Signal::max, "largest value that is accepted")
          .Otherwise("what the type allows")
          .Example("10"),
      Key("unit", &Signal::unit, "unit, for people").Example("meetings"),
      Key("missing", &Signal::missing, "what to do when it is not given")
          .Otherwise("`defaults.missing`, else exclude")
          .Example("{value: 0}"),
      Key("stale", &Signal::stale, "what to do when it is older than max_age")
          .Default("exclude")
          .Example("decay"),
      Key("max_age", &Signal::max_age, "age up to which a value is fresh")
          .Otherwise("a value never ages")
          .Example("14d"),
      Key("half_life", &Signal::half_life, "how fast a stale value fades").Example("7d"),
      Key("effort", &Signal::effort,
          "the change of it that costs 1, where paths to a goal are weighed")
          .Otherwise("`max` less `min`; 1 of bool and enum")
          .Example("2.5")
          .AtLeast(0),
      Key("from_records", &Signal::from_records,
          "how it follows from records, where a book does not state it")
          .Otherwise("it is stated, or missing")
          .Example("{of: ticket, take: count, within: 90d}"),
      Key("generate", &Signal::generate, "what accounts that are generated tell")
          .Otherwise("what the rules ask for")
          .Example("{median: 0.6, spread: 0.15, missing: 0.1}")
          .ChangesNoAnswer(),
      NotesOf(&Signal::notes));
};

template <>
struct Table<Derived> {
  static constexpr std::string_view kTitle = "Derived fact";
  static constexpr std::string_view kAbout =
      "A fact that is computed from signals, dates and other facts";
  static constexpr auto kFields = std::make_tuple(
      Key("type", &Derived::type, "what its values are").Example("number").Required(),
      Key("expr", &Derived::expr, "the formula").Example("'tickets / max(1.0, seats)'").Required(),
      Key("min", &Derived::min, "a smaller value counts as missing")
          .Otherwise("what the type allows")
          .Example("0"),
      Key("max", &Derived::max, "a larger value counts as missing")
          .Otherwise("what the type allows")
          .Example("1"),
      Key("unit", &Derived::unit, "unit, for people").Example("tickets"), NotesOf(&Derived::notes));
};

template <>
struct Table<OnboardingStart> {
  static constexpr std::string_view kTitle = "Onboarding start";
  static constexpr std::string_view kAbout = "The date that is day 0 of an onboarding";
  static constexpr auto kFields = std::make_tuple(
      Key("default", &OnboardingStart::default_date, "the date that starts onboarding")
          .Example("contract_signed_at")
          .Required(),
      Key("segments", &OnboardingStart::segments, "another date for a segment")
          .Example("{smb: trial_started_at}"));
};

template <>
struct Table<Onboarding> {
  static constexpr std::string_view kTitle = "Onboarding";
  static constexpr std::string_view kAbout = "When onboarding starts";
  static constexpr auto kFields =
      std::make_tuple(Key("start", &Onboarding::start, "which date starts onboarding")
                          .Example("{default: contract_signed_at}"));
};

template <>
struct Table<Milestone> {
  static constexpr std::string_view kTitle = "Milestone";
  static constexpr std::string_view kAbout = "A step of the plan of an onboarding";
  static constexpr auto kFields =
      std::make_tuple(Key("critical", &Milestone::critical, "its delay moves the forecast")
                          .Default("false")
                          .Example("true"),
                      NotesOf(&Milestone::notes));
};

template <>
struct Table<Cascade> {
  static constexpr std::string_view kTitle = "Cascade";
  static constexpr std::string_view kAbout = "How a delay grows from one milestone to the next";
  static constexpr auto kFields =
      std::make_tuple(Key("low", &Cascade::low, "a delay grows at least by this factor")
                          .Example("1.4")
                          .Required()
                          .AtLeast(1),
                      Key("high", &Cascade::high, "a delay grows at most by this factor")
                          .Example("2")
                          .Required()
                          .AtLeast(1));
};

template <>
struct Table<Milestones> {
  static constexpr std::string_view kTitle = "Milestones";
  static constexpr std::string_view kAbout = "The plan of an onboarding";
  static constexpr auto kFields = std::make_tuple(
      Key("order", &Milestones::order, "the milestones, first to last")
          .Example("[kickoff, {training: {critical: true}}, graduation]"),
      Key("grace_days", &Milestones::grace_days, "days after plan that are still on time")
          .Unit("days")
          .Default("0")
          .Example("2")
          .AtLeast(0),
      Key("cascade", &Milestones::cascade, "how a delay grows from one milestone to the next")
          .Example("{low: 1.4, high: 2}"),
      Key("same_as", &Milestones::same_as, "milestones that are the same fact as an event date")
          .Example("{kickoff: kickoff_at, graduation: graduated_at}"));
};

template <>
struct Table<BenchmarkRow> {
  static constexpr std::string_view kTitle = "Benchmark row";
  static constexpr std::string_view kAbout = "Bounds between tiers, with notes";
  static constexpr auto kFields = std::make_tuple(
      Key("bounds", &BenchmarkRow::bounds, "the edge of each tier but the last, best first")
          .Example("[60, 90]")
          .Required(),
      NotesOf(&BenchmarkRow::notes));
};

template <>
struct Table<BenchmarkSet> {
  static constexpr std::string_view kTitle = "Benchmark set";
  static constexpr std::string_view kAbout = "Rows of bounds, one for each segment or cadence";
  static constexpr auto kFields =
      std::make_tuple(Key("tiers", &BenchmarkSet::tiers, "this set's own tiers, best first")
                          .Otherwise("those of the benchmark")
                          .Example("[expected, late]"),
                      Key("points", &BenchmarkSet::points, "this set's own points")
                          .Unit("points, 0 to 100")
                          .Otherwise("those of the benchmark")
                          .Example("{expected: 100, late: 30}")
                          .Between(0, kFull),
                      Key("default", &BenchmarkSet::default_row, "bounds where no row fits")
                          .Otherwise("no tier where no row fits")
                          .Example("[30, 60]"),
                      NotesOf(&BenchmarkSet::notes),
                      Others(&BenchmarkSet::rows, "bounds for one segment or cadence"));
};

template <>
struct Table<Benchmark> {
  static constexpr std::string_view kTitle = "Benchmark";
  static constexpr std::string_view kAbout = "Tiers of a value, by segment or cadence";
  static constexpr auto kFields = std::make_tuple(
      Key("value", &Benchmark::value, "the signal or derived fact that is judged")
          .Example("time_to_value_days")
          .Required(),
      Key("value_so_far", &Benchmark::value_so_far, "judged while the value is not yet known")
          .Example("days_without_value"),
      Key("better", &Benchmark::better, "lower or higher").Example("lower").Required(),
      Key("by", &Benchmark::by, "what rows are named after: segment or cadence")
          .Default("segment")
          .Example("cadence"),
      Key("set", &Benchmark::set, "the set in force for this benchmark")
          .Otherwise("`benchmark_set`, else its only set")
          .Example("OM"),
      Key("tiers", &Benchmark::tiers, "names of the tiers, best first")
          .Example("[world_class, good, needs_improvement]"),
      Key("points", &Benchmark::points, "points of each tier")
          .Unit("points, 0 to 100")
          .Example("{world_class: 100, good: 70, needs_improvement: 20}")
          .Between(0, kFull),
      Key("sets", &Benchmark::sets, "rows of bounds, by the name of their set")
          .Example("{OM: {enterprise: [60, 90], default: [30, 60]}}")
          .Required(),
      Key("applies_when", &Benchmark::applies_when, "condition for judging at all")
          .Otherwise("always")
          .Example("'stage == \"onboarding\"'"),
      NotesOf(&Benchmark::notes));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_RULE_TABLES_H_
