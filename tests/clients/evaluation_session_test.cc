// A whole run over a file, with a server that misbehaves.
#include "clients/cli/evaluation/evaluation_session.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "clients/cli/evaluation/remote_calls.h"
#include "gtest/gtest.h"
#include "tests/clients/scoring_service_fake.h"

namespace bellwether::cli {
namespace {

struct Ran {
  ExitCode code = ExitCode::kGood;
  std::string output;
  std::string said;
  size_t lines() const {
    return static_cast<size_t>(std::count(output.begin(), output.end(), '\n'));
  }
};

class EvaluationSessionTest : public testing::TestWithParam<RemoteCall> {
 protected:
  EvaluationSessionTest() {
    const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    base_ = testing::TempDir() + "session_" + std::to_string(getpid()) + "_" +
            std::to_string(static_cast<int>(GetParam())) + name.substr(0, name.find('/'));
  }
  ~EvaluationSessionTest() override {
    std::remove((base_ + ".jsonl").c_str());
    std::remove((base_ + ".out").c_str());
  }

  static std::string Content(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  Ran Run(const std::vector<std::string>& ids) {
    std::ofstream accounts(base_ + ".jsonl");
    for (const std::string& id : ids) accounts << "{\"id\": \"" << id << "\"}\n";
    accounts.close();
    EvaluationRequest request;
    request.accounts = base_ + ".jsonl";
    request.as_of = ParseMoment("2026-03-01");
    request.format = OutputFormat::kCsv;
    request.output = base_ + ".out";
    ClientOptions options;
    options.server = server_.address();
    options.attempts = 1;
    Client client(options);
    Ran ran;
    testing::internal::CaptureStderr();
    {
      Console console(ColorChoice::kNever);
      const EvaluatorFactory factory = [&](const v1::EvaluationOptions& evaluation,
                                           AccountSource source, AccountEvaluator::Sink sink,
                                           const AccountWatch&) {
        const RemoteCall call = ChooseCall(GetParam(), request.format, source);
        return MakeRemoteEvaluator(
            [&, call](Evaluations::Sink answers) {
              return MakeEvaluations(call, client, evaluation, request.format, size_t{1},
                                     std::move(answers));
            },
            std::move(sink));
      };
      ran.code = RunEvaluation(request, factory, nullptr, console);
    }
    ran.said = testing::internal::GetCapturedStderr();
    ran.output = Content(base_ + ".out");
    return ran;
  }

  ScoringServiceFake server_;
  std::string base_;
};

TEST_P(EvaluationSessionTest, AnswersInOrderAndSaysWhatIsRefused) {
  const Ran ran = Run({"a", "bad", "c"});
  EXPECT_EQ(ran.code, ExitCode::kInputRefused);
  EXPECT_EQ(ran.lines(), 3U) << ran.output;
  EXPECT_LT(ran.output.find("\na,"), ran.output.find("\nc,"));
  EXPECT_NE(ran.said.find(":2: bad: signals.nps: is wrong [WRONG]"), std::string::npos) << ran.said;
  EXPECT_NE(ran.said.find("1 of 3 accounts refused"), std::string::npos) << ran.said;
}

TEST_P(EvaluationSessionTest, AServerThatAnswersFewerAccountsIsOneErrorAndNoResult) {
  if (GetParam() == RemoteCall::kUnary) return;  // one call, one answer
  server_.items_left_out = 1;
  const Ran ran = Run({"a", "b", "c"});
  EXPECT_EQ(ran.code, ExitCode::kFailed);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(std::count(ran.said.begin(), ran.said.end(), '\n'), 1) << ran.said;
  EXPECT_NE(ran.said.find("DATA_LOSS"), std::string::npos) << ran.said;
}

TEST_P(EvaluationSessionTest, AServerThatIsNotReadyIsOneError) {
  server_.fail_next = 1'000;
  const Ran ran = Run({"a", "b", "c"});
  EXPECT_EQ(ran.code, ExitCode::kFailed);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(std::count(ran.said.begin(), ran.said.end(), '\n'), 1) << ran.said;
  EXPECT_NE(ran.said.find("not now [UNAVAILABLE]; 0 accounts were handled"), std::string::npos)
      << ran.said;
}

INSTANTIATE_TEST_SUITE_P(Calls, EvaluationSessionTest,
                         testing::Values(RemoteCall::kUnary, RemoteCall::kBatch,
                                         RemoteCall::kStream, RemoteCall::kColumns));

class StreamedSessionTest : public EvaluationSessionTest {};

TEST_P(StreamedSessionTest, WhatWasAnsweredIsWritten) {
  server_.most_streamed = 2;
  const Ran ran = Run({"a", "b", "c", "d"});
  EXPECT_EQ(ran.code, ExitCode::kFailed);
  EXPECT_EQ(ran.lines(), 3U) << ran.output;  // the header, a and b
  EXPECT_NE(ran.said.find("2 accounts were handled before that"), std::string::npos) << ran.said;
}

INSTANTIATE_TEST_SUITE_P(Stream, StreamedSessionTest, testing::Values(RemoteCall::kStream));

}  // namespace
}  // namespace bellwether::cli
