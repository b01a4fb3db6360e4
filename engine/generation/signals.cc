// Tested by tests/engine/generation/signals_test.cc.
#include "engine/generation/signals.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/generation/dates.h"
#include "engine/statistics/distributions.h"

namespace bellwether::generation {
namespace {

using ruleset::SignalType;

constexpr int kMostDaysFresh = 30;  // of what ages slowly
constexpr double kDaysStale = 14;   // beyond the limit, in the mean
constexpr int kFewestPoints = 8, kMostPoints = 13;
constexpr int32_t kDaysBetweenPoints = 7;
constexpr int kFewestMoved = 2, kMostMoved = 6;  // points over which a series rises or falls
constexpr double kMove = 0.25;                   // of the level: of one account in six, or more
constexpr double kWobble = 0.02;                 // likewise, of points that do not move

// A share of accounts lies below each border between words; the last word has what is left.
const std::string& WordAt(double place, const SignalModel& model) {
  double below = statistics::NormalShare(place);
  for (size_t i = 0; i + 1 < model.words.size(); ++i) {
    if (below < model.shares[i]) return model.words[i];
    below -= model.shares[i];
  }
  return model.words.back();
}

Moment DayBefore(int32_t today, double days) {
  const double day = std::max<double>(today - days, kFirstDay);
  return Moment::Date(DayOfNumber(static_cast<int32_t>(day)));
}

// A series at a level that rises or falls at its end: upwards at a high place, downwards at a low
// one.
class SeriesWriter {
 public:
  SeriesWriter(double place, const SignalModel& model, Draws& draws)
      : model_(model),
        draws_(draws),
        level_(model.numbers.At(place)),
        move_(kMove * Around(place, 0.5, draws)),
        count_(Between(draws, kFewestPoints, kMostPoints)),
        moved_(Between(draws, kFewestMoved, kMostMoved)) {}

  SeriesInput Write(int32_t today) {
    const double every = model_.signal->every_days.value_or(kDaysBetweenPoints);
    const int32_t between = static_cast<int32_t>(std::clamp(std::round(every), 1.0, 365.0));
    SeriesInput series;
    series.name = model_.name;
    for (int before_end = count_ - 1; before_end >= 0; --before_end) {
      const double value = Value(before_end);
      const int32_t day = today - before_end * between;
      if (day >= kFirstDay) series.points.push_back({Moment::Date(DayOfNumber(day)), value});
    }
    return series;
  }

 private:
  double Value(int before_end) {
    const double wobble = kWobble * draws_.Normal();
    const double part = std::max(0, moved_ - before_end) / static_cast<double>(moved_);
    return model_.numbers.Fit(level_ * (1 + (part > 0 ? move_ * part : wobble)));
  }

  const SignalModel& model_;
  Draws& draws_;
  const double level_;
  const double move_;
  const int count_;
  const int moved_;
};

// Days before as_of at which the signal was observed; nothing: at as_of.
std::optional<double> AgeOf(const SignalModel& model, const SignalSetting& setting, Draws& draws) {
  if (!model.signal->max_age_days || setting.missing == 0) return std::nullopt;
  const double limit = *model.signal->max_age_days;
  if (IsMissing(setting.hidden, model.stale * setting.missing, draws)) {
    return std::floor(limit + 1 + draws.Exponential(1 / kDaysStale));
  }
  const double most = std::min<double>(std::floor(limit) + 1, kMostDaysFresh);
  const double age = std::floor(most * draws.Uniform());
  return age > 0 ? std::optional(age) : std::nullopt;
}

bool IsNotYet(const SignalModel& model, const SignalSetting& setting, Draws& draws) {
  if (model.not_yet == 0) return false;
  const double place = Around(setting.hidden.health, model.happening_correlation, draws);
  return statistics::NormalShare(place) < model.not_yet * setting.missing;
}

class SignalWriter {
 public:
  // `off_edges`: the number at its place, never the edge that is nearest to it.
  SignalWriter(const SignalModel& model, const SignalSetting& setting, bool off_edges,
               Account& account)
      : model_(model), setting_(setting), off_edges_(off_edges), account_(account) {}

  void WriteAt(double place, std::optional<double> age, Draws& draws) {
    const int32_t observed = setting_.today - static_cast<int32_t>(age.value_or(0));
    if (model_.signal->type == SignalType::kSeries) {
      SeriesInput series = SeriesWriter(place, model_, draws).Write(observed);
      if (!series.points.empty()) account_.series.push_back(std::move(series));
      return;
    }
    SignalInput& input = account_.signals.emplace_back();
    input.name = model_.name;
    if (age) input.observed_at = DayBefore(setting_.today, *age);
    Give(place, draws, input);
  }

 private:
  void Give(double place, Draws& draws, SignalInput& input) {
    switch (model_.signal->type) {
      case SignalType::kBool:
        input.value = statistics::NormalShare(place) >= 1 - model_.true_share;
        return;
      case SignalType::kEnum:
        input.value = WordAt(place, model_);
        return;
      case SignalType::kText:
        input.value = PickAny(draws, model_.words);
        return;
      case SignalType::kTimestamp:
        return GiveDay(Number(place, draws), input);
      default:
        input.value = Number(place, draws);
    }
  }

  double Number(double place, Draws& draws) const {
    return off_edges_ ? model_.numbers.At(place) : model_.numbers.Draw(place, draws);
  }

  // Nothing happened before the account started.
  void GiveDay(double days, SignalInput& input) const {
    input.value = DayBefore(setting_.today,
                            std::min<double>(days, std::max(0, setting_.today - setting_.start)));
  }

  const SignalModel& model_;
  const SignalSetting& setting_;
  const bool off_edges_;
  Account& account_;
};

}  // namespace

void WriteSignal(const SignalModel& model, const SignalSetting& setting, Draws draws,
                 Account& account) {
  if (IsMissing(setting.hidden, model.missing * setting.missing, draws)) return;
  if (Happens(draws, model.not_applicable * setting.missing)) {
    account.signals.push_back({model.name, NotApplicable{}, std::nullopt});
  } else if (IsNotYet(model, setting, draws)) {
    account.signals.push_back({model.name, NotYet{}, std::nullopt});
  } else {
    const double place = Around(setting.hidden.health, model.correlation, draws) + model.shift;
    const std::optional<double> age = AgeOf(model, setting, draws);
    SignalWriter(model, setting, false, account).WriteAt(place, age, draws);
  }
}

void WriteSignalAt(double place, const SignalModel& model, const SignalSetting& setting,
                   Draws& draws, Account& account) {
  SignalWriter(model, setting, true, account).WriteAt(place, std::nullopt, draws);
}

}  // namespace bellwether::generation
