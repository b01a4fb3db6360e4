// What a fact can be, and the logic of answers that may be missing (S2, S12, S13).
//
// Both enums are ordered so that the stronger of two is the smaller: `a and b` is the smaller
// answer, and what two facts make together is as present as the less present of them. No branches.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_VALUES_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_VALUES_H_

#include <algorithm>
#include <cstdint>

namespace bellwether::saas {

// The state of a flag, a gate, a requirement, a criterion or a condition: not evaluated or needing
// evidence is kUnknown. A bool signal is one, too.
enum class Truth : uint8_t { kFalse, kUnknown, kNotApplicable, kTrue };

// A date in the future is kNotYet; stale and not given are both kMissing.
enum class Presence : uint8_t { kNotYet, kMissing, kNotApplicable, kGiven };

struct Number {
  double value = 0;  // 0 unless given
  Presence presence = Presence::kMissing;
};

// A civil day in the account's time zone, counted from 1970-01-01.
struct Day {
  int32_t number = 0;
  Presence presence = Presence::kMissing;
  bool given() const { return presence == Presence::kGiven; }
};

// A word of an enum signal.
template <typename Enum>
struct Word {
  Enum word = Enum();
  Presence presence = Presence::kMissing;
};

inline Truth TruthOf(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

// What a condition on one fact says.
inline Truth When(Presence presence, bool holds) {
  if (presence == Presence::kGiven) return TruthOf(holds);
  return presence == Presence::kNotApplicable ? Truth::kNotApplicable : Truth::kUnknown;
}

inline Truth And(Truth a, Truth b) { return std::min(a, b); }
inline Truth Not(Truth a) {
  const bool decided = a == Truth::kFalse || a == Truth::kTrue;
  return decided ? TruthOf(a == Truth::kFalse) : a;
}
inline Truth Or(Truth a, Truth b) { return Not(And(Not(a), Not(b))); }

inline Truth Below(const Number& fact, double bound) {
  return When(fact.presence, fact.value < bound);
}
inline Truth AtMost(const Number& fact, double bound) {
  return When(fact.presence, fact.value <= bound);
}
inline Truth AtLeast(const Number& fact, double bound) {
  return When(fact.presence, fact.value >= bound);
}
inline Truth Above(const Number& fact, double bound) {
  return When(fact.presence, fact.value > bound);
}
template <typename Enum>
Truth Is(const Word<Enum>& fact, Enum word) {
  return When(fact.presence, fact.word == word);
}

// An event that is known not to have happened is an answer (S2).
inline Truth Happened(const Day& date, int32_t today) {
  if (date.presence == Presence::kNotYet) return Truth::kFalse;
  return When(date.presence, date.number <= today);
}

// How present a formula of two facts is.
inline Presence Both(Presence a, Presence b) {
  return std::max(std::min(a, b), Presence::kMissing);
}

inline Number DaysSince(const Day& date, int32_t today) {
  return {static_cast<double>(today - date.number), Both(date.presence, Presence::kGiven)};
}

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_VALUES_H_
