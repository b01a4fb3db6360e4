// The console's files as pages.
#include "server/console_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

class ConsolePagesTest : public testing::Test {
 protected:
  ConsolePagesTest() {
    std::string place = testing::TempDir() + "console_XXXXXX";
    folder_ = mkdtemp(place.data());
  }
  ~ConsolePagesTest() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    const fs::path file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  fs::path folder_;
};

TEST_F(ConsolePagesTest, FilesAreReadByTheirNames) {
  Write("index.html", "<p>");
  Write("assets/index-1f.js", "let");
  Write("assets/playground_engine-2e.js", "let");
  Write("assets/bellwether-3d.wasm", "engine");
  Write("bell.svg", "<svg/>");
  const auto pages = ReadConsole(folder_.string());
  ASSERT_TRUE(pages.ok()) << pages.status();
  std::vector<std::string> told;
  for (const http::GatewayPage& page : *pages) {
    told.push_back(page.path + " " + page.content_type + (page.is_entrance ? " entrance" : "") +
                   (page.is_immutable ? " immutable" : "") + (page.compiles ? " compiles" : ""));
  }
  EXPECT_THAT(
      told, ElementsAre(
                "/assets/bellwether-3d.wasm application/wasm immutable",
                "/assets/index-1f.js text/javascript; charset=utf-8 immutable",
                "/assets/playground_engine-2e.js text/javascript; charset=utf-8 immutable compiles",
                "/bell.svg image/svg+xml", "/ text/html; charset=utf-8 entrance"));
}

TEST_F(ConsolePagesTest, WhatWasPackedGoesWithItsPage) {
  Write("index.html", "<p>");
  Write("index.html.br", "entrance as brotli");
  Write("assets/index-1f.js", "let");
  Write("assets/index-1f.js.br", "as brotli");
  Write("assets/index-1f.js.gz", "as gzip");
  // Of nothing that is there.
  Write("gone.js.gz", "alone");
  const auto pages = ReadConsole(folder_.string());
  ASSERT_TRUE(pages.ok()) << pages.status();
  std::vector<std::string> told;
  for (const http::GatewayPage& page : *pages) {
    told.push_back(page.path + " " + page.body + "|" + page.gzip + "|" + page.brotli);
  }
  EXPECT_THAT(told, ElementsAre("/assets/index-1f.js let|as gzip|as brotli", "/gone.js.gz alone||",
                                "/ <p>||entrance as brotli"));
}

TEST_F(ConsolePagesTest, LinksAndHiddenFilesAreNotRead) {
  Write("index.html", "<p>");
  Write(".git/config", "secret");
  Write(".env", "secret");
  fs::create_symlink("/etc/passwd", folder_ / "passwd");
  fs::create_directory_symlink("/etc", folder_ / "etc");
  const auto pages = ReadConsole(folder_.string());
  ASSERT_TRUE(pages.ok()) << pages.status();
  ASSERT_EQ(pages->size(), 1u);
  EXPECT_EQ(pages->front().path, "/");
}

TEST_F(ConsolePagesTest, WhatIsNoConsoleIsSaid) {
  const auto empty = ReadConsole(folder_.string());
  EXPECT_EQ(empty.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(empty.status().message()), HasSubstr("has no index.html"));
  const auto missing = ReadConsole((folder_ / "nowhere").string());
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr("nowhere"));
  Write("index.html", std::string((16u << 20) + 1, 'x'));
  EXPECT_THAT(std::string(ReadConsole(folder_.string()).status().message()), HasSubstr("16 MiB"));
}

TEST_F(ConsolePagesTest, AWordOrAFolder) {
  EXPECT_EQ(ConsoleFolder("none"), "");
  EXPECT_EQ(ConsoleFolder("/srv/console"), "/srv/console");
  // This test has no console beside it.
  EXPECT_EQ(ConsoleFolder("auto"), "");
}

}  // namespace
}  // namespace bellwether
