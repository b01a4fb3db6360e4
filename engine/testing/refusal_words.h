// Internal to the testing stage: why an account was refused, on one line.
#ifndef BELLWETHER_ENGINE_TESTING_REFUSAL_WORDS_H_
#define BELLWETHER_ENGINE_TESTING_REFUSAL_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/facts/account.h"

namespace bellwether {

inline std::string RefusalWords(const std::vector<Violation>& violations) {
  std::vector<std::string> texts;
  for (const Violation& violation : violations) {
    texts.push_back(absl::StrCat(violation.path, ": ", violation.reason, ", ", violation.message));
  }
  return absl::StrCat("refused: ", absl::StrJoin(texts, "; "));
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_REFUSAL_WORDS_H_
