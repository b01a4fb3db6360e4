// Tested by tests/engine/generation/history_test.cc.
#include "engine/generation/history.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"
#include "engine/statistics/distributions.h"

namespace bellwether::generation {
namespace {

constexpr double kGranted = 0.15, kRequested = 0.15;
constexpr double kScorecard = 0.05;  // of accounts that are under way
constexpr double kPreviousBands = 0.1, kOverride = 0.02;
constexpr double kScoreCorrelation = 0.7;
constexpr double kMostScore = 10;
constexpr int kMostDaysSet = 60, kMostDaysToExpiry = 60;  // of overrides

class HistoryWriter {
 public:
  HistoryWriter(const Plan& plan, int32_t today, const Situation& situation, Draws& draws,
                Account& account)
      : plan_(plan), today_(today), situation_(situation), draws_(draws), account_(account) {}

  void Write() {
    if (plan_.extension.defined) WriteExtension();
    if (plan_.graduation.defined && Happens(draws_, kScorecard)) WriteScorecard();
    if (Happens(draws_, kPreviousBands)) WritePreviousBands();
    if (Happens(draws_, kOverride)) WriteOverride();
  }

 private:
  void WriteExtension() {
    const int most = std::max(1, plan_.extension.max_total_days);
    const int granted = Between(draws_, 1, most);
    const int requested = Between(draws_, 1, most);
    if (Happens(draws_, kGranted)) account_.extension.granted_days = granted;
    if (Happens(draws_, kRequested)) account_.extension.requested_days = requested;
  }

  // Points of ten, better than half of it for most.
  void WriteScorecard() {
    if (!situation_.under_way) return;
    for (const PlanNote& dimension : plan_.outcome_notes.dimensions) {
      const double place =
          Around(situation_.hidden.health, kScoreCorrelation, draws_) + kMostAreWell;
      const double score = kMostScore * statistics::NormalShare(place);
      account_.dimension_scores.push_back({dimension.name, RoundForDisplay(score, 1)});
    }
  }

  void WritePreviousBands() {
    for (size_t i = 0; i < plan_.models.size(); ++i) {
      const Range& bands = plan_.models[i].bands;
      if (bands.count == 0) continue;
      const auto band = bands.first + static_cast<uint32_t>(draws_.Below(bands.count));
      account_.previous_bands.push_back({plan_.model_notes[i].name, plan_.band_notes[band].name});
    }
  }

  // Some have expired.
  void WriteOverride() {
    if (plan_.models.empty()) return;
    OverrideInput input;
    input.model = plan_.model_notes[draws_.Below(plan_.models.size())].name;
    input.kind = static_cast<OverrideInput::Kind>(Between(draws_, 0, 2));
    input.value = Between(draws_, 0, 100);
    input.author = account_.csm;
    input.reason = "known from a talk with the customer";
    const int32_t set = std::max(kFirstDay, today_ - Between(draws_, 0, kMostDaysSet));
    input.set_at = Moment::Date(DayOfNumber(set));
    const int32_t expires = set + Between(draws_, 1, kMostDaysToExpiry);
    input.expires_at = Moment::Date(DayOfNumber(std::min(expires, kLastDay)));
    account_.overrides.push_back(std::move(input));
  }

  const Plan& plan_;
  const int32_t today_;
  const Situation& situation_;
  Draws& draws_;
  Account& account_;
};

}  // namespace

void WriteHistory(const Plan& plan, int32_t today, const Situation& situation, Draws draws,
                  Account& account) {
  HistoryWriter(plan, today, situation, draws, account).Write();
}

}  // namespace bellwether::generation
