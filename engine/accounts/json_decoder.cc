// JSON and JSON lines: the text of each account, and what it says.
// Tested by tests/engine/accounts/json_test.cc and json_lines_test.cc.
#include "engine/accounts/decoder.h"
#include "engine/accounts/json_record.h"
#include "engine/accounts/json_texts.h"

namespace bellwether {
namespace {

class JsonTextReading : public AccountTextReader {
 public:
  explicit JsonTextReading(const Limits& limits) : limits_(limits) {}

  AccountRecord Read(const UnreadText& text) const override {
    AccountRecord record = ReadJsonRecord(text.text, {text.line, text.column}, limits_);
    record.index = text.index;
    return record;
  }

 private:
  const Limits limits_;
};

class JsonDecoder : public AccountReader::Decoder, private JsonTextSink {
 public:
  JsonDecoder(bool lines, const Limits& limits, RecordOutput to)
      : Decoder(limits, std::move(to)), reader_(std::make_shared<JsonTextReading>(limits)) {
    texts_ = MakeJsonTextReader(lines, "an account", limits, *this);
  }

  void Feed(std::string_view bytes) override { texts_->Feed(bytes); }
  void Finish() override { texts_->Finish(); }

 private:
  void TakeText(std::string_view text, TextPlace place) override {
    if (output().takes_texts()) return output().PutText(text, place.line, place.column, reader_);
    output().Put(ReadJsonRecord(text, place, limits()));
  }

  void RefuseText(uint32_t line, std::string_view reason, const std::string& message) override {
    output().Refuse(line, "", reason, message);
  }

  const AccountTextReaderPointer reader_;
  std::unique_ptr<JsonTextReader> texts_;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeJsonDecoder(const Limits& limits, RecordOutput output) {
  return std::make_unique<JsonDecoder>(/*lines=*/false, limits, std::move(output));
}

std::unique_ptr<AccountReader::Decoder> MakeJsonLinesDecoder(const Limits& limits,
                                                             RecordOutput output) {
  return std::make_unique<JsonDecoder>(/*lines=*/true, limits, std::move(output));
}

}  // namespace bellwether
