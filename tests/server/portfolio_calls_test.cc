// The PortfolioService over a real connection: its methods, and how long work is cancelled, refused
// and drained. Nothing here measures time: hooks decide when work goes on.
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/server/error_details.h"
#include "tests/server/portfolio_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kGreenShare[] = R"(
  book: "books/main" metric: "green_share"
  options { as_of { date { year: 2026 month: 3 day: 1 } } }
)";

class PortfolioCallsTest : public PortfolioTest {
 protected:
  static void SetDeadline(grpc::ClientContext& context, std::chrono::milliseconds after) {
    context.set_deadline(std::chrono::system_clock::now() + after);
  }
  grpc::Status GetMetric(v1::PortfolioService::Stub& stub, const v1::GetMetricRequest& request,
                         v1::GetMetricResponse& response,
                         std::chrono::milliseconds after = std::chrono::seconds(60)) {
    grpc::ClientContext context;
    SetDeadline(context, after);
    return stub.GetMetric(&context, request, &response);
  }
};

TEST_F(PortfolioCallsTest, AnswersAMetricToTheBit) {
  StartPortfolio();
  portfolio::Request request;
  request.trend_points = 6;
  request.accounts = 50;
  v1::GetMetricResponse response;
  const grpc::Status status = GetMetric(*Stub(), Read<v1::GetMetricRequest>(kGreenShare), response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_TRUE(MessageDifferencer::Equals(response.metric(), Computed("green_share", request)));
}

TEST_F(PortfolioCallsTest, SendsErrorsWithTheirDetails) {
  StartPortfolio();
  v1::GetMetricResponse response;
  const auto request = Read<v1::GetMetricRequest>(R"(book: "main" metric: "nrrr")");
  const grpc::Status status = GetMetric(*Stub(), request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status), ElementsAre("book BAD_NAME", "metric UNKNOWN_NAME"));
}

TEST_F(PortfolioCallsTest, StreamsADashboardMetricByMetric) {
  StartPortfolio();
  const auto request = Read<v1::GetDashboardRequest>(R"(
    book: "books/main" dashboard: "executive"
    options { as_of { date { year: 2026 month: 3 day: 1 } } })");
  std::vector<v1::GetDashboardResponse> expected;
  ASSERT_TRUE(Ask(Handlers().get_dashboard, request, expected).ok());
  grpc::ClientContext context;
  const auto stub = Stub();
  const auto reader = stub->GetDashboard(&context, request);
  std::vector<v1::GetDashboardResponse> parts;
  v1::GetDashboardResponse part;
  while (reader->Read(&part)) parts.push_back(part);
  ASSERT_TRUE(reader->Finish().ok());
  ASSERT_EQ(parts.size(), expected.size());
  for (size_t i = 0; i < parts.size(); ++i) {
    EXPECT_TRUE(MessageDifferencer::Equals(parts[i], expected[i])) << i;
  }
}

TEST_F(PortfolioCallsTest, AnswersCohortsAndLists) {
  StartPortfolio();
  const auto stub = Stub();
  {
    grpc::ClientContext context;
    v1::GetCohortsResponse response;
    const auto request = Read<v1::GetCohortsRequest>(R"(book: "books/main")");
    EXPECT_TRUE(stub->GetCohorts(&context, request, &response).ok());
    EXPECT_EQ(response.metric().measure(), "retention");
  }
  {
    grpc::ClientContext context;
    v1::ListMetricsResponse response;
    EXPECT_TRUE(stub->ListMetrics(&context, {}, &response).ok());
    EXPECT_GT(response.metrics_size(), 10);
  }
}

// The work stops: no step of it follows the one at which the deadline had passed.
TEST_F(PortfolioCallsTest, StopsTheWorkWhenTheDeadlinePasses) {
  constexpr int kHeldAt = 50;
  Latch latch;
  std::atomic<int> steps{0};
  at_step_ = [&] {
    if (++steps == kHeldAt) latch.Wait();
  };
  ServerOptions options = SmallOptions();
  options.portfolio_threads = 1;
  StartPortfolio(options);
  const auto stub = Stub();
  v1::GetMetricResponse response;
  EXPECT_EQ(GetMetric(*stub, Read<v1::GetMetricRequest>(kGreenShare), response,
                      std::chrono::milliseconds(300))
                .error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  // A deadline travels as a time-out that is rounded up: the server's is a little later.
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_EQ(steps, kHeldAt);
  latch.Open();
  server_->Stop(absl::Seconds(10));  // the worker has ended
  EXPECT_EQ(steps, kHeldAt);
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

// Evidence is no exception: neither accounts at their landmark nor arms are looked at any more.
TEST_F(PortfolioCallsTest, StopsEvidenceWhenTheDeadlinePasses) {
  const int accounts = static_cast<int>(main_book().account_count());
  // Later than the views of the book, in the midst of what follows.
  for (const int held_at : {accounts + accounts / 2, 2 * accounts + 5}) {
    Latch latch;
    std::atomic<int> steps{0};
    at_step_ = [&] {
      if (++steps == held_at) latch.Wait();
    };
    views_.Forget("books/main");
    StartPortfolio();
    const auto stub = Stub();
    grpc::ClientContext context;
    SetDeadline(context, std::chrono::milliseconds(300));
    v1::GetDriversResponse part;
    const auto drivers =
        stub->GetDrivers(&context, Read<v1::GetDriversRequest>(R"(book: "books/main")"));
    while (drivers->Read(&part)) EXPECT_FALSE(part.has_drivers());
    EXPECT_EQ(drivers->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
    // A deadline travels as a time-out that is rounded up: the server's is a little later.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(steps, held_at);
    latch.Open();
    server_->Stop(absl::Seconds(10));  // the worker has ended
    EXPECT_EQ(steps, held_at);
  }
}

TEST_F(PortfolioCallsTest, StreamsEvidence) {
  StartPortfolio();
  const auto stub = Stub();
  grpc::ClientContext context, another;
  v1::GetDriversResponse part;
  const auto drivers =
      stub->GetDrivers(&context, Read<v1::GetDriversRequest>(R"(book: "books/main")"));
  bool report = false;
  while (drivers->Read(&part)) report = report || part.has_drivers();
  EXPECT_TRUE(drivers->Finish().ok());
  EXPECT_TRUE(report && part.has_data());
  v1::CompareExperimentResponse arms;
  const auto experiment = stub->CompareExperiment(
      &another, Read<v1::CompareExperimentRequest>(R"(book: "books/main")"));
  while (experiment->Read(&arms)) {
  }
  EXPECT_TRUE(experiment->Finish().ok());
  EXPECT_TRUE(arms.has_data());
}

TEST_F(PortfolioCallsTest, StopsTheWorkWhenTheClientCancels) {
  constexpr int kHeldAt = 50;
  Latch latch;
  std::atomic<int> steps{0};
  at_step_ = [&] {
    if (++steps == kHeldAt) latch.Wait();
  };
  StartPortfolio();
  const auto stub = Stub();
  grpc::ClientContext context;
  const auto reader =
      stub->GetDashboard(&context, Read<v1::GetDashboardRequest>(R"(book: "books/main")"));
  v1::GetDashboardResponse part;
  ASSERT_TRUE(reader->Read(&part));
  EXPECT_TRUE(part.has_head());
  while (steps < kHeldAt) std::this_thread::yield();
  context.TryCancel();
  while (reader->Read(&part)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  // The server hears of it on its own queue; a call that was answered since came after it.
  for (int i = 0; i < 20; ++i) Evaluate(Connect(), GoodRequest());
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  latch.Open();
  server_->Stop(absl::Seconds(10));
  EXPECT_EQ(steps, kHeldAt);
}

// While a worker computes, the threads of the queues answer.
TEST_F(PortfolioCallsTest, LongWorkDoesNotHoldOtherCalls) {
  Latch latch;
  std::atomic<int> steps{0};
  at_step_ = [&] {
    ++steps;
    latch.Wait();
  };
  ServerOptions options = SmallOptions();
  options.rpc_threads = 1;
  StartPortfolio(options);
  v1::GetMetricResponse response;
  std::thread first([&] { GetMetric(*Stub(), Read<v1::GetMetricRequest>(kGreenShare), response); });
  while (steps == 0) std::this_thread::yield();
  grpc::ClientContext context;
  v1::ListMetricsResponse list;
  EXPECT_TRUE(Stub()->ListMetrics(&context, {}, &list).ok());
  latch.Open();
  first.join();
  EXPECT_EQ(response.metric().name(), "green_share");
}

// Answers wait for their client in memory, and not on a worker.
TEST_F(PortfolioCallsTest, AClientThatDoesNotReadHoldsNoWorker) {
  ServerOptions options = SmallOptions();
  options.portfolio_threads = 1;
  StartPortfolio(options);
  const auto stub = Stub();
  grpc::ClientContext context;
  const auto reader =
      stub->GetDashboard(&context, Read<v1::GetDashboardRequest>(R"(book: "books/main")"));
  v1::GetMetricResponse response;
  EXPECT_TRUE(GetMetric(*Stub(), Read<v1::GetMetricRequest>(kGreenShare), response).ok());
  v1::GetDashboardResponse part;
  bool whole = false;
  while (reader->Read(&part)) whole = part.has_data();
  EXPECT_TRUE(reader->Finish().ok());
  EXPECT_TRUE(whole);
}

TEST_F(PortfolioCallsTest, RefusesCallsBeyondTheQueueByName) {
  Latch latch;
  std::atomic<int> steps{0};
  at_step_ = [&] {
    ++steps;
    latch.Wait();
  };
  ServerOptions options = SmallOptions();
  options.portfolio_threads = 1;
  options.max_portfolio_waiting = 1;
  StartPortfolio(options);
  const auto request = Read<v1::GetMetricRequest>(kGreenShare);
  std::vector<std::thread> clients;
  std::atomic<int> refused{0}, answered{0};
  v1::GetMetricResponse first;
  clients.emplace_back([&] { answered += GetMetric(*Stub(), request, first).ok(); });
  while (steps == 0) std::this_thread::yield();
  // One is computing, one may wait; of four more three are refused.
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      v1::GetMetricResponse response;
      const grpc::Status status = GetMetric(*Stub(), request, response);
      if (status.ok()) return void(++answered);
      EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
      EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"),
                "max_portfolio_waiting");
      ++refused;
    });
  }
  while (refused < 3) std::this_thread::yield();
  latch.Open();
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(refused, 3);
  EXPECT_EQ(answered, 2);
}

TEST_F(PortfolioCallsTest, NamesTheLimitWhenAnAnswerIsTooLarge) {
  ServerOptions options = SmallOptions();
  options.max_response_bytes = 2048;
  StartPortfolio(options);
  v1::GetMetricResponse response;
  const grpc::Status status = GetMetric(*Stub(), Read<v1::GetMetricRequest>(kGreenShare), response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), "max_response_bytes");
}

// What runs is told to end when the server's patience is over, and its client hears of it.
TEST_F(PortfolioCallsTest, StopsWithWorkInFlight) {
  std::atomic<bool> stopping{false};
  std::atomic<int> steps{0};
  at_step_ = [&] {
    ++steps;
    while (!stopping) std::this_thread::yield();
  };
  StartPortfolio();
  grpc::Status status;
  std::thread client([&] {
    v1::GetMetricResponse response;
    status = GetMetric(*Stub(), Read<v1::GetMetricRequest>(kGreenShare), response);
  });
  while (steps == 0) std::this_thread::yield();
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stopping = true;
  });
  server_->Stop(absl::ZeroDuration());
  client.join();
  release.join();
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

// LoadBook, then a metric of what was loaded.
TEST_F(PortfolioCallsTest, LoadsABookAndAnswersFromIt) {
  StartPortfolio();
  const auto stub = Stub();
  grpc::ClientContext context;
  v1::LoadBookResponse loaded;
  const auto writer = stub->LoadBook(&context, &loaded);
  v1::LoadBookRequest message;
  message.set_book("books/small");
  for (const v1::Record& record : RecordMessages(kSmallBook)) {
    *message.add_records() = record;
    ASSERT_TRUE(writer->Write(message));  // a record a message
    message.Clear();
  }
  message.set_finish(true);
  ASSERT_TRUE(writer->Write(message));
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(loaded.book().records(), 2);
  EXPECT_EQ(loaded.book().origin(), v1::BOOK_ORIGIN_CLIENT);
  EXPECT_FALSE(loaded.replaced());

  v1::GetMetricResponse response;
  auto request = Read<v1::GetMetricRequest>(R"(
    book: "books/small" metric: "time_to_value"
    options { as_of { date { year: 2026 month: 3 day: 1 } } })");
  ASSERT_TRUE(GetMetric(*stub, request, response).ok());
  EXPECT_EQ(response.metric().summary().value().value(), 20);
  EXPECT_EQ(response.metric().summary().value().standing(), v1::STANDING_INSUFFICIENT_DATA);
}

// A stream that is broken off is no book, wherever it broke.
TEST_F(PortfolioCallsTest, AStreamThatIsBrokenOffIsNoBook) {
  StartPortfolio();
  const auto stub = Stub();
  for (const bool half_close : {true, false}) {
    grpc::ClientContext context;
    v1::LoadBookResponse loaded;
    const auto writer = stub->LoadBook(&context, &loaded);
    v1::LoadBookRequest message;
    message.set_book("books/small");
    for (const v1::Record& record : RecordMessages(kSmallBook)) *message.add_records() = record;
    writer->Write(message);
    half_close ? void(writer->WritesDone()) : context.TryCancel();
    EXPECT_EQ(writer->Finish().error_code(),
              half_close ? grpc::StatusCode::INVALID_ARGUMENT : grpc::StatusCode::CANCELLED);
  }
  server_->Stop(absl::Seconds(10));
  EXPECT_EQ(books_.Find("books/small"), nullptr);
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

TEST_F(PortfolioCallsTest, EndsAnOpenUploadWhenItStops) {
  StartPortfolio();
  const auto stub = Stub();
  grpc::ClientContext context;
  v1::LoadBookResponse loaded;
  const auto writer = stub->LoadBook(&context, &loaded);
  v1::LoadBookRequest message;
  message.set_book("books/small");
  ASSERT_TRUE(writer->Write(message));
  // A call that was not accepted yet is no upload: gRPC cancels it by itself.
  ASSERT_TRUE(CallsInFlightBecome(1));
  std::thread stop([this] { server_->Stop(absl::Seconds(10)); });
  EXPECT_EQ(writer->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  stop.join();
  EXPECT_EQ(server_->calls_in_flight(), 0u);
}

TEST_F(PortfolioCallsTest, TellsTheHealthOfTheServiceToo) {
  StartPortfolio();
  grpc::ClientContext context;
  grpc::health::v1::HealthCheckRequest request;
  grpc::health::v1::HealthCheckResponse response;
  request.set_service("bellwether.v1.PortfolioService");
  EXPECT_TRUE(
      grpc::health::v1::Health::NewStub(Connect())->Check(&context, request, &response).ok());
  EXPECT_EQ(response.status(), grpc::health::v1::HealthCheckResponse::SERVING);
}

}  // namespace
}  // namespace bellwether
