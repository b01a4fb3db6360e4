// Whole evaluations -> text, one after the other, in one of four formats.
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
#include "clients/cli/writers/writer.h"

namespace bellwether::cli {

class EvaluationWriter : public Writer {
 public:
  virtual std::string Render(const v1::Evaluation& evaluation) = 0;
  void Add(const v1::Evaluation& evaluation, std::string& text) { Write(Render(evaluation), text); }
};

// Table: a line for each health model that applies; flags, graduation and extension, where the pack
// has them, in the account's first line. CSV: a row for each account and health model; what is said
// about the account as a whole is repeated in each of its rows.
std::unique_ptr<EvaluationWriter> MakeEvaluationWriter(OutputFormat format,
                                                       const WriterOptions& options);

// One for each format.
std::unique_ptr<EvaluationWriter> MakeTableWriter(const WriterOptions& options);
// `basic`: answers are EVALUATION_VIEW_BASIC.
std::unique_ptr<EvaluationWriter> MakeJsonWriter(bool basic = false);
std::unique_ptr<EvaluationWriter> MakeJsonLinesWriter(bool basic = false);
std::unique_ptr<EvaluationWriter> MakeCsvWriter();

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_EVALUATION_WRITER_H_
