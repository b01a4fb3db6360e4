// What is checked of a text before the YAML library sees it. Internal to engine/yaml.
#ifndef BELLWETHER_ENGINE_YAML_TEXT_CHECK_H_
#define BELLWETHER_ENGINE_YAML_TEXT_CHECK_H_

#include <cstdint>
#include <limits>
#include <string>

#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::yaml {

struct CheckedText {
  // The file with every byte that could mislead the library replaced by one other byte: lines and
  // columns of it are those of the file.
  std::string text;
  // A byte order mark was cut off the first line: columns there are this much further right.
  uint32_t first_line_shift = 0;
  // The first line indented with a tab: what the library says from there on follows from it.
  uint32_t first_tab_line = std::numeric_limits<uint32_t>::max();
};

CheckedText CheckText(const Sources& sources, uint32_t file, DiagnosticSink& sink);

}  // namespace bellwether::yaml

#endif  // BELLWETHER_ENGINE_YAML_TEXT_CHECK_H_
