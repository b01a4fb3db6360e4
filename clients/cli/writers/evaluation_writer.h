// Evaluations -> text, one after the other, in one of four formats.
//
//   auto writer = MakeEvaluationWriter(OutputFormat::kCsv, {});
//   std::string text;
//   writer->Add(evaluation, text);   // appends what can be written by now
//   writer->Finish(text);            // appends the rest
//
// Memory does not grow with the number of evaluations. The text is the same whether the evaluation
// was made here or by a server. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_EVALUATION_WRITER_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_EVALUATION_WRITER_H_

#include <memory>
#include <string>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

enum class OutputFormat {
  // For people: a line for each health model that applies; flags, graduation and extension, where
  // the pack has them, in the account's first line.
  kTable,
  kJson,       // an array
  kJsonLines,  // an evaluation a line
  // A row for each account and health model (RFC 4180); what is said about the account as a whole
  // is repeated in each of its rows.
  kCsv,
};

class EvaluationWriter {
 public:
  virtual ~EvaluationWriter() = default;
  virtual void Add(const v1::Evaluation& evaluation, std::string& text) = 0;
  virtual void Finish(std::string& text) = 0;
};

struct WriterOptions {
  Style style{false};
  const Plan* plan = nullptr;  // colours of bands, when the rules are here
  std::string language;        // of the table's sentences, as asked for
  // Rows of a table from which the widths of its columns are taken.
  size_t table_window = 200;
};

std::unique_ptr<EvaluationWriter> MakeEvaluationWriter(OutputFormat format,
                                                       const WriterOptions& options);

// One for each format.
std::unique_ptr<EvaluationWriter> MakeTableWriter(const WriterOptions& options);
std::unique_ptr<EvaluationWriter> MakeJsonWriter();
std::unique_ptr<EvaluationWriter> MakeJsonLinesWriter();
std::unique_ptr<EvaluationWriter> MakeCsvWriter();

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_EVALUATION_WRITER_H_
