// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/static_type.h"

namespace bellwether::expression {
namespace {

// [] fits wherever a list of at least its depth stands; [[]] where a list of lists does.
bool Fits(const StaticType& empty, const StaticType& other) {
  return empty.base == Base::kNothing && empty.lists <= other.lists;
}

}  // namespace

StaticType FromType(Type type) {
  if (type == Type::kList) return {Base::kMixed, 1};
  return {static_cast<Base>(type), 0};
}

Type ToType(const StaticType& type) {
  if (type.lists > 0) return Type::kList;
  return type.base <= Base::kSeries ? static_cast<Type>(type.base) : Type::kBool;
}

std::string Describe(const StaticType& type) {
  std::string text;
  for (int i = 0; i < type.lists; ++i) text += i + 1 == type.lists ? "list" : "list of ";
  if (type.base == Base::kNothing || type.base == Base::kMixed) {
    return text.empty() ? "value of several types" : text;
  }
  if (!text.empty()) text += " of ";
  return text + (type.bad() ? "?" : TypeName(static_cast<Type>(type.base)));
}

bool Compatible(const StaticType& a, const StaticType& b) {
  if (a == b || Fits(a, b) || Fits(b, a)) return true;
  const bool mixed = a.base == Base::kMixed || b.base == Base::kMixed;
  return mixed && a.lists > 0 && b.lists > 0;
}

StaticType CommonType(const StaticType& a, const StaticType& b) {
  if (a.bad() || b.bad()) return {};
  if (a == b || Fits(b, a)) return a;
  if (Fits(a, b)) return b;
  return {Base::kMixed, static_cast<uint8_t>(a.lists < b.lists ? a.lists : b.lists)};
}

}  // namespace bellwether::expression
