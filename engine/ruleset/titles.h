// What people call the names of a pack, in each language that it says it in. A name stays what
// rules, answers and programs know the thing by; a title is shown, and never read.
#ifndef BELLWETHER_ENGINE_RULESET_TITLES_H_
#define BELLWETHER_ENGINE_RULESET_TITLES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/ruleset/rules.h"

namespace bellwether::ruleset {

enum class TitleKind : uint8_t {
  kSegment,
  kCadence,
  kStage,
  kSeverity,
  kSignal,
  kMilestone,
  kTier,
  kModel,
  kComponent,  // of a health model, or a criterion: the last part of its path
  kBand,
  kDimension,
  kPlaybook,
  kPerson,
  kMetric,
};
inline constexpr size_t kTitleKinds = 14;
std::string_view WordOf(TitleKind kind);  // "milestone"

struct Title {
  std::string name;
  Text text;
};

class Titles {
 public:
  void Add(TitleKind kind, Title title) { Of(kind).push_back(std::move(title)); }
  // In the order of the pack.
  const std::vector<Title>& Of(TitleKind kind) const { return of_[static_cast<size_t>(kind)]; }
  // In the language, else the title's first; "" where the pack gives none.
  std::string_view In(TitleKind kind, std::string_view name, std::string_view language) const;
  // The same; the name itself where the pack gives no title.
  std::string_view OrName(TitleKind kind, std::string_view name, std::string_view language) const;

 private:
  std::vector<Title>& Of(TitleKind kind) { return of_[static_cast<size_t>(kind)]; }

  std::array<std::vector<Title>, kTitleKinds> of_;
};

}  // namespace bellwether::ruleset

#endif  // BELLWETHER_ENGINE_RULESET_TITLES_H_
