// Metrics that a pack names itself, as conditions over the records of a kind.
// Tested by tests/engine/portfolio/record_shares_test.cc.
#include <map>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/record_share_values.h"
#include "engine/portfolio/say_people.h"

namespace bellwether::portfolio {
namespace {

class OverRecords : public Measurement {
 public:
  OverRecords(const View& view, const ruleset::Measuring& measuring, bool sums)
      : measuring_(measuring), table_(view.table(measuring.shares.at(0).of)) {
    RecordShareValues values(view, measuring.shares[0]);
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      view.ForEach(table_, account, [&](uint32_t row) {
        if (table_.at(row) < from) return;
        const auto below = values.Denominator(row);
        if (below && *below == 0 && !sums) return;
        const auto above = values.Numerator(row);
        if (!below || !above) {
          ++untold;
          return;
        }
        pairs_.push_back({*above, *below});
        rows_.push_back(row);
        Add({account, table_.at(row).instant, ConcernOf(*above)});
      });
    }
    Missing(untold, say::kRecordUntold, say::kRecordsUntold);
  }

  Wording Say(uint32_t position) const override {
    const std::string day = absl::FormatCivilTime(DayOfNumber(table_.at(rows_[position]).day));
    return PairWords({say::kRecordOf, records::NameOf(table_.kind()), day}, pairs_[position]);
  }

 protected:
  virtual Wording PairWords(const Wording& record, const statistics::Pair& pair) const = 0;
  // Records of an account stand and fall together, so these are sums of each account.
  std::vector<statistics::Pair> ByAccount(std::span<const uint32_t> cases) const {
    std::map<uint32_t, std::pair<Sum, Sum>> sums;
    for (const uint32_t position : cases) {
      auto& [above, below] = sums[this->cases()[position].account];
      above.Add(pairs_[position].above);
      below.Add(pairs_[position].below);
    }
    std::vector<statistics::Pair> pairs;
    for (const auto& [account, both] : sums) {
      pairs.push_back({both.first.value(), both.second.value()});
    }
    return pairs;
  }
  const statistics::Pair& pair(uint32_t position) const { return pairs_[position]; }
  const ruleset::Measuring& measuring() const { return measuring_; }

 private:
  // Whether more or less is worse is the tiers' to say; where there are none, more comes first.
  static double ConcernOf(double above) { return above; }

  const ruleset::Measuring& measuring_;
  const book::Table& table_;
  std::vector<statistics::Pair> pairs_;
  std::vector<uint32_t> rows_;
};

class ShareOfRecords : public OverRecords {
 public:
  ShareOfRecords(const View& view, const ruleset::Measuring& measuring)
      : OverRecords(view, measuring, /*sums=*/false) {}

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t events = 0;
    for (const uint32_t position : cases) events += pair(position).above > 0;
    Summary summary;
    summary.value = ShareOf(events, cases.size(), measuring().min_count);
    const auto accounts = ByAccount(cases);
    AddLine(say::kOverAccounts, RatioQuantity(accounts, measuring().min_count, language(), {0, 1}),
            summary);
    return summary;
  }

 private:
  Wording PairWords(const Wording& record, const statistics::Pair& pair) const override {
    return {pair.above > 0 ? say::kCounts : say::kCountsNot, record};
  }
};

class RatioOfSums : public OverRecords {
 public:
  RatioOfSums(const View& view, const ruleset::Measuring& measuring)
      : OverRecords(view, measuring, /*sums=*/true),
        unit_(measuring.unit.value_or(MeasureUnit::kRatio)),
        problem_(unit_ == MeasureUnit::kMoney ? view.currency_problem() : Wording()) {}

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!problem_.empty()) {
      summary.value = Refused(unit_, Words(problem_));
      return summary;
    }
    const auto accounts = ByAccount(cases);
    summary.value = RatioQuantity(accounts, measuring().min_count, language());
    summary.value.unit = unit_;
    AddLine(say::kRecords,
            ValueOf(static_cast<double>(cases.size()), cases.size(), MeasureUnit::kCount, 0),
            summary);
    return summary;
  }

 private:
  Wording PairWords(const Wording& record, const statistics::Pair& pair) const override {
    return {say::kRatioOf, record, FormatNumber(pair.above), FormatNumber(pair.below)};
  }

  const MeasureUnit unit_;
  const Wording problem_;
};

}  // namespace

MeasurementPointer MakeShareOfRecords(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<ShareOfRecords>(view, measuring);
}
MeasurementPointer MakeRatioOfSums(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<RatioOfSums>(view, measuring);
}

}  // namespace bellwether::portfolio
