// docs/testing.md is executed: its tests run against its pack.
//
//   yaml pack       the pack of the page
//   yaml fixtures   a file of fixtures, for all tests after it
//   yaml import     the mapping imports/register.yaml, likewise
//   yaml tests      a test file: all cases pass, unless one of these follows:
//   text report     what `bellwether test` says of its failures
//   text error      what is wrong with the file
#include <gtest/gtest.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/testing/testing.h"
#include "tests/docs/page.h"

namespace bellwether::docs {
namespace {

constexpr const char* kPage = "docs/testing.md";
constexpr size_t kFewestCases = 15;

class TestingPage {
 public:
  TestingPage() : page_(kPage) {}

  void Run() {
    for (size_t i = 0; i < page_.blocks().size(); ++i) RunBlock(i);
    Settle();
    page_.Save();
  }

  size_t cases() const { return cases_; }

 private:
  void RunBlock(size_t index) {
    const Block& block = page_.blocks()[index];
    if (block.kind == "yaml pack") return LoadPack(block);
    if (block.kind == "yaml fixtures") return void(fixtures_ = block.text);
    if (block.kind == "yaml import") return void(import_ = block.text);
    if (block.kind == "yaml tests") return RunTestFile(block);
    std::string* const said = block.kind == "text report"  ? &report_
                              : block.kind == "text error" ? &errors_
                                                           : nullptr;
    ASSERT_NE(said, nullptr) << page_.Place(block) << ": unknown kind of block " << block.kind;
    EXPECT_NE(*said, "") << page_.Place(block) << ": there is nothing to say";
    page_.Expect(index, *said);
    said->clear();
  }

  void LoadPack(const Block& block) {
    const Sources sources(std::vector<SourceFile>{{"pack.yaml", block.text}});
    auto loaded = Load(sources);
    ASSERT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
    plan_ = std::move(loaded.value);
  }

  void RunTestFile(const Block& block) {
    Settle();
    place_ = page_.Place(block);
    ASSERT_NE(plan_, nullptr) << place_ << " stands before the pack";
    const Sources sources({{"fixtures/students.yaml", fixtures_},
                           {"imports/register.yaml", import_},
                           {"tests/course_test.yaml", block.text}});
    const Staged<TestSuite> suite = LoadTests(*plan_, sources);
    errors_ = RenderAll(suite.diagnostics, sources);
    if (!suite.ok()) return;
    const TestReport report = RunTests(*plan_, suite.value);
    cases_ += report.cases.size();
    for (const CaseResult& result : report.cases) Describe(result, sources);
    if (report.failed > 0) {
      absl::StrAppend(&report_, "\n", report.passed(), " passed, ", report.failed, " failed\n");
    }
  }

  void Describe(const CaseResult& result, const Sources& sources) {
    if (result.passed()) return;
    const auto line = [&sources](const Span& span) {
      return absl::StrCat(std::string(sources.name(span.file)), ":", span.line);
    };
    absl::StrAppend(&report_, "FAILED ", line(result.span), " ", result.name, "\n");
    for (const TestFailure& failure : result.failures) {
      absl::StrAppend(&report_, "  ", line(failure.span), " ", failure.path, "\n    expected ",
                      failure.expected, "\n    got      ", failure.got, "\n");
    }
    for (const auto text : absl::StrSplit(result.explanation, '\n', absl::SkipEmpty())) {
      absl::StrAppend(&report_, "  | ", text, "\n");
    }
    if (result.counter_example.empty()) return;
    absl::StrAppend(&report_, "  account ", result.property->accounts,
                    " breaks it; made as small as can be, and as a case:\n");
    for (const auto text : absl::StrSplit(result.counter_example, '\n', absl::SkipEmpty())) {
      absl::StrAppend(&report_, "    ", text, "\n");
    }
  }

  // Nothing may be left unsaid about a test file.
  void Settle() {
    EXPECT_EQ(report_, "") << place_ << " needs a block `text report`";
    EXPECT_EQ(errors_, "") << place_ << " needs a block `text error`";
    report_.clear();
    errors_.clear();
  }

  Page page_;
  std::shared_ptr<const Plan> plan_;
  std::string fixtures_;
  std::string import_;
  std::string place_;  // of the test file
  std::string report_;
  std::string errors_;
  size_t cases_ = 0;
};

TEST(TestingPageTest, EveryExampleIsExecuted) {
  TestingPage page;
  page.Run();
  EXPECT_GE(page.cases(), kFewestCases);
}

}  // namespace
}  // namespace bellwether::docs
