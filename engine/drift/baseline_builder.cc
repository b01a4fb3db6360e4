// Tested by tests/engine/drift/baseline_test.cc.
#include "engine/drift/baseline_builder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/statistics/quantiles.h"

namespace bellwether::drift {
namespace {

constexpr int kParts = 10;

// The nine deciles; values that many accounts share are one edge.
std::vector<double> EdgesOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::vector<double> edges;
  for (int part = 1; part < kParts; ++part) {
    const auto edge = statistics::QuantileOf(values, static_cast<double>(part) / kParts);
    if (edge && (edges.empty() || *edge > edges.back())) edges.push_back(*edge);
  }
  return edges;
}

}  // namespace

BaselineBuilder::BaselineBuilder(const Plan& plan, size_t most_kept)
    : variables_(plan),
      most_kept_(std::max<size_t>(most_kept, 2)),
      kept_(variables_.list().size()) {
  baseline_.pack = plan.name;
  baseline_.version = plan.version;
  baseline_.digest = plan.digest;
}

void BaselineBuilder::Add(const Facts& facts, const Evaluation& evaluation, Stages stages) {
  if (seen_++ % every_ != 0) return;
  variables_.Read(facts, evaluation, stages, values_);
  for (size_t i = 0; i < values_.size(); ++i) kept_[i].push_back(values_[i]);
  if (!kept_.empty() && kept_.front().size() > most_kept_) Thin();
}

void BaselineBuilder::Thin() {
  for (std::vector<double>& values : kept_) {
    for (size_t i = 0; 2 * i < values.size(); ++i) values[i] = values[2 * i];
    values.resize((values.size() + 1) / 2);
  }
  every_ *= 2;
}

Distribution BaselineBuilder::Count(const Variable& variable,
                                    const std::vector<double>& values) const {
  Distribution distribution;
  distribution.name = variable.name;
  distribution.categories = variable.categories;
  std::vector<double> known;
  for (const double value : values) {
    if (std::isnan(value)) ++distribution.missing;
    if (std::isfinite(value)) known.push_back(value);
  }
  const bool is_number = variable.categories.empty();
  if (is_number) distribution.edges = EdgesOf(known);
  distribution.counts.resize(distribution.bins());
  for (const double value : known) {
    ++distribution.counts[is_number ? distribution.BinOf(value) : static_cast<size_t>(value)];
  }
  return distribution;
}

Baseline BaselineBuilder::Finish() {
  baseline_.accounts = seen_;
  for (size_t i = 0; i < kept_.size(); ++i) {
    baseline_.distributions.push_back(Count(variables_.list()[i], kept_[i]));
  }
  return std::move(baseline_);
}

}  // namespace bellwether::drift
