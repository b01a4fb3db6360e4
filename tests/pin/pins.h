// The changes that cannot matter, as docs/pins.md lists them: below the heading "What may survive",
// table rows whose first cell is a key in backquotes, alone or with one of its changes.
//
//   | `extension.review_window_days` | nothing is decided by it |
//   | `health.x.weight` `30 -> 31` | too small a step to be seen |
#ifndef BELLWETHER_TESTS_PIN_PINS_H_
#define BELLWETHER_TESTS_PIN_PINS_H_

#include <string>
#include <string_view>
#include <vector>

#include "tests/pin/mutations.h"

namespace bellwether::pin {

class Pins {
 public:
  // The text of docs/pins.md.
  explicit Pins(std::string_view page);

  // Whether a survivor is listed; remembers that its row was needed.
  bool Excuse(const Mutation& survivor);
  // Rows that no survivor needed.
  std::vector<std::string> Unneeded() const;

 private:
  struct Row {
    std::string key;
    std::string change;  // "": all
    bool needed = false;
  };
  std::vector<Row> rows_;
};

}  // namespace bellwether::pin

#endif  // BELLWETHER_TESTS_PIN_PINS_H_
