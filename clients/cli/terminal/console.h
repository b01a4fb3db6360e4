// What the program says beside its results: stderr, with a progress line on a terminal.
//
// The progress line is redrawn in place, and taken away before anything else is said. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_CONSOLE_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_CONSOLE_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

class Console {
 public:
  explicit Console(ColorChoice color);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  const Style& style() const { return style_; }
  // Whether a person would see a progress line.
  bool interactive() const { return interactive_; }

  // As it is, with its own end of line.
  void Write(std::string_view text);
  // "bellwether: " and the sentence.
  void Say(std::string_view sentence);
  // The same, "error: " before it.
  void Fail(std::string_view sentence);

  // Columns that a progress line may take: the terminal's last one stays free, so that no line
  // breaks.
  size_t progress_width() const;
  // Shows `line` in place of the progress line before. Nothing when not interactive.
  void ShowProgress(std::string_view line);
  void ClearProgress();

 private:
  Style style_;
  bool interactive_ = false;
  bool progress_shown_ = false;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_CONSOLE_H_
