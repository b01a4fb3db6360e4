// Source files: bytes with a name and a table of lines. The engine takes bytes, never paths.
#ifndef BELLWETHER_ENGINE_SOURCE_SOURCE_H_
#define BELLWETHER_ENGINE_SOURCE_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/span.h"

namespace bellwether {

// One file. `name` is what people read in diagnostics and explanations: a path relative to the
// pack's folder, e.g. "health/onboarding.yaml".
struct SourceFile {
  std::string name;
  std::string text;
};

// The files that were read together: what a Span points into. Immutable; any thread.
class Sources {
 public:
  Sources() = default;
  // Sorted by name, so that neither order of reading nor of the folder matters. Names are made
  // printable: a folder may hold any bytes as a name, and reports travel as UTF-8.
  explicit Sources(std::vector<SourceFile> files);

  const std::vector<SourceFile>& files() const { return files_; }
  // "" for an index that does not exist.
  std::string_view name(uint32_t file) const;
  // Line `line` (1-based) without its end of line; "" when there is no such line.
  std::string_view line(uint32_t file, uint32_t line) const;

  // "health.yaml:12:5", or "health.yaml" when the line is not known.
  std::string Describe(const Span& span) const;

 private:
  std::vector<SourceFile> files_;
  std::vector<std::vector<uint32_t>> line_starts_;  // per file, byte offset of each line
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SOURCE_SOURCE_H_
