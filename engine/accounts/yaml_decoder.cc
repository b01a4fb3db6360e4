// YAML: an account, a list of accounts, or a stream of such documents.
// Tested by tests/engine/accounts/yaml_test.cc.
#include <utility>

#include "engine/accounts/account_fields.h"
#include "engine/accounts/decoder.h"
#include "engine/accounts/yaml_trees.h"

namespace bellwether {
namespace {

class YamlDecoder : public AccountReader::Decoder, private TreeSink {
 public:
  YamlDecoder(const Limits& limits, RecordOutput to)
      : Decoder(limits, std::move(to)), trees_("account", limits, *this) {}

  void Feed(std::string_view bytes) override { trees_.Feed(bytes); }
  void Finish() override { trees_.Finish(); }

 private:
  void TakeTree(const Node& tree, uint32_t line) override {
    AccountRecord record;
    record.line = line;
    Violations violations(limits().max_diagnostics);
    ReadAccount(tree, limits(), record.account, violations);
    record.violations = violations.Take();
    output().Put(std::move(record));
  }

  void TakeBrokenTree(const Node& beginning, uint32_t line,
                      std::vector<Violation> violations) override {
    AccountRecord record;
    record.line = line;
    record.account.id = TextOf(beginning.Find("id"), limits().max_text_bytes);
    record.violations = std::move(violations);
    output().Put(std::move(record));
  }

  void RefuseText(uint32_t line, std::string_view reason, const std::string& message) override {
    output().Refuse(line, "", reason, message);
  }

  YamlTrees trees_;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeYamlDecoder(const Limits& limits, RecordOutput output) {
  return std::make_unique<YamlDecoder>(limits, std::move(output));
}

}  // namespace bellwether
