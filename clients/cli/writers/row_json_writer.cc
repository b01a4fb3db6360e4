// Tested by tests/clients/row_writer_test.cc.
#include <utility>

#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/json_frame.h"
#include "clients/cli/writers/row_writer.h"
#include "engine/paths/observe.h"

namespace bellwether::cli {
namespace {

nlohmann::ordered_json ValueToJson(const Observed& value, PathType type) {
  if (!value.has_value()) return nullptr;
  if (const auto* number = std::get_if<double>(&value.value)) return NumberToJson(*number);
  if (const auto* names = std::get_if<std::vector<std::string>>(&value.value)) return *names;
  std::string text = ValueText(value, ";");
  const bool truth = type == PathType::kTruth && text != "unknown";
  return truth ? nlohmann::ordered_json(text == "true") : nlohmann::ordered_json(std::move(text));
}

class RowJsonWriter : public RowWriter {
 public:
  RowJsonWriter(std::vector<RowColumn> columns, bool lines)
      : columns_(std::move(columns)), frame_(lines) {}

  std::string Render(const Row& row) override {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (size_t i = 0; i < columns_.size(); ++i) {
      object[columns_[i].name] = ValueToJson(row[i], columns_[i].type);
    }
    return Dump(object, frame_.indent());
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
