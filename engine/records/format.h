// What the formats of record files share. Internal to engine/records.
#ifndef BELLWETHER_ENGINE_RECORDS_FORMAT_H_
#define BELLWETHER_ENGINE_RECORDS_FORMAT_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/records/record_reader.h"
#include "engine/yaml/node.h"

namespace bellwether::records {

// What every format is told.
struct Reading {
  std::optional<Kind> usual;
  Limits limits;
  RecordReader::Sink sink;
  RecordReader::TextSink texts;
};

class RecordReader::Format {
 public:
  explicit Format(Reading reading) : reading_(std::move(reading)) {}
  virtual ~Format() = default;
  Format(const Format&) = delete;
  Format& operator=(const Format&) = delete;

  virtual void Feed(std::string_view bytes) = 0;
  virtual void Finish() = 0;

 protected:
  const Reading& reading() const { return reading_; }
  const Limits& limits() const { return reading_.limits; }
  void Put(ReadRecord record) { reading_.sink(std::move(record)); }
  void Refuse(uint32_t line, std::string path, std::string_view reason, std::string message) {
    ReadRecord refused;
    refused.line = line;
    refused.violations.push_back({std::move(path), std::string(reason), std::move(message)});
    Put(std::move(refused));
  }

 private:
  const Reading reading_;
};

std::unique_ptr<RecordReader::Format> MakeJsonFormat(bool lines, Reading reading);  // read_json.cc
std::unique_ptr<RecordReader::Format> MakeYamlFormat(Reading reading);              // read_yaml.cc
std::unique_ptr<RecordReader::Format> MakeCsvFormat(const CsvOptions& csv,          // read_csv.cc
                                                    Reading reading);

// What can be told of a record that is not: which one it was.
ReadRecord RecordOfBeginning(const Node& beginning, uint32_t line, std::vector<Violation> problems,
                             const Limits& limits);

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_FORMAT_H_
