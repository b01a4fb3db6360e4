#include "clients/cli/writers/summary.h"

#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

Summary Counted() {
  Summary summary({{{"health.primary.band", PathType::kName}, {"green", "red"}},
                   {{"flags.raised", PathType::kNames}, {}}});
  const auto text = [](const char* word) { return Observed{std::string(word), ""}; };
  using List = std::vector<std::string>;
  summary.Add({text("red"), {List{"late", "calm"}, ""}});
  summary.Add({text("red"), {List{"late"}, ""}});
  summary.Add({text("green"), {List{}, ""}});
  summary.Add({{}, {List{}, ""}});
  return summary;
}

TEST(Summary, AFullBarIsAllAccounts) {
  WriterOptions options;
  options.width = 28;
  EXPECT_EQ(Counted().Text(OutputFormat::kTable, options),
            "4 accounts\n"
            "\n"
            "health.primary.band\n"
            "  green  1    25 % ██\n"
            "  red    2    50 % ████\n"
            "  none   1    25 % ██\n"
            "\n"
            "flags.raised\n"
            "  calm   1    25 % ██\n"
            "  late   2    50 % ████\n"
            "  none   2    50 % ████\n");
}

TEST(Summary, MachinesGetTheSameCounts) {
  EXPECT_EQ(Counted().Text(OutputFormat::kJsonLines, {}),
            R"({"accounts":4,"groups":[{"path":"health.primary.band","counts":[)"
            R"({"value":"green","accounts":1},{"value":"red","accounts":2},)"
            R"({"value":null,"accounts":1}]},{"path":"flags.raised","counts":[)"
            R"({"value":"calm","accounts":1},{"value":"late","accounts":2},)"
            R"({"value":null,"accounts":2}]}]})"
            "\n");
  EXPECT_EQ(Counted().Text(OutputFormat::kCsv, {}),
            "path,value,accounts\n"
            "health.primary.band,green,1\nhealth.primary.band,red,2\nhealth.primary.band,,1\n"
            "flags.raised,calm,1\nflags.raised,late,2\nflags.raised,,2\n");
}

TEST(Summary, NothingIsNoAccount) {
  const Summary summary(std::vector<SummaryGroup>{{{"segment", PathType::kName}, {}}});
  EXPECT_EQ(summary.Text(OutputFormat::kTable, {}), "0 accounts\n");
}

}  // namespace
}  // namespace bellwether::cli
