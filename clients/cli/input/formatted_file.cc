// Tested by tests/clients/account_file_test.py.
#include "clients/cli/input/formatted_file.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/decompression.h"
#include "clients/cli/input/format_sniffing.h"
#include "clients/cli/input/transcoding.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/file_names.h"

namespace bellwether::cli {

// Text -> its reader, once the format is known.
class FormattedFile::Reading : public ByteStage {
 public:
  Reading(const FileForm& form, MakeReader make) : make_(std::move(make)) {
    if (form.format) Begin(*form.format);
  }

  // The name of the file tells the format, unless the options do.
  void UseName(std::string_view path) {
    const auto format = AccountFormatOf(WithoutCompressionEnding(path));
    if (reader_ == nullptr && format) Begin(*format);
  }
  void AskAfterEachPiece(const std::function<bool()>* wanted) { wanted_ = wanted; }

  absl::Status Take(std::string_view bytes) override {
    if (bytes.empty()) return absl::OkStatus();
    empty_ = false;
    if (reader_ != nullptr) return Feed(bytes);
    begin_.append(bytes);
    return Sniff(/*at_end=*/false);
  }

  absl::Status Finish() override {
    if (empty_) return absl::DataLossError("is empty");
    if (reader_ == nullptr) {
      if (absl::Status sniffed = Sniff(/*at_end=*/true); !sniffed.ok()) return sniffed;
    }
    reader_->Finish();
    return absl::OkStatus();
  }

 private:
  void Begin(AccountFormat format) { reader_ = make_(format); }

  absl::Status Feed(std::string_view bytes) {
    reader_->Feed(bytes);
    return (*wanted_)() ? absl::OkStatus() : Stopped();
  }

  absl::Status Sniff(bool at_end) {
    const Sniffed sniffed = SniffFormat(begin_, at_end);
    if (sniffed.more) return absl::OkStatus();
    if (!sniffed.format) {
      return absl::InvalidArgumentError(
          "neither the name nor the beginning tells the format: give --accounts-format json, "
          "jsonl, yaml or csv");
    }
    Begin(*sniffed.format);
    return Feed(std::exchange(begin_, ""));
  }

  const MakeReader make_;
  const std::function<bool()>* wanted_ = nullptr;
  std::unique_ptr<TextReader> reader_;  // null: the format is not known yet
  std::string begin_;                   // until it is
  bool empty_ = true;
};

FormattedFile::FormattedFile(const FileForm& form, MakeReader make)
    : reading_(std::make_unique<Reading>(form, std::move(make))),
      transcoding_(std::make_unique<Transcoding>(form.encoding, *reading_)),
      decompression_(std::make_unique<Decompression>(*transcoding_)) {}

FormattedFile::~FormattedFile() = default;

absl::Status FormattedFile::Open(const std::string& path) {
  absl::Status opened = input_.Open(path);
  if (opened.ok()) reading_->UseName(path);
  return opened;
}

// A stage says what is wrong with the bytes, not whose they are.
absl::Status FormattedFile::Read(const std::function<bool()>& wanted,
                                 const std::function<AccountInput::Idle()>& idle) {
  reading_->AskAfterEachPiece(&wanted);
  absl::Status staged;
  const absl::Status read = input_.ReadAll(
      [&](std::string_view piece) {
        staged = decompression_->Take(piece);
        return staged.ok() && wanted();
      },
      idle);
  if (!read.ok()) return read;
  if (staged.ok() && wanted()) staged = decompression_->Finish();
  if (staged.ok() || IsStopped(staged)) return absl::OkStatus();
  const bool empty = input_.bytes_read() == 0;
  return {staged.code(), absl::StrCat(input_.name(), empty ? " " : ": ", staged.message())};
}

}  // namespace bellwether::cli
