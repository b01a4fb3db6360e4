// Internal to clients/cpp: the cells of one signal, whose type nobody states.
//
// The first value decides the kind of the column: number, flag, text, moment, or untyped (a CSV
// cell). "Not applicable" fits any kind, and "not yet" makes a column one of moments. A value of
// another kind does not fit. One thread.
#ifndef BELLWETHER_CLIENTS_CPP_PACKED_SIGNAL_H_
#define BELLWETHER_CLIENTS_CPP_PACKED_SIGNAL_H_

#include <cstddef>
#include <vector>

#include "clients/cpp/packed_columns.h"

namespace bellwether {

class PackedSignal {
 public:
  // Whether Set can take the signal. A signal without a value fits when there is nothing to tell of
  // it, its name apart.
  bool Fits(const v1::Signal& signal) const;
  // Only what fits.
  void Set(size_t row, const v1::Signal& signal);

  // What one more row adds to the message, about.
  size_t bytes_of_a_row() const;
  // Everything but the name.
  void Take(size_t rows, v1::SignalColumn& column);

 private:
  enum class Kind { kUndecided, kNumbers, kFlags, kTexts, kMoments, kUntyped };

  static Kind KindOf(const v1::Signal& signal);
  void Decide(Kind kind);
  void SetNotApplicable(size_t row);
  void SetValue(size_t row, const v1::Signal& signal);

  Kind kind_ = Kind::kUndecided;
  std::vector<size_t> not_applicable_;  // while undecided
  PackedNumbers numbers_;
  PackedFlags flags_;
  PackedTexts texts_;  // untyped ones too
  PackedMoments moments_;
  PackedMoments observed_at_;
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_PACKED_SIGNAL_H_
