// Contracts that were due, and those that were renewed (P19).
// Tested by tests/engine/portfolio/renewals_test.cc.
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/portfolio/measurement.h"
#include "engine/statistics/ratio.h"

namespace bellwether::portfolio {
namespace {

class Renewal : public Measurement {
 public:
  Renewal(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Table& contracts = view.table(records::Kind::kContract);
    uint64_t undecided = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      view.ForEach(contracts, account, [&](uint32_t row) {
        const auto end = contracts.column("term_end").stamp(row);
        if (!end || end->instant <= from.instant || end->instant > view.as_of()) return;
        const std::string_view outcome = view.word(contracts.column("outcome").word(row));
        if (outcome.empty()) {
          ++undecided;
        } else {
          AddDue(account, *end, outcome, contracts.column("value").number(row));
        }
      });
    }
    Missing(undecided, "contract was due and has no outcome, and is not counted",
            "contracts were due and have no outcome, and are not counted");
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    uint64_t renewed = 0;
    std::vector<statistics::Pair> values;
    for (const uint32_t position : cases) {
      const Due& due = due_[position];
      renewed += due.outcome != records::outcome::kLost;
      if (due.value) {
        values.push_back({due.outcome != records::outcome::kLost ? *due.value : 0, *due.value});
      }
    }
    summary.value = ShareOf(renewed, cases.size(), measuring_.min_count);
    summary.lines.push_back({"by value, as it was before", ByValue(values)});
    const std::string_view outcomes[] = {records::outcome::kRenewed, records::outcome::kExpanded,
                                         records::outcome::kReduced, records::outcome::kLost};
    for (const std::string_view outcome : outcomes) {
      uint64_t count = 0;
      for (const uint32_t position : cases) count += due_[position].outcome == outcome;
      summary.lines.push_back(
          {std::string(outcome), ShareOf(count, cases.size(), measuring_.min_count)});
    }
    return summary;
  }

  std::string Say(uint32_t position) const override {
    const Due& due = due_[position];
    return absl::StrCat("due on ", absl::FormatCivilTime(DayOfNumber(due.day)), ": ",
                        std::string(due.outcome));
  }

 private:
  struct Due {
    int32_t day = 0;
    std::string_view outcome;  // of the book's names
    std::optional<double> value;
  };

  void AddDue(uint32_t account, const book::Stamp& end, std::string_view outcome,
              std::optional<double> value) {
    due_.push_back({end.day, outcome, value});
    const bool lost = outcome == records::outcome::kLost;
    Add({account, end.instant, lost ? value.value_or(0) + 1 : 0.0});
  }

  Quantity ByValue(const std::vector<statistics::Pair>& values) const {
    if (!view_.currency_problem().empty()) {
      return Refused(MeasureUnit::kRatio, view_.currency_problem());
    }
    return RatioQuantity(values, measuring_.min_count, {0, 1});
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  std::vector<Due> due_;
};

}  // namespace

MeasurementPointer MakeContractRenewal(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Renewal>(view, measuring);
}

}  // namespace bellwether::portfolio
