// The gateway before a server of the test: calls, streams, each limit, and its end.
#include "server/http/gateway.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "bellwether/v1/rules.grpc.pb.h"
#include "bellwether/v1/scoring.grpc.pb.h"
#include "gmock/gmock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "server/http/envelope.h"
#include "tests/server/http/raw_client.h"

namespace bellwether::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kEvaluate[] = "bellwether.v1.ScoringService/Evaluate";
constexpr char kStream[] = "bellwether.v1.ScoringService/StreamEvaluate";
constexpr char kWatch[] = "bellwether.v1.RulesService/WatchPacks";
constexpr char kAcme[] = R"({"account": {"id": "acme"}})";
constexpr char kOnce[] = "Connection: close\r\n";

// Answers with the account's id; an id says what else is to be done.
class Scoring final : public v1::ScoringService::Service {
 public:
  grpc::Status Evaluate(grpc::ServerContext* context, const v1::EvaluateRequest* request,
                        v1::EvaluateResponse* response) override {
    const std::string& id = request->account().id();
    for (const auto& [name, value] : context->client_metadata()) {
      if (name.starts_with("x-")) {
        context->AddInitialMetadata(std::string(name.data(), name.size()),
                                    std::string(value.data(), value.size()));
      }
    }
    context->AddTrailingMetadata("x-end", "bye");
    if (id == "fail") return {grpc::StatusCode::NOT_FOUND, "there is none"};
    if (id == "large") response->mutable_evaluation()->set_segment(std::string(6u << 20, 'a'));
    if (id == "wait") {
      ++waiting;
      while (!context->IsCancelled() && !go_on) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      if (context->IsCancelled()) ++cancelled;
      --waiting;
    }
    response->mutable_evaluation()->set_account_id(id);
    return grpc::Status::OK;
  }

  grpc::Status StreamEvaluate(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::StreamEvaluateResponse, v1::StreamEvaluateRequest>* stream)
      override {
    v1::StreamEvaluateRequest request;
    while (stream->Read(&request)) {
      v1::StreamEvaluateResponse response;
      response.mutable_evaluation()->set_account_id(request.account().id());
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

  std::atomic<int> waiting{0}, cancelled{0};
  std::atomic<bool> go_on{false};
};

// Says one thing, and then nothing.
class Rules final : public v1::RulesService::Service {
 public:
  grpc::Status WatchPacks(grpc::ServerContext* context, const v1::WatchPacksRequest*,
                          grpc::ServerWriter<v1::WatchPacksResponse>* writer) override {
    ++watching;
    writer->Write(v1::WatchPacksResponse());
    while (!context->IsCancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    --watching;
    return grpc::Status::CANCELLED;
  }

  std::atomic<int> watching{0};
};

bool BecomesTrue(const std::function<bool()>& condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

class GatewayTest : public ::testing::Test {
 protected:
  GatewayTest() {
    settings_.address = "127.0.0.1:0";
    settings_.services = {"bellwether.v1.ScoringService", "bellwether.v1.RulesService"};
  }
  ~GatewayTest() override {
    scoring_.go_on = true;
    if (gateway_ != nullptr) gateway_->Stop(absl::ZeroDuration());
    if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  }

  void Start() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&scoring_);
    builder.RegisterService(&rules_);
    server_ = builder.BuildAndStart();
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    gateway_ = std::make_unique<Gateway>(server_->InProcessChannel(arguments), settings_);
    ASSERT_TRUE(gateway_->Start().ok());
  }

  std::string Ask(const std::string& request) {
    const RawClient client(gateway_->address());
    client.Send(request);
    return client.ReadToEnd();
  }

  uint64_t Refused(Refusal refusal) {
    return gateway_->counts().refused[static_cast<size_t>(refusal)];
  }

  GatewaySettings settings_;
  Scoring scoring_;
  Rules rules_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Gateway> gateway_;
};

TEST_F(GatewayTest, AnswersACall) {
  Start();
  const std::string answer = Ask(Post(kEvaluate, kAcme, "application/json",
                                      "Connection: close\r\nX-Mine: one\r\nX-Bytes-Bin: AP8\r\n"));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, AllOf(HasSubstr("\r\nx-mine: one\r\n"), HasSubstr("\r\nx-bytes-bin: AP8\r\n"),
                            HasSubstr("\r\ntrailer-x-end: bye\r\n"),
                            HasSubstr(R"({"evaluation":{"accountId":"acme"}})")));
  EXPECT_EQ(gateway_->counts().requests, 1u);
}

// Each would be read of a header that nobody sent.
TEST_F(GatewayTest, ARequestMayHaveNoHeadersButItsHost) {
  Start();
  const std::string end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  for (const std::string& path : {absl::StrCat("/", kEvaluate), absl::StrCat("/", kWatch),
                                  std::string("/"), std::string("/nothing")}) {
    for (const char* method : {"GET ", "HEAD ", "POST ", "OPTIONS ", "PUT "}) {
      EXPECT_THAT(Ask(absl::StrCat(method, path, end, "\r\n")), StartsWith("HTTP/1.1 4"));
    }
    EXPECT_THAT(Ask(absl::StrCat("POST ", path, end, "Content-Length: 2\r\n\r\n{}")),
                StartsWith("HTTP/1.1 4"));
  }
  EXPECT_THAT(Ask(Post(kEvaluate, kAcme, "application/json", kOnce)), StartsWith("HTTP/1.1 200 "));
}

TEST_F(GatewayTest, AnErrorHasWhatTheServerSaid) {
  Start();
  const std::string answer =
      Ask(Post(kEvaluate, R"({"account": {"id": "fail"}})", "application/json", kOnce));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_THAT(answer, AllOf(HasSubstr("\r\ntrailer-x-end: bye\r\n"),
                            HasSubstr(R"({"code":"not_found","message":"there is none"})")));
}

TEST_F(GatewayTest, AnswersMayBeLarge) {
  Start();
  const std::string answer =
      Ask(Post(kEvaluate, R"({"account": {"id": "large"}})", "application/json", kOnce));
  EXPECT_THAT(answer.substr(0, 20), StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_GT(answer.size(), size_t{6} << 20);
  const std::string packed =
      Ask(Post(kEvaluate, R"({"account": {"id": "large"}})", "application/json",
               "Connection: close\r\nAccept-Encoding: gzip\r\n"));
  EXPECT_THAT(packed.substr(0, 1000), HasSubstr("\r\ncontent-encoding: gzip\r\n"));
  EXPECT_LT(packed.size(), size_t{1} << 20);
}

TEST_F(GatewayTest, MessagesOfAStreamAreAnsweredAsTheyCome) {
  Start();
  const RawClient client(gateway_->address());
  client.Send(
      absl::StrCat("POST /", kStream,
                   " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/connect+json\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n"));
  for (const char* const id : {"one", "two", "three"}) {
    const std::string message = Enveloped(0, absl::StrCat(R"({"account": {"id": ")", id, "\"}}"));
    client.Send(absl::StrCat(absl::Hex(message.size()), "\r\n", message, "\r\n"));
    EXPECT_THAT(client.ReadUntil(absl::StrCat("\"", id, "\"")), HasSubstr(id));
  }
  client.Send("0\r\n\r\n");
  EXPECT_THAT(client.ReadUntil("0\r\n\r\n"), HasSubstr(std::string("\x02\0\0\0\x02{}", 7)));
}

TEST_F(GatewayTest, AClientThatLeavesCancelsItsCall) {
  Start();
  {
    const RawClient call(gateway_->address()), watch(gateway_->address());
    call.Send(Post(kEvaluate, R"({"account": {"id": "wait"}})"));
    watch.Send(Post(kWatch, Enveloped(0, "{}"), "application/connect+json"));
    watch.ReadUntil("{}");
    EXPECT_TRUE(BecomesTrue([&] { return scoring_.waiting == 1 && rules_.watching == 1; }));
  }
  EXPECT_TRUE(BecomesTrue([&] { return scoring_.cancelled == 1 && rules_.watching == 0; }));
  EXPECT_TRUE(BecomesTrue([&] { return gateway_->counts().connections == 0; }));
}

TEST_F(GatewayTest, ADeadlineIsKept) {
  Start();
  const std::string answer =
      Ask(Post(kEvaluate, R"({"account": {"id": "wait"}})", "application/json",
               "Connection: close\r\nConnect-Timeout-Ms: 100\r\n"));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 504 "));
}

TEST_F(GatewayTest, HeadersAreBounded) {
  settings_.limits.max_header_bytes = 1000;
  Start();
  EXPECT_THAT(
      Ask(Post(kEvaluate, kAcme, "application/json", "X: " + std::string(1000, 'x') + "\r\n")),
      StartsWith("HTTP/1.1 431 "));
  EXPECT_EQ(Refused(Refusal::kHeadersTooLarge), 1u);
}

// Neither the answer nor what is logged of it has more than 100 characters of a client's words.
TEST_F(GatewayTest, FewWordsOfAClientAreRepeated) {
  std::vector<std::string> told;
  settings_.threads = 1;
  settings_.refused = [&](Refusal, std::string_view detail) { told.emplace_back(detail); };
  Start();
  const std::string words(3'000, 'w'), to = absl::StrCat(" /", kEvaluate);
  const std::string end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
  for (const std::string& request :
       {words + to + end, "POST" + to + end + "Content-Type: " + words + "\r\n",
        "GET" + to + "?encoding=" + words + end, "POST /" + words + end,
        "POST" + to + end + "Origin: https://" + words + "\r\n",
        "POST" + to + " HTTP/1.1\r\nConnection: close\r\nHost: " + words + "\r\n",
        "GET" + to + "?encoding=json&message=%7B%7D&connect=" + words + end,
        "GET" + to + "?encoding=json&message=%7B%7D&compression=" + words + end}) {
    const std::string answer = Ask(request + "\r\n");
    EXPECT_THAT(answer, AllOf(StartsWith("HTTP/1.1 "), Not(StartsWith("HTTP/1.1 200")),
                              Not(HasSubstr(std::string(101, 'w')))))
        << request.substr(0, 60);
  }
  gateway_->Stop(absl::ZeroDuration());
  EXPECT_GE(told.size(), 8u);
  for (const std::string& detail : told) {
    EXPECT_THAT(detail, Not(HasSubstr(std::string(101, 'w'))));
  }
}

TEST_F(GatewayTest, MessagesAreBounded) {
  settings_.limits.max_request_bytes = 1000;
  Start();
  const std::string large = R"({"account": {"id": ")" + std::string(1000, 'x') + "\"}}";
  EXPECT_THAT(Ask(Post(kEvaluate, large)), StartsWith("HTTP/1.1 429 "));
  EXPECT_THAT(Ask(Post(kWatch, Enveloped(0, large), "application/connect+json")),
              HasSubstr("resource_exhausted"));
  EXPECT_EQ(Refused(Refusal::kBodyTooLarge), 2u);
}

TEST_F(GatewayTest, BodiesOfAllTogetherAreBounded) {
  settings_.limits.max_bytes_held = 1000;
  Start();
  const std::string half = R"({"account": {"id": ")" + std::string(600, 'x') + "\"}}";
  const std::string request = Post(kEvaluate, half, "application/json", kOnce);
  const RawClient first(gateway_->address());
  first.Send(request.substr(0, request.size() - 1));
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_THAT(Ask(request),
              AllOf(StartsWith("HTTP/1.1 429 "), HasSubstr("as much as it can hold")));
  first.Send(request.substr(request.size() - 1));
  EXPECT_THAT(first.ReadToEnd(), StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(Refused(Refusal::kTooMany), 1u);
}

TEST_F(GatewayTest, ConnectionsAreBounded) {
  settings_.limits.max_connections = 2;
  Start();
  auto first = std::make_unique<RawClient>(gateway_->address());
  const RawClient second(gateway_->address());
  EXPECT_TRUE(BecomesTrue([&] { return gateway_->counts().connections == 2; }));
  EXPECT_EQ(RawClient(gateway_->address()).ReadToEnd(), "");
  EXPECT_EQ(Refused(Refusal::kTooMany), 1u);
  first.reset();
  EXPECT_TRUE(BecomesTrue([&] { return gateway_->counts().connections == 1; }));
  EXPECT_THAT(Ask(Post(kEvaluate, kAcme, "application/json", kOnce)), StartsWith("HTTP/1.1 200 "));
}

TEST_F(GatewayTest, WhoIsSlowIsSentAway) {
  settings_.limits.header_time = absl::Milliseconds(200);
  settings_.limits.body_time = absl::Milliseconds(200);
  settings_.limits.idle_time = absl::Milliseconds(400);
  Start();
  const absl::Time begun = absl::Now();
  EXPECT_THAT(Ask("POST / HT"), StartsWith("HTTP/1.1 408 "));
  EXPECT_THAT(Ask("POST / HTTP/1.1\r\n"), StartsWith("HTTP/1.1 408 ")) << "a whole line";
  const std::string request = Post(kEvaluate, kAcme);
  EXPECT_THAT(Ask(request.substr(0, request.size() - 1)), StartsWith("HTTP/1.1 408 "));
  EXPECT_EQ(Refused(Refusal::kTooSlow), 3u);
  // A byte now and then is no progress.
  const RawClient drip(gateway_->address());
  for (const char c : std::string("POST / HTTP/1.1\r\n")) {
    if (!drip.Send(std::string(1, c))) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  drip.ReadToEnd();
  EXPECT_EQ(Refused(Refusal::kTooSlow), 4u);
  // Who asks nothing is no error.
  EXPECT_EQ(Ask(""), "");
  const RawClient kept(gateway_->address());
  kept.Send(request);
  EXPECT_THAT(kept.ReadToEnd(), StartsWith("HTTP/1.1 200 "));
  EXPECT_EQ(Refused(Refusal::kTooSlow), 4u);
  EXPECT_LT(absl::Now() - begun, absl::Seconds(20));
}

TEST_F(GatewayTest, WhoDoesNotReadIsSentAway) {
  settings_.limits.write_time = absl::Milliseconds(300);
  Start();
  const RawClient client(gateway_->address(), 4096);
  client.Send(Post(kEvaluate, R"({"account": {"id": "large"}})"));
  EXPECT_TRUE(BecomesTrue([&] { return Refused(Refusal::kTooSlow) == 1; }));
}

TEST_F(GatewayTest, OldConnectionsEndWithAnAnswer) {
  settings_.limits.connection_age = absl::Milliseconds(200);
  Start();
  const RawClient client(gateway_->address());
  client.Send(Post(kEvaluate, kAcme));
  EXPECT_THAT(client.ReadUntil("}}"), HasSubstr("\r\nconnection: keep-alive\r\n"));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  client.Send(Post(kEvaluate, kAcme));
  EXPECT_THAT(client.ReadToEnd(), HasSubstr("\r\nconnection: close\r\n"));
}

TEST_F(GatewayTest, WhatWasNotReadDoesNotLoseTheAnswer) {
  Start();
  const std::string answer = Ask(
      absl::StrCat("POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n",
                   std::string(1'000'000, 'x')));
  EXPECT_THAT(answer, AllOf(StartsWith("HTTP/1.1 404 "), HasSubstr("\r\nconnection: close\r\n")));
}

TEST_F(GatewayTest, AStopLetsCallsEnd) {
  Start();
  const RawClient idle(gateway_->address()), call(gateway_->address()), watch(gateway_->address());
  call.Send(Post(kEvaluate, R"({"account": {"id": "wait"}})"));
  watch.Send(Post(kWatch, Enveloped(0, "{}"), "application/connect+json"));
  watch.ReadUntil("{}");
  ASSERT_TRUE(BecomesTrue([&] { return scoring_.waiting == 1; }));
  std::thread stop([&] { gateway_->Stop(absl::Seconds(10)); });
  EXPECT_THAT(watch.ReadToEnd(), HasSubstr(R"({"error":{"code":"unavailable")"));
  EXPECT_EQ(idle.ReadToEnd(), "");
  scoring_.go_on = true;
  EXPECT_THAT(call.ReadToEnd(), AllOf(StartsWith("HTTP/1.1 200 "), HasSubstr("connection: close")));
  stop.join();
  EXPECT_EQ(gateway_->counts().connections, 0u);
}

TEST_F(GatewayTest, AStopDoesNotWaitForEver) {
  Start();
  const RawClient call(gateway_->address());
  call.Send(Post(kEvaluate, R"({"account": {"id": "wait"}})"));
  ASSERT_TRUE(BecomesTrue([&] { return scoring_.waiting == 1; }));
  const absl::Time begun = absl::Now();
  gateway_->Stop(absl::Milliseconds(200));
  EXPECT_LT(absl::Now() - begun, absl::Seconds(10));
  EXPECT_TRUE(BecomesTrue([&] { return scoring_.cancelled == 1; }));
}

TEST_F(GatewayTest, AnAddressThatIsTaken) {
  Start();
  GatewaySettings settings = settings_;
  settings.address = gateway_->address();
  Gateway other(server_->InProcessChannel({}), settings);
  EXPECT_EQ(other.Start().code(), absl::StatusCode::kUnavailable);
}

TEST_F(GatewayTest, ManyAtOnce) {
  Start();
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      const RawClient client(gateway_->address());
      for (int i = 0; i < 50; ++i) {
        client.Send(Post(kEvaluate, kAcme));
        if (absl::StrContains(client.ReadUntil("}}"), "acme")) ++good;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(good, 400);
}

}  // namespace
}  // namespace bellwether::http
