// Characters that nobody sees and that turn the text around them ("trojan source"): a file of rules
// would be shown to whoever reviews it in another order than it is read. A text of people may need
// them: as an escape, "\u200F", it is seen.
//
// Data is not asked: names of customers are what they are.
#ifndef BELLWETHER_ENGINE_YAML_TURNED_TEXT_H_
#define BELLWETHER_ENGINE_YAML_TURNED_TEXT_H_

#include <cstdint>

#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether {

// Each line of a file that has one, comments among them: an error at its first.
void CheckTurnedText(const Sources& sources, uint32_t file, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_YAML_TURNED_TEXT_H_
