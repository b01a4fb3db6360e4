// Messages from a store to their targets, with a clock and a network of the test.
#include "server/delivery/dispatcher.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/store/open_store.h"
#include "server/store/store.h"
#include "tests/server/delivery/test_events.h"
#include "tests/server/pack_on_disk.h"
#include "tests/support/files.h"

namespace bellwether::delivery {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Answers as the test says, and writes down what was sent: "url key attempt".
class FakeTransport final : public Transport {
 public:
  std::function<int(const std::string& url, int sent)> code = [](const std::string&, int) {
    return 200;
  };

  Ending Post(const HttpPost& post) override {
    std::string key, attempt;
    for (const auto& [name, value] : post.headers) {
      if (name == "Idempotency-Key") key = value;
      if (name == "Bellwether-Attempt") attempt = value;
    }
    int number = 0;
    {
      MutexLock lock(mutex_);
      sent_.push_back(absl::StrCat(post.url, " ", key, " ", attempt));
      number = static_cast<int>(sent_.size());
      in_flight_[post.url] += 1;
      most_in_flight_[post.url] = std::max(most_in_flight_[post.url], in_flight_[post.url]);
    }
    Ending ending;
    ending.code = code(post.url, number);
    ending.complete = ending.code != 0;
    if (!ending.complete) ending.problem = "nobody there";
    MutexLock lock(mutex_);
    in_flight_[post.url] -= 1;
    return ending;
  }
  Ending Send(const Mail&) override { return {}; }
  void Abort() override { aborted = true; }

  std::vector<std::string> sent() const {
    MutexLock lock(mutex_);
    return sent_;
  }
  int most_in_flight(const std::string& url) const {
    MutexLock lock(mutex_);
    const auto found = most_in_flight_.find(url);
    return found == most_in_flight_.end() ? 0 : found->second;
  }
  std::atomic<bool> aborted{false};

 private:
  mutable Mutex mutex_;
  std::vector<std::string> sent_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int> in_flight_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, int> most_in_flight_ ABSL_GUARDED_BY(mutex_);
};

class DispatcherTest : public ::testing::Test {
 protected:
  DispatcherTest() {
    std::filesystem::create_directories(folder_);
    auto opened = store::OpenStore("sqlite:" + (folder_ / "store.db").string(), {}, now());
    EXPECT_TRUE(opened.ok()) << opened.status();
    store_ = *std::move(opened);
    for (const char* name : {"a", "b"}) {
      Target target;
      target.name = target.url = name;
      target.attempts = 4;
      targets_.push_back(target);
    }
  }
  ~DispatcherTest() override {
    dispatcher_.reset();
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  absl::Time now() const { return absl::FromUnixMicros(now_micros_); }
  void Wait(absl::Duration time) { now_micros_ += absl::ToInt64Microseconds(time); }

  void Begin(Dispatcher::Settings settings = {}) {
    dispatcher_.reset();
    settings.now = [this] { return now(); };
    settings.random = [] { return 1.0; };
    dispatcher_ =
        std::make_unique<Dispatcher>(settings, targets_, store_->outbox(), transport_, log_.log());
  }
  // Until nothing is due and nothing is on its way.
  void Work() {
    size_t seen = 0;
    for (int i = 0, quiet = 0; i < 20'000 && quiet < 3; ++i) {
      const size_t on_its_way = dispatcher_->Step();
      const size_t sent = transport_.sent().size();
      quiet = on_its_way == 0 && sent == seen ? quiet + 1 : 0;
      seen = sent;
      if (on_its_way > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  void Put(const std::string& account, uint64_t number, const std::string& target = "a") {
    const std::vector<store::OutboxMessage> messages = {
        MessageOf(RedEvent(account, number), target)};
    EXPECT_TRUE(store_->outbox().Put(messages, now()).ok());
  }
  static std::string Sent(const std::string& account, uint64_t number, int attempt,
                          const std::string& target = "a") {
    return absl::StrCat(target, " ", KeyOf(RedEvent(account, number)), " ", attempt);
  }

  const std::filesystem::path folder_ = testing_support::FolderOfTest();
  std::atomic<int64_t> now_micros_{1'772'355'600'000'000};
  LogOfTest log_;
  FakeTransport transport_;
  std::vector<Target> targets_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST(BackoffTest, DoublesWithinItsBoundsAndIsDrawn) {
  const Backoff backoff{absl::Seconds(1), absl::Minutes(15), absl::Hours(1)};
  EXPECT_EQ(DelayAfter(backoff, 1, 1, std::nullopt), absl::Seconds(1));
  EXPECT_EQ(DelayAfter(backoff, 1, 0, std::nullopt), absl::Milliseconds(500));
  EXPECT_EQ(DelayAfter(backoff, 5, 1, std::nullopt), absl::Seconds(16));
  EXPECT_EQ(DelayAfter(backoff, 11, 1, std::nullopt), absl::Minutes(15));
  EXPECT_EQ(DelayAfter(backoff, 4'000'000'000, 1, std::nullopt), absl::Minutes(15));
  // What a target asks for counts where it is longer, and not without end.
  EXPECT_EQ(DelayAfter(backoff, 1, 1, absl::Minutes(2)), absl::Minutes(2));
  EXPECT_EQ(DelayAfter(backoff, 5, 1, absl::Seconds(2)), absl::Seconds(16));
  EXPECT_EQ(DelayAfter(backoff, 1, 1, absl::Hours(24)), absl::Hours(1));
}

TEST_F(DispatcherTest, EachMessageReachesItsTargetOnceInTheOrderOfItsAccount) {
  Begin();
  for (uint64_t number = 1; number <= 5; ++number) Put("acme", number);
  Put("acme", 1, "b");
  Work();
  std::vector<std::string> to_a;
  for (const std::string& sent : transport_.sent()) {
    if (sent.starts_with("a ")) to_a.push_back(sent);
  }
  EXPECT_THAT(to_a, ElementsAre(Sent("acme", 1, 1), Sent("acme", 2, 1), Sent("acme", 3, 1),
                                Sent("acme", 4, 1), Sent("acme", 5, 1)));
  EXPECT_THAT(transport_.sent(), SizeIs(6));
  EXPECT_EQ(dispatcher_->CountAll()[0].delivered, 5u);
}

TEST_F(DispatcherTest, WhatFailsIsTriedAgainAndHoldsItsLine) {
  transport_.code = [](const std::string&, int sent) { return sent <= 2 ? 503 : 200; };
  Begin();
  Put("acme", 1);
  Put("acme", 2);
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1)));
  Wait(absl::Seconds(1) - absl::Microseconds(1));
  Work();
  EXPECT_THAT(transport_.sent(), SizeIs(1));
  Wait(absl::Microseconds(1));
  Work();
  Wait(absl::Seconds(2));
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1), Sent("acme", 1, 2),
                                             Sent("acme", 1, 3), Sent("acme", 2, 1)));
  EXPECT_EQ(dispatcher_->CountAll()[0].failed, 2u);
}

// What waits was written at moments that now lie an hour ahead.
TEST_F(DispatcherTest, AClockThatIsSetBackDelaysNothing) {
  transport_.code = [](const std::string&, int sent) { return sent == 1 ? 503 : 200; };
  Dispatcher::Settings settings;
  settings.backoff.first = absl::Milliseconds(50);
  Begin(settings);
  Put("acme", 1);
  Work();
  Put("bolt", 1);
  Wait(-absl::Hours(1));
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  Work();
  Put("cedar", 1);
  Work();
  EXPECT_THAT(transport_.sent(),
              ::testing::UnorderedElementsAre(Sent("acme", 1, 1), Sent("acme", 1, 2),
                                              Sent("bolt", 1, 1), Sent("cedar", 1, 1)));
}

TEST_F(DispatcherTest, AfterItsAttemptsAMessageIsADeadLetterThatCanBeReplayed) {
  transport_.code = [](const std::string&, int) { return 0; };
  Begin();
  Put("acme", 1);
  for (int i = 0; i < 6; ++i) {
    Work();
    Wait(absl::Minutes(1));
  }
  EXPECT_THAT(transport_.sent(), SizeIs(4));
  const auto dead = store_->outbox().List({});
  ASSERT_TRUE(dead.ok() && dead->size() == 1u);
  EXPECT_EQ((*dead)[0].problem, "nobody there");
  EXPECT_EQ(dispatcher_->CountAll()[0].given_up, 1u);
  transport_.code = [](const std::string&, int) { return 200; };
  ASSERT_TRUE(store_->outbox().Replay("", "a", (*dead)[0].message.key, now()).value_or(false));
  Work();
  EXPECT_EQ(transport_.sent().back(), Sent("acme", 1, 1));
  EXPECT_EQ(dispatcher_->CountAll()[0].delivered, 1u);
}

TEST_F(DispatcherTest, WhatIsRefusedIsNotTriedAgainAndTheNextOneGoes) {
  transport_.code = [](const std::string&, int sent) { return sent == 1 ? 422 : 200; };
  Begin();
  Put("acme", 1);
  Put("acme", 2);
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1), Sent("acme", 2, 1)));
  EXPECT_EQ(dispatcher_->CountAll()[0].refused, 1u);
}

TEST_F(DispatcherTest, ATargetThatHangsHoldsUpItself) {
  std::atomic<bool> goes_on{false};
  transport_.code = [&](const std::string& url, int) {
    while (url == "a" && !goes_on) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 200;
  };
  Dispatcher::Settings settings;
  settings.most_in_flight = 3;
  settings.most_to_one = 2;
  Begin(settings);
  for (int i = 0; i < 10; ++i) {
    Put(absl::StrCat("acme", i), 1, "a");
    Put(absl::StrCat("acme", i), 1, "b");
  }
  for (int i = 0; i < 20'000 && dispatcher_->CountAll()[1].delivered < 10; ++i) {
    dispatcher_->Step();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(dispatcher_->CountAll()[1].delivered, 10u);
  EXPECT_EQ(transport_.most_in_flight("a"), 2);
  EXPECT_EQ(dispatcher_->CountAll()[0].in_flight, 2u);
  goes_on = true;
  Work();
  EXPECT_EQ(dispatcher_->CountAll()[0].delivered, 10u);
}

// Each message to "a" costs a thread its time; "b" is after it in the file.
TEST_F(DispatcherTest, ATargetThatFailsDoesNotHaveEveryTurn) {
  transport_.code = [](const std::string& url, int) { return url == "a" ? 0 : 200; };
  Dispatcher::Settings settings;
  settings.most_in_flight = 1;
  Begin(settings);
  for (int i = 0; i < 10; ++i) Put(absl::StrCat("acme", i), 1, "a");
  Put("acme", 1, "b");
  Work();
  ASSERT_THAT(transport_.sent(), SizeIs(11));
  EXPECT_EQ(transport_.sent()[1], Sent("acme", 1, 1, "b"));
}

TEST_F(DispatcherTest, WhileATargetFailsOneMessageIsOnItsWayToIt) {
  std::atomic<bool> fails{true};
  transport_.code = [&](const std::string& url, int sent) {
    // After the first that is taken there are several at once: each waits for another.
    for (int i = 0; i < 5'000 && sent > 10 && transport_.most_in_flight(url) < 2; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return fails ? 0 : 200;
  };
  Begin();
  Put("acme", 1);
  Work();
  for (int i = 0; i < 8; ++i) Put(absl::StrCat("acme", i), 1);
  Work();
  EXPECT_THAT(transport_.sent(), SizeIs(9));
  EXPECT_EQ(transport_.most_in_flight("a"), 1);
  fails = false;
  Wait(absl::Minutes(1));
  Work();
  EXPECT_EQ(dispatcher_->CountAll()[0].delivered, 9u);
  EXPECT_GT(transport_.most_in_flight("a"), 1);
}

TEST_F(DispatcherTest, OtherTargetsCountFromTheNextLookOn) {
  transport_.code = [](const std::string& url, int) { return url == "a" ? 503 : 200; };
  Begin();
  Put("acme", 1);
  Put("acme", 1, "c");
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1)));  // nobody knows "c"
  std::vector<Target> others(2);
  others[0].name = others[0].url = "c";
  others[1].name = "a";
  others[1].url = "mended";
  dispatcher_->SetTargets(others);
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1), Sent("acme", 1, 1, "c")));
  Wait(absl::Seconds(1));
  Work();
  EXPECT_EQ(transport_.sent().back(), Sent("acme", 1, 2, "mended"));
  const auto counts = dispatcher_->CountAll();
  ASSERT_THAT(counts, SizeIs(2));
  EXPECT_EQ(counts[0].name, "c");
  EXPECT_EQ(counts[1].failed, 1u);  // counted before
  EXPECT_EQ(counts[1].delivered, 1u);
}

// What is on its way ends as it began, and its line waits for it.
TEST_F(DispatcherTest, ATargetThatIsTakenOutMeanwhileIsWaitedFor) {
  std::atomic<bool> goes_on{false};
  transport_.code = [&](const std::string&, int) {
    while (!goes_on) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return 200;
  };
  Begin();
  Put("acme", 1);
  Put("acme", 2);
  EXPECT_EQ(dispatcher_->Step(), 1u);
  dispatcher_->SetTargets({targets_[1]});
  EXPECT_EQ(dispatcher_->Step(), 1u);
  dispatcher_->SetTargets(targets_);
  EXPECT_EQ(dispatcher_->Step(), 1u);
  goes_on = true;
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1), Sent("acme", 2, 1)));
}

// Another server goes on: what was on its way, and not marked, goes out again with its key.
TEST_F(DispatcherTest, WhatWasNotMarkedIsSentAgainWithTheSameKey) {
  std::atomic<bool> goes_on{false};
  transport_.code = [&](const std::string&, int sent) {
    while (sent == 1 && !goes_on) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return sent == 1 ? 0 : 200;
  };
  Dispatcher::Settings settings;
  settings.drain = absl::ZeroDuration();
  Begin(settings);
  Put("acme", 1);
  dispatcher_->Step();
  while (transport_.sent().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::thread ends([&] {
    while (!transport_.aborted) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    goes_on = true;
  });
  Begin(settings);  // the first one is cut off
  ends.join();
  Work();
  EXPECT_THAT(transport_.sent(), ElementsAre(Sent("acme", 1, 1), Sent("acme", 1, 1)));
}

TEST_F(DispatcherTest, ByItselfItDeliversWhatItIsToldOf) {
  Begin();
  dispatcher_->Start();
  Put("acme", 1);
  dispatcher_->Poke();
  for (int i = 0; i < 5'000 && dispatcher_->CountAll()[0].delivered < 1; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(dispatcher_->CountAll()[0].delivered, 1u);
  EXPECT_TRUE(dispatcher_->is_in_charge());
  dispatcher_->Stop();
  Put("acme", 2);
  dispatcher_->Poke();
  EXPECT_THAT(transport_.sent(), SizeIs(1));
}

}  // namespace
}  // namespace bellwether::delivery
