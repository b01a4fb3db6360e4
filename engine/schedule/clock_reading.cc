// Goes once through the steps, also those that a run would skip, with what each value is to the
// clock in place of the value.
//
// Tested by tests/engine/schedule/next_change_test.cc and tests/property/next_change_test.cc.
#include "engine/schedule/clock_reading.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/expression/operation.h"
#include "engine/expression/time_text.h"

namespace bellwether::schedule {
namespace {

using expression::Kind;
using expression::Op;
using expression::Step;
using expression::TimePart;
using expression::Value;

// Times that lie further from the clock may leave the years that expressions know.
constexpr absl::Duration kFarthest = absl::Hours(24 * 365 * 1000);
constexpr absl::Duration kQuarter = absl::Minutes(15);  // every zone's offset is so many of them

// What a value is to the clock.
struct Reading {
  enum class Is : uint8_t {
    kStill,    // the same until the clock turns something that was told
    kNothing,  // there is no value, and none comes
    kClock,    // as_of + shift
    kSince,    // as_of - origin, or origin - as_of
  };
  Is is = Is::kStill;
  absl::Duration shift;
  absl::Time origin;
  bool until = false;  // of kSince: origin - as_of
  // Of kStill, where it is known.
  std::optional<absl::Time> time;
  std::optional<absl::Duration> duration;

  bool moves() const { return is == Is::kClock || is == Is::kSince; }
};

Reading Still() { return {}; }
Reading Nothing() { return {Reading::Is::kNothing, {}, {}, false, {}, {}}; }
Reading Clock(absl::Duration shift) { return {Reading::Is::kClock, shift, {}, false, {}, {}}; }
Reading Since(absl::Time origin, bool until) {
  return {Reading::Is::kSince, {}, origin, until, {}, {}};
}
Reading StillTime(absl::Time time) { return {Reading::Is::kStill, {}, {}, false, time, {}}; }
Reading StillDuration(absl::Duration duration) {
  return {Reading::Is::kStill, {}, {}, false, {}, duration};
}

class ClockReader {
 public:
  ClockReader(const expression::Program& program, const ClockView& view, Soonest& soonest)
      : program_(program), view_(view), soonest_(soonest) {}

  void Run() {
    for (uint32_t at = 0; at < program_.steps().size(); ++at) {
      Join(at);
      Take(program_.steps()[at]);
      if (lost_) return soonest_.AtOnce();
    }
    Join(static_cast<uint32_t>(program_.steps().size()));
    // A result that is a time of the clock is another one all the time.
    if (lost_ || stack_.size() != 1 || stack_.back().moves()) soonest_.AtOnce();
  }

 private:
  void Push(const Reading& reading) { stack_.push_back(reading); }
  Reading Pop() {
    if (stack_.empty()) {
      lost_ = true;
      return Still();
    }
    const Reading top = stack_.back();
    stack_.pop_back();
    return top;
  }

  void OfTwo(Reading (ClockReader::*make)(const Reading& b, const Reading& a)) {
    const Reading b = Pop();
    const Reading a = Pop();
    Push((this->*make)(b, a));
  }

  // Where one of two values was chosen, both are on the stack by now.
  void Join(uint32_t at) {
    while (!joins_.empty() && joins_.back() == at) {
      joins_.pop_back();
      const Reading b = Pop();
      const Reading a = Pop();
      if (a.moves() || b.moves()) soonest_.AtOnce();
      Push(Still());
    }
  }

  void Take(const Step& step) {
    switch (step.op) {
      case Op::kLoad:
        return Push(Load(step.index));
      case Op::kConstant:
        return Push(Of(&program_.constants()[step.index]));
      case Op::kSkip:
        return joins_.push_back(step.index);
      case Op::kSkipIfFalse:
      case Op::kSkipIfTrue:
      case Op::kSkipIfUnusable:
        return;
      case Op::kSkipUnless:
        Pop();
        return;
      case Op::kHas:
        return Push(Still());
      case Op::kHappenedSlot:
        return Push(Happened(step.index));
      case Op::kDaysSinceSlot:
        return Push(DaysSince(Load(step.index)));
      case Op::kHappened:
      case Op::kDaysSince:
        return Push(DaysSince(Pop()));
      case Op::kDaysBetween:
        return OfTwo(&ClockReader::DaysBetween);
      case Op::kCompareTime:
        return OfTwo(&ClockReader::Compare);
      case Op::kSubtractTimes:
        return OfTwo(&ClockReader::Subtract);
      case Op::kAddTime:
        return OfTwo(&ClockReader::Add);
      case Op::kSubtractFromTime:
        return OfTwo(&ClockReader::SubtractFrom);
      case Op::kAddDuration:
        return OfTwo(&ClockReader::AddDurations);
      case Op::kSubtractDuration:
        return OfTwo(&ClockReader::SubtractDurations);
      case Op::kTimePart:
        return Push(TimeOfDay(step, Pop(), absl::UTCTimeZone()));
      case Op::kTimePartInConstant:
        return Push(TimeOfDay(step, Pop(), program_.zone(step.index)));
      case Op::kDurationPart:
        return Push(PartOfDuration(step, Pop()));
      default:
        return TakeOther(step);
    }
  }

  // What reads a slot itself, or what is made of values that stand still.
  void TakeOther(const Step& step) {
    if (ReadsSlot(step.op)) {
      if (step.index == view_.as_of_slot) soonest_.AtOnce();
      return Push(Still());
    }
    const uint32_t count = Operands(step);
    for (uint32_t i = 0; i < count; ++i) {
      if (Pop().moves()) soonest_.AtOnce();
    }
    Push(Still());
  }

  static bool ReadsSlot(Op op) {
    return (op >= Op::kTextIsSlot && op <= Op::kNotEqualSlot) || op == Op::kInSlot;
  }
  static uint32_t Operands(const Step& step) { return expression::OperandCount(step); }

  Reading Load(uint32_t slot) const {
    if (slot == view_.as_of_slot) return Clock(absl::ZeroDuration());
    return Of(view_.value_of(slot));
  }

  static Reading Of(const Value* value) {
    if (value == nullptr) return Still();
    if (!value->usable()) return Nothing();
    if (value->kind == Kind::kTimestamp) return StillTime(value->as_timestamp());
    if (value->kind == Kind::kDuration) return StillDuration(value->as_duration());
    return Still();
  }

  void NextDay() { soonest_.OnDay(view_.today + 1, view_.zone); }
  // The day of a clock that goes so much before ours.
  void NextDayOf(absl::Duration shift, const absl::TimeZone& zone) {
    const absl::Time shown = soonest_.now() + shift;
    soonest_.At(StartOfDay(DayOfNumber(DayNumber(shown, zone) + 1), zone) - shift);
  }

  // S2: that it has happened turns on its day.
  Reading Happened(uint32_t slot) {
    if (slot == view_.as_of_slot) return Still();
    const Value* const value = view_.value_of(slot);
    if (value == nullptr) {
      NextDay();
    } else if (value->kind == Kind::kTimestamp) {
      soonest_.OnDay(expression::CivilDayOf(*value, view_.zone), view_.zone);
    }
    return Still();
  }

  Reading DaysSince(const Reading& time) {
    if (time.is == Reading::Is::kNothing) return time;
    if (time.is == Reading::Is::kSince) soonest_.AtOnce();
    if (time.is == Reading::Is::kClock) {
      if (time.shift == absl::ZeroDuration()) return Still();
      NextDayOf(time.shift, view_.zone);
    }
    NextDay();
    return Still();
  }

  Reading DaysBetween(const Reading& b, const Reading& a) {
    for (const Reading& one : {a, b}) {
      if (one.is == Reading::Is::kSince) soonest_.AtOnce();
      if (one.is == Reading::Is::kClock) NextDayOf(one.shift, view_.zone);
    }
    return Still();
  }

  Reading Compare(const Reading& b, const Reading& a) {
    if (a.moves() && b.moves()) {
      const bool clocks = a.is == b.is && a.is == Reading::Is::kClock;
      if (!clocks) soonest_.AtOnce();  // of two clocks the one is always before the other
    } else if (a.moves() || b.moves()) {
      Meet(a.moves() ? a : b, a.moves() ? b : a);
    }
    return Still();
  }

  // When what moves meets what stands still.
  void Meet(const Reading& moving, const Reading& still) {
    if (still.is == Reading::Is::kNothing) return;
    if (moving.is == Reading::Is::kClock && still.time) {
      return soonest_.Around(*still.time - moving.shift);
    }
    if (moving.is == Reading::Is::kSince && still.duration) {
      return soonest_.Around(moving.origin + (moving.until ? -*still.duration : *still.duration));
    }
    soonest_.AtOnce();
  }

  Reading Subtract(const Reading& b, const Reading& a) {
    if (a.is == Reading::Is::kClock && b.is == Reading::Is::kClock) {
      return StillDuration(a.shift - b.shift);
    }
    if (a.is == Reading::Is::kNothing || b.is == Reading::Is::kNothing) return Nothing();
    if (a.is == Reading::Is::kClock && b.time) return Since(*b.time - a.shift, false);
    if (b.is == Reading::Is::kClock && a.time) return Since(*a.time - b.shift, true);
    if (a.time && b.time) return StillDuration(*a.time - *b.time);
    return Lost(a, b);
  }

  Reading Add(const Reading& b, const Reading& a) {
    const Reading& time = a.is == Reading::Is::kClock || a.time ? a : b;
    return Shifted(time, &time == &a ? b : a, 1);
  }
  Reading SubtractFrom(const Reading& b, const Reading& a) { return Shifted(a, b, -1); }

  Reading Shifted(const Reading& time, const Reading& by, int sign) {
    if (time.is == Reading::Is::kNothing || by.is == Reading::Is::kNothing) return Nothing();
    if (!by.duration || by.moves()) return Lost(time, by);
    const absl::Duration shift = *by.duration * sign;
    if (absl::AbsDuration(shift) > kFarthest) return Lost(time, by);
    if (time.is == Reading::Is::kClock) return Clock(time.shift + shift);
    if (time.time) return StillTime(*time.time + shift);
    return Lost(time, by);
  }

  Reading AddDurations(const Reading& b, const Reading& a) { return SumOf(a, b, 1); }
  Reading SubtractDurations(const Reading& b, const Reading& a) { return SumOf(a, b, -1); }
  Reading SumOf(const Reading& a, const Reading& b, int sign) {
    if (a.is == Reading::Is::kNothing || b.is == Reading::Is::kNothing) return Nothing();
    if (a.duration && b.duration) return StillDuration(*a.duration + *b.duration * sign);
    return Lost(a, b);
  }

  // What is known no more: all the time another value, if the clock is in it.
  Reading Lost(const Reading& a, const Reading& b) {
    if (a.moves() || b.moves()) soonest_.AtOnce();
    return Still();
  }

  Reading TimeOfDay(const Step& step, const Reading& time, const absl::TimeZone& zone) {
    if (time.is == Reading::Is::kSince) soonest_.AtOnce();
    if (time.is != Reading::Is::kClock) return Still();
    switch (static_cast<TimePart>(step.small)) {
      case TimePart::kHours:
        Every(kQuarter, time.shift);
        break;
      case TimePart::kMinutes:
        Every(absl::Minutes(1), time.shift);
        break;
      case TimePart::kSeconds:
        Every(absl::Seconds(1), time.shift);
        break;
      case TimePart::kMilliseconds:
        soonest_.AtOnce();
        break;
      default:
        NextDayOf(time.shift, zone);
    }
    return Still();
  }

  // Whenever so much of the time of that clock is over.
  void Every(absl::Duration width, absl::Duration shift) {
    const absl::Time shown = soonest_.now() + shift;
    soonest_.At(absl::UnixEpoch() + absl::Floor(shown - absl::UnixEpoch(), width) + width - shift);
  }

  // Cut towards zero, so it turns at a whole one, or right after it.
  Reading PartOfDuration(const Step& step, const Reading& duration) {
    if (!duration.moves()) return Still();
    absl::Duration width = absl::ZeroDuration();
    const auto part = static_cast<TimePart>(step.small);
    if (part == TimePart::kHours) width = absl::Hours(1);
    if (part == TimePart::kMinutes) width = absl::Minutes(1);
    if (part == TimePart::kSeconds) width = absl::Seconds(1);
    if (duration.is == Reading::Is::kClock || width == absl::ZeroDuration()) {
      soonest_.AtOnce();
      return Still();
    }
    const absl::Duration elapsed = soonest_.now() - duration.origin;
    const absl::Time whole = duration.origin + absl::Floor(elapsed, width);
    soonest_.Around(whole);
    soonest_.Around(whole + width);
    return Still();
  }

  const expression::Program& program_;
  const ClockView& view_;
  Soonest& soonest_;
  std::vector<Reading> stack_;
  std::vector<uint32_t> joins_;  // where values that were chosen between meet, the next one last
  bool lost_ = false;            // a program that is none
};

}  // namespace

void ReadClock(const expression::Program& program, const ClockView& view, Soonest& soonest) {
  const auto& names = program.names();
  const bool reads = program.asks_for_today() ||
                     std::find(names.begin(), names.end(), view.as_of_slot) != names.end();
  if (reads) ClockReader(program, view, soonest).Run();
}

}  // namespace bellwether::schedule
