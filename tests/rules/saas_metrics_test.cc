// Every metric of rules/saas over an invented book: together or alone, in two threads or in one,
// and its value alone or with all that stands beside it, it is the same to the bit.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "clients/cli/book/do_at_once.h"
#include "engine/portfolio/compute.h"
#include "engine/portfolio/measurement.h"
#include "engine/simulation/simulate.h"
#include "protos/wire/metrics.h"
#include "tests/engine/simulation/saas_parameters.h"
#include "tests/rules/packs.h"

namespace bellwether::portfolio {
namespace {

constexpr uint32_t kAccounts = 150;
const Moment kAsOf = *ParseMoment("2022-12-31");

const book::Book& InventedBook() {
  static const auto* const book = [] {
    book::BookBuilder builder;
    for (uint32_t account = 0; account < kAccounts; ++account) {
      simulation::Simulate(simulation::SaasParameters(), /*seed=*/1, simulation::Months(36),
                           account, [&](const records::Record& record) { builder.Add(record); });
    }
    return new book::Book(std::move(builder).Finish());
  }();
  return *book;
}

const Plan& Pack() { return *PackAt("rules/saas"); }

std::string TextOf(const MetricResult& result) {
  v1::MetricResult message;
  wire::MetricToProto(result, message);
  return message.DebugString();
}

TEST(SaasMetricsTest, TogetherInTwoThreadsIsAloneInOne) {
  Request request;
  request.as_of = kAsOf;
  request.trend_points = 5;
  const std::vector<uint32_t> metrics = MetricsOf(Pack());
  ASSERT_GT(metrics.size(), 30U);
  Views together(InventedBook(), Pack(), kAsOf, cli::DoAtOnce);
  const std::vector<MetricResult> all = ComputeAll(together, metrics, request);
  ASSERT_EQ(all.size(), metrics.size());
  for (size_t i = 0; i < metrics.size(); ++i) {
    Views alone(InventedBook(), Pack(), kAsOf);
    EXPECT_EQ(TextOf(all[i]), TextOf(Compute(alone, metrics[i], request)));
  }
}

TEST(SaasMetricsTest, AValueAloneIsThatOfTheSummary) {
  const View view(InventedBook(), Pack(), kAsOf);
  int with_cases = 0;
  for (const uint32_t metric : MetricsOf(Pack())) {
    const auto measurement = MeasurementOf(view, Pack().portfolio_measuring[metric]);
    std::vector<uint32_t> cases, half;
    for (uint32_t i = 0; i < measurement->cases().size(); ++i) {
      cases.push_back(i);
      if (i % 2 == 0) half.push_back(i);
    }
    with_cases += cases.empty() ? 0 : 1;
    for (const auto& of : {cases, half}) {
      MetricResult whole, alone;
      whole.summary.value = measurement->Summarize(of).value;
      alone.summary.value = measurement->ValueAlone(of);
      EXPECT_EQ(TextOf(alone), TextOf(whole)) << Pack().portfolio_notes[metric].name;
    }
  }
  EXPECT_GT(with_cases, 25);
}

}  // namespace
}  // namespace bellwether::portfolio
