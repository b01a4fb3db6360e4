#include "server/packs/load_pack.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/test_packs.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

std::string WritePack(const std::string& yaml) {
  const std::filesystem::path folder =
      std::filesystem::path(testing::TempDir()) / "bellwether_load_pack_test";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "pack.yaml", std::ios::binary) << yaml;
  return folder.string();
}

TEST(LoadPackTest, MakesASnapshot) {
  const std::string folder = WritePack(SmallPack());
  const LoadedPack loaded = LoadPack(folder, Limits{}, absl::UnixEpoch());
  ASSERT_NE(loaded.snapshot, nullptr) << loaded.report;
  EXPECT_EQ(loaded.snapshot->plan->name, "small");
  EXPECT_EQ(loaded.snapshot->source, folder);
  EXPECT_EQ(loaded.snapshot->loaded_at, absl::UnixEpoch());
}

TEST(LoadPackTest, ReportsEveryMistakeWithItsPlace) {
  const LoadedPack loaded =
      LoadPack(WritePack("pack: small\nsignls: {}\nsegments: 5\n"), Limits{}, absl::UnixEpoch());
  EXPECT_EQ(loaded.snapshot, nullptr);
  EXPECT_THAT(loaded.report, HasSubstr("pack.yaml:2:1: error: "));
  EXPECT_THAT(loaded.report, HasSubstr("pack.yaml:3:"));
}

TEST(LoadPackTest, SaysWhyNothingCouldBeRead) {
  const LoadedPack loaded = LoadPack("/no/such/pack", Limits{}, absl::UnixEpoch());
  EXPECT_EQ(loaded.snapshot, nullptr);
  EXPECT_THAT(loaded.report, HasSubstr("there is no /no/such/pack"));
}

TEST(LoadPackTest, LoadsTheDefaultPack) {
  const LoadedPack loaded =
      LoadPack(testing_support::SourcePath("rules/saas"), Limits{}, absl::UnixEpoch());
  ASSERT_NE(loaded.snapshot, nullptr) << loaded.report;
  EXPECT_EQ(loaded.snapshot->plan->name, "saas");
}

}  // namespace
}  // namespace bellwether
