// docs/portfolio shows the tables of records, doubts and measures as they are.
//
//   table: records    the fields of every kind
//   table: doubts     what is doubtful in a book
//   table: measures   what can be counted
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/book/quality.h"
#include "engine/document/measures.h"
#include "engine/schema/record_kinds.h"
#include "tests/docs/page.h"

namespace bellwether::docs {
namespace {

using records::FieldInfo;
using records::Form;
using records::KindInfo;

std::string FormWords(const FieldInfo& field) {
  switch (field.form) {
    case Form::kWord:
      return field.words.empty()
                 ? "word"
                 : absl::StrCat(
                       "`",
                       absl::StrJoin(
                           std::vector<std::string>(field.words.begin(), field.words.end()), "` `"),
                       "`");
    case Form::kText:
      return "text";
    case Form::kNumber:
      return field.most <= 100  ? absl::StrCat("number, ", FormatNumber(field.least), " to ",
                                               FormatNumber(field.most))
             : field.least == 0 ? "number, at least 0"
                                : "number";
    case Form::kTruth:
      return "`true` `false`";
    case Form::kMoment:
      return "date or time";
    case Form::kWords:
      return "word, or a list of them";
    case Form::kCounts:
      return "`{name: number}`";
  }
  return "";
}

std::string RecordTables() {
  std::string text;
  for (const KindInfo& kind : records::Kinds()) {
    if (kind.fields.empty()) continue;
    absl::StrAppend(&text, "\n### ", ToAbsl(kind.name), "\n\n", ToAbsl(kind.about), "; serves ",
                    ToAbsl(kind.serves),
                    ".\n\n| field | form | what it says |\n| --- | --- | --- |\n");
    for (const FieldInfo& field : kind.fields) {
      absl::StrAppend(&text, "| `", ToAbsl(field.name), "`", field.required ? " (required)" : "",
                      " | ", FormWords(field), " | ", ToAbsl(field.about), ", as `",
                      ToAbsl(field.example), "` |\n");
    }
  }
  return text + "\n";
}

std::string DoubtTable() {
  std::string text = "\n| doubt | what it is | what to do |\n| --- | --- | --- |\n";
  for (const book::DoubtInfo& doubt : book::Doubts()) {
    absl::StrAppend(&text, "| `", ToAbsl(doubt.code), "` | ", ToAbsl(doubt.meaning.english), " | ",
                    ToAbsl(doubt.advice.english), " |\n");
  }
  return text + "\n";
}

std::string KeyWords(const MeasureInfo& measure) {
  std::string text;
  const auto add = [&text](bool reads, std::string_view key) {
    if (reads) absl::StrAppend(&text, ", `", ToAbsl(key), ":`");
  };
  add(measure.of != MeasureOf::kNothing, "of");
  add(measure.uses_horizon, "horizon");
  add(measure.uses_edges, "edges");
  const bool conditions =
      measure.keys == MeasureKeys::kRecords || measure.keys == MeasureKeys::kSums;
  add(measure.keys == MeasureKeys::kConcern, "bands");
  add(measure.keys == MeasureKeys::kConcern, "severities");
  add(conditions, "numerator");
  add(conditions, "denominator");
  add(measure.keys == MeasureKeys::kParts, "parts");
  add(measure.keys == MeasureKeys::kOrder, "order");
  if (!measure.figures.empty()) {
    absl::StrAppend(&text, ", `figures:` ", ToAbsl(measure.figures));
  }
  return text;
}

std::string MeasureTable() {
  std::string text =
      "\n| measure | what it says | cases | attributes | records |\n"
      "| --- | --- | --- | --- | --- |\n";
  for (const MeasureInfo& measure : kMeasures) {
    absl::StrAppend(&text, "| `", ToAbsl(measure.name), "`", KeyWords(measure), " | ",
                    ToAbsl(measure.about), " | ", ToAbsl(measure.counts), " | ",
                    ToAbsl(measure.groups_by), " | ", ToAbsl(measure.reads), " |\n");
  }
  return text + "\n";
}

const std::map<std::string, std::function<std::string()>> kTables = {
    {"table: records", RecordTables},
    {"table: doubts", DoubtTable},
    {"table: measures", MeasureTable},
};

TEST(PortfolioPagesTest, ShowTheTablesOfTheEngine) {
  size_t found = 0;
  for (const char* const path : {"docs/portfolio/records.md", "docs/portfolio/metrics.md"}) {
    Page page(path);
    for (size_t i = 0; i < page.blocks().size(); ++i) {
      const auto table = kTables.find(page.blocks()[i].kind);
      if (table == kTables.end()) continue;
      page.Expect(i, table->second());
      ++found;
    }
    page.Save();
  }
  EXPECT_EQ(found, kTables.size());
}

}  // namespace
}  // namespace bellwether::docs
