#include "server/telemetry/stderr_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "spdlog/logger.h"

namespace bellwether {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

class StderrSinkTest : public ::testing::Test {
 protected:
  StderrSinkTest() {
    EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0);
    EXPECT_GE(fcntl(ends_[1], F_SETPIPE_SZ, 4 * 4096), 4 * 4096);
    sink_ = std::make_shared<StderrSink>(ends_[1]);
    log_ = std::make_unique<spdlog::logger>("test", sink_);
    log_->set_pattern("%v");
  }
  ~StderrSinkTest() override {
    for (const int end : ends_) close(end);
  }

  std::string ReadAll() {
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
    std::string text(1 << 20, '\0');
    const ssize_t size = read(ends_[0], text.data(), text.size());
    text.resize(size > 0 ? static_cast<size_t>(size) : 0);
    return text;
  }

  std::array<int, 2> ends_{};
  std::shared_ptr<StderrSink> sink_;
  std::unique_ptr<spdlog::logger> log_;
};

TEST_F(StderrSinkTest, WritesLines) {
  log_->info("one");
  log_->info("two");
  EXPECT_EQ(ReadAll(), "one\ntwo\n");
  EXPECT_EQ(sink_->TakeLost(), 0u);
}

TEST_F(StderrSinkTest, DropsWhatNobodyTakesAndSaysHowMuch) {
  for (int i = 0; i < 1000; ++i) log_->info("line {} of those that nobody reads", i);
  EXPECT_EQ(sink_->TakeLost(), 0u);  // there is still no room to say it
  const std::string first = ReadAll();
  EXPECT_THAT(first, StartsWith("line 0 of"));
  EXPECT_THAT(first, EndsWith("reads\n"));  // no line was cut
  log_->info("again");
  EXPECT_EQ(ReadAll(), "again\n");
  const auto written = static_cast<uint64_t>(std::count(first.begin(), first.end(), '\n'));
  EXPECT_EQ(sink_->TakeLost(), 1000 - written);
  EXPECT_EQ(sink_->TakeLost(), 0u);
}

TEST_F(StderrSinkTest, CountsLinesWithoutAReader) {
  close(ends_[0]);
  const auto before = signal(SIGPIPE, SIG_IGN);
  log_->info("nobody is there");
  signal(SIGPIPE, before);
  ends_[0] = open("/dev/null", O_RDONLY);
  EXPECT_EQ(sink_->TakeLost(), 0u);
}

}  // namespace
}  // namespace bellwether
