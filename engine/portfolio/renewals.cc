// Contracts that were due, and those that were renewed (P19).
// Tested by tests/engine/portfolio/renewals_test.cc.
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/portfolio/due_contracts.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_money.h"
#include "engine/statistics/ratio.h"

namespace bellwether::portfolio {
namespace {

Wording OutcomeWords(std::string_view outcome) {
  for (const Saying* const known : {&say::kRenewed, &say::kExpanded, &say::kReduced, &say::kLost}) {
    if (known->english == outcome) return *known;
  }
  return outcome;
}

Wording DueWords(const DueContract& due) {
  return {say::kDueOn, absl::FormatCivilTime(DayOfNumber(due.end.day)), OutcomeWords(due.outcome)};
}

class Renewal : public Measurement {
 public:
  Renewal(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    uint64_t undecided = 0;
    for (const DueContract& contract : ContractsDue(view, measuring.months)) {
      if (contract.outcome.empty()) {
        ++undecided;
      } else {
        AddDue(contract);
      }
    }
    Missing(undecided, say::kNoOutcome, say::kNoOutcomes);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    uint64_t renewed = 0;
    std::vector<statistics::Pair> values;
    for (const uint32_t position : cases) {
      const DueContract& due = due_[position];
      renewed += due.renewed();
      if (due.value) values.push_back({due.renewed() ? *due.value : 0, *due.value});
    }
    summary.value = ShareOf(renewed, cases.size(), measuring_.min_count);
    AddLine(say::kByValueBefore, ByValue(values), summary);
    const std::string_view outcomes[] = {records::outcome::kRenewed, records::outcome::kExpanded,
                                         records::outcome::kReduced, records::outcome::kLost};
    for (const std::string_view outcome : outcomes) {
      uint64_t count = 0;
      for (const uint32_t position : cases) count += due_[position].outcome == outcome;
      AddLine(OutcomeWords(outcome), ShareOf(count, cases.size(), measuring_.min_count), summary);
    }
    return summary;
  }

  Wording Say(uint32_t position) const override { return DueWords(due_[position]); }

 private:
  void AddDue(const DueContract& contract) {
    due_.push_back(contract);
    Add({contract.account, contract.end.instant,
         contract.renewed() ? 0.0 : contract.value.value_or(0) + 1});
  }

  Quantity ByValue(const std::vector<statistics::Pair>& values) const {
    if (!view_.currency_problem().empty()) {
      return Refused(MeasureUnit::kRatio, Words(view_.currency_problem()));
    }
    return RatioQuantity(values, measuring_.min_count, language(), {0, 1});
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  std::vector<DueContract> due_;
};

// By the band at a fixed time before the contract was due, so that a band of the last day, when all
// is decided, does not foretell what is known.
class RenewalByBand : public Measurement {
 public:
  RenewalByBand(const View& view, const ruleset::Measuring& measuring)
      : plan_(view.plan()), bands_(view.history().bands()), measuring_(measuring) {
    const auto lead = static_cast<int32_t>(*measuring.horizon_days);
    uint64_t without_band = 0;
    for (const DueContract& contract : ContractsDue(view, measuring.months)) {
      if (contract.outcome.empty()) continue;
      const uint8_t band = view.history().On(contract.account, contract.end.day - lead).band;
      if (band == kNoBand) {
        ++without_band;
        continue;
      }
      due_.push_back(contract);
      bands_then_.push_back(band);
      Add({contract.account, contract.end.instant,
           contract.renewed() ? 0.0 : contract.value.value_or(0) + 1});
    }
    Missing(without_band, say::kNoBandThen, say::kNoBandsThen);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::vector<RenewalShare> shares(bands_.names.size());
    uint64_t renewed = 0;
    for (const uint32_t position : cases) {
      RenewalShare& share = shares[bands_then_[position]];
      ++share.due;
      share.renewed += due_[position].renewed();
      renewed += due_[position].renewed();
    }
    Summary summary;
    summary.value = ShareOf(renewed, cases.size(), measuring_.min_count);
    for (size_t band = 0; band < shares.size(); ++band) {
      AddLine(Name(band), ShareOf(shares[band].renewed, shares[band].due, measuring_.min_count),
              summary);
    }
    return summary;
  }

  Wording Say(uint32_t position) const override {
    return {say::kBandBefore, DueWords(due_[position]), Name(bands_then_[position])};
  }

 private:
  Wording Name(size_t band) const {
    return NameOf(plan_, ruleset::TitleKind::kBand, bands_.names[band], language());
  }

  const Plan& plan_;
  const Bands& bands_;
  const ruleset::Measuring& measuring_;
  std::vector<DueContract> due_;
  std::vector<uint8_t> bands_then_;
};

}  // namespace

MeasurementPointer MakeContractRenewal(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Renewal>(view, measuring);
}
MeasurementPointer MakeRenewalByBand(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<RenewalByBand>(view, measuring);
}

}  // namespace bellwether::portfolio
