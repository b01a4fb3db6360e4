// Makes a tree of Nodes from the events of the YAML library. Internal to engine/yaml.
#ifndef BELLWETHER_ENGINE_YAML_TREE_BUILDER_H_
#define BELLWETHER_ENGINE_YAML_TREE_BUILDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"
#include "engine/yaml/merge_key.h"
#include "engine/yaml/node.h"
#include "engine/yaml/text_place.h"
#include "yaml-cpp/eventhandler.h"
#include "yaml-cpp/mark.h"

namespace bellwether::yaml {

// Thrown by TreeBuilder to leave the library when a limit is passed; ParseYaml catches it. The
// reason is in the sink already.
struct LimitReached {};

class TreeBuilder : public YAML::EventHandler {
 public:
  // All of these must outlive the builder.
  TreeBuilder(const TextPlaces& places, const Limits& limits, DiagnosticSink& sink)
      : places_(places), limits_(limits), sink_(sink) {}

  // The finished tree; after an interruption, the outermost mapping with its complete entries.
  Node TakeRoot();
  // Where the innermost sequence or mapping that is still open began.
  Span OpenPlace() const;

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { Close(); }

 private:
  // A node that is complete, with what an alias of it costs.
  struct Finished {
    Node node;
    uint32_t nodes = 1;  // itself and all below
    uint32_t height = 1;
    bool dropped = false;  // an error was reported: leave it out
  };
  // A sequence or mapping that is open.
  struct Frame {
    Finished made;
    YAML::anchor_t anchor = 0;
    bool flow = false;     // it, or one around it, is written in [] or {}
    bool has_key = false;  // mapping: `key` waits for its value
    bool drop_value = false;
    bool merges = false;  // that key is `<<`
    std::string key;
    Span key_span;
    std::unordered_map<std::string, Span> keys;  // all so far: a lookup, never iterated
    std::optional<MergeKey> merge;               // laid in when the mapping is complete
  };

  void Open(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style);
  void Close();
  void Add(Finished finished, YAML::anchor_t anchor);
  void AddToMapping(Frame& frame, Finished finished);
  void TakeKey(Frame& frame, const Finished& finished);
  void TakeMergeKey(Frame& frame, const Node& key);
  bool IsGoodKey(const Frame& frame, const Node& key);
  void CheckCount(uint32_t nodes, const Span& at);
  void CheckDepth(size_t depth, const Span& at);
  Node MakeScalar(size_t offset, const std::string& value);
  Node MakeTagged(size_t offset);

  const TextPlaces& places_;
  const Limits& limits_;
  DiagnosticSink& sink_;
  std::vector<Frame> open_;
  std::unordered_map<YAML::anchor_t, Finished> anchors_;
  Node root_;
  bool complete_ = false;
  uint32_t nodes_ = 0;
  uint32_t alias_visits_ = 0;
};

}  // namespace bellwether::yaml

#endif  // BELLWETHER_ENGINE_YAML_TREE_BUILDER_H_
