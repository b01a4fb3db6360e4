// Tested by tests/engine/evidence/outcome_test.cc.
#include "engine/evidence/outcome.h"

#include <algorithm>

#include "engine/portfolio/effort.h"
#include "engine/portfolio/promoters.h"
#include "engine/portfolio/waiting.h"
#include "engine/statistics/moments.h"

namespace bellwether::evidence {
namespace {

using book::Stamp;
using portfolio::Life;
using portfolio::View;

class Finding {
 public:
  Finding(const View& view, const ruleset::Measuring& measuring, const Assigned& assigned)
      : view_(view),
        measuring_(measuring),
        assigned_(assigned),
        life_(view.life(assigned.account)) {}

  std::optional<Outcome> Run() const {
    switch (*measuring_.measure) {
      case Measure::kDaysToFirstValue:
        return Waiting(life_.start, life_.first_value, life_.lost);
      case Measure::kOnboardingDays:
        return Waiting(life_.kickoff, life_.graduated,
                       life_.abandoned ? life_.abandoned : life_.lost);
      case Measure::kOnboardingCompletion:
        return Completed();
      case Measure::kOnTimeCompletion:
        return OnTime();
      case Measure::kRetention:
        return Retained();
      case Measure::kNetPromoterScore:
        return LastAnswer();
      case Measure::kMeanAnswer:
        return MeanAnswer();
      case Measure::kOnboardingHours:
        return Hours();
      default:
        return std::nullopt;
    }
  }

 private:
  // When the clock begins.
  std::optional<Stamp> From(const std::optional<Stamp>& begin) const {
    if (!begin) return std::nullopt;
    return std::max(*begin, assigned_.at);
  }
  static bool IsOver(const std::optional<Stamp>& end, const Stamp& from) {
    return end.has_value() && *end <= from;
  }

  std::optional<Outcome> Waiting(const std::optional<Stamp>& begin,
                                 const std::optional<Stamp>& reached,
                                 const std::optional<Stamp>& left) const {
    const auto from = From(begin);
    if (!from || IsOver(reached, *from) || IsOver(left, *from)) return std::nullopt;
    const portfolio::Wait wait = portfolio::WaitOf(life_, *from, reached, left, view_.today());
    return Outcome{{wait.days, wait.ending == portfolio::Ending::kReached, 0}, false, 0};
  }

  // Everybody is followed up to the horizon, or left out: who is decided early is no better known.
  std::optional<Stamp> FollowedToHorizon() const {
    const auto from = From(life_.start);
    const auto days = static_cast<int32_t>(*measuring_.horizon_days);
    if (!from || from->day + days > view_.today() || IsOver(life_.lost, *from)) return std::nullopt;
    return from;
  }
  bool IsBy(const std::optional<Stamp>& event, int32_t day) const {
    return event.has_value() && event->day <= day;
  }

  std::optional<Outcome> Completed() const {
    const auto from = FollowedToHorizon();
    if (!from || IsOver(life_.graduated, *from) || IsOver(life_.abandoned, *from)) {
      return std::nullopt;
    }
    return Share(IsBy(life_.graduated, from->day + static_cast<int32_t>(*measuring_.horizon_days)));
  }

  std::optional<Outcome> OnTime() const {
    const auto from = From(life_.start);
    if (!from || !life_.target || life_.target->day >= view_.today()) return std::nullopt;
    if (IsOver(life_.graduated, *from) || *life_.target <= *from) return std::nullopt;
    return Share(IsBy(life_.graduated, life_.target->day));
  }

  std::optional<Outcome> Retained() const {
    const auto from = FollowedToHorizon();
    if (!from) return std::nullopt;
    return Share(!IsBy(life_.lost, from->day + static_cast<int32_t>(*measuring_.horizon_days)));
  }

  static Outcome Share(bool event) { return {{}, event, 0}; }
  static Outcome Amount(double amount) { return {{}, false, amount}; }

  template <typename Visit>
  void ForEachAnswer(std::string_view instrument, const Visit& visit) const {
    const book::Table& surveys = view_.table(records::Kind::kSurvey);
    const double best = records::BestOf(instrument);
    view_.ForEach(surveys, assigned_.account, [&](uint32_t row) {
      const auto score = surveys.column("score").number(row);
      const bool other_scale = surveys.column("scale").number(row).value_or(best) != best;
      const bool asked = view_.word(surveys.column("instrument").word(row)) == instrument;
      if (score && asked && !other_scale && surveys.at(row) > assigned_.at) visit(row, *score);
    });
  }

  // As a promoter or detractor, in points: their mean is the score of an arm.
  std::optional<Outcome> LastAnswer() const {
    const book::Table& surveys = view_.table(records::Kind::kSurvey);
    std::optional<double> last;
    ForEachAnswer(records::instrument::kNps, [&](uint32_t row, double score) {
      const std::string_view occasion = view_.word(surveys.column("occasion").word(row));
      if (measuring_.of.empty() || measuring_.of == occasion) last = score;
    });
    if (!last) return std::nullopt;
    return Amount(portfolio::Promotes(*last)   ? portfolio::kMostPoints
                  : portfolio::Detracts(*last) ? -portfolio::kMostPoints
                                               : 0);
  }

  std::optional<Outcome> MeanAnswer() const {
    std::vector<double> answers;
    ForEachAnswer(measuring_.of, [&](uint32_t, double score) { answers.push_back(score); });
    const auto moments = statistics::MomentsOf(answers);
    if (!moments) return std::nullopt;
    return Amount(moments->mean);
  }

  std::optional<Outcome> Hours() const {
    const auto from = From(life_.start);
    if (!from || !life_.graduated || IsOver(life_.graduated, *from)) return std::nullopt;
    const auto hours =
        portfolio::HoursBetween(view_, assigned_.account, assigned_.at, *life_.graduated);
    if (!hours) return std::nullopt;
    return Amount(*hours);
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  const Assigned& assigned_;
  const Life& life_;
};

}  // namespace

std::optional<Outcome> OutcomeOf(const View& view, const ruleset::Measuring& measuring,
                                 const Assigned& assigned) {
  return Finding(view, measuring, assigned).Run();
}

}  // namespace bellwether::evidence
