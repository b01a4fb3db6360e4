// When features are taken up, in which order, and whether early use goes with staying (P25). All is
// told at a landmark, so that accounts which stayed longer had not more time to try (P28).
// Tested by tests/engine/portfolio/feature_uptake_test.cc.
#include <algorithm>
#include <limits>

#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_journey.h"
#include "engine/statistics/proportion.h"

namespace bellwether::portfolio {
namespace {

constexpr int32_t kNever = std::numeric_limits<int32_t>::max();
constexpr double kPercent = 100;

class FeatureUptake : public Measurement {
 public:
  FeatureUptake(const View& view, const ruleset::Measuring& measuring)
      : measuring_(measuring),
        landmark_(static_cast<int32_t>(*measuring.horizon_days)),
        followed_days_(FigureOf(measuring, "followed_days")) {
    for (const std::string& feature : measuring.order) {
      features_.push_back(view.book().names().Find(feature));
    }
    uint64_t young = 0, gone = 0, silent = 0;
    ForEachStarted(view, measuring.months, [&](uint32_t account, const Life& life) {
      const int32_t day = life.start->day + landmark_;
      if (day > view.today()) {
        ++young;
      } else if (!view.WasCustomer(account, day)) {
        ++gone;
      } else if (!AddAccount(view, account, life)) {
        ++silent;
      }
    });
    Missing(young, say::kYounger, say::kYoungers);
    Missing(gone, say::kGone, say::kGoneMany);
    Missing(silent, say::kSilent, say::kSilentMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t in_order = 0, several = 0;
    for (const uint32_t position : cases) {
      several += accounts_[position].used > 1;
      in_order += accounts_[position].used > 1 && accounts_[position].in_order;
    }
    Summary summary;
    summary.value = ShareOf(in_order, several, measuring_.min_count);
    AddFeatures(cases, summary);
    AddRetention(cases, summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Account& account = accounts_[position];
    std::vector<Wording> words;
    for (size_t i = 0; i < account.days.size(); ++i) {
      const std::string& feature = measuring_.order[i];
      words.push_back(account.days[i] == kNever
                          ? Wording(say::kFeatureNever, feature)
                          : Wording(say::kFeatureDay, feature, account.days[i]));
    }
    return Wording::Joined(std::move(words), ", ");
  }

 private:
  struct Account {
    std::vector<int32_t> days;  // of the first use of each feature, from the start; kNever
    size_t used = 0;
    bool in_order = true;
    int32_t half = kNever;  // day by which half of the features were in use
    bool followed = false;  // until `followed_days`
    bool kept = false;
  };

  // False when there is no usage.
  bool AddAccount(const View& view, uint32_t number, const Life& life) {
    Account account;
    account.days.assign(features_.size(), kNever);
    const int32_t start = life.start->day;
    const book::Table& usage = view.table(records::Kind::kUsage);
    const book::Column& counts = usage.column("features");
    bool any = false;
    view.ForEach(usage, number, [&](uint32_t row) {
      const int32_t day = std::max(0, usage.at(row).day - start);
      if (day > landmark_) return;
      any = true;
      const auto words = counts.words(row);
      for (size_t i = 0; i < words.size(); ++i) {
        const auto found = std::find(features_.begin(), features_.end(), words[i]);
        if (found == features_.end() || counts.counts(row)[i] <= 0) continue;
        int32_t& first = account.days[static_cast<size_t>(found - features_.begin())];
        first = std::min(first, day);
      }
    });
    if (!any) return false;
    Judge(account);
    const auto last = followed_days_ ? start + static_cast<int32_t>(*followed_days_) : kNever;
    account.followed = last <= view.today();
    account.kept = account.followed && view.WasCustomer(number, last);
    accounts_.push_back(account);
    Add({number, life.start->instant, static_cast<double>(features_.size() - account.used)});
    return true;
  }

  // In order: none was used before one that stands earlier; who left one out is not.
  static void Judge(Account& account) {
    account.in_order = std::is_sorted(account.days.begin(), account.days.end());
    std::vector<int32_t> days = account.days;
    std::sort(days.begin(), days.end());
    account.used = static_cast<size_t>(
        std::count_if(days.begin(), days.end(), [](int32_t day) { return day != kNever; }));
    account.half = days[(days.size() - 1) / 2];
  }

  void AddFeatures(std::span<const uint32_t> cases, Summary& summary) const {
    Grid grid = GridOf(say::kFeatures, {say::kTookUp, say::kMedianDay});
    std::optional<std::pair<std::string, Quantity>> slowest;
    for (size_t feature = 0; feature < features_.size(); ++feature) {
      std::vector<double> days;
      for (const uint32_t position : cases) {
        const int32_t day = accounts_[position].days[feature];
        if (day != kNever) days.push_back(day);
      }
      const Quantity share = ShareOf(days.size(), cases.size(), measuring_.min_count);
      std::vector<Line> spread;
      const Quantity median =
          MedianOf(std::move(days), MeasureUnit::kDays, measuring_.min_count, language(), spread);
      const bool slower = median.value && (!slowest || *median.value > *slowest->second.value);
      if (slower) slowest = {measuring_.order[feature], median};
      AddRow(measuring_.order[feature], {{share}, {median}}, grid);
    }
    if (slowest) AddLine({say::kSlowest, slowest->first}, slowest->second, summary);
    summary.grids.push_back(std::move(grid));
  }

  // Fast: half of the features in use no later than the median account.
  void AddRetention(std::span<const uint32_t> cases, Summary& summary) const {
    std::vector<int32_t> halves;
    for (const uint32_t position : cases) {
      if (accounts_[position].followed) halves.push_back(accounts_[position].half);
    }
    const Wording kept_so_long =
        followed_days_ ? Wording(say::kKeptUntil, FormatNumber(*followed_days_)) : say::kKept;
    if (halves.empty()) {
      Quantity none = ShareOf(0, 0, measuring_.min_count);
      if (!followed_days_) {
        none = Refused(MeasureUnit::kRatio, Words(say::kNoFollowedDays));
      }
      AddLine(kept_so_long, none, summary);
      return;
    }
    std::sort(halves.begin(), halves.end());
    const int32_t middle = halves[(halves.size() - 1) / 2];
    uint64_t kept[2] = {}, n[2] = {};
    for (const uint32_t position : cases) {
      const Account& account = accounts_[position];
      if (!account.followed) continue;
      const bool slow = account.half > middle;
      ++n[slow];
      kept[slow] += account.kept;
    }
    const Wording by = middle == kNever ? Wording(say::kNoDay) : Wording(say::kDay, middle);
    AddLine({say::kHalfBy, kept_so_long, by}, ShareOf(kept[0], n[0], measuring_.min_count),
            summary);
    AddLine({say::kLaterOrNever, kept_so_long}, ShareOf(kept[1], n[1], measuring_.min_count),
            summary);
    AddLine(say::kDifference, Difference(kept, n), summary);
  }

  Quantity Difference(const uint64_t (&kept)[2], const uint64_t (&n)[2]) const {
    const auto difference = statistics::DifferenceOf(kept[0], n[0], kept[1], n[1]);
    if (!difference) return ValueOf(std::nullopt, 0, MeasureUnit::kPoints, 0);
    Quantity points = ValueOf(kPercent * difference->value, n[0] + n[1], MeasureUnit::kPoints,
                              std::min(n[0], n[1]) < measuring_.min_count ? n[0] + n[1] + 1 : 0);
    points.interval = {kPercent * difference->interval.low, kPercent * difference->interval.high};
    return points;
  }

  const ruleset::Measuring& measuring_;
  const int32_t landmark_;
  const std::optional<double> followed_days_;
  std::vector<book::Name> features_;
  std::vector<Account> accounts_;
};

}  // namespace

MeasurementPointer MakeFeatureUptake(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<FeatureUptake>(view, measuring);
}

}  // namespace bellwether::portfolio
