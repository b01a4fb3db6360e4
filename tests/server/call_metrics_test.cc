// Counts of calls and durations, from many threads.
#include "server/rpc/call_metrics.h"

#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/exposed_text.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(DurationHistogramTest, ABucketHoldsWhatIsAsLongAsItsBound) {
  DurationHistogram histogram;
  histogram.Add(absl::Microseconds(5));
  histogram.Add(absl::Microseconds(5) + absl::Nanoseconds(1));
  histogram.Add(absl::Seconds(31));
  histogram.Add(absl::Seconds(-1));  // a clock was set back
  const DurationCounts counts = histogram.Counts();
  EXPECT_EQ(counts.buckets[0], 2u);
  EXPECT_EQ(counts.buckets[1], 1u);
  EXPECT_EQ(counts.buckets[kDurationBuckets - 1], 1u);
  EXPECT_NEAR(counts.sum_seconds, 31.00001, 1e-8);
}

TEST(CallMetricsTest, CountsByMethodAndCode) {
  CallMetrics metrics;
  const uint32_t first = metrics.AddMethod("S/A");
  const uint32_t second = metrics.AddMethod("S/B");
  metrics.Count(first, grpc::StatusCode::OK, absl::Microseconds(80));
  metrics.Count(first, grpc::StatusCode::OK, absl::Microseconds(80));
  metrics.Count(first, grpc::StatusCode::INVALID_ARGUMENT, absl::Microseconds(80));
  metrics.Count(second, grpc::StatusCode::UNAUTHENTICATED, absl::Seconds(1));
  const std::string text = TextOf(metrics);
  EXPECT_EQ(SampleOf(text, R"(bellwether_requests_total{method="S/A",code="OK"})"), 2);
  EXPECT_EQ(SampleOf(text, R"(bellwether_requests_total{method="S/A",code="INVALID_ARGUMENT"})"),
            1);
  EXPECT_EQ(SampleOf(text, R"(bellwether_requests_total{method="S/B",code="UNAUTHENTICATED"})"), 1);
  EXPECT_EQ(SampleOf(text, R"(bellwether_requests_total{method="S/B",code="OK"})"), 0);
  EXPECT_THAT(text, Not(HasSubstr("CANCELLED")));
  EXPECT_EQ(SampleOf(text, R"(bellwether_request_duration_seconds_count{method="S/A"})"), 3);
}

TEST(CallMetricsTest, ACodeOutsideGrpcIsCounted) {
  CallMetrics metrics;
  metrics.Count(metrics.AddMethod("S/A"), grpc::StatusCode::DO_NOT_USE, absl::Seconds(1));
  EXPECT_EQ(SampleOf(TextOf(metrics), R"(bellwether_request_duration_seconds_count{method="S/A"})"),
            1);
}

TEST(CallMetricsTest, LosesNothingOfManyThreads) {
  CallMetrics metrics;
  const uint32_t method = metrics.AddMethod("S/A");
  std::vector<std::thread> threads;
  for (int i = 0; i < 40; ++i) {  // more than there are shards
    threads.emplace_back([&] {
      for (int call = 0; call < 1000; ++call) {
        metrics.Count(method, grpc::StatusCode::OK, absl::Microseconds(call));
      }
    });
  }
  TextOf(metrics);  // while they count
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(SampleOf(TextOf(metrics), R"(bellwether_requests_total{method="S/A",code="OK"})"),
            40'000);
}

}  // namespace
}  // namespace bellwether
