// Who is still a customer so many days after the start, by month of the start (P15).
// Tested by tests/engine/portfolio/retention_test.cc.
#include <algorithm>
#include <map>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_journey.h"
#include "engine/statistics/survival.h"

namespace bellwether::portfolio {
namespace {

// Days at which cohorts are looked at where the metric gives no edges.
constexpr double kUsualHorizons[] = {30, 60, 90, 180, 365};

class Retention : public Measurement {
 public:
  Retention(const View& view, const ruleset::Measuring& measuring)
      : measuring_(measuring), horizon_(static_cast<int32_t>(*measuring.horizon_days)) {
    ForEachStarted(view, measuring.months,
                   [&](uint32_t account, const Life& life) { Add(account, life, view.today()); });
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    const Cohorts cohorts = CohortsOf(cases);
    Summary summary;
    summary.value = Retained(cohorts);
    AddCurve(cases, summary);
    summary.grids.push_back(GridOfCohorts(cohorts));
    return summary;
  }
  Quantity ValueAlone(std::span<const uint32_t> cases) const override {
    return Retained(CohortsOf(cases));
  }

  // Of a cell those that were followed so long: who stayed by that day is counted. Of the line
  // about all that started all of them: who was lost is counted, whenever it was.
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    if (number.line == PooledName().English()) return AllCases(cases);
    const auto days = Horizons();
    const auto day = std::find_if(days.begin(), days.end(), [&number](double horizon) {
      return ColumnOf(horizon).English() == number.column;
    });
    if (day == days.end()) return std::nullopt;
    CasesInNumber found;
    for (const auto& [month, cohort] : CohortsOf(cases)) {
      if (absl::FormatCivilTime(month) == number.row) {
        found.cases = CellCases(cohort, static_cast<int32_t>(*day));
      }
    }
    return found;
  }

  Wording Say(uint32_t position) const override {
    const Member& member = members_[position];
    return {member.lost ? say::kLostAfter : say::kCustomerFor, member.days};
  }

 private:
  using Cohorts = std::map<absl::CivilMonth, std::vector<uint32_t>>;
  struct Member {
    absl::CivilMonth month;
    int32_t followed = 0;  // days from the start to the view
    int32_t days = 0;      // until it was lost, or so far
    bool lost = false;
    // Lost on the day itself is lost by that day.
    bool RetainedAt(int32_t day) const { return !lost || days > day; }
  };

  // Who was lost soonest is the worst.
  void Add(uint32_t account, const Life& life, int32_t today) {
    const int32_t start = life.start->day;
    Member member{absl::CivilMonth(DayOfNumber(start)), today - start, today - start, false};
    if (life.lost.has_value()) {
      member.lost = true;
      member.days = std::max(0, life.lost->day - start);
    }
    members_.push_back(member);
    const double concern = member.lost ? 1.0 / (1.0 + member.days) : 0.0;
    Measurement::Add({account, life.start->instant, concern});
  }

  Cohorts CohortsOf(std::span<const uint32_t> cases) const {
    Cohorts cohorts;
    for (const uint32_t position : cases) cohorts[members_[position].month].push_back(position);
    return cohorts;
  }

  Quantity Retained(const Cohorts& cohorts) const {
    uint64_t retained = 0, n = 0;
    for (const auto& [month, cohort] : cohorts) {
      const Grid::Cell cell = CellOf(cohort, horizon_);
      if (!cell.mature) continue;
      retained += cell.quantity.events.value_or(0);
      n += cell.quantity.n;
    }
    return ShareOf(retained, n, measuring_.min_count);
  }

  // P8: a cell is mature when its youngest member was followed so long.
  Grid::Cell CellOf(std::span<const uint32_t> cohort, int32_t day) const {
    uint64_t retained = 0, followed = 0;
    for (const uint32_t position : cohort) {
      const Member& member = members_[position];
      followed += member.followed >= day;
      retained += member.followed >= day && member.RetainedAt(day);
    }
    return {ShareOf(retained, followed, measuring_.min_count), followed == cohort.size()};
  }

  std::vector<CaseInNumber> CellCases(std::span<const uint32_t> cohort, int32_t day) const {
    std::vector<CaseInNumber> found;
    for (const uint32_t position : cohort) {
      const Member& member = members_[position];
      if (member.followed < day) continue;
      const bool retained = member.RetainedAt(day);
      found.push_back(
          {position, retained, {}, retained ? 0 : Measurement::cases()[position].concern});
    }
    return found;
  }

  CasesInNumber AllCases(std::span<const uint32_t> cases) const {
    CasesInNumber found;
    for (const uint32_t position : cases) {
      found.cases.push_back(
          {position, members_[position].lost, {}, Measurement::cases()[position].concern});
    }
    return found;
  }

  Wording PooledName() const { return {say::kAllFollowed, horizon_}; }

  void AddCurve(std::span<const uint32_t> cases, Summary& summary) const {
    std::vector<statistics::Followed> followed;
    for (const uint32_t position : cases) {
      const Member& member = members_[position];
      followed.push_back({static_cast<double>(member.days), member.lost, 0});
    }
    const auto curve = statistics::KaplanMeier(followed);
    Quantity pooled;
    pooled.n = curve.n;
    pooled.events = curve.events;
    if (curve.n > 0 && curve.longest >= horizon_) {
      pooled.value = statistics::SurvivalAt(curve, horizon_);
      pooled.interval = statistics::SurvivalIntervalAt(curve, horizon_);
      pooled.standing = curve.n < measuring_.min_count ? Standing::kFew : Standing::kKnown;
    }
    AddLine(PooledName(), pooled, summary);
    const Wording name = say::kStillCustomerCurve;
    Curve drawn{name.English(), {{0, 1, {1, 1}}}, name.Title(language())};
    for (const auto& step : curve.steps) {
      drawn.points.push_back({step.time, step.survival, step.interval});
    }
    summary.curves.push_back(std::move(drawn));
  }

  std::vector<double> Horizons() const {
    if (!measuring_.edges.empty()) return measuring_.edges;
    return {std::begin(kUsualHorizons), std::end(kUsualHorizons)};
  }
  static Wording ColumnOf(double day) { return {say::kDay, FormatNumber(day)}; }

  Grid GridOfCohorts(const Cohorts& cohorts) const {
    const std::vector<double> days = Horizons();
    std::vector<Wording> columns;
    for (const double day : days) columns.push_back(ColumnOf(day));
    Grid grid = GridOf(say::kCohorts, columns);
    for (const auto& [month, cohort] : cohorts) {
      std::vector<Grid::Cell> cells;
      for (const double day : days) cells.push_back(CellOf(cohort, static_cast<int32_t>(day)));
      AddRow(absl::FormatCivilTime(month), std::move(cells), grid);
    }
    return grid;
  }

  const ruleset::Measuring& measuring_;
  const int32_t horizon_;
  std::vector<Member> members_;
};

}  // namespace

MeasurementPointer MakeRetention(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Retention>(view, measuring);
}

}  // namespace bellwether::portfolio
