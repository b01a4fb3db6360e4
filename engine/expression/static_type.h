// Types as the checker sees them: those of type.h, and lists with what they hold.
#ifndef BELLWETHER_ENGINE_EXPRESSION_STATIC_TYPE_H_
#define BELLWETHER_ENGINE_EXPRESSION_STATIC_TYPE_H_

#include <cstdint>
#include <string>

#include "engine/expression/type.h"

namespace bellwether::expression {

// What is left when all lists around it are taken off.
enum class Base : uint8_t {
  kBool,
  kInt,
  kDouble,
  kString,
  kTimestamp,
  kDuration,
  kSeries,
  kNothing,  // of []: an element of any type
  kMixed,    // of [1, "a"]: elements of several types, compared by value at evaluation
  kBad,      // a mistake was reported already
};

// "int" is {kInt, 0}; a list of lists of strings is {kString, 2}.
struct StaticType {
  Base base = Base::kBad;
  uint8_t lists = 0;

  bool bad() const { return base == Base::kBad; }
  bool is_list() const { return lists > 0 && !bad(); }
  bool is(Base scalar) const { return lists == 0 && base == scalar; }
  StaticType Element() const { return {base, static_cast<uint8_t>(lists - 1)}; }
  friend bool operator==(const StaticType&, const StaticType&) = default;
};

StaticType FromType(Type type);  // a variable that is a list may hold anything
Type ToType(const StaticType& type);
// "int", "list of string", "list of list of int".
std::string Describe(const StaticType& type);

// Whether values of both can be compared: equal types, or lists of which one is empty.
bool Compatible(const StaticType& a, const StaticType& b);
// The type of a list's elements when both occur in it; of base kMixed when they differ.
StaticType CommonType(const StaticType& a, const StaticType& b);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_STATIC_TYPE_H_
