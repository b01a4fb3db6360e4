// One record in JSON, read; and what was wrong with it in one text.
#ifndef BELLWETHER_TESTS_ENGINE_RECORDS_RECORD_TEXT_H_
#define BELLWETHER_TESTS_ENGINE_RECORDS_RECORD_TEXT_H_

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/records/record_reader.h"
#include "gtest/gtest.h"

namespace bellwether::records {

// "id: this field is required [MISSING_FIELD]", one line each.
inline std::string ProblemsOf(const ReadRecord& read) {
  std::string text;
  for (const Violation& violation : read.violations) {
    absl::StrAppend(&text, violation.path, ": ", violation.message, " [", violation.reason, "]\n");
  }
  return text;
}

// `fields` are those beside the head: R"("movement": "new", "mrr": 5)".
inline ReadRecord RecordOf(const std::string& kind, const std::string& fields) {
  const std::string text =
      absl::StrCat(R"({"kind": ")", kind, R"(", "id": "r1", "account": "acme", "at": "2026-01-05")",
                   fields.empty() ? "" : ", ", fields, "}");
  const auto read = ReadRecords(text, AccountFormat::kJson);
  EXPECT_EQ(read.size(), 1U);
  return read.empty() ? ReadRecord() : read[0];
}

inline const Cell& CellOf(const Record& record, std::string_view field) {
  return record.cells[FieldAt(InfoOf(record.kind), field)];
}

}  // namespace bellwether::records

#endif  // BELLWETHER_TESTS_ENGINE_RECORDS_RECORD_TEXT_H_
