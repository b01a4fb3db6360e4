// One SchemaOf for each Decode of parse.cc.
//
// Tested by tests/engine/imports/import_schema_test.cc.
#include "engine/imports/import_schema.h"

#include <utility>

#include "engine/document/schema_builder.h"
#include "engine/imports/tables.h"
#include "engine/schema/free_keys.h"

namespace bellwether::imports {

using document::FieldInfo;
using document::Of;
using document::SchemaBuilder;

namespace {

Schema Word(SchemaBuilder& builder) {
  return document::SchemaOf(builder, FieldInfo{}, Of<Located<std::string>>{});
}

// `mood: Mood`, or a mapping.
Schema ColumnOr(SchemaBuilder& builder, Schema mapping) {
  return AnyOf({Word(builder), std::move(mapping)});
}

}  // namespace

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<WordList>) {
  return AnyOf({Word(builder), ListOf(Word(builder))});
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<WordMap>) {
  return document::NamedMapping(Word(builder));
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<CellRule>) {
  return ColumnOr(builder, builder.Refer<CellRule>());
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<ValueRule>) {
  return ColumnOr(builder, builder.Refer<ValueRule>());
}

Schema SchemaOf(SchemaBuilder& builder, const FieldInfo&, Of<RecordValueRule>) {
  return ColumnOr(builder, builder.Refer<RecordValueRule>());
}

// What Finish() demands of a source.
void Constrain(Of<SourceRule>, Schema& mapping) { mapping.one_key_of = {"account", "records"}; }

SchemaDocument ImportSchema() {
  SchemaBuilder builder;
  Schema root = builder.MappingOf<MappingDocument>(/*whole=*/true);
  AllowFreeKeys(root);
  return builder.Take(std::move(root));
}

}  // namespace bellwether::imports
