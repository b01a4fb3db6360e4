// Internal to the explain stage: the second half of Render.
#ifndef BELLWETHER_ENGINE_EXPLAIN_RENDER_OUTCOMES_H_
#define BELLWETHER_ENGINE_EXPLAIN_RENDER_OUTCOMES_H_

#include <string>

#include "engine/explain/outcomes.h"

namespace bellwether {

// Flags, graduation, extension, forecast and programme, as far as the pack defines them.
std::string RenderOutcomes(const Answered& answered);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_RENDER_OUTCOMES_H_
