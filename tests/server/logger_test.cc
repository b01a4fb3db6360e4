#include "server/telemetry/logger.h"

#include <memory>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "spdlog/sinks/ostream_sink.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

struct Written {
  std::ostringstream stream;
  Logger log;
  Written(LogLevel level, LogFormat format)
      : log(level, format, std::make_shared<spdlog::sinks::ostream_sink_mt>(stream)) {}
};

TEST(LoggerTest, WritesTextForPeople) {
  Written written(LogLevel::kInfo, LogFormat::kText);
  written.log.Info("serving", {{"address", "127.0.0.1:1"}, {"threads", 2}, {"pack", "saas 1"}});
  EXPECT_THAT(written.stream.str(),
              MatchesRegex("....-..-..T..:..:......Z INFO  serving address=127.0.0.1:1 threads=2 "
                           "pack=\"saas 1\"\n"));
}

TEST(LoggerTest, WritesJsonForMachines) {
  Written written(LogLevel::kInfo, LogFormat::kJson);
  written.log.Error("bad \"thing\"", {{"path", "a\\b\n"}, {"count", -3}, {"again", true}});
  const nlohmann::json line = nlohmann::json::parse(written.stream.str());
  EXPECT_EQ(line["level"], "error");
  EXPECT_EQ(line["event"], "bad \"thing\"");
  EXPECT_EQ(line["path"], "a\\b\n");
  EXPECT_EQ(line["count"], -3);
  EXPECT_EQ(line["again"], true);
  EXPECT_THAT(line["time"].get<std::string>(), HasSubstr("T"));
}

TEST(LoggerTest, KeepsQuietBelowItsLevel) {
  Written written(LogLevel::kWarning, LogFormat::kText);
  written.log.Info("not this");
  EXPECT_THAT(written.stream.str(), IsEmpty());
  EXPECT_FALSE(written.log.Wants(LogLevel::kDebug));
  written.log.Warning("but this");
  EXPECT_THAT(written.stream.str(), HasSubstr("WARN  but this"));
}

TEST(LoggerTest, QuotesWhatWouldReadAsSomethingElse) {
  Written written(LogLevel::kInfo, LogFormat::kText);
  written.log.Info("event", {{"empty", ""}, {"equals", "a=b"}, {"line", "a\nb"}});
  EXPECT_THAT(written.stream.str(), HasSubstr("empty=\"\" equals=\"a=b\" line=\"a\\u000ab\"\n"));
}

}  // namespace
}  // namespace bellwether
