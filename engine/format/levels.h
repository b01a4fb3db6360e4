// The lists and mappings in lines of their own around a place of a text, and so how deep it lies.
// Internal to engine/format.
//
//   Levels levels;
//   levels.Enter(0, false);        // 0: a key at the left margin ...
//   levels.OpenMapping(0);         //    which its `:` makes the first of a mapping
//   levels.Enter(4, true);         // 1: a dash four blanks further right
#ifndef BELLWETHER_ENGINE_FORMAT_LEVELS_H_
#define BELLWETHER_ENGINE_FORMAT_LEVELS_H_

#include <cstdint>
#include <optional>
#include <vector>

namespace bellwether::format {

class Levels {
 public:
  // A place with content: `column` characters from the margin, `depth` levels deep.
  struct Place {
    uint32_t column = 0;
    uint32_t depth = 0;
  };

  // Content begins at `column`, with a dash or without. Levels that this ends are closed, a dash
  // opens its list. The depth of the content.
  uint32_t Enter(uint32_t column, bool dash);
  // An entry that began at `column` turned out to have a key.
  void OpenMapping(uint32_t column);
  void Clear() { levels_.clear(); }

  // Of the value of an entry of the innermost level.
  uint32_t depth() const { return static_cast<uint32_t>(levels_.size()); }
  // Whether content at `column` would be such a value, or a part of it.
  bool IsInside(uint32_t column) const { return levels_.empty() || column > levels_.back().column; }
  // Of the innermost level; 0 without any.
  uint32_t column() const { return levels_.empty() ? 0 : levels_.back().column; }

  // How deep a comment lies that stands alone in its line, at `column`, before `next`, which these
  // levels have not entered yet: with what it is aligned with, or else with what lies around that.
  // `waiting`: the content before it is a key or a dash that has no value so far.
  uint32_t DepthOfComment(uint32_t column, std::optional<Place> next, bool waiting) const;

 private:
  struct Level {
    uint32_t column = 0;
    bool list = false;
  };
  std::vector<Level> levels_;  // columns grow; a list may share that of the mapping around it
};

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_LEVELS_H_
