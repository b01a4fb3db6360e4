// The types that an expression can have. Checked when a pack is loaded; never at evaluation.
#ifndef BELLWETHER_ENGINE_EXPRESSION_TYPE_H_
#define BELLWETHER_ENGINE_EXPRESSION_TYPE_H_

#include <cstdint>

namespace bellwether::expression {

enum class Type : uint8_t {
  kBool,
  kInt,     // 64 bits; only from literals, size() and int() (S1)
  kDouble,  // every numeric signal, field and fact
  kString,  // also enums
  kTimestamp,
  kDuration,
  kSeries,  // dated numbers: arguments of last(), falls(), fall(), change()
  kList,    // literals only; see ListType in checker
};

// "bool", "int", "double", "string", "timestamp", "duration", "series", "list".
const char* TypeName(Type type);

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_TYPE_H_
