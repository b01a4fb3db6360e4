// The accounts behind a number, as the calls tell them: what the engine says, page by page, and
// what adds up to the number that GetMetric says.
#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <variant>

#include "engine/base/sum.h"
#include "engine/portfolio/accounts_in_number.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/server/error_details.h"
#include "tests/server/portfolio_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

constexpr char kExpansion[] = R"(
  book: "books/main" metric: "mrr_movement" line: "expansion"
  options { as_of { date { year: 2026 month: 3 day: 1 } } }
)";

class MetricAccountsTest : public PortfolioTest {
 protected:
  v1::ListMetricAccountsResponse List(const v1::ListMetricAccountsRequest& request) {
    std::vector<v1::ListMetricAccountsResponse> answers;
    const grpc::Status status = Ask(Handlers().list_metric_accounts, request, answers);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(answers.size(), 1u);
    return answers.empty() ? v1::ListMetricAccountsResponse() : answers.front();
  }
  grpc::Status Refused(const v1::ListMetricAccountsRequest& request) {
    std::vector<v1::ListMetricAccountsResponse> answers;
    const grpc::Status status = Ask(Handlers().list_metric_accounts, request, answers);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_TRUE(answers.empty());
    return status;
  }
  // Every number of a metric that the saas pack measures so.
  std::vector<v1::ListMetricAccountsRequest> NumbersOf(const v1::MetricResult& metric) {
    std::vector<v1::ListMetricAccountsRequest> numbers;
    auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
    request.set_metric(metric.name());
    request.set_page_size(1'000);
    for (const v1::MetricLine& line : metric.summary().lines()) {
      request.set_line(line.name());
      if (metric.measure() != "retention") numbers.push_back(request);
    }
    for (const v1::MetricGrid& grid : metric.summary().grids()) {
      for (const v1::GridRow& row : grid.rows()) {
        for (const std::string& column : grid.columns()) {
          request.mutable_cell()->set_row(row.name());
          request.mutable_cell()->set_column(column);
          if (column != "days of median at stake") numbers.push_back(request);
        }
      }
    }
    return numbers;
  }
};

TEST_F(MetricAccountsTest, TellsWhatTheEngineTells) {
  const auto response = List(Read<v1::ListMetricAccountsRequest>(kExpansion));
  const Moment as_of = *ParseMoment("2026-03-01");
  portfolio::Views views(main_book(), plan(), as_of);
  const auto told = portfolio::TellAccounts(views, *portfolio::FindMetric(plan(), "mrr_movement"),
                                            std::nullopt, {{"expansion", "", ""}, {}, 0, 50});
  v1::ListMetricAccountsResponse expected;
  wire::AccountsToProto(std::get<portfolio::AccountsInNumber>(told), expected);
  ASSERT_GT(expected.accounts_size(), 0);
  expected.set_book("books/main");
  *expected.mutable_pack() = response.pack();
  *expected.mutable_as_of() = response.as_of();
  *expected.mutable_data() = response.data();
  EXPECT_TRUE(MessageDifferencer::Equals(response, expected)) << response.DebugString();
  EXPECT_EQ(response.pack().digest(), plan().digest);
  EXPECT_EQ(response.as_of().date().month(), 3);
  EXPECT_EQ(response.amount_unit(), v1::METRIC_UNIT_MONEY);
  EXPECT_EQ(response.data().accounts(), static_cast<int>(main_book().account_count()));
}

// What stands on the console and what opens behind it are one number, made of these accounts.
TEST_F(MetricAccountsTest, AccountsMakeTheNumberThatTheMetricSays) {
  for (const char* const name : {"retention_90_days", "mrr_movement", "health_migration",
                                 "milestone_completion", "green_share"}) {
    auto asked = Read<v1::GetMetricRequest>(R"(
      book: "books/main" options { as_of { date { year: 2026 month: 3 day: 1 } } trend_points: 0 by {} })");
    asked.set_metric(name);
    const v1::MetricResult metric = Metric(asked).metric();
    const auto numbers = NumbersOf(metric);
    EXPECT_GT(numbers.size(), 1u) << name;
    for (const auto& request : numbers) {
      SCOPED_TRACE(request.ShortDebugString());
      const auto told = List(request);
      const v1::Quantity& quantity = told.number().quantity();
      EXPECT_EQ(told.accounts_in_all(), quantity.n());
      EXPECT_EQ(told.accounts_size(), quantity.n());
      EXPECT_EQ(told.next_page_token(), "");
      Sum sum;
      for (const auto& account : told.accounts()) sum.Add(account.amount());
      if (quantity.has_events()) {
        EXPECT_EQ(std::count_if(told.accounts().begin(), told.accounts().end(),
                                [](const auto& account) { return account.counted(); }),
                  quantity.events());
      }
      if (quantity.unit() == v1::METRIC_UNIT_MONEY) {
        EXPECT_NEAR(sum.value(), quantity.value(), 1e-6 * (1 + std::abs(quantity.value())));
      }
    }
  }
}

TEST_F(MetricAccountsTest, TellsOnlyThoseThatAreCountedOrTheOthers) {
  auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
  const auto all = List(request);
  request.set_counted(true);
  const auto counted = List(request);
  request.set_counted(false);
  const auto others = List(request);
  EXPECT_EQ(counted.accounts_in_all(), all.number().quantity().events());
  EXPECT_EQ(counted.accounts_in_all() + others.accounts_in_all(), all.accounts_in_all());
  for (const auto& account : counted.accounts()) EXPECT_GT(account.amount(), 0);
  for (const auto& account : others.accounts()) EXPECT_EQ(account.amount(), 0);
}

TEST_F(MetricAccountsTest, PagesNameEveryAccountOnceAndKeepTheMoment) {
  auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
  request.clear_options();
  request.set_line("end");
  received_ = absl::FromUnixSeconds(1'772'323'200);  // 2026-03-01
  request.set_page_size(1'000);
  const auto all = List(request);
  ASSERT_GT(all.accounts_size(), 10);
  request.set_page_size(7);
  std::vector<std::string> named;
  do {
    const auto page = List(request);
    EXPECT_EQ(page.accounts_in_all(), all.accounts_in_all());
    EXPECT_TRUE(MessageDifferencer::Equals(page.as_of(), all.as_of()));
    for (const auto& account : page.accounts()) named.push_back(account.account());
    request.set_page_token(page.next_page_token());
    received_ += absl::Hours(24 * 60);
    ASSERT_LE(named.size(), 1'000u);
  } while (!request.page_token().empty());
  ASSERT_EQ(static_cast<int>(named.size()), all.accounts_size());
  for (int i = 0; i < all.accounts_size(); ++i) {
    EXPECT_EQ(named[static_cast<size_t>(i)], all.accounts(i).account());
  }
  EXPECT_EQ(std::set<std::string>(named.begin(), named.end()).size(), named.size());
}

TEST_F(MetricAccountsTest, ATokenIsForItsOwnNumberAlone) {
  auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
  request.set_page_size(1);
  request.set_line("end");
  const std::string token = List(request).next_page_token();
  ASSERT_FALSE(token.empty());
  request.set_page_token(token);
  request.set_line("start");
  EXPECT_THAT(FieldsOf(Refused(request)), ElementsAre("page_token BAD_PAGE_TOKEN"));
}

// A filter keeps accounts, and the number is of them alone.
TEST_F(MetricAccountsTest, FiltersKeepAccounts) {
  auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
  request.set_line("end");
  const int all = List(request).accounts_in_all();
  auto* const filter = request.mutable_options()->add_where();
  filter->set_attribute("segment");
  filter->add_words("smb");
  const auto kept = List(request);
  EXPECT_GT(kept.accounts_in_all(), 0);
  EXPECT_LT(kept.accounts_in_all(), all);
  EXPECT_EQ(kept.number().quantity().n(), kept.accounts_in_all());
}

TEST_F(MetricAccountsTest, ListsEveryProblemOfARequestAtOnce) {
  const auto request = Read<v1::ListMetricAccountsRequest>(R"(
    book: "books/main" metric: "mrr_movemnt" page_size: -1 page_token: "bad"
    options {
      trend_points: 3 compare_to { date { year: 2026 month: 1 day: 1 } } by {}
      read_mask { paths: "accounts" }
    })");
  const grpc::Status status = Refused(request);
  EXPECT_THAT(
      FieldsOf(status),
      UnorderedElementsAre("metric UNKNOWN_NAME", "number MISSING_FIELD", "page_size OUT_OF_RANGE",
                           "page_token BAD_PAGE_TOKEN", "options.trend_points NOT_ALLOWED",
                           "options.compare_to NOT_ALLOWED", "options.by NOT_ALLOWED",
                           "options.read_mask NOT_ALLOWED"));
}

// What the book has to be asked for is told when it was.
TEST_F(MetricAccountsTest, SaysWhichNumbersThereAre) {
  auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
  request.set_line("expnasion");
  const grpc::Status status = Refused(request);
  EXPECT_THAT(FieldsOf(status), ElementsAre("line UNKNOWN_NAME"));
  EXPECT_THAT(status.error_message(), HasSubstr("did you mean `expansion`?"));
  request.set_line("");
  EXPECT_THAT(FieldsOf(Refused(request)), ElementsAre("line MISSING_FIELD"));
  request.set_metric("milestone_completion");
  request.mutable_cell()->set_row("value_ach");
  request.mutable_cell()->set_column("days of median at stake");
  EXPECT_THAT(FieldsOf(Refused(request)), ElementsAre("metric NOT_ALLOWED"));
  request.mutable_cell()->set_column("late");
  const auto waiting = List(request);
  ASSERT_GT(waiting.accounts_size(), 0);
  EXPECT_TRUE(waiting.accounts(0).ongoing());
  EXPECT_EQ(waiting.amount_unit(), v1::METRIC_UNIT_DAYS);
}

TEST_F(MetricAccountsTest, AnswersOverAConnection) {
  StartPortfolio();
  const auto request = Read<v1::ListMetricAccountsRequest>(kExpansion);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
  v1::ListMetricAccountsResponse response;
  ASSERT_TRUE(Stub()->ListMetricAccounts(&context, request, &response).ok());
  EXPECT_TRUE(MessageDifferencer::Equals(response, List(request)));
}

}  // namespace
}  // namespace bellwether
