// Tested by tests/clients/evaluation_writer_test.cc.
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "clients/cli/writers/json_frame.h"
#include "protos/wire/view.h"

namespace bellwether::cli {
namespace {

class JsonWriter : public EvaluationWriter {
 public:
  JsonWriter(bool lines, bool basic)
      : frame_(lines), fields_(basic ? wire::BasicFields() : wire::FieldSelection()) {}

  std::string Render(const v1::Evaluation& evaluation) override {
    return MessageJson(evaluation, fields_, frame_.indent());
  }
  void Write(std::string_view rendered, std::string& text) override {
    frame_.Write(rendered, text);
  }
  void Finish(std::string& text) override { frame_.Finish(text); }

 private:
  JsonFrame frame_;
  const wire::FieldSelection fields_;
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeJsonWriter(bool basic) {
  return std::make_unique<JsonWriter>(false, basic);
}

std::unique_ptr<EvaluationWriter> MakeJsonLinesWriter(bool basic) {
  return std::make_unique<JsonWriter>(true, basic);
}

std::unique_ptr<EvaluationWriter> MakeEvaluationWriter(OutputFormat format,
                                                       const WriterOptions& options) {
  switch (format) {
    case OutputFormat::kTable:
      return MakeTableWriter(options);
    case OutputFormat::kJson:
      return MakeJsonWriter(options.basic);
    case OutputFormat::kJsonLines:
      return MakeJsonLinesWriter(options.basic);
    case OutputFormat::kCsv:
      return MakeCsvWriter();
  }
  return MakeTableWriter(options);
}

}  // namespace bellwether::cli
