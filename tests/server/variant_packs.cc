#include "tests/server/variant_packs.h"

#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "gtest/gtest.h"
#include "rules/reader/pack_folder.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

constexpr double kLess = 0.75;
constexpr char kConstants[] = "constants.yaml";
constexpr std::string_view kHighest = "_highest";
constexpr char kValue[] = "    value: ";

Sources DefaultSources() {
  const auto sources = ReadPackFolder(testing_support::SourcePath("rules/saas"), Limits{});
  EXPECT_TRUE(sources.ok()) << sources.status();
  return *sources;
}

std::shared_ptr<const Plan> PlanOf(const Sources& sources, const document::Overrides& overrides) {
  auto loaded = Load(sources, Limits(), overrides);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  return std::move(loaded.value);
}

// Every `value: N` of a file of constants, as two values with dates.
std::string WithDates(const std::string& text, const std::string& day) {
  std::string dated;
  size_t done = 0;
  for (size_t at; (at = text.find(kValue, done)) != std::string::npos;) {
    const size_t begin = at + std::string_view(kValue).size();
    const size_t end = text.find('\n', begin);
    const std::string number = text.substr(begin, end - begin);
    // The name stands on the line before: "  days:\n    value: 7".
    if (std::string_view(text).substr(0, at - 2).ends_with(kHighest)) {
      dated += text.substr(done, end - done);
      done = end;
      continue;
    }
    absl::StrAppend(&dated, text.substr(done, begin - done), "[{value: ", number,
                    ", effective: {until: ", day,
                    "}}, {value: ", FormatNumber(ParseNumber(number).value_or(0) * kLess),
                    ", effective: {from: ", day, "}}]");
    done = end;
  }
  return dated + text.substr(done);
}

}  // namespace

std::shared_ptr<const Plan> DefaultPack() {
  static const std::shared_ptr<const Plan> plan = PlanOf(DefaultSources(), {});
  return plan;
}

std::shared_ptr<const Plan> DefaultPackWithLess(const std::string& segment) {
  document::Overrides overrides;
  for (const ruleset::Constant& constant : DefaultPack()->constants) {
    if (constant.name.ends_with(kHighest)) continue;
    overrides.push_back({constant.name, segment, constant.value * kLess});
  }
  EXPECT_GT(overrides.size(), 10u);
  return PlanOf(DefaultSources(), overrides);
}

std::shared_ptr<const Plan> DefaultPackWithLessFrom(const std::string& day) {
  std::vector<SourceFile> files = DefaultSources().files();
  for (SourceFile& file : files) {
    if (file.name == kConstants) file.text = WithDates(file.text, day);
  }
  return PlanOf(Sources(std::move(files)), {});
}

}  // namespace bellwether
