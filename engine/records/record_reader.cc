// Tested by tests/engine/records/record_reader_test.cc.
#include "engine/records/record_reader.h"

#include <utility>

#include "engine/records/decode.h"
#include "engine/records/format.h"

namespace bellwether::records {
namespace {

std::unique_ptr<RecordReader::Format> MakeFormat(AccountFormat format, const CsvOptions& csv,
                                                 Reading reading) {
  switch (format) {
    case AccountFormat::kJson:
      return MakeJsonFormat(/*lines=*/false, std::move(reading));
    case AccountFormat::kJsonLines:
      return MakeJsonFormat(/*lines=*/true, std::move(reading));
    case AccountFormat::kYaml:
      return MakeYamlFormat(std::move(reading));
    case AccountFormat::kCsv:
      return MakeCsvFormat(csv, std::move(reading));
  }
  return nullptr;
}

}  // namespace

ReadRecord RecordOfBeginning(const Node& beginning, uint32_t line, std::vector<Violation> problems,
                             const Limits& limits) {
  ReadRecord read;
  read.line = line;
  read.record.id = TextOf(beginning.Find("id"), limits.max_text_bytes);
  read.record.account = TextOf(beginning.Find("account"), limits.max_text_bytes);
  read.violations = std::move(problems);
  return read;
}

RecordReader::RecordReader(AccountFormat format, std::optional<Kind> usual, const Limits& limits,
                           Sink sink, const CsvOptions& csv, TextSink texts)
    : format_(MakeFormat(format, csv, {usual, limits, std::move(sink), std::move(texts)})) {}

RecordReader::~RecordReader() = default;

void RecordReader::Feed(std::string_view bytes) { format_->Feed(bytes); }
void RecordReader::Finish() { format_->Finish(); }

std::vector<ReadRecord> ReadRecords(std::string_view text, AccountFormat format,
                                    std::optional<Kind> usual, const Limits& limits) {
  std::vector<ReadRecord> records;
  RecordReader reader(format, usual, limits,
                      [&](ReadRecord record) { records.push_back(std::move(record)); });
  reader.Feed(text);
  reader.Finish();
  return records;
}

}  // namespace bellwether::records
