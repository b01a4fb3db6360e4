// What must hold of every account, and not of one: the `properties:` of a test file.
//
//   properties:
//     - {monotone: {signal: usage, output: health.fit.score, direction: up}}
//     - {bounded: {output: health.fit.score, min: 0, max: 100}}
//     - {missing_never_raises: {signal: usage, output: health.fit.low}}
//     - {invariant: {under: order}}
//
// Plain data, read and checked. Like a suite it may be asked of any plan with the same names.
#ifndef BELLWETHER_ENGINE_TESTING_PROPERTY_H_
#define BELLWETHER_ENGINE_TESTING_PROPERTY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "engine/facts/account.h"
#include "engine/paths/path.h"
#include "engine/source/span.h"

namespace bellwether {

enum class PropertyKind : uint8_t {
  kMonotone,            // more of a signal never moves the output against `rising`
  kBounded,             // the output lies between `min` and `max`
  kMissingNeverRaises,  // without the signal the output is no higher
  kMissingNeverLowers,  // without the signal the output is no lower
  kSameInAnyOrder,      // no answer depends on the order in which things are told
  kSameUnderAnyId,      // or on what the account is called
};

struct Property {
  std::string name;  // as it was given; else what it says: "health.fit.score is 0 to 100"
  Span span;         // of the name, else of the property
  Span rule;         // of the key that says what must hold
  PropertyKind kind = PropertyKind::kBounded;
  std::string signal;          // "": the kind reads none
  std::optional<Path> output;  // nothing: every outcome
  bool rising = true;          // kMonotone
  std::optional<double> min, max;
  std::string where;        // a condition on the answer (condition.h); "": every account
  uint32_t accounts = 200;  // generated, and tried
  uint64_t seed = 1;
  Moment as_of;
};

// "0 to 100", "at least 0": of kBounded.
std::string BoundWords(const Property& property);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_PROPERTY_H_
