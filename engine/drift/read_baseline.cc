// Tested by tests/engine/drift/baseline_test.cc.
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/drift/baseline.h"
#include "engine/yaml/scalar.h"
#include "engine/yaml/yaml.h"

namespace bellwether::drift {
namespace {

class BaselineReader {
 public:
  explicit BaselineReader(DiagnosticSink& sink) : sink_(sink) {}

  void Read(const Node& root, Baseline& baseline) {
    if (!root.is_mapping() || root.Find("distributions") == nullptr) {
      return sink_.Error("no-baseline", root.span, "this is no baseline",
                         "make one with `bellwether baseline`");
    }
    for (const Entry& entry : root.entries) ReadEntry(entry, baseline);
  }

 private:
  void ReadEntry(const Entry& entry, Baseline& baseline) {
    static const std::vector<std::string> kKeys = {"baseline", "pack",     "version",
                                                   "digest",   "accounts", "distributions"};
    if (entry.key == "baseline") {
      const auto format = ReadInteger(entry.value, "`baseline`", sink_);
      if (format && *format != 1) {
        sink_.Error("unknown-format", entry.value.span, "a baseline of a later release",
                    "make it anew with `bellwether baseline`");
      }
    } else if (entry.key == "pack") {
      baseline.pack = ReadText(entry.value, "`pack`", sink_).value_or("");
    } else if (entry.key == "version") {
      baseline.version = ReadText(entry.value, "`version`", sink_).value_or("");
    } else if (entry.key == "digest") {
      baseline.digest = ReadText(entry.value, "`digest`", sink_).value_or("");
    } else if (entry.key == "accounts") {
      baseline.accounts = ReadCount(entry.value, "`accounts`");
    } else if (entry.key == "distributions") {
      ReadDistributions(entry.value, baseline);
    } else {
      sink_.Error("unknown-key", entry.key_span,
                  absl::StrCat("a baseline has no ", Quoted(entry.key)),
                  DidYouMean(entry.key, kKeys));
    }
  }

  void ReadDistributions(const Node& node, Baseline& baseline) {
    if (!node.is_mapping()) return WrongType(node, "`distributions`", "a mapping", sink_);
    for (const Entry& entry : node.entries) {
      Distribution distribution;
      distribution.name = entry.key;
      ReadDistribution(entry, distribution);
      baseline.distributions.push_back(std::move(distribution));
    }
  }

  void ReadDistribution(const Entry& of, Distribution& distribution) {
    static const std::vector<std::string> kKeys = {"edges", "categories", "counts", "missing"};
    if (!of.value.is_mapping()) {
      return WrongType(of.value, absl::StrCat("`", of.key, "`"), "a mapping", sink_);
    }
    for (const Entry& entry : of.value.entries) {
      if (entry.key == "edges") {
        ReadEdges(entry.value, distribution);
      } else if (entry.key == "categories") {
        for (const Node& item : ItemsOf(entry.value, "`categories`")) {
          distribution.categories.push_back(ReadText(item, "a category", sink_).value_or(""));
        }
      } else if (entry.key == "counts") {
        for (const Node& item : ItemsOf(entry.value, "`counts`")) {
          distribution.counts.push_back(ReadCount(item, "a count"));
        }
      } else if (entry.key == "missing") {
        distribution.missing = ReadCount(entry.value, "`missing`");
      } else {
        sink_.Error("unknown-key", entry.key_span,
                    absl::StrCat("a distribution has no ", Quoted(entry.key)),
                    DidYouMean(entry.key, kKeys));
      }
    }
    if (distribution.counts.size() == distribution.bins()) return;
    sink_.Error("wrong-count", of.key_span,
                absl::StrCat("`", of.key, "` has ", distribution.counts.size(), " counts for ",
                             distribution.bins(), " bins"),
                "one more than edges, or than categories; make the baseline anew");
  }

  void ReadEdges(const Node& node, Distribution& distribution) {
    for (const Node& item : ItemsOf(node, "`edges`")) {
      const auto edge = ReadNumber(item, "an edge", sink_);
      if (!edge) return;
      if (!distribution.edges.empty() && *edge <= distribution.edges.back()) {
        sink_.Error("not-rising", item.span, "each edge is above the one before it");
      }
      distribution.edges.push_back(*edge);
    }
  }

  const std::vector<Node>& ItemsOf(const Node& node, const char* what) {
    if (!node.is_sequence()) WrongType(node, what, "a list", sink_);
    return node.items;
  }

  uint64_t ReadCount(const Node& node, const char* what) {
    const std::optional<int64_t> count = ReadInteger(node, what, sink_);
    if (count && *count >= 0) return static_cast<uint64_t>(*count);
    if (count) sink_.Error("out-of-range", node.span, "a count is not below 0");
    return 0;
  }

  DiagnosticSink& sink_;
};

}  // namespace

Staged<Baseline> ReadBaseline(const Sources& sources, const Limits& limits) {
  Staged<Baseline> read;
  DiagnosticSink sink;
  const Node root = ParseYaml(sources, 0, limits, sink);
  if (!sink.has_errors()) BaselineReader(sink).Read(root, read.value);
  read.diagnostics = sink.Take();
  return read;
}

}  // namespace bellwether::drift
