// What one scrape gives: samples of the metrics of the table, as text for Prometheus.
//
//   Exposition exposition;
//   exposition.Add(MetricId::kQueueWaiting, {"large"}, 3);
//   exposition.Text()
//
// Labels are given in the order of the table's. Every metric of the table stands in the text, also
// one without a sample. One thread.
#ifndef BELLWETHER_SERVER_TELEMETRY_EXPOSITION_H_
#define BELLWETHER_SERVER_TELEMETRY_EXPOSITION_H_

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "prometheus/metric_family.h"
#include "server/telemetry/metric_table.h"

namespace bellwether {

// What a histogram has counted, by bucket of kDurationBounds.
struct DurationCounts {
  std::array<uint64_t, kDurationBuckets> buckets = {};
  double sum_seconds = 0;
};

class Exposition {
 public:
  using Labels = std::vector<std::string_view>;

  Exposition();
  // Of a counter or a gauge.
  void Add(MetricId id, const Labels& labels, double value);
  void Add(MetricId id, const Labels& labels, const DurationCounts& counts);
  // Makes the text; nothing can be added after it.
  std::string Text() const;

 private:
  prometheus::ClientMetric& NewSample(MetricId id, const Labels& labels);

  std::vector<prometheus::MetricFamily> families_;  // in the order of the table
};

// Whoever has something to tell at each scrape. Called by any thread.
using MetricSource = std::function<void(Exposition&)>;

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_EXPOSITION_H_
