// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/type.h"

namespace bellwether::expression {

const char* TypeName(Type type) {
  switch (type) {
    case Type::kBool:
      return "bool";
    case Type::kInt:
      return "int";
    case Type::kDouble:
      return "double";
    case Type::kString:
      return "string";
    case Type::kTimestamp:
      return "timestamp";
    case Type::kDuration:
      return "duration";
    case Type::kSeries:
      return "series";
    case Type::kList:
      return "list";
  }
  return "?";
}

}  // namespace bellwether::expression
