// The user's mistakes: collected, all at once, each with a place, a reason and what to do.
//
//   pack.yaml:2:4: error: unknown key `amont` [unknown-key]
//     2 | - {amont: 5}
//       |    ^~~~~
//     did you mean `amount`?
//
// Of what a merge key laid in, a line names the `<<`: "merged in by `<<` at pack.yaml:7:12".
#ifndef BELLWETHER_ENGINE_SOURCE_DIAGNOSTIC_H_
#define BELLWETHER_ENGINE_SOURCE_DIAGNOSTIC_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/source/source.h"
#include "engine/source/span.h"

namespace bellwether {

enum class Severity { kError, kWarning };

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;  // stable, kebab-case: "unknown-key", "duplicate-key", "type-mismatch"
  Span span;
  std::string message;  // what is wrong, one line, no full stop
  std::string hint;     // what to do; may be empty
};

// Collects diagnostics while a stage runs. Not thread-safe: one per compilation.
class DiagnosticSink {
 public:
  void Error(std::string code, const Span& at, std::string message, std::string hint = {});
  void Warning(std::string code, const Span& at, std::string message, std::string hint = {});
  void Add(Diagnostic diagnostic);

  bool has_errors() const { return errors_ > 0; }
  size_t error_count() const { return errors_; }
  // Everything so far, sorted by place, exact repeats dropped. Leaves the sink empty.
  std::vector<Diagnostic> Take();

 private:
  std::vector<Diagnostic> list_;
  size_t errors_ = 0;
};

bool HasErrors(const std::vector<Diagnostic>& diagnostics);

// One diagnostic as in the example above, with a final newline.
std::string Render(const Diagnostic& diagnostic, const Sources& sources);
// Up to `most` of them, then a line that counts the rest, errors before warnings are not reordered.
std::string RenderAll(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                      size_t most = 100);
// "file:line:column: error: message [code]": the first line alone.
std::string RenderLine(const Diagnostic& diagnostic, const Sources& sources);

// What a compile stage returns: a value unless some diagnostic is an error. Warnings may accompany
// a value.
template <typename T>
struct Staged {
  T value{};
  std::vector<Diagnostic> diagnostics;  // sorted by place
  bool ok() const { return !HasErrors(diagnostics); }
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SOURCE_DIAGNOSTIC_H_
