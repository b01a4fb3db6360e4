// Tested by tests/server/metric_table_test.cc.
#include "server/telemetry/exposition.h"

#include <limits>
#include <utility>

#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "prometheus/text_serializer.h"

namespace bellwether {
namespace {

prometheus::MetricType TypeOf(MetricType type) {
  switch (type) {
    case MetricType::kCounter:
      return prometheus::MetricType::Counter;
    case MetricType::kGauge:
      return prometheus::MetricType::Gauge;
    case MetricType::kHistogram:
      return prometheus::MetricType::Histogram;
  }
  return prometheus::MetricType::Untyped;
}

}  // namespace

Exposition::Exposition() {
  for (const Metric& metric : MetricTable()) {
    families_.push_back(
        {std::string(metric.name), std::string(metric.help), TypeOf(metric.type), {}});
  }
}

prometheus::ClientMetric& Exposition::NewSample(MetricId id, const Labels& labels) {
  prometheus::ClientMetric& sample = families_[static_cast<size_t>(id)].metric.emplace_back();
  const std::vector<std::string> names =
      absl::StrSplit(ToAbsl(Describe(id).labels), ", ", absl::SkipEmpty());
  for (size_t i = 0; i < labels.size() && i < names.size(); ++i) {
    sample.label.push_back({names[i], std::string(labels[i])});
  }
  return sample;
}

void Exposition::Add(MetricId id, const Labels& labels, double value) {
  prometheus::ClientMetric& sample = NewSample(id, labels);
  sample.counter.value = value;
  sample.gauge.value = value;
}

void Exposition::Add(MetricId id, const Labels& labels, const DurationCounts& counts) {
  prometheus::ClientMetric::Histogram& histogram = NewSample(id, labels).histogram;
  uint64_t count = 0;
  for (size_t i = 0; i < kDurationBuckets; ++i) {
    count += counts.buckets[i];
    const bool last = i + 1 == kDurationBuckets;
    histogram.bucket.push_back(
        {count, last ? std::numeric_limits<double>::infinity() : kDurationBounds[i]});
  }
  histogram.sample_count = count;
  histogram.sample_sum = counts.sum_seconds;
}

std::string Exposition::Text() const { return prometheus::TextSerializer().Serialize(families_); }

}  // namespace bellwether
