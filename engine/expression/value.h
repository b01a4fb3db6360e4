// What an expression evaluates to, and what a fact's slot holds.
//
// A Value is plain data of fixed size and owns nothing: strings, lists and series point into the
// plan, the facts or the evaluation's scratch, whichever outlives it.
//
// Missing is an error value in CEL's sense: it propagates through operators and is absorbed by
// `false && x` and `true || x`. It remembers which names were missing, one bit for each distinct
// name that the expression reads (Program::names()), so that the answer can list exactly those.
#ifndef BELLWETHER_ENGINE_EXPRESSION_VALUE_H_
#define BELLWETHER_ENGINE_EXPRESSION_VALUE_H_

#include <cstdint>
#include <string_view>

#include "absl/time/time.h"

namespace bellwether::expression {

// A dated number of a series, in order of time.
struct SeriesPoint {
  absl::Time at;
  double value = 0;
};

// A series as expressions see it: sorted by time, one point an instant. When the signal declares
// `every:` the points are binned already, and `run_start` is the first point after the last empty
// bin: a run of falls does not reach behind it (S8). Without `every:` it is 0.
struct SeriesView {
  const SeriesPoint* points = nullptr;
  uint32_t size = 0;
  uint32_t run_start = 0;
};

// Characters and times as plain data, so that a Value can be a union.
struct TextView {
  const char* data;
  uint64_t size;
};
struct SecondsAndNanos {
  int64_t seconds;  // since 1970-01-01T00:00:00Z, or of the duration
  int32_t nanos;    // 0..999'999'999
};

struct Value;
struct ListView {
  const Value* items;
  uint32_t size;
};

enum class Kind : uint8_t {
  kMissing,  // no usable value; `causes` says which names
  kNotYet,   // an event asserted not to have happened at as_of (S2): happened() is false and
             // has() is true; every other operation treats it as kMissing
  kError,    // an operation failed: `error`; behaves like kMissing in && and ||
  kBool,
  kInt,
  kDouble,
  kString,
  kTimestamp,
  kDuration,
  kList,
  kSeries,
};

// Why an operation failed although its operands were there.
enum class ErrorCode : uint8_t {
  kNone,
  kDivideByZero,  // integers; doubles give an infinity
  kModulusByZero,
  kOverflow,           // integer, timestamp or duration out of range
  kInvalidConversion,  // int("x"), timestamp("yesterday"), an unknown time zone
  kBadPattern,         // matches() with a pattern that is not a constant and does not compile
  kIllTyped,           // only where checking was deferred (CheckDeferred)
};

// "division by zero", "value out of range": for people.
const char* ErrorText(ErrorCode code);

struct Value {
  Kind kind = Kind::kMissing;
  ErrorCode error = ErrorCode::kNone;
  // The pack's policy put this value in place of a missing one: has() is false (S12).
  bool substituted = false;
  // For timestamps: `day` is the civil day in the context's zone, so that nobody asks the calendar.
  bool has_day = false;
  union {
    // For enums: index of the word in the signal's list.
    uint32_t word = 0;
    // For timestamps with `has_day`: days since 1970-01-01.
    int32_t day;
  };
  union {
    uint64_t causes = 0;  // kMissing, kNotYet, kError: bit i stands for Program::names()[i]
    bool boolean;
    int64_t integer;
    double number;
    TextView text;
    ListView list;
    const SeriesView* series;
    SecondsAndNanos time;
  };

  static Value Missing(uint64_t causes = 0) { return WithCauses(Kind::kMissing, causes); }
  static Value NotYet(uint64_t causes = 0) { return WithCauses(Kind::kNotYet, causes); }
  static Value Error(ErrorCode code, uint64_t causes = 0) {
    Value value = WithCauses(Kind::kError, causes);
    value.error = code;
    return value;
  }
  static Value Bool(bool value) {
    Value result = Of(Kind::kBool);
    result.boolean = value;
    return result;
  }
  static Value Int(int64_t value) {
    Value result = Of(Kind::kInt);
    result.integer = value;
    return result;
  }
  static Value Double(double value) {
    Value result = Of(Kind::kDouble);
    result.number = value;
    return result;
  }
  // Keeps a view: the owner must outlive it.
  static Value String(std::string_view value) {
    Value result = Of(Kind::kString);
    result.text = {value.data(), value.size()};
    return result;
  }
  // A word of an enum, with its index in the list of words.
  static Value Word(std::string_view text, uint32_t word) {
    Value result = String(text);
    result.word = word;
    return result;
  }
  static Value Timestamp(absl::Time value);
  // An instant whose civil day is known.
  static Value Timestamp(absl::Time value, int32_t day) {
    Value result = Timestamp(value);
    result.has_day = true;
    result.day = day;
    return result;
  }
  static Value Duration(absl::Duration value);
  static Value Series(const SeriesView* value) {
    Value result = Of(Kind::kSeries);
    result.series = value;
    return result;
  }
  static Value List(ListView value) {
    Value result = Of(Kind::kList);
    result.list = value;
    return result;
  }

  // False for kMissing, kNotYet and kError: there is nothing to compute with.
  bool usable() const { return kind > Kind::kError; }
  std::string_view as_string() const { return {text.data, text.size}; }
  absl::Time as_timestamp() const;
  absl::Duration as_duration() const;

 private:
  static Value Of(Kind kind) {
    Value value;
    value.kind = kind;
    return value;
  }
  static Value WithCauses(Kind kind, uint64_t causes) {
    Value value = Of(kind);
    value.causes = causes;
    return value;
  }
};

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_VALUE_H_
