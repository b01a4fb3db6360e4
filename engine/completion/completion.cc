// Tested by tests/engine/completion/completion_test.cc, and in a language server by tests/schema.
#include "engine/completion/completion.h"

#include "engine/accounts/account_schema.h"
#include "engine/completion/pack_names.h"
#include "engine/completion/places.h"
#include "engine/document/schema.h"
#include "engine/testing/test_schema.h"

namespace bellwether::completion {

SchemaDocument PackSchemaWith(const document::Document& pack) {
  SchemaDocument schema = document::PackSchema();
  Suggest(kPackPlaces, NamesOf(pack), schema);
  return schema;
}

SchemaDocument TestSchemaWith(const document::Document& pack, const Sources& tests) {
  PackNames names = NamesOf(pack);
  names[NameKind::kFixture] = FixturesIn(tests);
  SchemaDocument schema = TestSchema();
  Suggest(AccountPlaces("account"), names, schema);
  Suggest(AccountPlaces("fixture"), names, schema);
  Suggest(kTestPlaces, names, schema);
  return schema;
}

SchemaDocument AccountSchemaWith(const document::Document& pack) {
  SchemaDocument schema = AccountSchema();
  Suggest(AccountPlaces("account"), NamesOf(pack), schema);
  return schema;
}

}  // namespace bellwether::completion
