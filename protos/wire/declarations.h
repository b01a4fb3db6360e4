// What a pack declares -> messages.
//
// Thread-safe: no state. Total.
#ifndef BELLWETHER_PROTOS_WIRE_DECLARATIONS_H_
#define BELLWETHER_PROTOS_WIRE_DECLARATIONS_H_

#include <cstddef>
#include <string_view>

#include "bellwether/v1/declarations.pb.h"
#include "engine/plan/plan.h"

namespace bellwether::wire {

// Into an empty message. `plan`: the one that is in force for the segment of that row, 0 for none.
// Texts are in the language, where the pack has it.
void DeclarationsToProto(const Plan& plan, size_t segment_row, std::string_view language,
                         v1::PackDeclarations& message);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_DECLARATIONS_H_
