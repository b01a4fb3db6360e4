// What people call names, in every language that the pack says it in.
//
// Tested by tests/engine/plan/dump_test.cc.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/plan/dump_writer.h"
#include "engine/plan/text_table.h"

namespace bellwether {
namespace {

// "en: green, id: hijau"
std::string WordsOf(const ruleset::Text& text) {
  return absl::StrJoin(text.entries, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, entry.first, entry.first.empty() ? "" : ": ", entry.second);
  });
}

}  // namespace

void DumpTitles(DumpWriter& writer) {
  TextTable table({"kind", "name", "title"}, {});
  bool any = false;
  for (size_t i = 0; i < ruleset::kTitleKinds; ++i) {
    const auto kind = static_cast<ruleset::TitleKind>(i);
    for (const ruleset::Title& title : writer.plan().titles.Of(kind)) {
      any = true;
      table.Add({std::string(ruleset::WordOf(kind)), title.name, WordsOf(title.text)});
    }
  }
  if (!any) return;
  writer.Heading("Titles");
  writer.Table(table);
}

}  // namespace bellwether
