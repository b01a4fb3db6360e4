// Answers -> text in two steps: each is rendered by itself, and written when it is its turn.
//
//   std::string text;
//   writer->Write(writer->Render(answer), text);   // appends what can be written by now
//   writer->Finish(text);                          // appends the rest
//
// What is rendered is small and no more than its writer needs, so that answers may wait in it to be
// sorted. Text is bytes: a format that is no text fits the same interface. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_WRITER_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_WRITER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

enum class OutputFormat {
  kTable,  // for people
  kJson,   // an array
  kJsonLines,
  kCsv,  // RFC 4180
};

struct WriterOptions {
  Style style{false};
  const Plan* plan = nullptr;  // colours of bands, when the rules are here
  std::string language;        // of the table's sentences, as asked for
  bool basic = false;          // json: answers are EVALUATION_VIEW_BASIC
  // Rows of a table from which the widths of its columns are taken.
  size_t table_window = 200;
  // Columns of the terminal that a table must fit into; absent: as wide as it needs.
  std::optional<size_t> width;
  // What a person can do about columns that were left out.
  std::string_view more_columns = "a wider terminal shows more, --select chooses columns";
};

class Writer {
 public:
  virtual ~Writer() = default;
  // Appends an answer that this writer has rendered.
  virtual void Write(std::string_view rendered, std::string& text) = 0;
  virtual void Finish(std::string& text) = 0;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_WRITER_H_
