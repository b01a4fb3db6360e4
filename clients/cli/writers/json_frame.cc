// Tested by tests/clients/evaluation_writer_test.cc.
#include "clients/cli/writers/json_frame.h"

namespace bellwether::cli {
namespace {

// Every line of an element stands two blanks further right than it does alone.
void AppendIndented(std::string_view element, std::string& text) {
  text.append("  ");
  for (const char c : element) {
    text.push_back(c);
    if (c == '\n') text.append("  ");
  }
}

}  // namespace

void JsonFrame::Write(std::string_view element, std::string& text) {
  if (lines_) {
    text.append(element).push_back('\n');
    return;
  }
  text.append(empty_ ? "[\n" : ",\n");
  empty_ = false;
  AppendIndented(element, text);
}

void JsonFrame::Finish(std::string& text) const {
  if (!lines_) text.append(empty_ ? "[]\n" : "\n]\n");
}

}  // namespace bellwether::cli
