// Every example of docs/expressions.md gives what the page says, and every function is on it.
#include <gtest/gtest.h>

#include <sstream>

#include "engine/expression/functions.h"
#include "tests/engine/expression/sample_facts.h"
#include "tests/support/files.h"

namespace bellwether::expression {
namespace {

std::string Page() {
  return testing_support::ReadFileOrFail(testing_support::SourcePath("docs/expressions.md"));
}

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

TEST(DocsTest, ExamplesGiveWhatThePageSays) {
  const std::string arrow = "// =>";
  std::istringstream lines(Page());
  bool inside = false;
  size_t examples = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      inside = line == "```cel";
      continue;
    }
    if (!inside) continue;
    const size_t at = line.find(arrow);
    ASSERT_NE(at, std::string::npos) << "an example without a result: " << line;
    const std::string text = Trimmed(line.substr(0, at));
    EXPECT_EQ(Evaluate(text), Trimmed(line.substr(at + arrow.size()))) << text;
    ++examples;
  }
  EXPECT_GE(examples, 60u);
}

TEST(DocsTest, EveryFunctionIsOnThePage) {
  const std::string page = Page();
  for (const std::string& name : FunctionNames()) {
    EXPECT_NE(page.find(name + "("), std::string::npos) << name;
  }
}

// The table of the page that says which values the examples use.
TEST(DocsTest, EverySampleNameIsOnThePage) {
  const SampleFacts facts;
  const std::string page = Page();
  for (const std::string& name : facts.names()) {
    EXPECT_NE(page.find("| `" + name + "` |"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace bellwether::expression
