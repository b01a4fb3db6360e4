// Tested by tests/clients/evaluation_writer_test.cc.
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/evaluation_writer.h"
#include "clients/cli/writers/json_frame.h"

namespace bellwether::cli {
namespace {

class JsonWriter : public EvaluationWriter {
 public:
  explicit JsonWriter(bool lines) : frame_(lines) {}

  std::string Render(const v1::Evaluation& evaluation) override {
    return Dump(ToJson(evaluation), frame_.indent());
  }
  void Write(std::string_view rendered, std::string& text) override {
    frame_.Write(rendered, text);
  }
  void Finish(std::string& text) override { frame_.Finish(text); }

 private:
  JsonFrame frame_;
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeJsonWriter() { return std::make_unique<JsonWriter>(false); }

std::unique_ptr<EvaluationWriter> MakeJsonLinesWriter() {
  return std::make_unique<JsonWriter>(true);
}

std::unique_ptr<EvaluationWriter> MakeEvaluationWriter(OutputFormat format,
                                                       const WriterOptions& options) {
  switch (format) {
    case OutputFormat::kTable:
      return MakeTableWriter(options);
    case OutputFormat::kJson:
      return MakeJsonWriter();
    case OutputFormat::kJsonLines:
      return MakeJsonLinesWriter();
    case OutputFormat::kCsv:
      return MakeCsvWriter();
  }
  return MakeTableWriter(options);
}

}  // namespace bellwether::cli
