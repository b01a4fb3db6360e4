// Bytes of one export -> its rows, with the cells that the mapping reads.
//
//   ExportReader reader(source, AccountFormat::kCsv, limits, [&](ExportRow row) { ... });
//   while (read(piece)) reader.Feed(piece);
//   reader.Finish();
//
// In CSV a column is found by its name in the header; in JSON and JSON lines by a path such as
// properties.tier or contacts.0.email, whose keys may hold dots themselves. A column that no header
// and no object has is told about once. One bad row never stops the rest. What comes out does not
// depend on how the bytes were cut; memory is bounded by the largest row.
#ifndef BELLWETHER_ENGINE_IMPORTS_EXPORT_READER_H_
#define BELLWETHER_ENGINE_IMPORTS_EXPORT_READER_H_

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/accounts/accounts.h"
#include "engine/base/limits.h"
#include "engine/imports/build.h"
#include "engine/imports/mapping.h"

namespace bellwether::imports {

// A row, as far as it could be read, and what was wrong with it. Of the file as a whole: path
// "header".
struct ExportRow {
  ImportRow row;
  std::vector<Violation> violations;
  bool ok() const { return violations.empty(); }
};

class ExportReader {
 public:
  using Sink = std::function<void(ExportRow row)>;

  // `source` must outlive it. `format`: any but YAML. UTF-8 without a byte order mark.
  ExportReader(const Source& source, AccountFormat format, const Limits& limits, Sink sink);
  ~ExportReader();

  void Feed(std::string_view bytes);
  // Hands out what is left. Call it once.
  void Finish();

  class Format;  // one for CSV, one for JSON

 private:
  std::unique_ptr<Format> format_;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_EXPORT_READER_H_
