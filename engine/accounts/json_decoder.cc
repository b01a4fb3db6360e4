// JSON and JSON lines: the text of each account, and what it says.
// Tested by tests/engine/accounts/json_test.cc and json_lines_test.cc.
#include "engine/accounts/decoder.h"
#include "engine/accounts/json_record.h"
#include "engine/accounts/json_texts.h"

namespace bellwether {
namespace {

class JsonDecoder : public AccountReader::Decoder, private JsonTextSink {
 public:
  JsonDecoder(bool lines, const Limits& limits, AccountReader::Sink sink)
      : Decoder(limits, std::move(sink)) {
    texts_ = MakeJsonTextReader(lines, "an account", limits, *this);
  }

  void Feed(std::string_view bytes) override { texts_->Feed(bytes); }
  void Finish() override { texts_->Finish(); }

 private:
  void TakeText(std::string_view text, TextPlace place) override {
    output().Put(ReadJsonRecord(text, place, limits()));
  }

  void RefuseText(uint32_t line, std::string_view reason, const std::string& message) override {
    output().Refuse(line, "", reason, message);
  }

  std::unique_ptr<JsonTextReader> texts_;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeJsonDecoder(const Limits& limits,
                                                        AccountReader::Sink sink) {
  return std::make_unique<JsonDecoder>(/*lines=*/false, limits, std::move(sink));
}

std::unique_ptr<AccountReader::Decoder> MakeJsonLinesDecoder(const Limits& limits,
                                                             AccountReader::Sink sink) {
  return std::make_unique<JsonDecoder>(/*lines=*/true, limits, std::move(sink));
}

}  // namespace bellwether
