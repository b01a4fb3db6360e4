// What a metric says: a value that carries what it is over, how sure it is, and whether it may be
// judged at all (P6).
//
// Plain data.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_RESULT_H_
#define BELLWETHER_ENGINE_PORTFOLIO_RESULT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/document/measures.h"
#include "engine/statistics/interval.h"

namespace bellwether::portfolio {

enum class Standing : uint8_t {
  kKnown,
  kFew,         // fewer cases than the metric's min_count: no tier, no comparison
  kNobody,      // no case at all
  kNotReached,  // of a median: more than half have not come so far
  kRefused,     // `why` says what stands against it
};

struct Quantity {
  std::optional<double> value;                   // in `unit`; absent unless known or few
  uint64_t n = 0;                                // cases that it is over
  std::optional<uint64_t> events;                // of a share: cases that it counts
  std::optional<statistics::Interval> interval;  // 95 %
  MeasureUnit unit = MeasureUnit::kRatio;
  Standing standing = Standing::kNobody;
  std::string why;  // of a refusal, or a warning about the value; may be empty
};

// A value beside the first one: "reached by day 30".
struct Line {
  std::string name;  // stable, whatever the language
  Quantity quantity;
  std::string title = {};  // the name in the language of the request, as are all titles below
};

// A named table of values: cohorts by horizon, causes by milestone.
struct Grid {
  struct Cell {
    Quantity quantity;
    bool mature = true;  // false: not everybody was followed so long (P8)
  };
  std::string name;  // stable, as are columns and rows
  std::vector<std::string> columns;
  std::vector<std::pair<std::string, std::vector<Cell>>> rows;
  std::string title = {};
  std::vector<std::string> column_titles = {};  // one for each column
  std::vector<std::string> row_titles = {};     // one for each row
};

// A curve over time with its band.
struct Curve {
  struct Point {
    double x = 0;
    double y = 0;
    statistics::Interval band;
  };
  std::string name;           // stable
  std::vector<Point> points;  // by x; y holds until the next
  std::string title = {};
};

// What a measure says of a set of cases.
struct Summary {
  Quantity value;
  std::vector<Line> lines;
  std::vector<Grid> grids;
  std::vector<Curve> curves;
};

struct Tier {
  std::string name;
  uint32_t rank = 0;   // 0 is the best
  uint32_t count = 0;  // of tiers
  std::string set;     // "OM"
  std::string bounds;  // "≤ 60", as the row has it
};

struct Group {
  std::string key;  // of the attribute; "" when accounts have none
  Summary summary;
  std::optional<Tier> tier;
  std::string title = {};  // the key, in the language of the request where the engine made it
};
struct Breakdown {
  std::string attribute;
  std::vector<Group> groups;  // largest first
  std::string why;            // why there are none
};

enum class Judgement : uint8_t { kTooShort, kWithinNoise, kRising, kFalling };
struct Trend {
  struct Point {
    int32_t day = 0;  // the period's end, the day of the report
    Quantity value;
  };
  std::vector<Point> points;  // oldest first, the report's own last
  Judgement judgement = Judgement::kTooShort;
};

// The same metric at another moment, and how far apart the two are.
struct Comparison {
  int32_t day = 0;
  Quantity then;
  // Now less then, in the unit of the metric; of shares with Newcombe's interval. Nothing unless
  // both are known.
  std::optional<Quantity> difference;
  // The interval of the difference excludes 0, or those of the two values do not meet; nothing
  // where there are no intervals, as of sums.
  std::optional<bool> beyond_noise;
};

struct AccountBehind {
  std::string account;
  std::string what;  // "41 days, still without value"
};

// One of the accounts behind a number of a summary.
struct AccountInNumber {
  std::string account;
  bool counted = false;          // of a share: in its numerator; of a sum: it adds something
  std::optional<double> amount;  // what it adds to a sum, with its sign; days of a delay
  bool ongoing = false;          // at the moment of the report
  std::string what;              // "lost after 41 days"
};

struct AccountsInNumber {
  Grid::Cell number;  // as the summary has it; a line is mature
  std::optional<MeasureUnit> amount_unit;
  std::vector<AccountInNumber> accounts;  // what goes on first, then the worst
  uint64_t accounts_in_all = 0;           // in the list, named or not
  std::string title = {};                 // of the number: of a cell its row and its column
};

struct MetricResult {
  std::string name;  // the pack's
  Measure measure = Measure::kRetention;
  std::string title;  // what people call it; "" where the pack does not say
  std::string description;
  std::string definition;
  std::string source;  // letters
  std::string digest;  // of the pack
  std::vector<std::string> dashboards;
  int32_t as_of_day = 0;
  Summary summary;
  std::optional<Tier> tier;
  std::optional<bool> lower_is_better;  // nothing: neither is
  std::optional<Trend> trend;
  std::optional<Comparison> comparison;
  std::vector<Breakdown> breakdowns;
  std::vector<AccountBehind> accounts;  // worst first, as many as were asked for
  uint64_t accounts_in_all = 0;
  std::vector<std::string> missing;  // "3 of 120 accounts have no start"
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_RESULT_H_
