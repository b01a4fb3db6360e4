// Tested by tests/engine/records/record_reader_test.cc.
#include "engine/accounts/yaml_trees.h"
#include "engine/records/format.h"
#include "engine/records/record_tree.h"

namespace bellwether::records {
namespace {

class YamlFormat : public RecordReader::Format, private TreeSink {
 public:
  explicit YamlFormat(Reading reading)
      : Format(std::move(reading)), trees_("record", limits(), *this) {}

  void Feed(std::string_view bytes) override { trees_.Feed(bytes); }
  void Finish() override { trees_.Finish(); }

 private:
  void TakeTree(const Node& tree, uint32_t line) override {
    Put(RecordOfTree(tree, line, reading().usual, limits()));
  }
  void TakeBrokenTree(const Node& beginning, uint32_t line,
                      std::vector<Violation> problems) override {
    Put(RecordOfBeginning(beginning, line, std::move(problems), limits()));
  }
  void RefuseText(uint32_t line, std::string_view reason, const std::string& message) override {
    Refuse(line, "", reason, message);
  }

  YamlTrees trees_;
};

}  // namespace

std::unique_ptr<RecordReader::Format> MakeYamlFormat(Reading reading) {
  return std::make_unique<YamlFormat>(std::move(reading));
}

}  // namespace bellwether::records
