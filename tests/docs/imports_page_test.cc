// docs/imports.md has every word that a key of a mapping takes. Its tables are checked with those
// of docs/rules, its commands are run by tests/clients/docs_test.py.
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/imports/tables.h"
#include "tests/docs/page.h"

namespace bellwether::docs {
namespace {

constexpr const char* kPage = "docs/imports.md";

template <typename Enum>
void ExpectWords(const std::string& text) {
  for (const auto& word : document::Words<Enum>::kAll) {
    EXPECT_NE(text.find(absl::StrCat("`", ToAbsl(word.word), "`")), std::string::npos)
        << word.word << " stands nowhere in " << kPage;
  }
}

TEST(ImportsPageTest, EveryWordIsThere) {
  const std::string text = absl::StrJoin(Page(kPage).lines(), "\n");
  ExpectWords<imports::Conversion>(text);
  ExpectWords<imports::DurationUnit>(text);
  ExpectWords<imports::WhenEmpty>(text);
  ExpectWords<imports::Collect>(text);
  ExpectWords<imports::Format>(text);
}

}  // namespace
}  // namespace bellwether::docs
