// Whether onboardings end, when, and by their target (P13).
// Tested by tests/engine/portfolio/onboarding_test.cc.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_journey.h"
#include "engine/portfolio/waiting.h"

namespace bellwether::portfolio {
namespace {

class Completion : public Measurement {
 public:
  Completion(const View& view, const ruleset::Measuring& measuring)
      : measuring_(measuring), horizon_(static_cast<int32_t>(*measuring.horizon_days)) {
    ForEachStarted(view, measuring.months,
                   [&](uint32_t account, const Life& life) { Add(account, life, view.today()); });
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t by_state[kStates] = {};
    for (const uint32_t position : cases) ++by_state[static_cast<size_t>(courses_[position].state)];
    const auto count = [&](State state) { return by_state[static_cast<size_t>(state)]; };
    const uint64_t decided = cases.size() - count(State::kOpen);
    Summary summary;
    summary.value = ShareOf(count(State::kCompleted), decided, measuring_.min_count);
    const auto line = [&](const Wording& name, State state) {
      AddLine(name, ShareOf(count(state), cases.size(), measuring_.min_count), summary);
    };
    line(say::kCompleted, State::kCompleted);
    line({say::kCompletedAfterDay, horizon_}, State::kLate);
    line(say::kAbandoned, State::kAbandoned);
    line({say::kNotCompletedAfterDay, horizon_}, State::kOverdue);
    line(say::kYoungerOpen, State::kOpen);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Course& course = courses_[position];
    switch (course.state) {
      case State::kCompleted:
        return {say::kCompletedIn, course.days};
      case State::kLate:
        return {say::kCompletedLate, course.days};
      case State::kAbandoned:
        return {say::kAbandonedAfter, course.days};
      case State::kOverdue:
        return {say::kNotCompletedFor, course.days};
      case State::kOpen:
        return {say::kOpenFor, course.days};
    }
    return {};
  }

 private:
  enum class State : uint8_t { kCompleted, kLate, kAbandoned, kOverdue, kOpen };
  static constexpr size_t kStates = 5;
  struct Course {
    State state = State::kOpen;
    int32_t days = 0;
  };

  void Add(uint32_t account, const Life& life, int32_t today) {
    const Course course = CourseOf(life, today);
    courses_.push_back(course);
    Measurement::Add({account, life.start->instant,
                      course.state == State::kOverdue ? static_cast<double>(course.days) : 0.0});
  }

  Course CourseOf(const Life& life, int32_t today) const {
    const int32_t start = life.start->day;
    if (life.graduated.has_value()) {
      const int32_t days = std::max(0, life.graduated->day - start);
      return {days <= horizon_ ? State::kCompleted : State::kLate, days};
    }
    if (life.abandoned.has_value()) return {State::kAbandoned, life.abandoned->day - start};
    const int32_t age = today - start;
    return {age >= horizon_ ? State::kOverdue : State::kOpen, age};
  }

  const ruleset::Measuring& measuring_;
  const int32_t horizon_;
  std::vector<Course> courses_;
};

class OnboardingDays : public Measurement {
 public:
  OnboardingDays(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t without_kickoff = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.kickoff.has_value()) {
        ++without_kickoff;
      } else if (*life.kickoff >= from) {
        const std::optional<book::Stamp> left = life.abandoned ? life.abandoned : life.lost;
        const Wait wait = WaitOf(life, *life.kickoff, life.graduated, left, view.today());
        waits_.push_back(wait);
        Add({account, life.kickoff->instant, wait.ending == Ending::kStillWaits ? wait.days : 0.0});
      }
    }
    Missing(without_kickoff, say::kNoKickoff, say::kNoKickoffs);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    return SummarizeWaits(waits_, cases, measuring_, words_, language());
  }
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    return WaitsInLine(number.line, waits_, cases, measuring_, words_);
  }
  Quantity ValueAlone(std::span<const uint32_t> cases) const override {
    return MedianWait(waits_, cases, measuring_.min_count, language());
  }

  std::optional<double> TellApart(std::span<const uint32_t> first,
                                  std::span<const uint32_t> second) const override {
    return TellWaitsApart(waits_, first, second);
  }

  Wording Say(uint32_t position) const override {
    const Wait& wait = waits_[position];
    const std::string days = FormatNumber(wait.days);
    if (wait.ending == Ending::kReached) return {say::kGraduatedAfter, days};
    if (wait.ending == Ending::kLeft) return {say::kGaveUpAfter, days};
    return {say::kOnboardingFor, days};
  }

 private:
  const ruleset::Measuring& measuring_;
  const WaitWords words_{say::kGraduated, say::kLostOrAbandoned};
  std::vector<Wait> waits_;
};

class OnTime : public Measurement {
 public:
  OnTime(const View& view, const ruleset::Measuring& measuring) : measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t without_target = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.start.has_value() || *life.start < from) continue;
      if (!life.target.has_value()) {
        ++without_target;
      } else if (life.graduated.has_value() || life.target->day < view.today()) {
        Add(account, life, view.today());
      }
    }
    Missing(without_target, say::kNoTarget, say::kNoTargets);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t on_time = 0, by_last = 0;
    for (const uint32_t position : cases) {
      const Course& course = courses_[position];
      on_time += course.graduated && course.days_late <= 0;
      by_last += course.graduated && course.days_late <= course.extension_days;
    }
    Summary summary;
    summary.value = ShareOf(on_time, cases.size(), measuring_.min_count);
    AddLine(say::kByLastTarget, ShareOf(by_last, cases.size(), measuring_.min_count), summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Course& course = courses_[position];
    if (!course.graduated) return {say::kPastTarget, course.days_late};
    if (course.days_late <= 0) return {say::kGraduatedEarly, -course.days_late};
    return {say::kGraduatedLate, course.days_late};
  }

 private:
  struct Course {
    bool graduated = false;
    int32_t days_late = 0;  // behind the original target; negative: early
    double extension_days = 0;
  };

  void Add(uint32_t account, const Life& life, int32_t today) {
    const int32_t end = life.graduated ? life.graduated->day : today;
    const Course course{life.graduated.has_value(), end - life.target->day, life.extension_days};
    courses_.push_back(course);
    Measurement::Add({account, life.start->instant,
                      course.graduated ? 0.0 : static_cast<double>(course.days_late)});
  }

  const ruleset::Measuring& measuring_;
  std::vector<Course> courses_;
};

}  // namespace

MeasurementPointer MakeOnboardingCompletion(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Completion>(view, measuring);
}
MeasurementPointer MakeOnboardingDays(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<OnboardingDays>(view, measuring);
}
MeasurementPointer MakeOnTimeCompletion(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<OnTime>(view, measuring);
}

}  // namespace bellwether::portfolio
