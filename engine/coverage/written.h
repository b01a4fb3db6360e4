// A pack as it is written: what stands on which lines, by dotted key.
//
//   const Written written(sources);
//   written.PlaceOf("flags.late.when");       // line 7 of flags/red.yaml
//   written.PlaceOf("health.fit.bands[1].red");   // entries of a list by their number
//
// Keys are those of the YAML, whichever file they stand in. It refers to the sources, which must
// outlive it; const access from any number of threads.
#ifndef BELLWETHER_ENGINE_COVERAGE_WRITTEN_H_
#define BELLWETHER_ENGINE_COVERAGE_WRITTEN_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/source.h"
#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether::coverage {

// Lines that a key takes: of a value its own, and of what holds other keys the line of its name.
struct WrittenLines {
  std::string path;
  uint32_t file = 0;
  uint32_t first = 0;  // 1-based, the last one included
  uint32_t last = 0;
  bool value = true;  // false: the name of what holds other keys
};

class Written {
 public:
  // `sources` are of a pack that loads.
  explicit Written(const Sources& sources);

  bool Has(std::string_view path) const { return places_.find(path) != places_.end(); }
  // Of the key; of the nearest one above it where it is not written.
  Span PlaceOf(std::string_view path) const;
  // The value of the key when it is a scalar, else null.
  const Node* ScalarAt(std::string_view path) const;
  // The line of character `offset` of a scalar, which may be folded over several.
  uint32_t LineIn(const Node& scalar, size_t offset) const;
  // Everything, in the order of files and of what stands in them.
  const std::vector<WrittenLines>& lines() const { return lines_; }

 private:
  void Walk(const Node& node, const std::string& path);
  void AddEntry(const Entry& entry, const std::string& path);
  void AddScalar(const Node& node, const std::string& path);

  const Sources& sources_;
  std::map<std::string, Span, std::less<>> places_;
  std::map<std::string, Node, std::less<>> scalars_;
  std::vector<WrittenLines> lines_;
};

// The key above: "a.b" of "a.b[0]" and of "a.b.c"; "" of a section.
std::string_view Above(std::string_view path);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_WRITTEN_H_
