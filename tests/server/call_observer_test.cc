// What the log and the caller are told of a call: a real server and real clients.
#include "server/rpc/call_observer.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/exposed_text.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kTrace[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

class CallObserverTest : public RpcServerTest {
 protected:
  using Metadata = std::map<std::string, std::string>;

  // The request id of the answer's trailing metadata; "": there is none.
  std::string CallWith(const Metadata& metadata, const v1::EvaluateRequest& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
    v1::EvaluateResponse response;
    last_ = v1::ScoringService::NewStub(Connect())->Evaluate(&context, request, &response);
    const auto& trailers = context.GetServerTrailingMetadata();
    const auto found = trailers.find("x-request-id");
    return found == trailers.end() ? "" : std::string(found->second.data(), found->second.size());
  }
  static v1::EvaluateRequest BadRequest() {
    v1::EvaluateRequest request = GoodRequest();
    request.mutable_account()->set_stage("nowhere");
    return request;
  }
  // Lines of the log, once the server has ended.
  std::vector<std::string> LinesWith(const std::string& what) {
    server_->Stop(absl::Seconds(5));
    std::vector<std::string> lines;
    for (const std::string& line :
         std::vector<std::string>(absl::StrSplit(written_.str(), '\n', absl::SkipEmpty()))) {
      if (line.find(what) != std::string::npos) lines.push_back(line);
    }
    return lines;
  }
  // An evaluate that does what the test says.
  void StartWithHandler(const ServerOptions& options, EvaluateHandler handler) {
    packs_.Publish(SnapshotOf(SmallPack()));
    ScoringHandlers handlers = MakeScoringHandlers({packs_, Limits{}, log_});
    handlers.evaluate = std::move(handler);
    StartWith(options, {std::move(handlers)});
  }

  grpc::Status last_;
};

TEST_F(CallObserverTest, ALineOfACallHasItsIds) {
  Start(SmallOptions());
  CallWith({{"x-request-id", "order-66"}, {"traceparent", kTrace}}, GoodRequest());
  const auto lines = LinesWith(" call method=");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], HasSubstr(" request_id=order-66 trace_id=4bf92f3577b34da6a3ce929d0e0e4736 "
                                  "span_id=00f067aa0ba902b7"));
}

TEST_F(CallObserverTest, ACallWithoutAnIdIsGivenOne) {
  Start(SmallOptions());
  const std::string id = CallWith({}, BadRequest());
  EXPECT_THAT(id, MatchesRegex("[0-9a-z]{13}"));
  EXPECT_NE(CallWith({}, BadRequest()), id);
  EXPECT_THAT(LinesWith("request_id=" + id), SizeIs(1));
}

TEST_F(CallObserverTest, AnErrorTellsTheIdAndAnAnswerNeedsNone) {
  Start(SmallOptions());
  EXPECT_EQ(CallWith({{"x-request-id", "order-66"}}, BadRequest()), "order-66");
  EXPECT_EQ(CallWith({{"x-request-id", "order-66"}}, GoodRequest()), "");
}

TEST_F(CallObserverTest, AnIdThatCannotBeIsNotTaken) {
  Start(SmallOptions());
  for (const std::string& bad : {std::string("two words"), std::string(101, 'x')}) {
    EXPECT_THAT(CallWith({{"x-request-id", bad}, {"traceparent", "00-" + bad}}, BadRequest()),
                MatchesRegex("[0-9a-z]{13}"));
  }
  for (const std::string& line : LinesWith(" call method=")) {
    EXPECT_THAT(line, Not(HasSubstr("trace_id")));
  }
}

TEST_F(CallObserverTest, AnInternalErrorAndItsCallAreInOneLine) {
  StartWithHandler(SmallOptions(), Guarded<v1::EvaluateRequest, v1::EvaluateResponse>(
                                       log_,
                                       [](CallContext&, const v1::EvaluateRequest&,
                                          v1::EvaluateResponse&) -> grpc::Status {
                                         throw std::runtime_error("broken");
                                       }));
  CallWith({{"x-request-id", "order-66"}, {"traceparent", kTrace}}, GoodRequest());
  EXPECT_EQ(last_.error_code(), grpc::StatusCode::INTERNAL);
  const auto lines = LinesWith(" internal error ");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], MatchesRegex(".* id=[0-9a-f]{16} .*reason=broken request_id=order-66 "
                                     "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 .*"));
}

TEST_F(CallObserverTest, ASlowCallIsLoggedAsAWarning) {
  ServerOptions options = SmallOptions();
  options.slow_call = absl::Milliseconds(20);
  StartWithHandler(options,
                   [](CallContext&, const v1::EvaluateRequest& request, v1::EvaluateResponse&) {
                     if (request.account().id() == "slow") absl::SleepFor(absl::Milliseconds(30));
                     return grpc::Status::OK;
                   });
  CallWith({{"x-request-id", "r1"}}, GoodRequest("slow"));
  const std::string text = TextOf(*server_);
  const auto lines = LinesWith("WARN  slow call");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_THAT(lines[0], MatchesRegex(".* slow call method=bellwether.v1.ScoringService/Evaluate "
                                     "code=OK (.* )?microseconds=[0-9]{5,} request_id=r1"));
  EXPECT_EQ(SampleOf(text, "bellwether_slow_calls_total"), 1);
}

TEST_F(CallObserverTest, NoCallIsSlowUnlessToldSo) {
  StartWithHandler(SmallOptions(),
                   [](CallContext&, const v1::EvaluateRequest&, v1::EvaluateResponse&) {
                     absl::SleepFor(absl::Milliseconds(5));
                     return grpc::Status::OK;
                   });
  CallWith({}, GoodRequest());
  EXPECT_THAT(LinesWith("slow call"), SizeIs(0));
}

TEST(SlowCallsTest, WritesAFewLinesASecondAndCountsTheRest) {
  SlowCalls slow(absl::Milliseconds(1));
  EXPECT_FALSE(slow.Is(absl::Milliseconds(1)));
  EXPECT_TRUE(slow.Is(absl::Milliseconds(2)));
  const absl::Time now = absl::FromUnixSeconds(1'767'225'600);
  for (uint32_t i = 0; i < LineLimit::kLinesPerSecond; ++i) EXPECT_EQ(slow.TakeLine(now), 0u);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(slow.TakeLine(now), std::nullopt);
  EXPECT_EQ(slow.TakeLine(now + absl::Seconds(1)), 3u);
  EXPECT_EQ(slow.TakeLine(now + absl::Seconds(1)), 0u);
  const std::string text = TextOf(slow);
  EXPECT_EQ(SampleOf(text, "bellwether_slow_calls_total"), LineLimit::kLinesPerSecond + 5);
  EXPECT_EQ(SampleOf(text, "bellwether_slow_call_lines_dropped_total"), 3);
}

TEST_F(CallObserverTest, AServerTellsItsCallsAndItsRoom) {
  ServerOptions options = SmallOptions();
  options.max_calls_in_flight = 77;
  Start(options);
  for (int i = 0; i < 4; ++i) CallWith({}, GoodRequest());
  CallWith({}, BadRequest());
  const std::string text = TextOf(*server_);
  const std::string method = "method=\"bellwether.v1.ScoringService/Evaluate\"";
  EXPECT_EQ(SampleOf(text, "bellwether_requests_total{" + method + ",code=\"OK\"}"), 4);
  EXPECT_EQ(SampleOf(text, "bellwether_requests_total{" + method + ",code=\"INVALID_ARGUMENT\"}"),
            1);
  EXPECT_EQ(SampleOf(text, "bellwether_request_duration_seconds_count{" + method + "}"), 5);
  EXPECT_EQ(SampleOf(text, "bellwether_calls_in_flight_limit"), 77);
  EXPECT_EQ(SampleOf(text, "bellwether_rpc_threads"), 2);
  EXPECT_EQ(SampleOf(text, "bellwether_armed_calls"), 4);
  EXPECT_EQ(SampleOf(text, "bellwether_queue_waiting{queue=\"large\"}"), 0);
  EXPECT_EQ(SampleOf(text, "bellwether_queue_limit{queue=\"analysis\"}"), 64);
  EXPECT_EQ(SampleOf(text, "bellwether_serving"), 1);
  server_->BeginDrain();
  EXPECT_EQ(SampleOf(TextOf(*server_), "bellwether_serving"), 0);
}

}  // namespace
}  // namespace bellwether
