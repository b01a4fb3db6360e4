// The handlers as functions, without a network, on packs of a test's choice.
#ifndef BELLWETHER_TESTS_SERVER_HANDLERS_FIXTURE_H_
#define BELLWETHER_TESTS_SERVER_HANDLERS_FIXTURE_H_

#include <memory>
#include <sstream>
#include <string>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "server/rpc/scoring_handlers.h"
#include "spdlog/sinks/ostream_sink.h"
#include "tests/server/test_packs.h"

namespace bellwether {

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

class HandlersTest : public ::testing::Test {
 protected:
  static constexpr int64_t kReceived = 1'767'225'600;  // 2026-01-01

  void Publish(const std::string& yaml) { packs_.Publish(SnapshotOf(yaml)); }

  // Asks one handler, and keeps its answer in `response`.
  template <typename Request, typename Response>
  grpc::Status Ask(const Handler<Request, Response>& handler, const std::string& request,
                   Response& response) {
    return Ask(handler, Parse<Request>(request), response);
  }
  template <typename Request, typename Response>
  grpc::Status Ask(const Handler<Request, Response>& handler, const Request& request,
                   Response& response) {
    CallContext call{"Method", absl::FromUnixSeconds(kReceived), deadline_, workspace_};
    response.Clear();
    return handler(call, request, response);
  }

  std::ostringstream written_;
  Logger log_{LogLevel::kDebug, LogFormat::kText,
              std::make_shared<spdlog::sinks::ostream_sink_mt>(written_)};
  SnapshotStore packs_;
  ScoringHandlers handlers_ = MakeScoringHandlers({packs_, Limits{}, log_});
  Workspace workspace_;
  absl::Time deadline_ = absl::InfiniteFuture();
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_HANDLERS_FIXTURE_H_
