// Tested by tests/engine/expression/evaluate_test.cc.
#include "engine/expression/pattern.h"

namespace bellwether::expression {
namespace {

// A pattern of a pack is short; what needs more is a mistake or an attack.
constexpr int64_t kMostMemory = 1 << 20;

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::shared_ptr<const re2::RE2> CompilePattern(std::string_view text, std::string* problem) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  auto pattern = std::make_shared<const re2::RE2>(Piece(text), options);
  if (pattern->ok()) return pattern;
  *problem = pattern->error();
  return nullptr;
}

bool MatchesSomewhere(const re2::RE2& pattern, std::string_view text) {
  return re2::RE2::PartialMatch(Piece(text), pattern);
}

}  // namespace bellwether::expression
