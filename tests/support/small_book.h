// A book of a few records, written as YAML in a test.
#ifndef BELLWETHER_TESTS_SUPPORT_SMALL_BOOK_H_
#define BELLWETHER_TESTS_SUPPORT_SMALL_BOOK_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/book/book.h"
#include "engine/records/record_reader.h"
#include "gtest/gtest.h"

namespace bellwether::book {

inline std::vector<records::Record> RecordsOf(std::string_view yaml) {
  std::vector<records::Record> records;
  for (records::ReadRecord& read : records::ReadRecords(yaml, AccountFormat::kYaml)) {
    EXPECT_TRUE(read.ok()) << read.violations[0].path << ": " << read.violations[0].message;
    records.push_back(std::move(read.record));
  }
  return records;
}

inline Book BookOf(const std::vector<records::Record>& records, const BookOptions& options = {}) {
  BookBuilder builder(options);
  for (const records::Record& record : records) builder.Add(record);
  return std::move(builder).Finish();
}

inline Book BookOf(std::string_view yaml) { return BookOf(RecordsOf(yaml)); }

// "2026-03-01", in UTC.
inline Instant At(std::string_view moment) {
  return StampOf(*ParseMoment(moment), absl::UTCTimeZone()).instant;
}

}  // namespace bellwether::book

#endif  // BELLWETHER_TESTS_SUPPORT_SMALL_BOOK_H_
