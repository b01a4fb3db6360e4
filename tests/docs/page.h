// A Markdown page as tests see it: fenced blocks to be executed, and tables that are generated.
//
//   Page page("docs/rules/health.md");
//   for (size_t i = 0; i < page.blocks().size(); ++i) { ... page.Expect(i, actual); }
//   page.Save();
//
// Expect fails the running test when the page says something else. With BELLWETHER_UPDATE_GOLDEN=1
// it notes the new text instead, and Save writes the page; look at the difference before you
// commit it. One thread.
#ifndef BELLWETHER_TESTS_DOCS_PAGE_H_
#define BELLWETHER_TESTS_DOCS_PAGE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether::docs {

// Lines between ```kind and ```, or between <!-- table: kind --> and <!-- end -->.
struct Block {
  std::string kind;  // "yaml pack", "table: signal"
  std::string text;  // with a final newline unless empty
  size_t line = 0;   // of the opening line, 1-based
};

class Page {
 public:
  explicit Page(std::string relative_path);

  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<std::string>& lines() const { return lines_; }
  // "docs/rules/health.md:120", for messages.
  std::string Place(const Block& block) const;

  void Expect(size_t block, const std::string& actual);
  void Save() const;
  static bool Updating();

 private:
  struct Range {
    size_t first = 0;  // of the content, an index of lines_
    size_t last = 0;   // one beyond
  };

  void ReadBlocks();

  const std::string path_;
  std::vector<std::string> lines_;
  std::vector<Block> blocks_;
  std::vector<Range> ranges_;           // by block
  std::vector<std::string> new_texts_;  // by block
};

std::vector<std::string> SplitLines(std::string_view text);

}  // namespace bellwether::docs

#endif  // BELLWETHER_TESTS_DOCS_PAGE_H_
