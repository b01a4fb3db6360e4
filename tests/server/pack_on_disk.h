// A pack's folder on disk, changed in all the ways in which packs change.
#ifndef BELLWETHER_TESTS_SERVER_PACK_ON_DISK_H_
#define BELLWETHER_TESTS_SERVER_PACK_ON_DISK_H_

#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "server/telemetry/logger.h"
#include "spdlog/sinks/base_sink.h"

namespace bellwether {

// A pack whose digest is another for each weight.
inline std::string PackOfWeight(int weight) {
  return absl::StrCat(R"(pack: weighed
version: 1.0.0
signals:
  usage: {type: ratio}
  nps: {type: number, min: -100, max: 100}
health:
  account:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: )",
                      weight, R"(, of: usage}
      nps: {weight: 1, of: nps, linear: {from: 0, to: 50}}
)");
}

inline constexpr char kBrokenPack[] = "pack: weighed\nversion: 1.0.0\nsignls: {}\n";

// Its tests: usage 0.9 and nps 40 are `score` by a weight of 1: (90 + 80) / 2.
inline std::string TestsThatExpect(int score) {
  return absl::StrCat(R"(cases:
  - name: a healthy account
    account: {signals: {usage: 0.9, nps: 40}}
    as_of: 2026-03-01
    expect: {health.account.score: )",
                      score, "}\n");
}

class PackOnDisk {
 public:
  PackOnDisk() {
    std::filesystem::remove_all(top_);
    std::filesystem::create_directories(folder());
  }
  ~PackOnDisk() { std::filesystem::remove_all(top_); }
  PackOnDisk(const PackOnDisk&) = delete;
  PackOnDisk& operator=(const PackOnDisk&) = delete;

  std::filesystem::path top() const { return top_; }
  std::filesystem::path folder() const { return top_ / "pack"; }
  std::string place() const { return folder().string(); }

  // In place, below the pack's folder.
  void Write(const std::string& name, const std::string& text) const {
    WriteTo(folder() / name, text);
  }
  static void WriteTo(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

 private:
  const std::filesystem::path top_ =
      std::filesystem::path(::testing::TempDir()) /
      absl::StrCat("pack_on_disk_",
                   ::testing::UnitTest::GetInstance()->current_test_info()->test_suite_name(), "_",
                   ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

// A log whose text a test may look at while threads write it.
class LogOfTest {
 public:
  Logger& log() { return log_; }
  std::string text() {
    log_.Flush();
    return sink_->Text();
  }

 private:
  class Sink final : public spdlog::sinks::base_sink<std::mutex> {
   public:
    std::string Text() {
      const std::lock_guard<std::mutex> lock(mutex_);
      return text_;
    }

   protected:
    void sink_it_(const spdlog::details::log_msg& message) override {
      text_.append(message.payload.data(), message.payload.size());
      text_ += '\n';
    }
    void flush_() override {}

   private:
    std::string text_;
  };
  std::shared_ptr<Sink> sink_ = std::make_shared<Sink>();
  Logger log_{LogLevel::kDebug, LogFormat::kText, sink_};
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_PACK_ON_DISK_H_
