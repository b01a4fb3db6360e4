// Rendered answers in the order of a value: all of them, or the first few.
//
// Holds no more than it will give: the rendered answers, or with a limit the best so many. Answers
// of equal value stay in the order in which they came; those without a value come last, whichever
// the direction. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_RANKING_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_RANKING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether::cli {

// What answers are sorted by. Numbers and times by size, words of a band, decision or the like in
// the order of the pack, lists by their length, other texts by their bytes.
struct SortKey {
  bool missing = true;
  double number = 0;
  std::string text;
};

// `words`: all that the value can be, in their order; empty when that is not known.
SortKey KeyOf(const Observed& value, const std::vector<std::string>& words);

class Ranking {
 public:
  // `most`: how many are given; nothing: all.
  Ranking(bool descending, std::optional<size_t> most) : descending_(descending), most_(most) {}

  // Whether an answer with the key would be among those that are given, as far as is known.
  bool Wants(const SortKey& key) const;
  void Add(SortKey key, std::string rendered);
  // Gives them in order, and is empty then.
  void Take(const std::function<void(std::string_view rendered)>& give);

 private:
  struct Ranked {
    SortKey key;
    uint64_t sequence = 0;
    std::string rendered;
  };
  bool Before(const Ranked& a, const Ranked& b) const;

  const bool descending_;
  const std::optional<size_t> most_;
  uint64_t sequence_ = 0;
  // With a limit a heap, the last of the order at its top.
  std::vector<Ranked> ranked_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_RANKING_H_
