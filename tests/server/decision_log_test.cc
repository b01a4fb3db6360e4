// What handlers answer is in the log; no more waits than may; what is lost is told.
#include "server/decisions/decision_log.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/decisions/read_line.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/handlers_fixture.h"
#include "tests/server/pack_on_disk.h"
#include "tests/server/unpacked_file.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kGood[] = R"(account { id: "acme" stage: "onboarding"
    signals { name: "usage" number: 0.9 } signals { name: "nps" number: 40 } })";

class DecisionLogTest : public HandlersTest {
 protected:
  DecisionLogTest() {
    std::filesystem::remove_all(folder_);
    settings_.folder.path = folder_.string();
    settings_.server_version = "1.2.3";
    Publish(SmallPack());
  }
  ~DecisionLogTest() override { std::filesystem::remove_all(folder_); }

  void Begin(decisions::Redaction redaction = {}) {
    decisions_ = std::make_unique<DecisionLog>(settings_, std::move(redaction), told_.log());
    ASSERT_TRUE(decisions_->Open().ok());
    handlers_ = MakeScoringHandlers({packs_, Limits{}, log_, nullptr, nullptr, decisions_.get()});
  }
  template <typename Request, typename Response>
  void Ask(const Handler<Request, Response>& handler, const std::string& request, int times = 1) {
    Response response;
    for (int i = 0; i < times; ++i) HandlersTest::Ask(handler, request, response);
  }
  // Everything that was written, and nothing more will be.
  std::vector<decisions::Line> Lines() {
    decisions_->Stop();
    std::vector<decisions::Line> lines;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (entry.path().extension() != ".zst") continue;
      std::istringstream stream(UnpackedFile(entry.path()));
      for (std::string line; std::getline(stream, line);) {
        auto read = decisions::ReadLine(line, Limits{});
        EXPECT_THAT(read.problems, IsEmpty()) << line;
        lines.push_back(std::move(read.line));
      }
    }
    return lines;
  }
  std::vector<decisions::Decision> Decisions() {
    std::vector<decisions::Decision> found;
    for (decisions::Line& line : Lines()) {
      if (auto* decision = std::get_if<decisions::Decision>(&line)) found.push_back(*decision);
    }
    return found;
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) /
      (std::string("decision_log_") +
       ::testing::UnitTest::GetInstance()->current_test_info()->name());
  DecisionLogSettings settings_;
  LogOfTest told_;
  std::unique_ptr<DecisionLog> decisions_;
};

std::string TextAt(const decisions::Decision& decision, std::string_view path) {
  for (const auto& one : decision.outcome) {
    if (one.path == path) return decisions::ValueText(one.value);
  }
  return "not logged";
}

TEST_F(DecisionLogTest, HasWhatWasAskedAndAnswered) {
  Begin();
  Ask(handlers_.evaluate, kGood);
  const auto found = Decisions();
  ASSERT_EQ(found.size(), 1u);
  const decisions::Decision& decision = found[0];
  EXPECT_EQ(absl::ToUnixSeconds(decision.time), kReceived);
  EXPECT_EQ(decision.method, "Method");
  EXPECT_EQ(decision.caller, "");
  EXPECT_EQ(decision.pack.name, "small");
  EXPECT_EQ(decision.pack.version, "1.2.3");
  EXPECT_EQ(decision.pack.digest, packs_.Pin()->plan->digest);
  EXPECT_EQ(decision.pack.label, "active");
  EXPECT_EQ(decision.account.id, "acme");
  EXPECT_EQ(decision.account.signals.size(), 2u);
  EXPECT_EQ(TextAt(decision, "health.onboarding.score"), "85");
  EXPECT_EQ(TextAt(decision, "health.onboarding.band"), "green");
  EXPECT_EQ(decisions_->Counts().written, 1u);
}

TEST_F(DecisionLogTest, HasEveryCall) {
  Begin();
  Ask(handlers_.evaluate, kGood);
  Ask(handlers_.score_health, kGood);
  Ask(handlers_.assess_graduation, kGood);
  Ask(handlers_.decide_extension, kGood);
  Ask(handlers_.stream_evaluate, kGood);
  Ask(handlers_.evaluate_columns,
      R"(accounts { ids: ['a', 'b'] stage { dictionary: 'onboarding' indexes: [0, 0] present: "\003" }
           signals { name: 'usage' numbers { values: [0.9, 1.5] present: "\003" } }
           signals { name: 'nps' numbers { values: [40, 0] present: "\001" } } }
         options { as_of { date { year: 2026 month: 3 day: 1 } } })");
  const auto found = Decisions();
  ASSERT_EQ(found.size(), 6u);  // the second row is refused
  const decisions::Decision& row = found[5];
  EXPECT_EQ(row.account.id, "a");
  EXPECT_EQ(row.account.stage, "onboarding");
  EXPECT_EQ(std::get<double>(row.account.signals[1].value), 40);
  EXPECT_EQ(FormatMoment(row.as_of), "2026-03-01");
  EXPECT_EQ(TextAt(row, "health.onboarding.score"), "85");
}

TEST_F(DecisionLogTest, HasNoCallThatWasRefused) {
  Begin();
  Ask(handlers_.evaluate, R"(account { id: "a" stage: "nowhere" })");
  Ask(handlers_.score_health, std::string(kGood) + "model: 'onbording'");
  EXPECT_THAT(Decisions(), IsEmpty());
}

TEST_F(DecisionLogTest, SaysWhoAsked) {
  Begin();
  CallOrigin origin;
  origin.caller = std::make_shared<const Caller>(Caller{"billing", "", RoleSet::All()});
  origin.request_id = "r-7";
  origin.trace_parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  CallContext call{"bellwether.v1.ScoringService/Evaluate",
                   absl::FromUnixSeconds(kReceived),
                   deadline_,
                   workspace_,
                   nullptr,
                   origin};
  v1::EvaluateResponse response;
  ASSERT_TRUE(handlers_.evaluate(call, Parse<v1::EvaluateRequest>(kGood), response).ok());
  const auto found = Decisions();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].caller, "billing");
  EXPECT_EQ(found[0].request_id, "r-7");
  EXPECT_EQ(found[0].trace_id, "0af7651916cd43dd8448eb211c80319c");
}

TEST_F(DecisionLogTest, TakesExactlyTheShare) {
  settings_.share = 0.25;
  Begin();
  Ask(handlers_.evaluate, kGood, 40);
  EXPECT_EQ(Decisions().size(), 10u);
}

// However many come, each is written or counted, and the log says how many are not in it.
TEST_F(DecisionLogTest, WhatFindsNoRoomIsCountedAndTold) {
  settings_.most_waiting = 1;
  Begin();
  Ask(handlers_.evaluate, kGood, 2'000);
  uint64_t written = 0, told = 0;
  for (const decisions::Line& line : Lines()) {
    if (std::holds_alternative<decisions::Decision>(line)) ++written;
    if (const auto* dropped = std::get_if<decisions::Dropped>(&line)) {
      EXPECT_EQ(dropped->reason, "queue_full");
      told += dropped->count;
    }
  }
  EXPECT_GT(written, 0u);
  EXPECT_EQ(written + told, 2'000u);
  const DecisionLogCounts counts = decisions_->Counts();
  EXPECT_EQ(counts.written, written);
  EXPECT_EQ(counts.dropped_full, told);
  if (told > 0) {
    EXPECT_THAT(told_.text(), HasSubstr("decision log has gaps"));
  }
}

TEST_F(DecisionLogTest, BytesAreBoundedAsWell) {
  settings_.most_waiting_bytes = 1;
  Begin();
  Ask(handlers_.evaluate, kGood, 3);
  EXPECT_THAT(Decisions(), IsEmpty());
  EXPECT_EQ(decisions_->Counts().dropped_full, 3u);
}

TEST_F(DecisionLogTest, SaysInWhichFileItBegins) {
  Begin();
  Ask(handlers_.evaluate, kGood);
  const auto lines = Lines();
  ASSERT_FALSE(lines.empty());
  const auto* const opened = std::get_if<decisions::Opened>(&lines[0]);
  ASSERT_NE(opened, nullptr);
  EXPECT_EQ(opened->server, "1.2.3");
}

}  // namespace
}  // namespace bellwether
