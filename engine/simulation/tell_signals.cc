// Tested by tests/engine/simulation/simulate_test.cc.
#include <algorithm>
#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/simulation/story.h"

namespace bellwether::simulation {
namespace {

constexpr int kWeek = 7;
constexpr int kUsualWeeks = 4;
constexpr int kTicketDays = 90;

using ValueOfChange = decltype(records::Change::value);

class SignalTelling {
 public:
  SignalTelling(const Story& story, Recorder& recorder)
      : story_(story),
        c_(story.course),
        recorder_(recorder),
        draws_(story.DrawsFor(Subject::kSignals)) {}

  // At the end of each week, all that is due then.
  void Run() {
    for (int day = kWeek; day < c_.last(); day += kWeek) {
      if (c_.here(day) && day > c_.kickoff) TellWeek(day);
    }
    for (const auto& signal : story_.parameters.signals) TellReached(signal);
  }

 private:
  void TellWeek(int day) {
    std::vector<records::Change> changes;
    const std::string& cadence = SegmentOf(story_.parameters, c_).cadence.value;
    const std::string& stage = story_.StageOn(day);
    for (const auto& signal : story_.parameters.signals) {
      const Curve& curve = signal.value;
      const bool is_due = day / kWeek % curve.every_weeks.value_or(kUsualWeeks) == 0;
      if (!is_due || curve.tells.value == Tells::kReached) continue;
      if (!Covers(curve.stages, stage) || !Covers(curve.cadences, cadence)) continue;
      changes.push_back({signal.name, true, ValueOn(curve, day), std::nullopt});
    }
    recorder_.TellChanges(recorder_.Day(day), std::move(changes));
  }

  ValueOfChange ValueOn(const Curve& curve, int day) {
    const double noise = curve.noise.value > 0 ? curve.noise.value * draws_.Normal() : 0;
    switch (curve.tells.value) {
      case Tells::kUse:
        return Shown(curve, story_.life.UseOn(day - 1));
      case Tells::kMonthlyUse:
        return Shown(curve, story_.life.UseOn(day - 1) * story_.parameters.usage.monthly.value);
      case Tells::kTickets:
        return Shown(curve, story_.life.TicketsBefore(day - 1, kTicketDays));
      default:
        break;
    }
    const double worst = curve.worst.value, best = curve.best.value_or(1);
    const double value = worst + (best - worst) * story_.life.HealthOn(day - 1) + noise;
    if (!curve.words.empty()) return WordAt(curve.words, value);
    if (curve.tells.value == Tells::kDaysAgo) return DateBefore(curve, day, value);
    if (curve.truth_from.present()) return value >= curve.truth_from.value;
    return Shown(curve, value);
  }

  static ValueOfChange Shown(const Curve& curve, double value) {
    constexpr double kNoBound = std::numeric_limits<double>::infinity();
    const double told =
        std::clamp(value, curve.least.value_or(-kNoBound), curve.most.value_or(kNoBound));
    return RoundForDisplay(told, static_cast<int>(curve.decimals.value));
  }

  // Not before the account's start.
  ValueOfChange DateBefore(const Curve& curve, int day, double days) const {
    const double ago = std::get<double>(Shown(curve, days));
    return FormatMoment(recorder_.Day(std::max(0, day - static_cast<int>(std::max(0.0, ago)))));
  }

  // The words share out 0 to 1 evenly.
  static ValueOfChange WordAt(const NamedList<Label>& words, double value) {
    const auto place = static_cast<int>(std::floor(value * static_cast<double>(words.size())));
    return words[static_cast<size_t>(std::clamp(place, 0, static_cast<int>(words.size()) - 1))]
        .name;
  }

  // The date of something on the way to value; what never gets to value stops half way.
  void TellReached(const document::Named<Curve>& signal) {
    const Curve& curve = signal.value;
    if (curve.tells.value != Tells::kReached) return;
    const double noise = curve.noise.value > 0 ? curve.noise.value * draws_.Normal() : 0;
    const double way = std::max(0.0, curve.way.value + noise);
    if (!c_.value.has_value() && way > 0.5) return;
    const int length = c_.value.value_or(c_.target) - c_.kickoff;
    const int day = c_.kickoff + static_cast<int>(way * length);
    const Moment at = recorder_.Day(day);
    if (c_.here(day))
      recorder_.TellChanges(at, {{signal.name, true, FormatMoment(at), std::nullopt}});
  }

  const Story& story_;
  const Course& c_;
  Recorder& recorder_;
  Draws draws_;
};

}  // namespace

void TellSignals(const Story& story, Recorder& recorder) { SignalTelling(story, recorder).Run(); }

}  // namespace bellwether::simulation
