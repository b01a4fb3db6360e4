#include "server/base/work_queue.h"

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/server/rpc_server_fixture.h"

namespace bellwether {
namespace {

class TestJob : public WorkQueue::Job {
 public:
  explicit TestJob(std::function<void()> run = nullptr) : run_(std::move(run)) {}
  void Run() override {
    if (run_) run_();
    ++runs;
  }
  bool IsWanted() const override { return wanted; }

  std::atomic<int> runs{0};
  std::atomic<bool> wanted{true};

 private:
  const std::function<void()> run_;
};

TEST(WorkQueueTest, RunsEachJobOnce) {
  std::vector<std::unique_ptr<TestJob>> jobs;
  for (int i = 0; i < 100; ++i) jobs.push_back(std::make_unique<TestJob>());
  WorkQueue queue(3, 100, "test");
  for (const auto& job : jobs) ASSERT_TRUE(queue.Submit(*job));
  queue.Stop();
  for (const auto& job : jobs) EXPECT_EQ(job->runs, 1);
}

TEST(WorkQueueTest, RefusesBeyondItsLimitUntilSomeoneLeaves) {
  Latch latch;
  std::atomic<bool> started{false};
  TestJob running([&] {
    started = true;
    latch.Wait();
  });
  TestJob waiting, third, fourth;
  WorkQueue queue(1, 1, "test");
  ASSERT_TRUE(queue.Submit(running));
  while (!started) std::this_thread::yield();
  ASSERT_TRUE(queue.Submit(waiting));
  EXPECT_FALSE(queue.Submit(third));
  // Nobody waits for it any more: it is run, and makes room.
  waiting.wanted = false;
  EXPECT_TRUE(queue.Submit(fourth));
  EXPECT_EQ(waiting.runs, 1);
  EXPECT_EQ(fourth.runs, 0);
  latch.Open();
  queue.Stop();
  EXPECT_EQ(waiting.runs, 1);
  EXPECT_EQ(third.runs, 0);
  EXPECT_EQ(fourth.runs, 1);
}

TEST(WorkQueueTest, TellsThatItStopsAndTakesNoMore) {
  WorkQueue queue(1, 1, "test");
  EXPECT_FALSE(queue.is_stopping());
  queue.Stop();
  EXPECT_TRUE(queue.is_stopping());
  TestJob late;
  EXPECT_FALSE(queue.Submit(late));
  EXPECT_EQ(late.runs, 0);
}

}  // namespace
}  // namespace bellwether
