// Tested by tests/engine/imports/export_reader_test.cc.
#include "engine/imports/export_reader.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/csv_rows.h"
#include "engine/accounts/json_texts.h"
#include "engine/accounts/json_tree.h"
#include "engine/base/suggest.h"
#include "engine/imports/header.h"
#include "engine/imports/object_row.h"

namespace bellwether::imports {

class ExportReader::Format {
 public:
  Format(const Source& source, const Limits& limits, Sink sink)
      : source_(source), limits_(limits), sink_(std::move(sink)) {}
  virtual ~Format() = default;
  virtual void Feed(std::string_view bytes) = 0;
  virtual void Finish() = 0;

 protected:
  void Put(ImportRow row, Violations& violations) { sink_({std::move(row), violations.Take()}); }
  void Refuse(uint32_t line, std::string path, std::string_view reason, std::string message) {
    sink_({{line, {}}, {{std::move(path), std::string(reason), std::move(message)}}});
  }

  const Source& source_;
  const Limits limits_;

 private:
  Sink sink_;
};

namespace {

class CsvFormat : public ExportReader::Format, private CsvRowSink {
 public:
  CsvFormat(const Source& source, const Limits& limits, ExportReader::Sink sink)
      : Format(source, limits, std::move(sink)), rows_(source.csv, limits, *this) {}

  void Feed(std::string_view bytes) override { rows_.Feed(bytes); }
  void Finish() override { rows_.Finish(); }

 private:
  bool TakeHeader(const CsvRow& header) override {
    Violations violations(limits_.max_diagnostics);
    shape_.emplace(source_, header.cells, violations);
    const bool good = violations.empty();
    if (!good) Put({header.line, {}}, violations);
    return good;
  }

  bool MayHoldNumbers(size_t column) const override { return shape_->MayHoldNumbers(column); }

  void TakeRow(const CsvRow& row) override {
    Violations violations(limits_.max_diagnostics);
    ImportRow picked{row.line, shape_->Pick(row.cells, violations), row.dialect.decimal};
    Put(std::move(picked), violations);
  }

  void RefuseRow(uint32_t line, std::string_view reason, const std::string& message) override {
    Refuse(line, "", reason, message);
  }
  void RefuseHeader(uint32_t line, std::string_view reason, const std::string& message) override {
    Refuse(line, "header", reason, message);
  }

  CsvRows rows_;
  std::optional<RowShape> shape_;
};

class JsonFormat : public ExportReader::Format, private JsonTextSink {
 public:
  JsonFormat(bool lines, const Source& source, const Limits& limits, ExportReader::Sink sink)
      : Format(source, limits, std::move(sink)), seen_(source.columns.size(), false) {
    texts_ = MakeJsonTextReader(lines, "a row", limits, *this);
  }

  void Feed(std::string_view bytes) override { texts_->Feed(bytes); }

  // A column that no row has is a mistake of the mapping, or the export lost it.
  void Finish() override {
    texts_->Finish();
    if (!any_row_) return;
    for (size_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i]) continue;
      Refuse(1, "header", reason::kMissingField,
             absl::StrCat("the mapping reads ", Quoted(source_.columns[i]), " of ", source_.name,
                          ", which no row has"));
    }
  }

 private:
  void TakeText(std::string_view text, TextPlace place) override {
    Violations violations(limits_.max_diagnostics);
    const JsonTree tree = ParseJson(text, place, limits_, violations);
    ImportRow row{place.line, {}, '.'};
    if (violations.empty()) {
      any_row_ = true;
      row = ReadObjectRow(tree.root, place.line, source_, seen_, violations);
    }
    Put(std::move(row), violations);
  }

  void RefuseText(uint32_t line, std::string_view reason, const std::string& message) override {
    Refuse(line, "", reason, message);
  }

  std::unique_ptr<JsonTextReader> texts_;
  std::vector<bool> seen_;  // by column: some row has it
  bool any_row_ = false;
};

}  // namespace

ExportReader::ExportReader(const Source& source, AccountFormat format, const Limits& limits,
                           Sink sink) {
  if (format == AccountFormat::kCsv) {
    format_ = std::make_unique<CsvFormat>(source, limits, std::move(sink));
  } else {
    format_ = std::make_unique<JsonFormat>(format == AccountFormat::kJsonLines, source, limits,
                                           std::move(sink));
  }
}

ExportReader::~ExportReader() = default;

void ExportReader::Feed(std::string_view bytes) { format_->Feed(bytes); }
void ExportReader::Finish() { format_->Finish(); }

}  // namespace bellwether::imports
