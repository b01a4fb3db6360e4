// The small pieces that every struct of a document is made of: a value and where it stood.
#ifndef BELLWETHER_ENGINE_DOCUMENT_LOCATED_H_
#define BELLWETHER_ENGINE_DOCUMENT_LOCATED_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/source/span.h"

namespace bellwether::document {

// A value from a file. Not given: present() is false and `value` is its default.
template <typename T>
struct Located {
  T value{};
  Span span;
  bool present() const { return span.known(); }
  T value_or(T otherwise) const { return present() ? value : std::move(otherwise); }
};

// One entry of a mapping by name, or of a list of names. `span` is the name's place.
template <typename T>
struct Named {
  std::string name;
  Span span;
  T value{};
};

// In the order of the file; files in the order of their names. Names are unique.
template <typename T>
using NamedList = std::vector<Named<T>>;

template <typename T>
const Named<T>* Find(const NamedList<T>& list, std::string_view name) {
  for (const Named<T>& entry : list) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

// A condition or formula, not yet looked at. `verbatim`: character n of `text` stands at column
// span.column + n; otherwise (escapes, folded lines) `span` is the place of the whole scalar.
struct ExpressionText {
  std::string text;
  Span span;
  bool verbatim = false;
  bool present() const { return span.known(); }
};

// Text for people. A plain string is one entry with the language ""; else one entry for each
// language tag, in the order of the file: the first is the fallback.
struct Text {
  struct Entry {
    std::string language;
    std::string text;
    Span span;
    bool verbatim = false;     // as ExpressionText::verbatim
    std::string written = {};  // as it stands in the file, where `text` has constants filled in
  };
  std::vector<Entry> entries;
  Span span;
  bool present() const { return span.known(); }
};

// A length of time: `14d`, `12h`, `30m`, `45s`. Never negative.
struct Period {
  int64_t seconds = 0;
};

// A civil day in the pack's time zone, since 1970-01-01 (base/civil_day.h).
struct Day {
  int32_t number = 0;
};

// From when to when a rule, or a value, is in force: `from` is the first day, `until` the day after
// the last. Not given: always.
struct Effective {
  Located<Day> from;
  Located<Day> until;
  Span span;
  bool present() const { return span.known(); }
};

// A value whose type another field decides: 5, true, or a word.
using Literal = std::variant<double, bool, std::string>;

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_LOCATED_H_
