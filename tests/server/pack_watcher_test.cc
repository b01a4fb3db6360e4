// Every way in which a pack's files change, against the thread that follows them. Polling is as
// good as off, unless the test is about it, so what is seen is seen by events.
#include "server/packs/pack_watcher.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class PackWatcherTest : public ::testing::Test {
 protected:
  PackWatcherTest() { pack_.Write("pack.yaml", PackOfWeight(1)); }

  void Follow(PackWatcher::Settings settings = {}) { Follow(pack_.place(), std::move(settings)); }
  void Follow(const std::string& place, PackWatcher::Settings settings = {}) {
    if (settings.poll_interval == absl::Seconds(10)) settings.poll_interval = absl::Hours(1);
    reconciler_.emplace(Reconciler::Settings{}, PackSource(place), store_, log_.log());
    std::string report;
    ASSERT_TRUE(reconciler_->Load(report)) << report;
    watcher_.emplace(*reconciler_, std::move(settings), log_.log());
    watcher_->Start([this](bool usable) { usable_ = usable; });
  }

  PackState State() const { return reconciler_->status().Get(); }
  // Waits until it is so; a test that waits in vain fails by the time limit of all tests.
  static void Await(const std::function<bool()>& holds) {
    while (!holds()) absl::SleepFor(absl::Milliseconds(2));
  }
  void AwaitGeneration(uint64_t generation) {
    Await([&] { return State().generation == generation; });
  }
  void AwaitOutcome(ReloadOutcome outcome) {
    Await([&] { return State().outcome == outcome; });
  }

  PackOnDisk pack_;
  LogOfTest log_;
  SnapshotStore store_;
  std::atomic<bool> usable_{true};
  std::optional<Reconciler> reconciler_;
  std::optional<PackWatcher> watcher_;
};

TEST_F(PackWatcherTest, SeesAFileThatIsEditedInPlace) {
  Follow();
  pack_.Write("pack.yaml", PackOfWeight(2));
  AwaitGeneration(2);
  pack_.Write("pack.yaml", PackOfWeight(3));
  AwaitGeneration(3);
}

TEST_F(PackWatcherTest, SeesAFileThatIsRenamedOverAnother) {
  Follow();
  PackOnDisk::WriteTo(pack_.top() / "new.yaml", PackOfWeight(2));
  fs::rename(pack_.top() / "new.yaml", pack_.folder() / "pack.yaml");
  AwaitGeneration(2);
}

TEST_F(PackWatcherTest, SeesAFolderThatIsRenamedOverAnother) {
  Follow();
  PackOnDisk::WriteTo(pack_.top() / "next/pack.yaml", PackOfWeight(2));
  fs::rename(pack_.folder(), pack_.top() / "old");
  fs::rename(pack_.top() / "next", pack_.folder());
  AwaitGeneration(2);
  pack_.Write("pack.yaml", PackOfWeight(3));  // and the new one is watched as well
  AwaitGeneration(3);
}

// As a mounted ConfigMap: pack.yaml -> ..data/pack.yaml, ..data -> ..2026_01; the second link is
// swapped.
TEST_F(PackWatcherTest, SeesTheLinkThatKubernetesSwaps) {
  const fs::path mount = pack_.top() / "mount";
  PackOnDisk::WriteTo(mount / "..2026_01/pack.yaml", PackOfWeight(1));
  fs::create_symlink("..2026_01", mount / "..data");
  fs::create_symlink("..data/pack.yaml", mount / "pack.yaml");
  Follow(mount.string());
  for (const int weight : {2, 3}) {
    const std::string folder = "..2026_0" + std::to_string(weight);
    PackOnDisk::WriteTo(mount / folder / "pack.yaml", PackOfWeight(weight));
    fs::create_symlink(folder, mount / "..data_tmp");
    fs::rename(mount / "..data_tmp", mount / "..data");
    fs::remove_all(mount / ("..2026_0" + std::to_string(weight - 1)));
    AwaitGeneration(static_cast<uint64_t>(weight));
  }
}

// As git-sync does: a link somewhere on the way to the pack is swapped.
TEST_F(PackWatcherTest, SeesALinkThatIsSwappedOnTheWay) {
  for (const int weight : {1, 2, 3}) {
    PackOnDisk::WriteTo(pack_.top() / std::to_string(weight) / "rules/pack.yaml",
                        PackOfWeight(weight));
  }
  fs::create_symlink("1", pack_.top() / "current");
  Follow((pack_.top() / "current/rules").string());
  for (const int weight : {2, 3}) {
    fs::create_symlink(std::to_string(weight), pack_.top() / "next");
    fs::rename(pack_.top() / "next", pack_.top() / "current");
    AwaitGeneration(static_cast<uint64_t>(weight));
  }
}

TEST_F(PackWatcherTest, SeesFilesInFoldersThatAreNew) {
  Follow();
  pack_.Write("health/more.yaml", "flags: {}\n");
  AwaitOutcome(ReloadOutcome::kRefreshed);
  pack_.Write("health/more.yaml", "signals: {csat: {type: ratio}}\n");
  AwaitGeneration(2);
}

TEST_F(PackWatcherTest, SeesASingleFileThatIsThePack) {
  Follow((pack_.folder() / "pack.yaml").string());
  pack_.Write("pack.yaml", PackOfWeight(2));
  AwaitGeneration(2);
}

// Written in pieces with the file open all the time: what is published is the whole.
TEST_F(PackWatcherTest, WaitsUntilAFileIsWritten) {
  Follow();
  const std::string whole = PackOfWeight(2);
  std::ofstream file(pack_.folder() / "pack.yaml", std::ios::binary);
  for (size_t at = 0; at < whole.size(); at += 40) {
    file << whole.substr(at, 40) << std::flush;
    absl::SleepFor(absl::Milliseconds(5));
  }
  file.close();
  AwaitGeneration(2);
  EXPECT_EQ(store_.Pin()->plan->models.size(), 1u);
}

TEST_F(PackWatcherTest, KeepsThePackWhileItsFolderIsGoneAndTakesWhatComesBack) {
  Follow();
  const std::string digest = store_.Pin()->plan->digest;
  fs::rename(pack_.folder(), pack_.top() / "away");
  AwaitOutcome(ReloadOutcome::kUnreadable);
  EXPECT_EQ(store_.Pin()->plan->digest, digest);
  fs::rename(pack_.top() / "away", pack_.folder());
  AwaitOutcome(ReloadOutcome::kRefreshed);
  fs::remove(pack_.folder() / "pack.yaml");
  AwaitOutcome(ReloadOutcome::kUnreadable);
  pack_.Write("pack.yaml", PackOfWeight(2));
  AwaitGeneration(2);
}

TEST_F(PackWatcherTest, RecoversFromAnInvalidPack) {
  Follow();
  pack_.Write("pack.yaml", kBrokenPack);
  AwaitOutcome(ReloadOutcome::kInvalid);
  pack_.Write("pack.yaml", PackOfWeight(2));
  AwaitGeneration(2);
  EXPECT_FALSE(State().broken_since.has_value());
}

TEST_F(PackWatcherTest, DoesNothingWhenTheSameIsWrittenAgain) {
  Follow();
  pack_.Write("pack.yaml", PackOfWeight(1));
  pack_.Write("tests/health_test.yaml", TestsThatExpect(85));  // this is news, and comes second
  AwaitOutcome(ReloadOutcome::kRefreshed);
  EXPECT_EQ(State().attempts[static_cast<size_t>(ReloadOutcome::kPublished)], 1u);
  EXPECT_EQ(State().attempts[static_cast<size_t>(ReloadOutcome::kRefreshed)], 1u);
}

TEST_F(PackWatcherTest, LooksOnlyWhenToldToWhereReloadIsOff) {
  PackWatcher::Settings settings;
  settings.follows = false;
  settings.poll_interval = absl::Milliseconds(1);
  Follow(settings);
  pack_.Write("pack.yaml", PackOfWeight(2));
  absl::SleepFor(absl::Milliseconds(200));
  EXPECT_EQ(State().generation, 1u);
  watcher_->LookNow();
  AwaitGeneration(2);
}

TEST_F(PackWatcherTest, SaysThatTheSourceIsBrokenForTooLongAndMended) {
  PackWatcher::Settings settings;
  settings.max_broken = absl::Milliseconds(50);
  Follow(settings);
  pack_.Write("pack.yaml", kBrokenPack);
  Await([&] { return !usable_.load(); });
  EXPECT_THAT(log_.text(), HasSubstr("ERROR the pack's source is broken for too long"));
  pack_.Write("pack.yaml", PackOfWeight(1));
  Await([&] { return usable_.load(); });
  EXPECT_THAT(log_.text(), HasSubstr("INFO  the pack's source is mended"));
}

TEST_F(PackWatcherTest, DestroysWhatNobodyHasAnyMore) {
  Follow();
  SnapshotPointer pinned = store_.Pin();
  const std::weak_ptr<const Snapshot> first = pinned;
  pack_.Write("pack.yaml", PackOfWeight(2));
  AwaitGeneration(2);
  pack_.Write("pack.yaml", PackOfWeight(3));
  AwaitGeneration(3);
  EXPECT_FALSE(first.expired());
  pinned.reset();
  Await([&] { return first.expired(); });
}

TEST_F(PackWatcherTest, StopsAtOnceWhileItWaits) {
  Follow();
  watcher_->Stop();
  pack_.Write("pack.yaml", PackOfWeight(2));
  EXPECT_EQ(State().generation, 1u);
}

}  // namespace
}  // namespace bellwether
