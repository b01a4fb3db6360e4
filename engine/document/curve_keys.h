// The keys that tell what kind a curve is. Internal to engine/document: the decoder settles the
// kind by them, and the schema says the same to editors.
#ifndef BELLWETHER_ENGINE_DOCUMENT_CURVE_KEYS_H_
#define BELLWETHER_ENGINE_DOCUMENT_CURVE_KEYS_H_

#include <string_view>

#include "engine/document/rules.h"

namespace bellwether::document {

struct CurveKey {
  std::string_view key;
  Curve::Kind kind;
};

// Exactly one of these says what is scored.
inline constexpr CurveKey kSubjects[] = {{"of", Curve::Kind::kGiven},
                                         {"benchmark", Curve::Kind::kBenchmark},
                                         {"expr", Curve::Kind::kFormula}};

// At most one of these says how, and only beside `of`.
inline constexpr CurveKey kShapes[] = {{"linear", Curve::Kind::kLinear},
                                       {"points", Curve::Kind::kPoints},
                                       {"steps", Curve::Kind::kSteps},
                                       {"map", Curve::Kind::kMap},
                                       {"baseline", Curve::Kind::kBaseline}};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_CURVE_KEYS_H_
