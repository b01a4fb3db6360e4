// Three steps: check the bytes, let the library send events to a TreeBuilder, put its exceptions
// into our words. This is the only file that catches them.
//
// Tested by tests/engine/yaml/yaml_test.cc.
#include "engine/yaml/yaml.h"

#include <exception>
#include <sstream>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/yaml/surprise.h"
#include "engine/yaml/syntax_error.h"
#include "engine/yaml/text_check.h"
#include "engine/yaml/text_place.h"
#include "engine/yaml/tree_builder.h"
#include "yaml-cpp/exceptions.h"
#include "yaml-cpp/parser.h"

namespace bellwether {
namespace {

// The library gives the end of the file as its end or as its start.
bool IsEnd(std::string_view text, size_t offset) {
  return offset == 0 || text.find_first_not_of(" \t\r\n", offset) == std::string_view::npos;
}

void ReportSyntax(const YAML::Exception& exception, const yaml::TextPlaces& places,
                  const yaml::TreeBuilder& builder, uint32_t first_tab_line, DiagnosticSink& sink) {
  const yaml::SyntaxError& error = yaml::ExplainSyntaxError(exception.msg);
  const size_t offset = places.Offset(exception.mark.line, exception.mark.column);
  const Span at = places.SpanAt(offset);
  if (at.line >= first_tab_line) return;  // the tab was reported, and this follows from it
  if (const size_t tag = yaml::FindTagBefore(places, offset); tag != std::string_view::npos) {
    const size_t end = places.LineEnd(tag);
    return yaml::ReportTag(places.text().substr(tag, end - tag), places.SpanAt(tag, end - tag),
                           sink);
  }
  const Span open = builder.OpenPlace();
  if (error.not_at_end.empty() || !open.known()) {
    return sink.Error("syntax", at, std::string(error.message), std::string(error.hint));
  }
  if (IsEnd(places.text(), offset)) {
    return sink.Error("syntax", open, std::string(error.message), std::string(error.hint));
  }
  sink.Error("syntax", at,
             absl::StrCat(ToAbsl(error.not_at_end), " at ", open.line, ":", open.column),
             std::string(error.hint));
}

}  // namespace

Node ParseYaml(const Sources& sources, uint32_t file, const Limits& limits, DiagnosticSink& sink) {
  const yaml::CheckedText checked = yaml::CheckText(sources, file, sink);
  const yaml::TextPlaces places(checked.text, file, checked.first_line_shift);
  yaml::TreeBuilder builder(places, limits, sink);
  try {
    std::istringstream stream(checked.text);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const yaml::LimitReached&) {
    // Reported where it happened.
  } catch (const YAML::Exception& exception) {
    ReportSyntax(exception, places, builder, checked.first_tab_line, sink);
  } catch (const std::exception&) {
    sink.Error("syntax", places.SpanAt(0), "this file cannot be read as YAML");
  }
  return builder.TakeRoot();
}

}  // namespace bellwether
