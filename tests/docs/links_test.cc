// Every relative link of the project's pages leads to a file, and to a heading of it where the
// link names one.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/docs/page.h"
#include "tests/support/files.h"

namespace bellwether::docs {
namespace {

namespace fs = std::filesystem;

// Pages by their path from the top of the repository.
std::vector<std::string> Pages() {
  const fs::path root = testing_support::SourcePath("");
  std::vector<std::string> pages;
  for (const char* name : {"README.md", "ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md"}) {
    if (fs::exists(root / name)) pages.emplace_back(name);
  }
  for (const char* folder : {"docs", "rules"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".md") {
        pages.push_back(fs::relative(entry.path(), root).generic_string());
      }
    }
  }
  return pages;
}

// Lines of a page outside its fenced blocks.
std::vector<std::string> Prose(const std::string& page) {
  std::vector<std::string> prose;
  bool fenced = false;
  const std::string text = testing_support::ReadFileOrFail(testing_support::SourcePath(page));
  for (std::string& line : SplitLines(text)) {
    const bool fence = line.starts_with("```");
    if (fence) fenced = !fenced;
    if (!fence && !fenced) prose.push_back(std::move(line));
  }
  return prose;
}

// The targets of `[text](target)`; code between backticks is none.
std::vector<std::string> Targets(const std::string& line) {
  std::vector<std::string> targets;
  bool code = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '`') code = !code;
    if (code || line.compare(i, 2, "](") != 0) continue;
    const size_t end = line.find(')', i);
    if (end != std::string::npos) targets.push_back(line.substr(i + 2, end - i - 2));
  }
  return targets;
}

// The name that a heading gets on the forges: lower case, blanks as -, punctuation dropped.
std::string AnchorOf(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ')
      anchor += '-';
    else if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80) {
      anchor += static_cast<char>(std::tolower(byte));
    }
  }
  return anchor;
}

std::set<std::string> Anchors(const std::string& page) {
  std::set<std::string> anchors;
  for (const std::string& line : Prose(page)) {
    const size_t marks = line.find_first_not_of('#');
    if (marks == 0 || marks == std::string::npos || line[marks] != ' ') continue;
    anchors.insert(AnchorOf(line.substr(marks + 1)));
  }
  return anchors;
}

void CheckLink(const std::string& page, const std::string& target) {
  if (target.find("://") != std::string::npos || target.starts_with("mailto:")) return;
  const size_t hash = target.find('#');
  const std::string file = target.substr(0, hash);
  const std::string path =
      file.empty() ? page
                   : (fs::path(page).parent_path() / file).lexically_normal().generic_string();
  EXPECT_TRUE(fs::exists(testing_support::SourcePath(path)))
      << page << " links to " << target << ", which does not exist";
  const bool to_heading = hash != std::string::npos && path.ends_with(".md");
  if (!to_heading || !fs::exists(testing_support::SourcePath(path))) return;
  EXPECT_TRUE(Anchors(path).contains(target.substr(hash + 1)))
      << page << " links to " << target << ", a heading that does not exist";
}

TEST(LinksTest, LeadSomewhere) {
  size_t links = 0;
  const std::vector<std::string> pages = Pages();
  EXPECT_GE(pages.size(), 4u);
  for (const std::string& page : pages) {
    for (const std::string& line : Prose(page)) {
      for (const std::string& target : Targets(line)) {
        CheckLink(page, target);
        ++links;
      }
    }
  }
  EXPECT_GT(links, 0u);
}

TEST(LinksTest, FindsLinksButNotInCode) {
  EXPECT_EQ(Targets("see [a](x.md) and [b](y.md#z)"), (std::vector<std::string>{"x.md", "y.md#z"}));
  EXPECT_TRUE(Targets("`[a](x.md)`").empty());
}

TEST(LinksTest, NamesHeadingsAsForgesDo) {
  EXPECT_EQ(AnchorOf("Caps, floors: what wins?"), "caps-floors-what-wins");
  EXPECT_EQ(AnchorOf("`min_coverage` in short"), "min_coverage-in-short");
}

}  // namespace
}  // namespace bellwether::docs
