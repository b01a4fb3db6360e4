// Tested by tests/clients/import_test.py.
#include "clients/cli/imports/export_sample.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/accounts/csv_rows.h"
#include "engine/accounts/json_texts.h"
#include "engine/accounts/json_tree.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostRows = 1'000;

class CsvSample : public TextReader, private CsvRowSink {
 public:
  CsvSample(const CsvOptions& options, imports::Sample& sample)
      : sample_(sample), rows_(options, Limits{}, *this) {}

  void Feed(std::string_view text) override { rows_.Feed(text); }
  void Finish() override { rows_.Finish(); }

 private:
  bool TakeHeader(const CsvRow& header) override {
    sample_.header = header.cells;
    sample_.dialect = header.dialect;
    return true;
  }
  void TakeRow(const CsvRow& row) override {
    sample_.dialect = row.dialect;
    const bool fits = row.cells.size() == sample_.header.size();
    if (fits && sample_.rows.size() < kMostRows) sample_.rows.push_back(row.cells);
  }
  void RefuseRow(uint32_t, std::string_view, const std::string&) override {}
  void RefuseHeader(uint32_t, std::string_view, const std::string&) override {}

  imports::Sample& sample_;
  CsvRows rows_;
};

class JsonSample : public TextReader, private JsonTextSink {
 public:
  JsonSample(bool lines, imports::Sample& sample) : sample_(sample) {
    sample_.csv = false;
    texts_ = MakeJsonTextReader(lines, "a row", limits_, *this);
  }

  void Feed(std::string_view text) override { texts_->Feed(text); }
  void Finish() override { texts_->Finish(); }

 private:
  void TakeText(std::string_view text, TextPlace place) override {
    if (sample_.rows.size() >= kMostRows) return;
    Violations violations(1);
    const JsonTree tree = ParseJson(text, place, limits_, violations);
    if (!violations.empty() || !tree.root.is_mapping()) return;
    sample_.rows.emplace_back(sample_.header.size());
    Add(tree.root, "");
  }
  void RefuseText(uint32_t, std::string_view, const std::string&) override {}

  // Scalars of objects within objects; lists are passed over.
  void Add(const Node& node, const std::string& prefix) {
    for (const bellwether::Entry& entry : node.entries) {
      const std::string path = prefix + entry.key;
      if (entry.value.is_mapping()) Add(entry.value, path + ".");
      if (entry.value.is_scalar() || entry.value.is_null()) Put(path, entry.value.text);
    }
  }

  void Put(const std::string& path, const std::string& text) {
    auto& header = sample_.header;
    const auto place =
        static_cast<size_t>(std::find(header.begin(), header.end(), path) - header.begin());
    if (place == header.size()) {
      header.push_back(path);
      for (auto& row : sample_.rows) row.emplace_back();
    }
    sample_.rows.back()[place] = text;
  }

  const Limits limits_;
  imports::Sample& sample_;
  std::unique_ptr<JsonTextReader> texts_;
};

// What the source is called: the file's name up to its first dot, as a name may be.
std::string SourceName(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  name = name.substr(0, name.find('.'));
  for (char& c : name) {
    const auto byte = static_cast<unsigned char>(c);
    c = absl::ascii_isalnum(byte) ? absl::ascii_tolower(byte) : '_';
  }
  const bool letter = !name.empty() && absl::ascii_isalpha(static_cast<unsigned char>(name[0]));
  return letter ? name : "export_" + name;
}

}  // namespace

absl::StatusOr<imports::Sample> ReadSample(const std::string& path,
                                           const AccountFileOptions& options) {
  imports::Sample sample;
  bool yaml = false;
  FormattedFile file(options.form, [&](AccountFormat format) -> std::unique_ptr<TextReader> {
    yaml = format == AccountFormat::kYaml;
    if (format == AccountFormat::kCsv || yaml) {
      return std::make_unique<CsvSample>(options.read.csv, sample);
    }
    return std::make_unique<JsonSample>(format == AccountFormat::kJsonLines, sample);
  });
  absl::Status read = file.Open(path);
  if (read.ok()) read = file.Read([&] { return sample.rows.size() < kMostRows && !yaml; });
  if (!read.ok()) return read;
  sample.file = file.input().name();
  sample.source = SourceName(path);
  if (yaml || sample.rows.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(sample.file, yaml ? " is YAML; exports are CSV, JSON or JSON lines"
                                       : " holds no row to guess from"));
  }
  return sample;
}

}  // namespace bellwether::cli
