// The words of a mapping, and how the text of a cell is read by them.
#ifndef BELLWETHER_ENGINE_IMPORTS_READING_H_
#define BELLWETHER_ENGINE_IMPORTS_READING_H_

#include <cstdint>

namespace bellwether::imports {

// What a text stands for. kAsWritten: what its target is, spelled as in account files.
enum class Conversion : uint8_t {
  kAsWritten,
  kText,
  kNumber,       // 1,234.5 or 1.234,5, by `decimal`
  kPercent,      // 72 % is 0.72
  kMoney,        // $48,000.00 is 48000
  kBool,         // true, false, yes, no, 1, 0
  kUnixSeconds,  // since 1970-01-01T00:00:00Z
  kUnixMillis,
  kExcelSerial,  // days since 1899-12-30
  kDate,         // by the form of `date:`
  kDuration,     // 2:30, 1d 4h, PT2H: a number in the unit of `duration:`
};

enum class DurationUnit : uint8_t { kSeconds, kMinutes, kHours, kDays };

enum class WhenEmpty : uint8_t { kNotGiven, kNotApplicable, kNotYet };

// What becomes of the rows of one account.
enum class Collect : uint8_t {
  kOne,     // there must be one alone
  kFirst,   // by `observed_at`, else in the order of the file
  kLatest,  // likewise
  kCount,   // rows
  kSum,
  kMin,
  kMax,
  kMean,
  kSeries,  // dated numbers
};

enum class Format : uint8_t { kByContent, kCsv, kJson, kJsonLines };

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_READING_H_
