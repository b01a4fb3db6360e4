// The pages of docs/rules are executed: every fenced block is a pack, an account, or what the
// engine says. The guide, README.md, is executed by tests/clients/guide_test.py.
//
//   yaml header           the beginning that fragments share, on whatever page; a file of its own
//   yaml pack             a complete pack
//   yaml pack+            a fragment, merged with the header
//   yaml file NAME        another file of the pack before it
//   yaml same, different  a complete pack whose digest is that of the pack before, or is not
//   text error            what `bellwether check` says of that pack, verbatim: its errors
//   text warning          the same of its warnings, those about the header left out
//   json account [2026-03-01] [set=NAME] [unknown=report]
//                         an account for that pack, the moment asked about, and options
//   text result           lines about it (result_lines.h), those that the page wants to show
//   text explanation      all that there is to say about it, facts without a value left out
//
// A pack with errors needs its `text error`, an account needs a result.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "absl/strings/str_join.h"
#include "engine/accounts/accounts.h"
#include "engine/bellwether.h"
#include "engine/explain/explanation.h"
#include "tests/docs/page.h"
#include "tests/docs/result_lines.h"
#include "tests/docs/tables.h"
#include "tests/support/files.h"

namespace bellwether::docs {
namespace {

constexpr const char* kFolder = "docs/rules";
constexpr const char* kGuide = "README.md";
constexpr const char* kHeaderPage = "docs/rules/packs.md";
constexpr size_t kMostLines = 520;  // of a page: longer ones are read by nobody
constexpr size_t kFewestPacks = 75;
constexpr const char* kAsOf = "2026-03-01";
constexpr const char* kHeaderFile = "header.yaml";

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

// The pages by their path from the top of the repository, in the order of their names.
std::vector<std::string> Pages() {
  std::vector<std::string> pages;
  for (const auto& entry :
       std::filesystem::directory_iterator(testing_support::SourcePath(kFolder))) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".md") && name != kGuide) pages.push_back(std::string(kFolder) + "/" + name);
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

SourceFile Header() {
  const Page page(kHeaderPage);
  for (const Block& block : page.blocks()) {
    if (block.kind == "yaml header") return {kHeaderFile, block.text};
  }
  ADD_FAILURE() << kHeaderPage << " has no block `yaml header`";
  return {};
}

// What is said about one account.
struct Answer {
  std::vector<std::string> lines;
  bool refused = false;
  std::string explanation;
};

class RulesPage {
 public:
  RulesPage(const std::string& path, SourceFile header) : page_(path), header_(std::move(header)) {}

  void Run() {
    for (size_t i = 0; i < page_.blocks().size(); ++i) RunBlock(i);
    FinishPack();
    page_.Save();
  }

  size_t packs() const { return packs_; }
  size_t accounts() const { return accounts_; }

 private:
  void RunBlock(size_t index) {
    const Block& block = page_.blocks()[index];
    const std::string kind = block.kind.substr(0, block.kind.find(' ', block.kind.find(' ') + 1));
    using Step = void (RulesPage::*)(size_t);
    static const std::map<std::string, Step> kSteps = {
        {"yaml header", &RulesPage::HeaderAlone},
        {"yaml pack", &RulesPage::Pack},
        {"yaml pack+", &RulesPage::Fragment},
        {"yaml file", &RulesPage::AddFile},
        {"yaml same", &RulesPage::Same},
        {"yaml different", &RulesPage::Different},
        {"text error", &RulesPage::Error},
        {"text warning", &RulesPage::Warning},
        {"json account", &RulesPage::AnAccount},
        {"text result", &RulesPage::Result},
        {"text explanation", &RulesPage::Explanation},
    };
    if (block.kind.starts_with("table: ")) return;
    const auto step = kSteps.find(kind);
    ASSERT_NE(step, kSteps.end()) << page_.Place(block) << ": unknown kind of block " << kind;
    (this->*step->second)(index);
  }

  const Block& block(size_t index) const { return page_.blocks()[index]; }

  void HeaderAlone(size_t index) { BeginPack(index, {}); }
  void Pack(size_t index) { BeginPack(index, {}); }
  void Fragment(size_t index) { BeginPack(index, {header_}); }
  void AddFile(size_t index) {
    const std::vector<std::string> words = Words(block(index).kind);
    ASSERT_EQ(words.size(), 3u) << page_.Place(block(index)) << " has no name";
    files_.push_back({words[2], block(index).text});
    LoadPack();
  }
  void Same(size_t index) { CompareDigest(index, /*same=*/true); }
  void Different(size_t index) { CompareDigest(index, /*same=*/false); }

  void CompareDigest(size_t index, bool same) {
    ASSERT_NE(plan_, nullptr) << page_.Place(block(index));
    const std::string before = plan_->digest;
    BeginPack(index, {});
    ASSERT_NE(plan_, nullptr) << page_.Place(block(index));
    EXPECT_EQ(plan_->digest == before, same) << page_.Place(block(index));
  }

  void BeginPack(size_t index, std::vector<SourceFile> files) {
    FinishPack();
    ++packs_;
    pack_block_ = index;
    files_ = std::move(files);
    files_.push_back({"pack.yaml", block(index).text});
    LoadPack();
  }

  void LoadPack() {
    sources_ = std::make_unique<Sources>(files_);
    Staged<std::shared_ptr<const Plan>> loaded = Load(*sources_);
    plan_ = std::move(loaded.value);
    errors_ = warnings_ = "";
    for (const Diagnostic& found : loaded.diagnostics) {
      const bool error = found.severity == Severity::kError;
      const bool shared = sources_->name(found.span.file) == kHeaderFile;
      if (error) errors_ += Render(found, *sources_);
      if (!error && !shared) warnings_ += Render(found, *sources_);
    }
  }

  // Nothing may be left unsaid about a pack or an account.
  void FinishPack() {
    FinishAccount();
    if (errors_.empty()) return;
    ADD_FAILURE() << page_.Place(block(pack_block_)) << " needs a block `text error`:\n" << errors_;
    errors_.clear();
  }

  void FinishAccount() {
    if (answer_ && !shown_) ADD_FAILURE() << account_place_ << ": no result is shown";
    answer_.reset();
  }

  void Error(size_t index) {
    EXPECT_NE(errors_, "") << page_.Place(block(index)) << ": nothing is wrong";
    page_.Expect(index, errors_);
    errors_.clear();
  }

  void Warning(size_t index) {
    EXPECT_NE(warnings_, "") << page_.Place(block(index)) << ": nothing is doubtful";
    page_.Expect(index, warnings_);
  }

  void AnAccount(size_t index) {
    FinishAccount();
    ++accounts_;
    account_place_ = page_.Place(block(index));
    ASSERT_NE(plan_, nullptr) << account_place_ << ": the pack before it has errors";
    const std::vector<AccountRecord> records =
        ReadAccounts(block(index).text, AccountFormat::kJson, Limits());
    ASSERT_EQ(records.size(), 1u) << account_place_;
    shown_ = false;
    answer_ = records[0].ok() ? Ask(records[0].account, OptionsOf(block(index)))
                              : Answer{RefusalLines(records[0].violations), true, ""};
  }

  BindOptions OptionsOf(const Block& block) const {
    BindOptions options;
    options.as_of = *ParseMoment(kAsOf);
    const std::vector<std::string> words = Words(block.kind);
    for (size_t i = 2; i < words.size(); ++i) {
      if (words[i] == "unknown=report") {
        options.report_unknown_signals = true;
      } else if (words[i].starts_with("set=")) {
        options.benchmark_set = words[i].substr(4);
      } else if (const auto moment = ParseMoment(words[i])) {
        options.as_of = *moment;
      } else {
        ADD_FAILURE() << page_.Place(block) << ": unknown option " << words[i];
      }
    }
    return options;
  }

  Answer Ask(const Account& account, const BindOptions& options) const {
    Facts facts;
    const std::vector<Violation> violations = Bind(*plan_, account, options, Limits(), facts);
    if (!violations.empty()) return {RefusalLines(violations), true, ""};
    Scratch scratch;
    Evaluation evaluation;
    if (!Evaluate(*plan_, facts, scratch, evaluation).ok()) {
      return {RequiredLines(*plan_, evaluation), true, ""};
    }
    return {ResultLines(*plan_, facts, evaluation), false, Render(*plan_, facts, evaluation)};
  }

  void Result(size_t index) {
    ASSERT_TRUE(answer_) << page_.Place(block(index)) << ": no account before it";
    shown_ = true;
    page_.Expect(index, answer_->refused ? absl::StrJoin(answer_->lines, "\n") + "\n"
                                         : PickLines(answer_->lines, block(index).text));
  }

  void Explanation(size_t index) {
    ASSERT_TRUE(answer_) << page_.Place(block(index)) << ": no account before it";
    shown_ = true;
    std::string shown;
    for (const std::string& line : SplitLines(answer_->explanation)) {
      const bool silent = line.starts_with("fact ") && line.find(" = - (") != std::string::npos;
      if (!silent) shown += line + "\n";
    }
    page_.Expect(index, shown);
  }

  Page page_;
  const SourceFile header_;
  std::vector<SourceFile> files_;  // of the pack that is being looked at
  std::unique_ptr<Sources> sources_;
  std::shared_ptr<const Plan> plan_;
  std::string errors_;  // that the page has not shown
  std::string warnings_;
  size_t pack_block_ = 0;
  std::optional<Answer> answer_;  // to the last account
  bool shown_ = false;
  std::string account_place_;
  size_t packs_ = 0;
  size_t accounts_ = 0;
};

TEST(RulesPageTest, EveryExampleGivesWhatThePageSays) {
  size_t packs = 0;
  size_t accounts = 0;
  for (const std::string& path : Pages()) {
    RulesPage page(path, Header());
    page.Run();
    packs += page.packs();
    accounts += page.accounts();
  }
  EXPECT_GE(packs, kFewestPacks);
  EXPECT_GE(accounts, kFewestPacks);
}

void CheckTables(const std::string& path, std::set<std::string>& found) {
  Page page(path);
  for (size_t i = 0; i < page.blocks().size(); ++i) {
    const std::string& kind = page.blocks()[i].kind;
    if (!kind.starts_with("table: ")) continue;
    const std::string name = kind.substr(std::string_view("table: ").size());
    found.insert(name);
    const std::string table = GeneratedTable(name);
    ASSERT_NE(table, "") << page.Place(page.blocks()[i]) << ": no table is called " << name;
    page.Expect(i, table);
  }
  page.Save();
}

TEST(RulesPageTest, TablesAreThoseOfTheSources) {
  std::set<std::string> found;
  for (const std::string& path : Pages()) CheckTables(path, found);
  CheckTables("docs/imports.md", found);
  for (const std::string& name : GeneratedTableNames()) {
    EXPECT_TRUE(found.contains(name)) << "no page has the table of " << name;
  }
}

TEST(RulesPageTest, EveryReasonOfAMissingValueIsOnItsPage) {
  const Page page("docs/rules/missing.md");
  const std::string text = absl::StrJoin(page.lines(), "\n");
  for (auto reason = static_cast<int>(MissingReason::kNotGiven);
       reason <= static_cast<int>(MissingReason::kBenchmarkNotApplicable); ++reason) {
    const char* const name = MissingReasonName(static_cast<MissingReason>(reason));
    EXPECT_NE(text.find("| `" + std::string(name) + "` |"), std::string::npos) << name;
  }
}

TEST(RulesPageTest, NoPageIsLongAndTheGuideLeadsToEach) {
  const std::string guide = absl::StrJoin(Page(std::string(kFolder) + "/" + kGuide).lines(), "\n");
  EXPECT_GE(Pages().size(), 15u);
  for (const std::string& path : Pages()) {
    EXPECT_LE(Page(path).lines().size(), kMostLines) << path;
    const std::string name = std::filesystem::path(path).filename().string();
    EXPECT_NE(guide.find("](" + name + ")"), std::string::npos) << path;
  }
}

}  // namespace
}  // namespace bellwether::docs
