// JSON as an array that is written element by element, and as JSON lines.
//
// Tested by tests/clients/evaluation_writer_test.cc.
#include "clients/cli/words/proto_json.h"
#include "clients/cli/writers/evaluation_writer.h"

namespace bellwether::cli {
namespace {

constexpr int kIndent = 2;

// Every line of an element stands two blanks further right than it does alone.
void AppendIndented(const std::string& element, std::string& text) {
  text.append("  ");
  for (const char c : element) {
    text.push_back(c);
    if (c == '\n') text.append("  ");
  }
}

class JsonWriter : public EvaluationWriter {
 public:
  void Add(const v1::Evaluation& evaluation, std::string& text) override {
    text.append(empty_ ? "[\n" : ",\n");
    empty_ = false;
    AppendIndented(Dump(ToJson(evaluation), kIndent), text);
  }
  void Finish(std::string& text) override { text.append(empty_ ? "[]\n" : "\n]\n"); }

 private:
  bool empty_ = true;
};

class JsonLinesWriter : public EvaluationWriter {
 public:
  void Add(const v1::Evaluation& evaluation, std::string& text) override {
    text.append(Dump(ToJson(evaluation), kOneLine)).push_back('\n');
  }
  void Finish(std::string&) override {}
};

}  // namespace

std::unique_ptr<EvaluationWriter> MakeJsonWriter() { return std::make_unique<JsonWriter>(); }

std::unique_ptr<EvaluationWriter> MakeJsonLinesWriter() {
  return std::make_unique<JsonLinesWriter>();
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
