// What a fact can be, and the logic of answers that may be missing (S2, S12, S13).
//
// Both enums are ordered so that the stronger of two is the smaller: `a and b` is the smaller
// answer, and what two facts make together is as present as the less present of them. No branches.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_VALUES_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_VALUES_H_

#include <algorithm>
#include <cstddef>
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
  constexpr Truth kTruths[][2] = {{Truth::kUnknown, Truth::kUnknown},
                                  {Truth::kUnknown, Truth::kUnknown},
                                  {Truth::kNotApplicable, Truth::kNotApplicable},
                                  {Truth::kFalse, Truth::kTrue}};
  return kTruths[static_cast<size_t>(presence)][holds ? 1 : 0];
}

inline Truth And(Truth a, Truth b) { return std::min(a, b); }
inline Truth Not(Truth a) {
  constexpr Truth kNot[] = {Truth::kTrue, Truth::kUnknown, Truth::kNotApplicable, Truth::kFalse};
  return kNot[static_cast<size_t>(a)];
}
inline Truth Known(Truth a) { return TruthOf(a == Truth::kTrue); }
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
  const Truth answer = When(date.presence, date.number <= today);
  return date.presence == Presence::kNotYet ? Truth::kFalse : answer;
}

// Whether all or any of several bools hold, without a branch for each.
template <typename... Bools>
bool All(Bools... bools) {
  return (0 + ... + (bools ? 0 : 1)) == 0;
}
template <typename... Bools>
bool Any(Bools... bools) {
  return (0 + ... + (bools ? 1 : 0)) > 0;
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
