// A file, wherever it comes from and however it is written, to text in a known format: unpacked, in
// UTF-8, in the format that is stated, or that its name or its beginning tells.
//
//   FormattedFile file({}, [&](AccountFormat format) { return MakeReader(format); });
//   if (absl::Status opened = file.Open("accounts.csv.gz"); !opened.ok()) ...
//   absl::Status read = file.Read([&] { return !enough; });
//
// Memory is bounded as that of the reader. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_FORMATTED_FILE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_FORMATTED_FILE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/input/account_input.h"
#include "clients/cli/input/byte_stage.h"
#include "engine/accounts/accounts.h"

namespace bellwether::cli {

// What is said of a file; what is left out is recognised.
struct FileForm {
  std::optional<AccountFormat> format;
  std::string encoding;  // as iconv calls it; "": UTF-8, or UTF-16 by its mark
};

// Takes the text of a file.
class TextReader {
 public:
  virtual ~TextReader() = default;
  virtual void Feed(std::string_view text) = 0;
  virtual void Finish() = 0;
};

class FormattedFile {
 public:
  using MakeReader = std::function<std::unique_ptr<TextReader>(AccountFormat format)>;

  // `make` is called once, when the format is known. `form.encoding` must have no EncodingProblem.
  FormattedFile(const FileForm& form, MakeReader make);
  ~FormattedFile();
  FormattedFile(const FormattedFile&) = delete;
  FormattedFile& operator=(const FormattedFile&) = delete;

  // "-" is stdin.
  absl::Status Open(const std::string& path);

  // Reads to the end, or until `wanted` is false, which is asked after each piece. `idle` as in
  // AccountInput::ReadAll. An empty file is a failure, and so is one whose format cannot be told
  // (INVALID_ARGUMENT).
  absl::Status Read(
      const std::function<bool()>& wanted,
      const std::function<AccountInput::Idle()>& idle = [] { return AccountInput::Idle::kWait; });

  const AccountInput& input() const { return input_; }

 private:
  class Reading;  // the last stage

  AccountInput input_;
  std::unique_ptr<Reading> reading_;
  std::unique_ptr<ByteStage> transcoding_;
  std::unique_ptr<ByteStage> decompression_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_FORMATTED_FILE_H_
