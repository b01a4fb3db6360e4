// Tested by tests/engine/coverage/collector_test.cc.
#include "engine/coverage/collector.h"

#include <cassert>

namespace bellwether::coverage {

CoverageCollector::CoverageCollector(const Plan& plan, const Points& points)
    : plan_(plan), points_(points), hits_(points.forks.size()), asked_(plan.slots.size()) {
  for (size_t i = 0; i < hits_.size(); ++i) hits_[i].ways.resize(points.forks[i].ways.size());
  for (const uint32_t fork : points.fork_of_slot) {
    if (fork != kNoIndex) signal_forks_.push_back(fork);
  }
}

Seen CoverageCollector::See(const Facts& facts, const Evaluation& evaluation) {
  return {PlanInForce(plan_, facts),
          facts,
          evaluation,
          asked_,
          {facts.as_of, facts.zone, facts.today},
          stack_};
}

void CoverageCollector::OnAccount(const Facts& facts, const Evaluation& evaluation) {
  in_force_ = points_.InForce(facts.variant);
  if (in_force_ == nullptr) return;
  asked_.assign(asked_.size(), false);
  const Seen seen = See(facts, evaluation);
  const auto rules = static_cast<uint32_t>(points_.forks.size() - signal_forks_.size());
  for (uint32_t fork = 0; fork < rules; ++fork) Visit(fork, seen);
  AskForInputs(seen.plan, facts.cadence, asked_);
  for (const uint32_t fork : signal_forks_) Visit(fork, seen);
}

void CoverageCollector::OnRefusal(const Facts& facts, const Evaluation& evaluation) {
  in_force_ = points_.InForce(facts.variant);
  if (in_force_ == nullptr) return;
  asked_.assign(asked_.size(), false);
  for (const uint32_t slot : evaluation.required) asked_[slot] = true;
  const Seen seen = See(facts, evaluation);
  for (const uint32_t fork : signal_forks_) Visit(fork, seen);
}

void CoverageCollector::OnTier(uint32_t row, uint32_t tier) {
  Count(points_.fork_of_row[row], static_cast<Turn>(tier));
}

void CoverageCollector::Visit(uint32_t fork, const Seen& seen) {
  const Turn turn = in_force_->forks[fork].turn(seen);
  if (turn == kNotReached) return;
  Count(fork, turn);
  for (const uint32_t slot : in_force_->forks[fork].reads) asked_[slot] = true;
}

void CoverageCollector::Count(uint32_t fork, Turn turn) {
  ++hits_[fork].reached;
  if (turn < 0) return;
  assert(static_cast<size_t>(turn) < hits_[fork].ways.size());
  ++hits_[fork].ways[static_cast<size_t>(turn)];
}

}  // namespace bellwether::coverage
