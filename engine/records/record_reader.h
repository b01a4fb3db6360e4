// Files of a book -> records: JSON (one record or an array), JSON lines, YAML, CSV.
//
//   RecordReader reader(AccountFormat::kJsonLines, Kind::kContract, limits,
//                       [&](ReadRecord record) { ... });
//   while (read(chunk)) reader.Feed(chunk);
//   reader.Finish();
//
// As for accounts (accounts.h): incremental, bounded by the largest record, one bad record never
// stops the rest, and what comes out does not depend on how the bytes were cut. Not thread-safe;
// nothing throws.
#ifndef BELLWETHER_ENGINE_RECORDS_RECORD_READER_H_
#define BELLWETHER_ENGINE_RECORDS_RECORD_READER_H_

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/accounts/accounts.h"
#include "engine/base/limits.h"
#include "engine/records/record.h"

namespace bellwether::records {

// Reads texts that were cut out of one file. Thread-safe.
class RecordTextReader {
 public:
  virtual ~RecordTextReader() = default;
  virtual ReadRecord Read(const UnreadText& text) const = 0;
};
using RecordTextReaderPointer = std::shared_ptr<const RecordTextReader>;

class RecordReader {
 public:
  using Sink = std::function<void(ReadRecord record)>;
  using TextSink = std::function<void(UnreadText text, const RecordTextReaderPointer& reader)>;

  // `usual`: the kind of records that do not name theirs. Without `texts` everything goes to
  // `sink`; with it, what only needs to be cut out of the file goes there.
  RecordReader(AccountFormat format, std::optional<Kind> usual, const Limits& limits, Sink sink,
               const CsvOptions& csv = {}, TextSink texts = nullptr);
  ~RecordReader();

  void Feed(std::string_view bytes);
  // Hands out what is left. Call it once.
  void Finish();

  class Format;  // one for each

 private:
  std::unique_ptr<Format> format_;
};

// The whole of a small text at once.
std::vector<ReadRecord> ReadRecords(std::string_view text, AccountFormat format,
                                    std::optional<Kind> usual = std::nullopt,
                                    const Limits& limits = {});

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_RECORD_READER_H_
