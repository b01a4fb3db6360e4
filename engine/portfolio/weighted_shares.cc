// A score of each customer from shares of its records, as the pack weighs them (P24).
// Tested by tests/engine/portfolio/weighted_shares_test.cc.
#include <cmath>
#include <deque>

#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/record_share_values.h"
#include "engine/portfolio/say_people.h"

namespace bellwether::portfolio {
namespace {

constexpr double kFull = 100;

class WeightedShares : public Measurement {
 public:
  WeightedShares(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    std::deque<RecordShareValues> values;
    for (const ruleset::RecordShare& part : measuring.shares) values.emplace_back(view, part);
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t unknown = 0, untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (!view.IsCustomer(account)) continue;
      Customer customer;
      for (RecordShareValues& part : values) {
        customer.parts.push_back(Count(view, part, account, from, untold));
      }
      if (!Weigh(customer)) {
        ++unknown;
        continue;
      }
      Add({account, view.as_of(), kFull - customer.score});
      customers_.push_back(std::move(customer));
    }
    Missing(unknown, say::kNoPart, say::kNoParts);
    Missing(untold, say::kRecordUntold, say::kRecordsUntold);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::vector<double> scores;
    Sum known;
    for (const uint32_t position : cases) {
      scores.push_back(customers_[position].score);
      known.Add(customers_[position].known);
    }
    Summary summary;
    summary.value = MedianOf(std::move(scores), MeasureUnit::kScore, measuring_.min_count,
                             language(), summary.lines);
    for (size_t part = 0; part < measuring_.shares.size(); ++part) {
      AddLine({say::kPooled, measuring_.shares[part].name}, Pooled(cases, part), summary);
    }
    const double n = static_cast<double>(cases.size());
    AddLine(say::kWeightKnown,
            ValueOf(n > 0 ? std::optional(known.value() / n) : std::nullopt, cases.size(),
                    MeasureUnit::kRatio, measuring_.min_count),
            summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Customer& customer = customers_[position];
    std::vector<Wording> words;
    for (size_t part = 0; part < customer.parts.size(); ++part) {
      const auto& [events, n] = customer.parts[part];
      const std::string& name = measuring_.shares[part].name;
      words.push_back(n == 0 ? Wording(say::kPartUnknown, name)
                             : Wording(say::kPartOf, name, events, n));
    }
    return {say::kScoreParts, FormatNumber(std::round(customer.score)),
            Wording::Joined(std::move(words), ", ")};
  }

 private:
  struct Share {
    uint64_t events = 0;
    uint64_t n = 0;
  };
  struct Customer {
    std::vector<Share> parts;
    double score = 0;  // 0 to 100
    double known = 0;  // of the weight
  };

  static Share Count(const View& view, RecordShareValues& values, uint32_t account,
                     const book::Stamp& from, uint64_t& untold) {
    Share share;
    view.ForEach(values.table(), account, [&](uint32_t row) {
      if (values.table().at(row) < from) return;
      const auto below = values.Denominator(row);
      if (below && *below == 0) return;
      const auto above = values.Numerator(row);
      if (!below || !above) {
        ++untold;
        return;
      }
      ++share.n;
      share.events += *above > 0;
    });
    return share;
  }

  // False when nothing is known that has a weight.
  bool Weigh(Customer& customer) const {
    Sum score, known, all;
    for (size_t part = 0; part < customer.parts.size(); ++part) {
      const auto& [events, n] = customer.parts[part];
      const double weight = measuring_.shares[part].weight;
      all.Add(weight);
      if (n == 0) continue;
      known.Add(weight);
      score.Add(weight * static_cast<double>(events) / static_cast<double>(n));
    }
    if (known.value() <= 0) return false;
    customer.score = kFull * score.value() / known.value();
    customer.known = known.value() / all.value();
    return true;
  }

  // Of all records of the part, with an interval over accounts.
  Quantity Pooled(std::span<const uint32_t> cases, size_t part) const {
    std::vector<statistics::Pair> pairs;
    for (const uint32_t position : cases) {
      const auto& [events, n] = customers_[position].parts[part];
      if (n > 0) pairs.push_back({static_cast<double>(events), static_cast<double>(n)});
    }
    return RatioQuantity(pairs, measuring_.min_count, language(), {0, 1});
  }

  const ruleset::Measuring& measuring_;
  std::vector<Customer> customers_;
};

}  // namespace

MeasurementPointer MakeWeightedShares(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<WeightedShares>(view, measuring);
}

}  // namespace bellwether::portfolio
