// Which cells of a row a source reads.
#ifndef BELLWETHER_ENGINE_IMPORTS_HEADER_H_
#define BELLWETHER_ENGINE_IMPORTS_HEADER_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/accounts/violations.h"
#include "engine/imports/mapping.h"

namespace bellwether::imports {

// Immutable once made; the source must outlive it.
class RowShape {
 public:
  // Columns that are not there, or twice, go to `violations`, with the path "header".
  RowShape(const Source& source, const std::vector<std::string>& header, Violations& violations);

  // The cells that the source reads, in the order of Source::columns. A row with more or fewer
  // cells than the header is refused: which cell belongs to which column is then anybody's guess.
  std::vector<std::string> Pick(const std::vector<std::string>& cells,
                                Violations& violations) const;

  // Whether some value that the source reads of this cell of the header may be a number.
  bool MayHoldNumbers(size_t place) const { return numbers_[place]; }

 private:
  std::vector<size_t> places_;  // by column of the source
  std::vector<bool> numbers_;   // by cell of the header
  size_t header_size_ = 0;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_HEADER_H_
