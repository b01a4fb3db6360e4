// JSON and JSON lines: the text of each record, and what it says.
// Tested by tests/engine/records/record_reader_test.cc.
#include "engine/accounts/good_json.h"
#include "engine/accounts/json_texts.h"
#include "engine/accounts/json_tree.h"
#include "engine/records/format.h"
#include "engine/records/plain_line.h"
#include "engine/records/record_tree.h"

namespace bellwether::records {
namespace {

ReadRecord RecordOfText(std::string_view text, TextPlace place, std::optional<Kind> usual,
                        const Limits& limits) {
  {
    ReadRecord plain;
    plain.line = place.line;
    if (ReadPlainLine(text, usual, limits, plain.record)) return plain;
  }
  thread_local Node good;  // keeps its room from one record to the next
  if (ReadGoodJson(text, limits, good)) return RecordOfTree(good, place.line, usual, limits);
  Violations violations(limits.max_diagnostics);
  const JsonTree tree = DiagnoseJson(text, place, limits, violations);
  return violations.empty() ? RecordOfTree(tree.root, place.line, usual, limits)
                            : RecordOfBeginning(tree.root, place.line, violations.Take(), limits);
}

class JsonTextReading : public RecordTextReader {
 public:
  JsonTextReading(std::optional<Kind> usual, const Limits& limits)
      : usual_(usual), limits_(limits) {}

  ReadRecord Read(const UnreadText& text) const override {
    return RecordOfText(text.text, {text.line, text.column}, usual_, limits_);
  }

 private:
  const std::optional<Kind> usual_;
  const Limits limits_;
};

class JsonFormat : public RecordReader::Format, private JsonTextSink {
 public:
  JsonFormat(bool lines, Reading reading)
      : Format(std::move(reading)),
        reader_(std::make_shared<JsonTextReading>(this->reading().usual, limits())),
        texts_(MakeJsonTextReader(lines, "a record", limits(), *this)) {}

  void Feed(std::string_view bytes) override { texts_->Feed(bytes); }
  void Finish() override { texts_->Finish(); }

 private:
  void TakeText(std::string_view text, TextPlace place) override {
    UnreadText unread{std::string(text), place.line, place.column, 0};
    if (reading().texts != nullptr) return reading().texts(std::move(unread), reader_);
    Put(reader_->Read(unread));
  }

  void RefuseText(uint32_t line, std::string_view reason, const std::string& message) override {
    Refuse(line, "", reason, message);
  }

  const RecordTextReaderPointer reader_;
  std::unique_ptr<JsonTextReader> texts_;
};

}  // namespace

ReadRecord RecordOfLine(std::string_view line, const Limits& limits) {
  return RecordOfText(line, {1, 1}, std::nullopt, limits);
}

std::unique_ptr<RecordReader::Format> MakeJsonFormat(bool lines, Reading reading) {
  return std::make_unique<JsonFormat>(lines, std::move(reading));
}

}  // namespace bellwether::records
