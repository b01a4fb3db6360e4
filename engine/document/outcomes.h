// What rules answer beside scores, as it is written: flags, graduation, extension, the programme,
// playbooks, and the targets of a portfolio. Parts of document.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_OUTCOMES_H_
#define BELLWETHER_ENGINE_DOCUMENT_OUTCOMES_H_

#include <vector>

#include "engine/document/dashboards.h"
#include "engine/document/measures.h"
#include "engine/document/rules.h"

namespace bellwether::document {

// What an unknown condition of a flag means.
enum class UnknownFlag { kNotEvaluated, kRaise };

struct Flag {
  Located<std::string> severity;  // required, one of the pack's
  ExpressionText when;            // required
  ExpressionText applies_when;
  Text reason;  // required
  Located<UnknownFlag> unknown;
  Located<std::string> playbook;
  NamedList<Label> notify;
  Effective effective;
  Notes notes;
};

struct PlaybookStep {
  Text action;  // `do:`, required
  Located<std::string> owner;
  Located<int64_t> due_days;  // from the day of the answer
  Span span;
};

// `{share: 0.1, seed: 7}`: accounts that are left alone, so that the effect can be measured.
struct Holdout {
  Located<double> share;         // required, 0..1
  Located<int64_t> seed;         // required, of the lots
  Located<bool> worst_severity;  // alerts of the worst severity, too
  Span span;
  bool present() const { return span.known(); }
};

struct Playbook {
  std::vector<PlaybookStep> steps;
  Holdout holdout;
  Located<int64_t> recovery_days;  // in which a band is to recover
  Notes notes;
};

// A question of a dimension: scored by a curve, met from `met_at` points on.
struct Criterion {
  Located<double> weight;  // required, >= 0
  Located<bool> invert;
  Located<MissingPolicy> missing;
  Curve curve;             // written under `curve:` or inline
  Located<double> met_at;  // points, 0..100
  Notes notes;
};

struct Dimension {
  Located<double> weight;        // required, >= 0
  Located<double> min_coverage;  // 0..1
  NamedList<Criterion> criteria;
  Notes notes;
};

// What an unknown condition of a gate means.
enum class UnknownGate { kBlock, kPass };

struct Gate {
  Located<std::string> dimension;  // required: a dimension, or `organisation`
  ExpressionText when;             // required: the gate blocks while it holds
  Text reason;                     // required
  Located<UnknownGate> unknown;
  Effective effective;
  Notes notes;
};

struct Requirement {
  ExpressionText when;  // required: must hold
  Text reason;          // required
  Notes notes;
};

// `{of: x, at_least: 0.8}` or `{of: b, is: true}`: exactly one test.
struct UsageThreshold {
  Located<std::string> of;  // required
  Located<double> at_least;
  Located<double> above;
  Located<double> at_most;
  Located<double> below;
  Located<bool> is;
  Notes notes;
  Span span;
};

struct Thresholds {
  Located<double> ready;  // required
  Located<double> close;  // required
};

struct Graduation {
  ExpressionText applies_when;
  Located<int64_t> precision;  // decimals of totals and dimensions
  Thresholds thresholds;       // of the total, 0..10
  Located<double> require_each_dimension;
  Located<double> min_coverage;
  NamedList<Dimension> dimensions;
  NamedList<Gate> gates;
  NamedList<Requirement> requirements;                      // `requires:`
  NamedList<std::vector<UsageThreshold>> usage_thresholds;  // by cadence
  Notes notes;
  Span span;
  bool present() const { return span.known(); }
};

// Why more time is justified, why leadership must decide, or what lies behind a delay.
struct Reason {
  ExpressionText when;    // required
  Text reason;            // required
  Located<int64_t> days;  // extend: what it asks for
  Located<std::string> playbook;
  NamedList<Label> notify;
  Effective effective;
  Notes notes;
};

// What people are told and do after a decision.
struct Response {
  Text message;  // may hold {account}, {reason}, {conditions}, {new_target}, {days} ...
  Text check_in;
  Located<std::string> playbook;
  NamedList<Label> notify;
  Notes notes;
};

struct Responses {
  Response graduate;
  Response proceed;  // `continue:`
  Response extend;
  Response escalate;
  Response recover;  // beside any decision but graduate, when late enough
};

struct Extension {
  ExpressionText applies_when;
  Located<int64_t> max_total_days;  // required
  Located<int64_t> recovery_after_days;
  Located<int64_t> review_window_days;
  NamedList<Reason> escalate;
  NamedList<Reason> extend;
  NamedList<Reason> root_cause;
  Responses responses;
  Notes notes;
  Span span;
  bool present() const { return span.known(); }
};

// `[1, 8]`.
struct NumberPair {
  double first = 0;
  double second = 0;
};

struct Phase {
  Located<NumberPair> weeks;                // required: first and last week, from 1
  NamedList<Located<NumberPair>> segments;  // another window for a segment
  ExpressionText done_when;
  Text sign;  // what shows that it worked
  Notes notes;
};

struct EarlyWin {
  ExpressionText when;  // required
  Notes notes;
};

struct EnablementLevel {
  Located<int64_t> level;  // required, rising
  ExpressionText when;     // required
  Notes notes;
  Span span;
};

struct Review {
  Located<NumberPair> days_before;  // required: from, to
  Located<std::string> playbook;
};

struct Handoff {
  std::vector<Text> carries;
  Located<std::string> playbook;
};

struct Programme {
  Located<std::string> from;  // `start`, or an event date
  NamedList<Phase> phases;
  NamedList<EarlyWin> early_wins;
  std::vector<EnablementLevel> enablement;
  Review review;
  Handoff handoff;
  Notes notes;
  Span span;
  bool present() const { return span.known(); }
};

// Of the records of one kind those that count, or an amount of them: conditions and numbers over
// the fields of a record.
struct RecordShare {
  Located<std::string> of;  // a kind of records
  ExpressionText numerator;
  ExpressionText denominator;
  Located<double> weight;  // among its neighbours
  Notes notes;
  Span span;
};

// Targets over many accounts: tiers of a figure that no single account has.
struct PortfolioMetric {
  Located<Measure> measure;        // absent: figures and tiers alone
  Located<std::string> benchmark;  // of accounts, whose tiers count here too
  Located<int64_t> months;
  Located<Period> horizon;
  std::vector<Bound> edges;
  Located<int64_t> min_count;
  Located<std::string> of;      // which of them: an occasion, a band, a purpose
  NamedList<Label> bands;       // of health, that give concern
  NamedList<Label> severities;  // of raised flags, likewise
  ExpressionText numerator;     // over the fields of a record of the kind in `of`
  ExpressionText denominator;
  NamedList<RecordShare> parts;
  NamedList<Label> order;  // of features
  NamedList<Label> breakdowns;
  NamedList<Label> dashboards;
  std::vector<GuideStep> investigate;  // from a bad number to its cause
  Text unit;
  Located<Better> better;
  Located<RowKey> by;
  Located<std::string> set;
  NamedList<Label> tiers;
  NamedList<Located<double>> points;
  NamedList<BenchmarkSet> sets;
  NamedList<Located<double>> figures;  // figures that are not tiers: typical shares, horizons
  Notes notes;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_OUTCOMES_H_
