// Which accounts evidence is of, who hears how far the work has come, and the language of what is
// said.
#ifndef BELLWETHER_ENGINE_EVIDENCE_SCOPE_H_
#define BELLWETHER_ENGINE_EVIDENCE_SCOPE_H_

#include <cstdint>
#include <functional>
#include <string>

#include "engine/book/book.h"

namespace bellwether::evidence {

struct Scope {
  // Those that it keeps; the others are as if they were not in the book.
  book::KeptAccounts kept;
  // Called before each step with what is done of how many; absent: nobody listens.
  std::function<void(uint64_t done, uint64_t total)> progress;
  // Of reasons and titles, a BCP 47 tag; English where the engine does not have it.
  std::string language = {};

  void Say(uint64_t done, uint64_t total) const {
    if (progress) progress(done, total);
  }
};

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_SCOPE_H_
