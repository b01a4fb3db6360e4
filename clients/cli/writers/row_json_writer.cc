// Tested by tests/clients/row_writer_test.cc.
#include <utility>

#include "clients/cli/writers/json_frame.h"
#include "clients/cli/writers/row_writer.h"
#include "engine/accounts/json_text.h"
#include "engine/paths/observe.h"

namespace bellwether::cli {
namespace {

void WriteValue(const Observed& value, PathType type, JsonText& json) {
  if (!value.has_value()) return json.Null();
  if (const auto* number = std::get_if<double>(&value.value)) return json.Number(*number);
  if (const auto* names = std::get_if<std::vector<std::string>>(&value.value)) {
    json.BeginArray();
    for (const std::string& name : *names) json.String(name);
    return json.EndArray();
  }
  const std::string text = ValueText(value, ";");
  const bool truth = type == PathType::kTruth && text != "unknown";
  truth ? json.Bool(text == "true") : json.String(text);
}

class RowJsonWriter : public RowWriter {
 public:
  RowJsonWriter(std::vector<RowColumn> columns, bool lines)
      : columns_(std::move(columns)), frame_(lines) {}

  std::string Render(const Row& row) override {
    JsonText json(frame_.indent());
    json.BeginObject();
    for (size_t i = 0; i < columns_.size(); ++i) {
      json.Key(columns_[i].name);
      WriteValue(row[i], columns_[i].type, json);
    }
    json.EndObject();
    return std::move(json).Take();
  }
  void Write(std::string_view rendered, std::string& text) override {
    frame_.Write(rendered, text);
  }
  void Finish(std::string& text) override { frame_.Finish(text); }

 private:
  const std::vector<RowColumn> columns_;
  JsonFrame frame_;
};

}  // namespace

std::unique_ptr<RowWriter> MakeRowJsonWriter(std::vector<RowColumn> columns) {
  return std::make_unique<RowJsonWriter>(std::move(columns), false);
}

std::unique_ptr<RowWriter> MakeRowJsonLinesWriter(std::vector<RowColumn> columns) {
  return std::make_unique<RowJsonWriter>(std::move(columns), true);
}

}  // namespace bellwether::cli
