// JSON lines: one account a line. A line is a record whatever is wrong in it, so the next one is
// always found again.
// Tested by tests/engine/accounts/json_lines_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/accounts/decoder.h"
#include "engine/accounts/json_record.h"

namespace bellwether {
namespace {

class JsonLinesDecoder : public AccountReader::Decoder {
 public:
  using Decoder::Decoder;

  void Feed(std::string_view bytes) override {
    while (!bytes.empty()) {
      const size_t end = bytes.find('\n');
      Append(bytes.substr(0, end));
      if (end == std::string_view::npos) return;
      EndLine();
      bytes.remove_prefix(end + 1);
    }
  }

  void Finish() override { EndLine(); }

 private:
  // A line that outgrows the limit is refused at once; the rest of it is passed over.
  void Append(std::string_view piece) {
    if (skipping_) return;
    if (text_.size() + piece.size() <= limits().max_account_bytes) {
      text_.append(piece);
      return;
    }
    skipping_ = true;
    text_.clear();
    output().Refuse(line_, "", reason::kTooLarge,
                    absl::StrCat("the line is longer than max_account_bytes (",
                                 limits().max_account_bytes, "); it was passed over"));
  }

  void EndLine() {
    const bool blank = text_.find_first_not_of(" \t\r") == std::string::npos;
    if (!blank) output().Put(ReadJsonRecord(text_, {line_, 1}, limits()));
    text_.clear();
    skipping_ = false;
    ++line_;
  }

  std::string text_;
  bool skipping_ = false;
  uint32_t line_ = 1;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeJsonLinesDecoder(const Limits& limits,
                                                             AccountReader::Sink sink) {
  return std::make_unique<JsonLinesDecoder>(limits, std::move(sink));
}

}  // namespace bellwether
