// Tested by tests/engine/format/format_test.cc.
#include "engine/format/levels.h"

namespace bellwether::format {

uint32_t Levels::Enter(uint32_t column, bool dash) {
  while (!levels_.empty() && levels_.back().column > column) levels_.pop_back();
  const bool aligned = !levels_.empty() && levels_.back().column == column;
  if (dash) {
    if (!aligned || !levels_.back().list) levels_.push_back({column, true});
    return depth() - 1;
  }
  if (aligned && levels_.back().list) levels_.pop_back();
  return IsInside(column) ? depth() : depth() - 1;
}

void Levels::OpenMapping(uint32_t column) {
  if (IsInside(column)) levels_.push_back({column, false});
}

uint32_t Levels::DepthOfComment(uint32_t column, std::optional<Place> next, bool waiting) const {
  if (waiting && IsInside(column)) {
    return next.has_value() && IsInside(next->column) ? next->depth : depth();
  }
  uint32_t found = 0;
  uint32_t at = 0;
  for (uint32_t i = 0; i < levels_.size(); ++i) {
    if (levels_[i].column > column || levels_[i].column <= at) continue;
    at = levels_[i].column;
    found = i;
  }
  const bool with_next = next.has_value() && next->column <= column && next->column >= at;
  return with_next ? next->depth : found;
}

}  // namespace bellwether::format
