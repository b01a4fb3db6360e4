// What the four formats share: bytes come in pieces of any size, records go out numbered.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_DECODER_H_
#define BELLWETHER_ENGINE_ACCOUNTS_DECODER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/accounts/accounts.h"
#include "engine/accounts/violations.h"

namespace bellwether {

// Numbers the records and hands them to the caller.
class RecordOutput {
 public:
  RecordOutput(AccountReader::Sink sink, AccountReader::TextSink texts)
      : sink_(std::move(sink)), texts_(std::move(texts)) {}

  void Put(AccountRecord record) {
    record.index = next_index_++;
    sink_(std::move(record));
  }
  // Whether accounts may be handed out unread.
  bool takes_texts() const { return texts_ != nullptr; }
  void PutText(std::string_view text, uint32_t line, uint32_t column,
               const AccountTextReaderPointer& reader) {
    texts_({std::string(text), line, column, next_index_++}, reader);
  }
  // A record of which nothing could be read, or a problem of the file itself.
  void Refuse(uint32_t line, std::string path, std::string_view reason, std::string message) {
    AccountRecord record;
    record.line = line;
    record.violations.push_back({std::move(path), std::string(reason), std::move(message)});
    Put(std::move(record));
  }

 private:
  AccountReader::Sink sink_;
  AccountReader::TextSink texts_;
  uint32_t next_index_ = 0;
};

// One format. What comes out must not depend on how the bytes were cut into pieces.
class AccountReader::Decoder {
 public:
  Decoder(const Limits& limits, RecordOutput output)
      : limits_(limits), output_(std::move(output)) {}
  virtual ~Decoder() = default;
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  virtual void Feed(std::string_view bytes) = 0;
  virtual void Finish() = 0;
  virtual const std::vector<std::string>& signal_columns() const;

 protected:
  const Limits& limits() const { return limits_; }
  RecordOutput& output() { return output_; }

 private:
  const Limits limits_;
  RecordOutput output_;
};

using DecoderFactory = std::unique_ptr<AccountReader::Decoder>(const Limits&, RecordOutput);
DecoderFactory MakeJsonDecoder;                                               // json_decoder.cc
DecoderFactory MakeJsonLinesDecoder;                                          // likewise
DecoderFactory MakeYamlDecoder;                                               // yaml_decoder.cc
std::unique_ptr<AccountReader::Decoder> MakeCsvDecoder(const Limits& limits,  // csv_decoder.cc
                                                       const CsvOptions& options,
                                                       RecordOutput output);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_DECODER_H_
