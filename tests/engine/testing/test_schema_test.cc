#include "engine/testing/test_schema.h"

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "absl/strings/str_replace.h"
#include "engine/base/string_bridge.h"
#include "engine/paths/forms.h"
#include "engine/testing/keys.h"

namespace bellwether {
namespace {

void ExpectKeys(const Schema& mapping, std::span<const TestKey> keys) {
  ASSERT_GE(mapping.keys.size(), keys.size());
  for (const TestKey& key : keys) {
    const Schema::Key* found = mapping.Find(key.name);
    ASSERT_NE(found, nullptr) << key.name;
    EXPECT_EQ(found->required, key.required) << key.name;
    EXPECT_GT(found->value.description.size(), 5u) << key.name;
    EXPECT_FALSE(found->value.examples.empty()) << key.name;
    EXPECT_FALSE(found->value.examples.front().is_null()) << key.name << ": " << key.example;
  }
}

TEST(TestSchemaTest, EveryKeyIsThereWithADescription) {
  const SchemaDocument schema = TestSchema();
  ExpectKeys(schema.root, kFileKeys);
  ExpectKeys(*schema.Find("case"), kCaseKeys);
  ExpectKeys(*schema.Find("row"), kRowKeys);
  ExpectKeys(*schema.Find("fixture"), kFixtureKeys);
  EXPECT_EQ(schema.root.keys.size(), std::size(kFileKeys));
  EXPECT_EQ(schema.Find("case")->keys.size(), std::size(kCaseKeys));
}

// What stands at a key of a mapping: by its name, else by the one pattern that it fits.
const Schema* At(const Schema& mapping, const std::string& key) {
  const Schema* found = nullptr;
  size_t count = 0;
  if (const Schema::Key* named = mapping.Find(key)) {
    found = &named->value;
    ++count;
  }
  for (const Schema::KeyPattern& pattern : mapping.key_patterns) {
    if (!std::regex_match(key, std::regex(pattern.pattern))) continue;
    found = &pattern.value;
    ++count;
  }
  EXPECT_LE(count, 1u) << key << " fits several keys";
  return found;
}

bool LeadsTo(const Schema& value, const std::string& definition) {
  if (value.definition == definition) return true;
  for (const Schema& choice : value.any_of) {
    if (LeadsTo(choice, definition)) return true;
  }
  return false;
}

// A name of every kind is called `one`, a component `one.two`.
std::string Filled(std::string_view pattern) {
  std::string text = absl::StrReplaceAll(ToAbsl(pattern), {{"<component>", "one.two"}});
  return std::regex_replace(text, std::regex("<[a-z]+>"), "one");
}

TEST(TestSchemaTest, EveryPathMayBeExpectedInOnePiece) {
  const SchemaDocument schema = TestSchema();
  for (const PathForm& form : PathForms()) {
    const std::string path = Filled(form.pattern);
    const Schema* value = At(*schema.Find("expect"), path);
    ASSERT_NE(value, nullptr) << path;
    EXPECT_GT(value->description.size(), 5u) << path;
  }
}

TEST(TestSchemaTest, EveryPathMayBeExpectedNested) {
  const SchemaDocument schema = TestSchema();
  for (const PathForm& form : PathForms()) {
    std::string rest = Filled(form.pattern);
    std::string place = "expect";
    while (rest.find('.') != std::string::npos) {
      const std::string key = rest.substr(0, rest.find('.'));
      rest = rest.substr(key.size() + 1);
      const Schema* value = At(*schema.Find(place), key);
      ASSERT_NE(value, nullptr) << form.pattern << ": " << key << " in " << place;
      std::string next;
      for (const auto& [name, definition] : schema.definitions) {
        if (name.starts_with("expect_") && LeadsTo(*value, name)) next = name;
      }
      ASSERT_NE(next, "") << form.pattern << ": nothing below " << key << " in " << place;
      place = next;
    }
    EXPECT_NE(At(*schema.Find(place), rest), nullptr) << form.pattern << ": " << rest;
  }
}

TEST(TestSchemaTest, WhatIsNoPathMayNotBeExpected) {
  const SchemaDocument schema = TestSchema();
  const Schema& expect = *schema.Find("expect");
  for (const char* path : {"helth", "health.one.scor", "week.one", ""}) {
    EXPECT_EQ(At(expect, path), nullptr) << path;
  }
  EXPECT_EQ(At(*schema.Find("expect_health_model"), "scor"), nullptr);
  EXPECT_TRUE(expect.other_keys.empty());
}

TEST(TestSchemaTest, WordsMayBeWrittenInEitherCase) {
  const SchemaDocument schema = TestSchema();
  const Schema& decision = schema.Find("expect_graduation")->Find("decision")->value;
  const std::vector<std::string>& words = decision.any_of.front().words;
  EXPECT_NE(std::find(words.begin(), words.end(), "GRADUATE"), words.end());
  EXPECT_NE(std::find(words.begin(), words.end(), "graduate"), words.end());
}

}  // namespace
}  // namespace bellwether
