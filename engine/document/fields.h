// Field tables: each struct of a document has one table of its keys, and everything generic is
// derived from it: decoding, unknown and missing keys, the dump, the canonical form, the JSON
// Schema.
//
//   template <>
//   struct Table<Cascade> {
//     static constexpr std::string_view kTitle = "Cascade";
//     static constexpr std::string_view kAbout = "How a delay grows";
//     static constexpr auto kFields = std::make_tuple(
//         Key("low", &Cascade::low, "grows at least by this factor").Example("1.4").Required(),
//         Key("high", &Cascade::high, "grows at most by this factor").Example("2").Required());
//   };
//
// A table is a tuple, so each entry knows the type of its member. A new key is one line in
// tables.h and one member in document.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_FIELDS_H_
#define BELLWETHER_ENGINE_DOCUMENT_FIELDS_H_

#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace bellwether::document {

// What is known about a key without its type. The texts are for people, and the same everywhere:
// in hints of errors, in the tables of docs/rules, in the JSON Schema that editors show.
struct FieldInfo {
  std::string_view key;
  std::string_view about;  // one line
  bool required = false;
  std::string_view unit = {};           // "days"
  std::string_view default_value = {};  // what holds when the key is absent, as YAML: "0"
  std::string_view otherwise = {};      // the same in words, where it is no value: "always"
  std::string_view example = {};        // as YAML: "14d"
  // Of numbers, also those in a list or mapping of numbers.
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool changes_answers = true;   // false: left out of the digest (S28)
  bool fills_constants = false;  // of texts that no value of an account is filled into
};

template <typename Struct, typename Member>
struct Field {
  FieldInfo info;
  Member Struct::*member;

  constexpr Field Required() const {
    Field field = *this;
    field.info.required = true;
    return field;
  }
  constexpr Field Unit(std::string_view unit) const {
    Field field = *this;
    field.info.unit = unit;
    return field;
  }
  constexpr Field Default(std::string_view yaml) const {
    Field field = *this;
    field.info.default_value = yaml;
    return field;
  }
  constexpr Field Otherwise(std::string_view words) const {
    Field field = *this;
    field.info.otherwise = words;
    return field;
  }
  constexpr Field Example(std::string_view yaml) const {
    Field field = *this;
    field.info.example = yaml;
    return field;
  }
  constexpr Field AtLeast(double least) const {
    Field field = *this;
    field.info.least = least;
    return field;
  }
  constexpr Field ChangesNoAnswer() const {
    Field field = *this;
    field.info.changes_answers = false;
    return field;
  }
  constexpr Field FillsConstants() const {
    Field field = *this;
    field.info.fills_constants = true;
    return field;
  }
  constexpr Field Between(double least, double most) const {
    Field field = AtLeast(least);
    field.info.most = most;
    return field;
  }
};

// The keys of a member stand among the struct's own. `other_spelling`: the member also has a key
// of its own, which is the spelling that is written.
template <typename Struct, typename Member, typename Fields>
struct InlineFields {
  Member Struct::*member;
  Fields fields;
  bool other_spelling = false;
};

// Every key that is no field is a name of this list. Last in its table.
template <typename Struct, typename Member>
struct OtherKeys {
  FieldInfo info;
  Member Struct::*member;
};

template <typename Struct, typename Member>
constexpr Field<Struct, Member> Key(std::string_view key, Member Struct::*member,
                                    std::string_view about) {
  return {{key, about}, member};
}

template <typename Struct, typename Member, typename Fields>
constexpr InlineFields<Struct, Member, Fields> Inline(Member Struct::*member, Fields fields) {
  return {member, fields};
}

template <typename Struct, typename Member, typename Fields>
constexpr InlineFields<Struct, Member, Fields> OtherSpelling(Member Struct::*member,
                                                             Fields fields) {
  return {member, fields, true};
}

template <typename Struct, typename Member>
constexpr OtherKeys<Struct, Member> Others(Member Struct::*member, std::string_view about) {
  return {{"", about}, member};
}

template <typename Struct>
struct Table;  // specialised in tables.h

template <typename Struct>
concept Tabled = requires {
  Table<Struct>::kFields;
};

// Calls `visit` with each entry of a table, in order.
template <typename Fields, typename Visit>
void ForEach(const Fields& fields, const Visit& visit) {
  std::apply([&visit](const auto&... entry) { (visit(entry), ...); }, fields);
}

// Calls `visit` with the info of each key of a table, inlined ones included.
template <typename Visit>
struct VisitInfo {
  const Visit& visit;
  template <typename S, typename M>
  void operator()(const Field<S, M>& field) const {
    visit(field.info);
  }
  template <typename S, typename M, typename F>
  void operator()(const InlineFields<S, M, F>& inlined) const {
    ForEach(inlined.fields, *this);
  }
  template <typename S, typename M>
  void operator()(const OtherKeys<S, M>&) const {}
};

template <typename Fields>
std::vector<std::string> KeysOf(const Fields& fields) {
  std::vector<std::string> keys;
  const auto add = [&keys](const FieldInfo& info) { keys.emplace_back(info.key); };
  ForEach(fields, VisitInfo<decltype(add)>{add});
  return keys;
}

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_FIELDS_H_
