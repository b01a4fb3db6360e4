// Tested by tests/engine/ruleset/titles_test.cc.
#include "engine/ruleset/titles.h"

namespace bellwether::ruleset {

std::string_view WordOf(TitleKind kind) {
  static constexpr std::array<std::string_view, kTitleKinds> kWords = {
      "segment", "cadence",   "stage", "severity",  "signal",   "milestone", "tier",
      "model",   "component", "band",  "dimension", "playbook", "person",    "metric"};
  return kWords[static_cast<size_t>(kind)];
}

std::string_view Titles::In(TitleKind kind, std::string_view name,
                            std::string_view language) const {
  for (const Title& title : Of(kind)) {
    if (title.name == name) return title.text.In(language);
  }
  return {};
}

std::string_view Titles::OrName(TitleKind kind, std::string_view name,
                                std::string_view language) const {
  const std::string_view title = In(kind, name, language);
  return title.empty() ? name : title;
}

}  // namespace bellwether::ruleset
