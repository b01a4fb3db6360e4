// Bytes of YAML -> the tree of each of its records: a mapping, the elements of a list, or a stream
// of such documents.
//
// Memory is bounded by the largest document, at most max_account_document_bytes. What comes out
// does not depend on how the bytes were cut. Not thread-safe; nothing throws.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_YAML_TREES_H_
#define BELLWETHER_ENGINE_ACCOUNTS_YAML_TREES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Takes what a file holds, in its order.
class TreeSink {
 public:
  virtual ~TreeSink() = default;
  virtual void TakeTree(const Node& tree, uint32_t line) = 0;
  // What came before a mistake, so that people can be told which record it was.
  virtual void TakeBrokenTree(const Node& beginning, uint32_t line,
                              std::vector<Violation> violations) = 0;
  // Something that is no record, or one that is too large.
  virtual void RefuseText(uint32_t line, std::string_view reason, const std::string& message) = 0;
};

// A part of the text.
struct YamlPart {
  std::string_view text;
  uint32_t line = 0;  // of its first line
};

class YamlTrees {
 public:
  // `noun`: what an element is called in messages: "account". Both it and `sink` must outlive this.
  YamlTrees(std::string_view noun, const Limits& limits, TreeSink& sink)
      : noun_(noun), limits_(limits), sink_(sink) {}

  void Feed(std::string_view bytes);
  void Finish();

 private:
  void Append(std::string_view piece);
  void EndLine();
  void StartDocument();
  void ReadDocument(const YamlPart& document);
  void ReadEntry(const YamlPart& entry);
  Node Parse(const YamlPart& part, std::vector<Diagnostic>& diagnostics);
  void PutAll(const Node& root, const YamlPart& part);
  void Put(const Node& node, uint32_t line);
  void PutBroken(const Node& node, const std::vector<Diagnostic>& diagnostics,
                 const YamlPart& part);
  void Refuse(uint32_t line, std::string_view reason, const std::string& message);

  const std::string_view noun_;
  const Limits limits_;
  TreeSink& sink_;
  std::string text_;  // of the document so far, from document_line_ on
  uint32_t document_line_ = 1;
  size_t line_start_ = 0;  // of the current line, in text_
  uint32_t line_ = 1;
  bool skipping_ = false;
  bool any_ = false;  // some record was handed out
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_YAML_TREES_H_
