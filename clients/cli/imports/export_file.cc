// Tested by tests/clients/import_test.py.
#include "clients/cli/imports/export_file.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/transcoding.h"
#include "engine/accounts/violations.h"

namespace bellwether::cli {
namespace {

std::optional<AccountFormat> Stated(imports::Format format) {
  switch (format) {
    case imports::Format::kCsv:
      return AccountFormat::kCsv;
    case imports::Format::kJson:
      return AccountFormat::kJson;
    case imports::Format::kJsonLines:
      return AccountFormat::kJsonLines;
    case imports::Format::kByContent:
      break;
  }
  return std::nullopt;
}

// The text of one export -> its rows.
class ExportText : public TextReader {
 public:
  ExportText(const imports::Source& source, AccountFormat format, imports::ExportReader::Sink sink)
      : reader_(source, format, Limits{}, std::move(sink)) {}

  void Feed(std::string_view text) override { reader_.Feed(text); }
  void Finish() override { reader_.Finish(); }

 private:
  imports::ExportReader reader_;
};

// Of a file that cannot be read.
class NoText : public TextReader {
 public:
  void Feed(std::string_view /*text*/) override {}
  void Finish() override {}
};

std::unique_ptr<TextReader> ReaderOf(const imports::Source& source, AccountFormat format,
                                     const imports::ExportReader::Sink& sink) {
  if (format != AccountFormat::kYaml) return std::make_unique<ExportText>(source, format, sink);
  sink({{1, {}},
        {{std::string(kExportHeader), std::string(reason::kSyntax),
          "this is YAML; exports are CSV, JSON or JSON lines"}}});
  return std::make_unique<NoText>();
}

}  // namespace

absl::StatusOr<std::unique_ptr<FormattedFile>> OpenExport(const imports::Source& source,
                                                          const std::string& path, FileForm form,
                                                          imports::ExportReader::Sink sink) {
  if (const auto stated = Stated(source.format)) form.format = stated;
  if (!source.encoding.empty()) form.encoding = source.encoding;
  if (const std::string problem = EncodingProblem(form.encoding); !problem.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("encoding of ", source.name, ": ", problem));
  }
  auto file = std::make_unique<FormattedFile>(
      form, [&source, sink = std::move(sink)](AccountFormat format) {
        return ReaderOf(source, format, sink);
      });
  if (absl::Status opened = file->Open(path); !opened.ok()) return opened;
  return file;
}

}  // namespace bellwether::cli
