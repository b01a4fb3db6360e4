// The table of metrics: names by the conventions of Prometheus, and docs/metrics.md.
#include "server/telemetry/metric_table.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/telemetry/exposition.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

TEST(MetricTableTest, NamesAreThoseOfTheConventions) {
  std::set<std::string_view> names;
  for (const Metric& metric : MetricTable()) {
    const std::string name(metric.name);
    EXPECT_TRUE(names.insert(metric.name).second) << name;
    EXPECT_THAT(name, MatchesRegex("(bellwether|process)_[a-z_]+"));
    if (metric.type == MetricType::kCounter) {
      EXPECT_THAT(name, EndsWith("_total"));
    } else {
      EXPECT_THAT(name, Not(EndsWith("_total")));
    }
    const bool counted_in_base_units = metric.unit == "seconds" || metric.unit == "bytes";
    if (counted_in_base_units) {
      EXPECT_THAT(name, HasSubstr("_" + std::string(metric.unit)));
    }
    EXPECT_NE(metric.help, "") << name;
    EXPECT_NE(metric.help.back(), '.') << name;
  }
}

// The table of the page is this table. BELLWETHER_UPDATE_GOLDEN=1 writes it there.
TEST(MetricTableTest, ThePageHasTheTable) {
  const std::string path = testing_support::SourcePath("docs/metrics.md");
  const std::string page = testing_support::ReadFileOrFail(path);
  const std::string begin = "<!-- metrics -->\n";
  const size_t from = page.find(begin);
  ASSERT_NE(from, std::string::npos);
  const size_t to = page.find("<!-- end -->", from);
  ASSERT_NE(to, std::string::npos);
  const std::string expected =
      page.substr(0, from + begin.size()) + MetricsPage() + page.substr(to);
  const char* const update = std::getenv("BELLWETHER_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream(path, std::ios::binary) << expected;
  } else {
    EXPECT_EQ(page, expected);
  }
}

TEST(ExpositionTest, HasEveryMetricOfTheTable) {
  const std::string text = Exposition().Text();
  for (const Metric& metric : MetricTable()) {
    EXPECT_THAT(text, HasSubstr("# HELP " + std::string(metric.name) + " "));
    EXPECT_THAT(text, HasSubstr("# TYPE " + std::string(metric.name) + " " +
                                std::string(NameOf(metric.type)) + "\n"));
  }
}

TEST(ExpositionTest, NamesLabelsInTheOrderOfTheTable) {
  Exposition exposition;
  exposition.Add(MetricId::kRequests, {"Service/Method", "OK"}, 5);
  exposition.Add(MetricId::kServing, {}, 1);
  const std::string text = exposition.Text();
  EXPECT_THAT(text,
              HasSubstr("bellwether_requests_total{method=\"Service/Method\",code=\"OK\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("\nbellwether_serving 1\n"));
}

TEST(ExpositionTest, EscapesWhatLabelsHold) {
  Exposition exposition;
  exposition.Add(MetricId::kSignalsMissing, {"a\"b\\c\nd"}, 1);
  EXPECT_THAT(exposition.Text(), HasSubstr("{signal=\"a\\\"b\\\\c\\nd\"} 1\n"));
}

TEST(ExpositionTest, BucketsOfAHistogramAddUp) {
  DurationCounts counts;
  counts.buckets.front() = 2;
  counts.buckets.back() = 1;
  counts.sum_seconds = 40.5;
  Exposition exposition;
  exposition.Add(MetricId::kEvaluationDuration, {}, counts);
  const std::string text = exposition.Text();
  const std::string name = "bellwether_evaluation_duration_seconds";
  EXPECT_THAT(text, HasSubstr(name + "_bucket{le=\"30\"} 2\n"));
  EXPECT_THAT(text, HasSubstr(name + "_bucket{le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(name + "_count 3\n"));
  EXPECT_THAT(text, HasSubstr(name + "_sum 40.5\n"));
}

}  // namespace
}  // namespace bellwether
