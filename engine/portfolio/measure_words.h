// What measures count, in the languages that the engine speaks beside English. The English words
// are those of the measure itself (engine/document/measures.h); a test holds each sentence here
// against them.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_MEASURE_WORDS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_MEASURE_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/document/measures.h"

namespace bellwether::portfolio {

struct MeasureWords {
  std::string_view about;      // as MeasureInfo
  std::string_view counts;     // likewise
  std::string_view groups_by;  // likewise
};

// "id" and "ms", whatever the region; in English for any other language. Total.
MeasureWords WordsOf(Measure measure, std::string_view language);

// The sentence that is made of them, about so many months; 0: the measure looks at none.
std::string DefinitionWords(Measure measure, uint32_t months, std::string_view language);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_MEASURE_WORDS_H_
