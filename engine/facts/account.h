// What a caller tells about one account, as it was told: names unresolved, types unchecked.
//
// Readers of files and of requests produce an Account; Bind (facts.h) holds it against a plan and
// makes Facts of it. Everything is optional but the id, and "not given" is never zero.
// Plain data: copy, move and share by const reference between threads as you like.
#ifndef BELLWETHER_ENGINE_FACTS_ACCOUNT_H_
#define BELLWETHER_ENGINE_FACTS_ACCOUNT_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether {

// A civil date, an instant, or a local time: what a clock in the account's zone shows. A date
// without time keeps its civil date whatever the time zone (S4); as an instant it is that day's
// midnight in the account's zone.
struct Moment {
  bool date_only = false;
  bool local = false;  // never together with date_only
  absl::CivilDay day;  // when date_only
  absl::Time time;     // otherwise; of a local time, the instant at which UTC shows it

  static Moment Date(absl::CivilDay day) { return {true, false, day, {}}; }
  static Moment Instant(absl::Time time) { return {false, false, {}, time}; }
  static Moment Local(absl::Time as_if_utc) { return {false, true, {}, as_if_utc}; }

  // A local time that the zone skips, or shows twice, is that of the offset before the change.
  absl::Time At(const absl::TimeZone& zone) const;
  // The same moment without need of a zone: a local time as its instant, the others as they are.
  Moment In(const absl::TimeZone& zone) const { return local ? Instant(At(zone)) : *this; }
};

// "2026-02-10", "2026-02-10T09:30:00Z" or with an offset, and without one a local time; a blank may
// stand for the T. Nothing for any other text.
std::optional<Moment> ParseMoment(std::string_view text);
// The same spelling back, with T; instants in UTC.
std::string FormatMoment(const Moment& moment);

struct NotApplicable {};  // the caller says that the question does not arise
struct NotYet {};         // the caller says that the event has not happened at as_of (S2)
// A value as written, from a format without types (a CSV cell): read by the signal's declared type.
struct Untyped {
  std::string text;
};

// An event date in its four states (S2): monostate is "not given".
using EventDate = std::variant<std::monostate, Moment, NotYet, NotApplicable>;

struct SignalInput {
  std::string name;
  // monostate: named, but not given (JSON null).
  std::variant<std::monostate, double, bool, std::string, Moment, Untyped, NotYet, NotApplicable>
      value;
  std::optional<Moment> observed_at;  // absent: observed at as_of (S3)
};

struct SeriesInput {
  struct Point {
    Moment at;
    double value = 0;
  };
  std::string name;
  std::vector<Point> points;  // any order; two at one instant are refused (S8)
};

struct MilestoneInput {
  std::string key;
  std::optional<Moment> planned_at;
  EventDate completed_at;        // not given reads as not yet in a listed milestone (S2)
  std::optional<bool> critical;  // absent: as the pack says
};

struct OverrideInput {
  enum class Kind { kSet, kCap, kFloor };
  std::string model;  // health model
  Kind kind = Kind::kSet;
  double value = 0;  // 0..100
  std::string author;
  std::string reason;
  std::optional<Moment> set_at;
  std::optional<Moment> expires_at;  // ignored from then on, and shown as expired (S20)
};

struct PreviousBand {
  std::string model;
  std::string band;
};

struct DimensionScore {
  std::string dimension;
  double score = 0;  // 0..10
};

struct ExtensionInput {
  std::optional<double> granted_days;    // whole days, >= 0
  std::optional<double> requested_days;  // whole days, >= 1
};

struct Account {
  std::string id;
  std::string segment;  // "" : not given; likewise below
  std::string cadence;
  std::string stage;
  std::string csm;
  std::string time_zone;        // IANA name
  std::optional<double> acv;    // first-year contract value, in the pack's currency, >= 0
  std::optional<double> seats;  // licensed users, >= 0
  std::array<EventDate, kEventFieldCount> dates;
  std::vector<MilestoneInput> milestones;
  std::vector<SignalInput> signals;
  std::vector<SeriesInput> series;
  std::vector<DimensionScore> dimension_scores;
  std::vector<PreviousBand> previous_bands;
  std::vector<OverrideInput> overrides;
  ExtensionInput extension;

  EventDate& date(EventField field) { return dates[static_cast<size_t>(field)]; }
  const EventDate& date(EventField field) const { return dates[static_cast<size_t>(field)]; }
};

// One problem with an account: a path such as "signals.active_ratio", a stable reason such
// as OUT_OF_RANGE, and a sentence that says what is wrong and what to do.
struct Violation {
  std::string path;
  std::string reason;
  std::string message;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_FACTS_ACCOUNT_H_
