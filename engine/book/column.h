// One field of all records of a kind. A column that no record gives takes no memory, and "not
// given" is a state of every cell.
#ifndef BELLWETHER_ENGINE_BOOK_COLUMN_H_
#define BELLWETHER_ENGINE_BOOK_COLUMN_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/book/names.h"
#include "engine/book/stamp.h"
#include "engine/records/record.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::book {

class Column {
 public:
  explicit Column(records::Form form) : form_(form) {}

  records::Form form() const { return form_; }

  // Each reads one cell, in the form of the column.
  Name word(size_t row) const { return row < words_.size() ? words_[row] : kNoName; }
  std::optional<double> number(size_t row) const {
    if (row >= numbers_.size() || std::isnan(numbers_[row])) return std::nullopt;
    return numbers_[row];
  }
  std::optional<bool> truth(size_t row) const {
    if (row >= truths_.size() || truths_[row] < 0) return std::nullopt;
    return truths_[row] == 1;
  }
  std::optional<Stamp> stamp(size_t row) const {
    if (row >= instants_.size() || instants_[row] == kNever) return std::nullopt;
    return Stamp{instants_[row], days_[row]};
  }
  Instant instant(size_t row) const { return instants_[row]; }  // of a moment that is given
  std::span<const Name> words(size_t row) const;
  std::span<const double> counts(size_t row) const;  // beside words(row)

  // Below: for the builder.
  void Put(size_t row, const records::Cell& cell, Names& names);
  void PutMoment(size_t row, const Moment& moment);
  // A moment as it was put, before it is resolved.
  Moment told(size_t row) const { return Unpacked(instants_[row]); }
  // Row `order[i]` becomes row i.
  void Permute(std::span<const uint32_t> order);
  // Moments that were put become stamps, each in the zone of its row.
  template <typename ZoneOf>
  void Resolve(ZoneOf zone_of) {
    days_.resize(instants_.size());
    for (size_t row = 0; row < instants_.size(); ++row) {
      if (instants_[row] == kNever) continue;
      const Stamp stamp = StampOfPacked(instants_[row], zone_of(row));
      instants_[row] = stamp.instant;
      days_[row] = stamp.day;
    }
  }
  // Less, equal, greater: by texts and values, not by the order of reading.
  int Compare(size_t a, size_t b, const Names& names) const;
  size_t bytes() const;

 private:
  void PutList(size_t row, size_t count);

  records::Form form_;
  std::vector<Name> words_;
  std::vector<double> numbers_;    // NaN: not given
  std::vector<int8_t> truths_;     // -1: not given
  std::vector<Instant> instants_;  // packed until they are resolved; kNever: not given
  std::vector<int32_t> days_;
  std::vector<uint32_t> ends_;  // of each row's part of the lists below
  std::vector<uint32_t> firsts_;
  std::vector<Name> list_words_;
  std::vector<double> list_counts_;
};

}  // namespace bellwether::book

#endif  // BELLWETHER_ENGINE_BOOK_COLUMN_H_
