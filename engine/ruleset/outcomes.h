// Rules beside scores, resolved and checked: flags, graduation, extension, the programme,
// playbooks, portfolio targets. Parts of ruleset.h.
#ifndef BELLWETHER_ENGINE_RULESET_OUTCOMES_H_
#define BELLWETHER_ENGINE_RULESET_OUTCOMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/document/measures.h"
#include "engine/ruleset/rules.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::ruleset {

struct PlaybookStep {
  Text action;
  std::string owner;
  std::optional<int> due_days;  // from the day of the answer
};

// Accounts that alerts leave alone (engine/alerts/holdout.h).
struct Holdout {
  double share = 0;             // above 0, below 1
  int64_t seed = 0;             // >= 0
  bool worst_severity = false;  // alerts of the worst severity, too
  Location location;
};

// Where a playbook says nothing: a month.
inline constexpr int kUsualRecoveryDays = 30;

struct Playbook {
  std::string name;
  std::vector<PlaybookStep> steps;
  std::optional<Holdout> holdout;
  std::optional<int> recovery_days;  // at least 1; nothing: kUsualRecoveryDays
  Notes notes;
  Location location;
};

// What people read and do when a rule holds.
struct Action {
  Text reason;
  std::optional<uint32_t> playbook;
  std::vector<std::string> notify;
};

struct Flag {
  std::string name;
  uint32_t severity = 0;  // 0 is the worst
  expression::Checked when;
  expression::Checked applies_when;  // may be empty
  bool unknown_raises = false;
  Action action;
  uint32_t slot = 0;  // outcome variable `flag.N`
  Effective effective;
  Notes notes;
  Location location;
};

struct Criterion {
  Component component;  // a leaf
  double met_at = 100;  // points
};

struct Dimension {
  std::string name;
  double weight = 0;
  double min_coverage = 1;
  std::vector<Criterion> criteria;  // in byte order of name (S15)
  uint32_t slot = 0;                // outcome variable `graduation.dimension.D`
  Notes notes;
  Location location;
};

struct Gate {
  std::string name;
  std::optional<uint32_t> dimension;  // nothing: the organisation
  expression::Checked when;
  bool unknown_blocks = true;
  Text reason;
  Effective effective;
  Notes notes;
  Location location;
};

struct Requirement {
  std::string name;
  expression::Checked when;
  Text reason;
  Notes notes;
  Location location;
};

struct UsageThreshold {
  uint32_t slot = 0;
  BoundTest test = BoundTest::kAtLeast;  // never kElse
  double bound = 0;                      // kIs: 0 or 1
  Location location;
};

struct Graduation {
  bool defined = false;
  expression::Checked applies_when;
  int precision = 1;
  double ready = 0;
  double close = 0;
  double require_each_dimension = 0;  // 0: none
  std::vector<Dimension> dimensions;  // in the pack's order
  std::vector<Gate> gates;
  std::vector<Requirement> requirements;
  std::vector<std::vector<UsageThreshold>> usage_thresholds;  // by cadence
  uint32_t total_slot = 0;
  uint32_t readiness_slot = 0;
  uint32_t decision_slot = 0;
  Notes notes;
  Location location;
};

struct Reason {
  std::string name;
  expression::Checked when;
  std::optional<int> days;
  Action action;
  Effective effective;
  Notes notes;
  Location location;
};

struct Response {
  Text message;
  Text check_in;
  std::optional<uint32_t> playbook;
  std::vector<std::string> notify;
  Location location;
};

struct Extension {
  bool defined = false;
  expression::Checked applies_when;
  int max_total_days = 0;
  std::optional<int> recovery_after_days;
  int review_window_days = 0;
  std::vector<Reason> escalate;  // in the pack's order, as are the others
  std::vector<Reason> extend;
  std::vector<Reason> root_cause;
  Response graduate, proceed, extend_response, escalate_response, recover;
  Notes notes;
  Location location;
};

struct Weeks {
  double first = 1;
  double last = 1;
};

struct Phase {
  std::string name;
  Weeks weeks;
  std::vector<Weeks> by_segment;
  expression::Checked done_when;  // may be empty
  Text sign;
  Notes notes;
  Location location;
};

struct EarlyWin {
  std::string name;
  expression::Checked when;
  Notes notes;
  Location location;
};

struct EnablementLevel {
  int level = 0;
  expression::Checked when;
  Notes notes;
  Location location;
};

struct Programme {
  bool defined = false;
  uint32_t from_slot = 0;  // event date; with `from_start` the segment's start
  bool from_start = true;
  std::vector<Phase> phases;
  std::vector<EarlyWin> early_wins;
  std::vector<EnablementLevel> enablement;  // rising
  bool has_review = false;
  double review_from = 0;  // days before the target
  double review_to = 0;
  std::optional<uint32_t> review_playbook;
  std::vector<Text> handoff_carries;
  std::optional<uint32_t> handoff_playbook;
  Location location;
};

// Over the fields of a record (record_names.h): which records count, or numbers to add up.
struct RecordShare {
  std::string name;  // of a part; "" of the metric's own
  records::Kind of = records::Kind::kAccount;
  expression::Checked numerator;
  expression::Checked denominator;  // empty: all of the kind
  double weight = 1;                // >= 0
};

// A step of a guide from a bad number to its cause.
struct GuideStep {
  Text action;
  std::vector<uint32_t> metrics;  // in `portfolio`, each with a measure
  std::vector<std::string> breakdowns;
  std::vector<std::string> components;  // that stand directly below a health model
  bool milestones = false;
  bool causes = false;
};

// How a metric is computed from a book of records.
struct Measuring {
  std::optional<Measure> measure;     // none: figures and tiers alone
  std::optional<uint32_t> benchmark;  // index in `benchmarks`, whose tiers count; else its own
  int64_t months = 12;
  std::optional<double> horizon_days;  // whole, > 0; given whenever the measure needs it
  std::vector<double> edges;           // rising
  uint64_t min_count = 10;
  std::optional<bool> lower_is_better;                  // nothing: the pack does not say
  std::string of;                                       // "": all
  std::vector<std::string> bands;                       // that give concern
  std::vector<uint32_t> severities;                     // likewise; indices in `severities`
  std::vector<RecordShare> shares;                      // the metric's own, or its parts
  std::vector<std::string> order;                       // of features
  std::optional<MeasureUnit> unit;                      // of a measure that may have any
  std::vector<std::pair<std::string, double>> figures;  // the metric's, for measures that read some
  std::vector<std::string> breakdowns = {"segment", "csm"};
  std::vector<std::string> dashboards;
  std::vector<GuideStep> guide;  // empty: none
};

// A target over many accounts: a benchmark without a value of an account.
struct PortfolioMetric {
  Measuring measuring;
  Benchmark benchmark;  // `value` and `tier_slot` mean nothing here
  std::string unit;
  std::vector<std::pair<std::string, double>> figures;
};

// Days that a worklist looks back at how an account stood.
inline constexpr int32_t kLongestLookBack = 365;

// What lies before whoever looks after some accounts. Days are whole, > 0.
struct Worklist {
  std::string of;             // the attribute that says whose account it is
  int32_t moved_within = 30;  // at most kLongestLookBack
  int32_t milestones_within = 14;
  int32_t renewals_within = 90;
  int32_t quiet_after = 30;
  int32_t tickets_after = 7;
};

// What a grouping calls the day on which an account started, by the pack's rules (S5).
inline constexpr std::string_view kStartName = "start";

// Groups of accounts by a number or by a date.
struct Grouping {
  std::string name;
  std::string of;                 // an attribute, a signal, a date, or `start`
  std::vector<double> edges;      // of a number, rising
  std::optional<Calendar> every;  // of a date
  Notes notes;
  Location location;
};

// What one audience reads.
struct Dashboard {
  std::string name;
  Text title;   // may be absent
  Text rhythm;  // likewise
  std::optional<Worklist> worklist;
  Notes notes;
  Location location;
  // Its name, where the pack gives no title.
  std::string_view TitleIn(std::string_view language) const {
    const std::string_view given = title.In(language);
    return given.empty() ? std::string_view(name) : given;
  }
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_OUTCOMES_H_
