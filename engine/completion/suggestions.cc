// A choice between the names, each with what it is, and whatever stood there before: an editor
// offers the first and complains of nothing that fits the last. The choice is one definition, and
// not one in another: an editor shows what it says about a name only there.
//
// Tested by tests/engine/completion/completion_test.cc, and in a language server by tests/schema.
#include "engine/completion/suggestions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::completion {
namespace {

bool MayBeNull(const Schema& value) {
  return std::find(value.types.begin(), value.types.end(), Schema::Type::kNull) !=
         value.types.end();
}

std::string DefinitionOf(NameKind kind, const Schema& accepted) {
  return absl::StrCat("names_", ToAbsl(WordOf(kind)), MayBeNull(accepted) ? "_or_null" : "");
}

Schema Choice(const Names& names, Schema accepted) {
  Schema choice;
  choice.title = "Name";
  for (const Name& name : names) {
    Schema one = OneOf({name.name});
    one.description = name.about;
    choice.any_of.push_back(std::move(one));
  }
  choice.any_of.push_back(std::move(accepted));
  return choice;
}

Schema* FindMutable(SchemaDocument& document, std::string_view definition) {
  if (definition.empty()) return &document.root;
  for (auto& [name, schema] : document.definitions) {
    if (name == definition) return &schema;
  }
  return nullptr;
}

// What stands at `path` below a mapping, lists passed over; null when nothing does.
Schema* FindBelow(Schema& schema, std::string_view path) {
  if (path.empty()) return &schema;
  if (!schema.item.empty()) return FindBelow(schema.item.front(), path);
  const std::string_view key = path.substr(0, path.find('/'));
  for (Schema::Key& other : schema.keys) {
    if (other.name != key) continue;
    return FindBelow(other.value, path.substr(std::min(path.size(), key.size() + 1)));
  }
  return nullptr;
}

// The one place in `value` for a text: itself, an item, or the first of a choice.
Schema& TextIn(Schema& value) {
  if (!value.item.empty()) return TextIn(value.item.front());
  if (!value.other_keys.empty()) return TextIn(value.other_keys.front());
  return value.any_of.empty() ? value : TextIn(value.any_of.front());
}

// What is said about a value stays with it, whatever it may be.
void OfferValue(NameKind kind, const Names& names, Schema& value, SchemaDocument& schema) {
  Schema& text = TextIn(value);
  Schema accepted;
  accepted.definition = std::exchange(text.definition, "");
  accepted.types = std::exchange(text.types, {});
  const std::string definition = DefinitionOf(kind, accepted);
  text.definition = definition;
  if (schema.Find(definition) != nullptr) return;
  schema.definitions.emplace_back(definition, Choice(names, std::move(accepted)));
}

// What may stand below a key that the schema does not know by name.
const Schema* ValueOfAnyName(const Schema& mapping) {
  if (!mapping.other_keys.empty()) return &mapping.other_keys.front();
  for (const Schema::KeyPattern& key : mapping.key_patterns) {
    if (key.pattern.find("\\.") == std::string::npos) return &key.value;  // no path
  }
  return nullptr;
}

void OfferKeys(const Names& names, Schema& mapping) {
  const Schema* const any = ValueOfAnyName(mapping);
  if (any == nullptr) return;
  const Schema of_any_name = *any;
  for (const Name& name : names) {
    if (mapping.Find(name.name) != nullptr) continue;
    Schema value = of_any_name;
    if (!name.words.empty()) value = AnyOf({OneOf(name.words), of_any_name});
    value.description = name.about.empty() ? "A name of the pack." : name.about;
    mapping.keys.push_back({name.name, std::move(value), false});
  }
}

}  // namespace

void Suggest(std::span<const NamePlace> places, const PackNames& names, SchemaDocument& schema) {
  for (const NamePlace& place : places) {
    const auto of_kind = names.find(place.kind);
    if (of_kind == names.end() || of_kind->second.empty()) continue;
    Schema* target = FindMutable(schema, place.definition);
    if (target != nullptr) target = FindBelow(*target, place.key);
    if (target == nullptr) continue;
    if (place.where == NamePlace::Where::kKeys) {
      OfferKeys(of_kind->second, *target);
    } else {
      OfferValue(place.kind, of_kind->second, *target, schema);
    }
  }
}

}  // namespace bellwether::completion
