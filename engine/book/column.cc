// Tested by tests/engine/book/book_test.cc.
#include "engine/book/column.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

namespace bellwether::book {
namespace {

using records::Cell;
using records::Form;

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

constexpr size_t kFewRows = 16;  // of one account: room that need not grow

// Cells before the first that is given are not given.
template <typename Value>
void PutAt(std::vector<Value>& cells, size_t row, Value value, Value not_given) {
  if (cells.empty()) cells.reserve(std::max(kFewRows, row + 1));
  if (cells.size() < row) cells.resize(row, not_given);
  cells.push_back(value);
}

template <typename Value>
void PermuteCells(std::vector<Value>& cells, std::span<const uint32_t> order, Value not_given) {
  if (cells.empty()) return;
  std::vector<Value> ordered(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    ordered[i] = order[i] < cells.size() ? cells[order[i]] : not_given;
  }
  cells = std::move(ordered);
}

template <typename Value>
int Order(const Value& a, const Value& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

}  // namespace

std::span<const Name> Column::words(size_t row) const {
  if (row >= ends_.size()) return {};
  return std::span(list_words_).subspan(firsts_[row], ends_[row] - firsts_[row]);
}

std::span<const double> Column::counts(size_t row) const {
  if (row >= ends_.size() || list_counts_.empty()) return {};
  return std::span(list_counts_).subspan(firsts_[row], ends_[row] - firsts_[row]);
}

void Column::PutList(size_t row, size_t count) {
  PutAt(firsts_, row, static_cast<uint32_t>(list_words_.size() - count), uint32_t{0});
  PutAt(ends_, row, static_cast<uint32_t>(list_words_.size()), uint32_t{0});
}

void Column::PutMoment(size_t row, const Moment& moment) {
  PutAt(instants_, row, Packed(moment), kNever);
}

void Column::Put(size_t row, const Cell& cell, Names& names) {
  if (std::holds_alternative<std::monostate>(cell)) return;
  if (const auto* number = std::get_if<double>(&cell)) {
    PutAt(numbers_, row, *number, kNoNumber);
  } else if (const auto* truth = std::get_if<bool>(&cell)) {
    PutAt(truths_, row, static_cast<int8_t>(*truth ? 1 : 0), int8_t{-1});
  } else if (const auto* moment = std::get_if<Moment>(&cell)) {
    PutMoment(row, *moment);
  } else if (const auto* words = std::get_if<records::Words>(&cell)) {
    for (const std::string& word : *words) list_words_.push_back(names.Add(word));
    PutList(row, words->size());
  } else if (const auto* counts = std::get_if<records::Counts>(&cell)) {
    for (const auto& [word, count] : *counts) {
      list_words_.push_back(names.Add(word));
      list_counts_.push_back(count);
    }
    PutList(row, counts->size());
  } else if (const auto* text = std::get_if<std::string>(&cell); text && form_ == Form::kWord) {
    PutAt(words_, row, names.Add(*text), kNoName);
  }
}

void Column::Permute(std::span<const uint32_t> order) {
  PermuteCells(words_, order, kNoName);
  PermuteCells(numbers_, order, kNoNumber);
  PermuteCells(truths_, order, int8_t{-1});
  PermuteCells(instants_, order, kNever);
  PermuteCells(days_, order, 0);
  PermuteCells(firsts_, order, uint32_t{0});
  PermuteCells(ends_, order, uint32_t{0});
}

int Column::Compare(size_t a, size_t b, const Names& names) const {
  if (const int order = Order(names[word(a)], names[word(b)]); order != 0) return order;
  if (const int order = Order(number(a), number(b)); order != 0) return order;
  if (const int order = Order(truth(a), truth(b)); order != 0) return order;
  if (const int order = Order(stamp(a), stamp(b)); order != 0) return order;
  const auto first = words(a), second = words(b);
  if (const int order = Order(first.size(), second.size()); order != 0) return order;
  for (size_t i = 0; i < first.size(); ++i) {
    if (const int order = Order(names[first[i]], names[second[i]]); order != 0) return order;
    if (counts(a).empty()) continue;
    if (const int order = Order(counts(a)[i], counts(b)[i]); order != 0) return order;
  }
  return 0;
}

size_t Column::bytes() const {
  return words_.capacity() * sizeof(Name) + numbers_.capacity() * sizeof(double) +
         truths_.capacity() + instants_.capacity() * sizeof(Instant) +
         days_.capacity() * sizeof(int32_t) +
         (ends_.capacity() + firsts_.capacity()) * sizeof(uint32_t) +
         list_words_.capacity() * sizeof(Name) + list_counts_.capacity() * sizeof(double);
}

}  // namespace bellwether::book
