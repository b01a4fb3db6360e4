// A line of a decision log -> its text, with the end of the line. Numbers are the shortest text
// that reads back as the same double. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_DECISIONS_WRITE_LINE_H_
#define BELLWETHER_ENGINE_DECISIONS_WRITE_LINE_H_

#include <string>

#include "engine/decisions/record.h"

namespace bellwether::decisions {

std::string WriteLine(const Line& line);
std::string WriteLine(const Decision& decision);

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_WRITE_LINE_H_
