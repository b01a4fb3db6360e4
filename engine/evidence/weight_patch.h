// Fitted weights as changes of the pack's files (P29). Nothing is written: a person reads the
// patch, applies it, and lets the pack's tests judge it.
#ifndef BELLWETHER_ENGINE_EVIDENCE_WEIGHT_PATCH_H_
#define BELLWETHER_ENGINE_EVIDENCE_WEIGHT_PATCH_H_

#include <string>
#include <vector>

#include "engine/document/document.h"
#include "engine/evidence/fit.h"
#include "engine/source/edits.h"

namespace bellwether::evidence {

struct WeightPatch {
  std::vector<Edit> edits;         // in the places of `document`
  std::vector<std::string> notes;  // what the patch cannot say, for people
};

// The weight of each component is its whole per cent, that of a group the sum of its components. A
// group that gets nothing keeps the weights in it. `report` has weights, and its model is one of
// the document's.
WeightPatch PatchOf(const document::Document& document, const FitReport& report);

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_WEIGHT_PATCH_H_
