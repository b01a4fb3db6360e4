// Where in an expression's text something stands, and how a mistake there is reported.
//
// A place inside a verbatim text becomes a column of the file; in any other text (a folded scalar,
// escapes) the whole scalar is the place and the message says which character is meant.
#ifndef BELLWETHER_ENGINE_EXPRESSION_MISTAKES_H_
#define BELLWETHER_ENGINE_EXPRESSION_MISTAKES_H_

#include <cstdint>
#include <string>

#include "engine/expression/expression.h"
#include "engine/source/diagnostic.h"

namespace bellwether::expression {

// Bytes of the text.
struct Range {
  uint32_t offset = 0;
  uint32_t length = 1;

  uint32_t end() const { return offset + length; }
};

// From the start of `first` to the end of `last`.
Range Join(const Range& first, const Range& last);

class Mistakes {
 public:
  Mistakes(const Text& text, DiagnosticSink& sink) : text_(text), sink_(sink) {}

  void Error(const char* code, const Range& at, std::string message, std::string hint = {});
  void Warning(const char* code, const Range& at, std::string message, std::string hint = {});
  bool any() const { return errors_ > 0; }
  uint32_t errors() const { return errors_; }

 private:
  Span Place(const Range& at) const;
  std::string WithPlace(const Range& at, std::string message) const;

  const Text& text_;
  DiagnosticSink& sink_;
  uint32_t errors_ = 0;
};

}  // namespace bellwether::expression

#endif  // BELLWETHER_ENGINE_EXPRESSION_MISTAKES_H_
