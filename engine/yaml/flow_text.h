// Values as YAML on one line, as a person would write them: what ParseYaml reads back as the same.
//
//   FlowText(node)       {stage: onboarding, signals: {usage: 0.5, mood: "no"}}
//   YamlText("no")       "no"      in quotes, or it would not be a text
//
// Pure.
#ifndef BELLWETHER_ENGINE_YAML_FLOW_TEXT_H_
#define BELLWETHER_ENGINE_YAML_FLOW_TEXT_H_

#include <string>
#include <string_view>

#include "engine/yaml/node.h"

namespace bellwether {

// A text: in quotes, unless it is a date, or plain letters, digits and blanks that no reader of
// YAML takes for something else.
std::string YamlText(std::string_view text);

// A tree. Scalars that are not `quoted` are written as they are.
std::string FlowText(const Node& node);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_YAML_FLOW_TEXT_H_
