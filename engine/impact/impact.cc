// Tested by tests/engine/impact/tally_test.cc.
#include "engine/impact/impact.h"

namespace bellwether::impact {
namespace {

void AddTo(Sum& sum, const Sum& other) {
  sum.accounts += other.accounts;
  sum.acv += other.acv;
}

}  // namespace

void Migration::Add(size_t outcome, const AccountChange& change) {
  const AnswerChange& answer = change.answers[outcome];
  cells_[(change.segment * answers_ + answer.from) * answers_ + answer.to].Add(change);
  changed_ += answer.changed() ? 1 : 0;
}

void Migration::Add(size_t segment, size_t from, size_t to, const Sum& sum) {
  AddTo(cells_[(segment * answers_ + from) * answers_ + to], sum);
  changed_ += from == to ? 0 : sum.accounts;
}

Sum Migration::At(size_t from, size_t to) const {
  Sum sum;
  for (size_t segment = 0; segment < segments_; ++segment) AddTo(sum, At(segment, from, to));
  return sum;
}

Sum Migration::From(size_t segment, size_t answer) const {
  Sum sum;
  for (size_t to = 0; to < answers_; ++to) AddTo(sum, At(segment, answer, to));
  return sum;
}

Sum Migration::To(size_t segment, size_t answer) const {
  Sum sum;
  for (size_t from = 0; from < answers_; ++from) AddTo(sum, At(segment, from, answer));
  return sum;
}

}  // namespace bellwether::impact
