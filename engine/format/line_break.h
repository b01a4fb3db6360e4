// Where a line that is too long is broken, and the blanks between its pieces. Internal to
// engine/format.
#ifndef BELLWETHER_ENGINE_FORMAT_LINE_BREAK_H_
#define BELLWETHER_ENGINE_FORMAT_LINE_BREAK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/format/token.h"

namespace bellwether::format {

// Characters that a line may have. Comments, and what cannot be broken, may go beyond.
inline constexpr uint32_t kWidth = 100;

// The blanks between two pieces of a line, neither of them a comment.
uint32_t Gap(const Token& left, const Token& right);

// The end of the line of the pieces [first, end) that begins in column `indent`; beyond `first`.
// It is `last`, where the text has its next line, unless that is too far to the right. Then a value
// in brackets that fits into a line goes there, and else the line ends with the last comma that is
// in as few brackets as any.
size_t EndOfLine(const std::vector<Token>& tokens, size_t first, size_t last, uint32_t indent);

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_LINE_BREAK_H_
