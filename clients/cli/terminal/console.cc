// Tested by tests/clients/cli_test.py.
#include "clients/cli/terminal/console.h"

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kClearLine = "\r\x1b[K";
constexpr std::string_view kClearRest = "\x1b[K";
constexpr size_t kUsualWidth = 80;

void Print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace

Console::Console(ColorChoice color)
    : style_(Style::For(color, stderr)), interactive_(IsTerminal(stderr)) {}

Console::~Console() { ClearProgress(); }

void Console::Write(std::string_view text) {
  ClearProgress();
  Print(text);
}

void Console::Say(std::string_view sentence) {
  Write(absl::StrCat("bellwether: ", ToAbsl(sentence), "\n"));
}

void Console::Fail(std::string_view sentence) {
  Write(absl::StrCat("bellwether: ", style_.Paint(Tone::kBad, "error:"), " ", ToAbsl(sentence),
                     "\n"));
}

size_t Console::progress_width() const {
  return std::max<size_t>(TerminalWidth(stderr, kUsualWidth), 2) - 1;
}

void Console::ShowProgress(std::string_view line) {
  if (!interactive_) return;
  // In one piece, and the rest of the line before is taken away last: so that nothing flickers.
  Print(absl::StrCat("\r", ToAbsl(Clip(line, progress_width())), ToAbsl(kClearRest)));
  std::fflush(stderr);
  progress_shown_ = true;
}

void Console::ClearProgress() {
  if (!progress_shown_) return;
  Print(kClearLine);
  std::fflush(stderr);
  progress_shown_ = false;
}

}  // namespace bellwether::cli
