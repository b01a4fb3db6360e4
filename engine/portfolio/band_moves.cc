// How customers move between the bands of health (P22).
// Tested by tests/engine/portfolio/band_moves_test.cc.
#include <algorithm>

#include "engine/portfolio/measurement.h"
#include "engine/portfolio/mondays.h"
#include "engine/portfolio/say_people.h"

namespace bellwether::portfolio {
namespace {

constexpr size_t kLeastBandsToFlap = 3;

// From the start of the months to the report. Who was lost since then is in the table: the matrix
// of those that stayed would be the matrix of the healthy (P7).
class BandMigration : public Measurement {
 public:
  BandMigration(const View& view, const ruleset::Measuring& measuring)
      : plan_(view.plan()), bands_(view.history().bands()), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t without_then = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (!view.WasCustomer(account, from.day)) continue;
      const uint8_t then = view.history().On(account, from.day).band;
      if (then == kNoBand) {
        ++without_then;
        continue;
      }
      const Move move{then, view.health(account).band, !view.IsCustomer(account)};
      moves_.push_back(move);
      Add({account, from.instant, Fell(move) ? view.monthly_revenue(account).value_or(0) + 1 : 0});
    }
    Missing(without_then, say::kNoBandAtStart, say::kNoBandsAtStart);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    summary.value = ShareIn(cases, Fell, false);
    for (const Part& part : kParts) {
      AddLine(*part.name, ShareIn(cases, part.counts, part.of_all), summary);
    }
    summary.grids.push_back(Matrix(cases));
    return summary;
  }

  // Of a cell all that were in the band of its row; of a line all that it is a share of.
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    if (number.line.empty()) return CellCases(number, cases);
    for (const Part& part : kParts) {
      if (number.line != part.name->english) continue;
      return CasesWhere(
          cases, [&part](const Move& move) { return part.of_all || Stays(move); }, part.counts);
    }
    return std::nullopt;
  }

  Wording Say(uint32_t position) const override {
    const Move& move = moves_[position];
    return {say::kFromTo, Name(move.then), move.lost ? Wording(say::kLost) : Name(move.now)};
  }

 private:
  struct Move {
    uint8_t then = kNoBand;
    uint8_t now = kNoBand;
    bool lost = false;
  };

  // A line of the summary: a share of those that have a band at both ends, or of all.
  struct Part {
    const Saying* name;
    bool (*counts)(const Move& move);
    bool of_all;
  };
  static bool Stays(const Move& move) { return !move.lost && move.now != kNoBand; }
  static bool Fell(const Move& move) { return Stays(move) && move.now > move.then; }
  static bool Rose(const Move& move) { return Stays(move) && move.now < move.then; }
  static bool IsTheSame(const Move& move) { return Stays(move) && move.now == move.then; }
  static bool WasLost(const Move& move) { return move.lost; }
  static bool HasNoBand(const Move& move) { return !move.lost && move.now == kNoBand; }
  static constexpr Part kParts[] = {{&say::kRose, Rose, false},
                                    {&say::kTheSame, IsTheSame, false},
                                    {&say::kLostSince, WasLost, true},
                                    {&say::kNoBandNow, HasNoBand, true}};

  Quantity ShareIn(std::span<const uint32_t> cases, bool (*counts)(const Move&),
                   bool of_all) const {
    uint64_t count = 0, n = 0;
    for (const uint32_t position : cases) {
      n += of_all || Stays(moves_[position]);
      count += counts(moves_[position]);
    }
    return ShareOf(count, n, measuring_.min_count);
  }

  template <typename Over, typename Counts>
  CasesInNumber CasesWhere(std::span<const uint32_t> cases, const Over& over,
                           const Counts& counts) const {
    CasesInNumber found;
    for (const uint32_t position : cases) {
      if (!over(moves_[position])) continue;
      const bool counted = counts(moves_[position]);
      const double concern = counted ? 1 + Measurement::cases()[position].concern : 0;
      found.cases.push_back({position, counted, {}, concern});
    }
    return found;
  }

  CasesInNumber CellCases(const NumberName& number, std::span<const uint32_t> cases) const {
    const std::vector<Wording> columns = Columns();
    const auto column = static_cast<size_t>(
        std::find_if(columns.begin(), columns.end(),
                     [&](const Wording& one) { return one.English() == number.column; }) -
        columns.begin());
    return CasesWhere(
        cases, [&](const Move& move) { return bands_.names[move.then] == number.row; },
        [&](const Move& move) { return ColumnOf(move) == column; });
  }

  Wording Name(uint8_t band) const {
    if (band == kNoBand) return say::kWithoutBand;
    return NameOf(plan_, ruleset::TitleKind::kBand, bands_.names[band], language());
  }

  std::vector<Wording> Columns() const {
    std::vector<Wording> columns;
    for (uint8_t band = 0; band < bands_.names.size(); ++band) columns.push_back(Name(band));
    columns.insert(columns.end(), {say::kWithoutBand, say::kLost});
    return columns;
  }
  size_t ColumnOf(const Move& move) const {
    const size_t bands = bands_.names.size();
    return move.lost ? bands + 1 : std::min<size_t>(move.now, bands);
  }

  // Of those that were in a band, the share that is now in each.
  Grid Matrix(std::span<const uint32_t> cases) const {
    Grid grid = GridOf(say::kMatrix, Columns());
    for (uint8_t then = 0; then < bands_.names.size(); ++then) {
      std::vector<uint64_t> counts(grid.columns.size());
      uint64_t n = 0;
      for (const uint32_t position : cases) {
        const Move& move = moves_[position];
        if (move.then != then) continue;
        ++n;
        ++counts[ColumnOf(move)];
      }
      std::vector<Grid::Cell> cells;
      for (const uint64_t count : counts) {
        cells.push_back({ShareOf(count, n, measuring_.min_count)});
      }
      AddRow(Name(then), std::move(cells), grid);
    }
    return grid;
  }

  const Plan& plan_;
  const Bands& bands_;
  const ruleset::Measuring& measuring_;
  std::vector<Move> moves_;
};

// Who goes to and fro sets off alarms that nobody believes any more.
class BandFlapping : public Measurement {
 public:
  BandFlapping(const View& view, const ruleset::Measuring& measuring)
      : plan_(view.plan()), bands_(view.history().bands()), measuring_(measuring) {
    const std::vector<int32_t> days =
        MondaysBetween(view.MonthsBefore(measuring.months).day, view.today());
    uint64_t seldom = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (!view.IsCustomer(account)) continue;
      Course course = CourseOf(view, account, days);
      if (course.known < kLeastBandsToFlap) {
        ++seldom;
        continue;
      }
      courses_.push_back(std::move(course));
      Add({account, view.as_of(), static_cast<double>(courses_.back().returns)});
    }
    Missing(seldom, say::kFewMondays, say::kFewMondaysMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t flapped = 0, changed = 0;
    std::vector<double> changes;
    for (const uint32_t position : cases) {
      const Course& course = courses_[position];
      flapped += course.returns > 0;
      changed += course.bands.size() > 1;
      changes.push_back(static_cast<double>(course.bands.size() - 1));
    }
    Summary summary;
    summary.value = ShareOf(flapped, cases.size(), measuring_.min_count);
    AddLine(say::kChangedAtAll, ShareOf(changed, cases.size(), measuring_.min_count), summary);
    std::vector<Line> spread;
    AddLine(
        say::kChangesMedian,
        MedianOf(std::move(changes), MeasureUnit::kCount, measuring_.min_count, language(), spread),
        summary);
    AddLine(say::kChanges90, spread[1].quantity, summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Course& course = courses_[position];
    const size_t first = course.bands.size() - std::min(course.bands.size(), kMostShown);
    std::vector<Wording> names;
    if (first > 0) names.emplace_back("…");
    for (size_t i = first; i < course.bands.size(); ++i) {
      names.push_back(
          NameOf(plan_, ruleset::TitleKind::kBand, bands_.names[course.bands[i]], language()));
    }
    return Wording::Joined(std::move(names), " → ");
  }

 private:
  static constexpr size_t kMostShown = 8;
  struct Course {
    std::vector<uint8_t> bands;  // one after the other, each unlike the one before
    size_t known = 0;            // Mondays with a band
    size_t returns = 0;          // changes into a band that it had before
  };

  static Course CourseOf(const View& view, uint32_t account, const std::vector<int32_t>& days) {
    Course course;
    for (const int32_t day : days) {
      if (!view.WasCustomer(account, day)) continue;
      const uint8_t band = view.history().On(account, day).band;
      if (band == kNoBand) continue;
      ++course.known;
      auto& bands = course.bands;
      if (!bands.empty() && bands.back() == band) continue;
      course.returns += std::find(bands.begin(), bands.end(), band) != bands.end();
      bands.push_back(band);
    }
    return course;
  }

  const Plan& plan_;
  const Bands& bands_;
  const ruleset::Measuring& measuring_;
  std::vector<Course> courses_;
};

}  // namespace

MeasurementPointer MakeBandMigration(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<BandMigration>(view, measuring);
}
MeasurementPointer MakeBandFlapping(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<BandFlapping>(view, measuring);
}

}  // namespace bellwether::portfolio
