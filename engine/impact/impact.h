// What another pack does to many accounts: counts, sums and the accounts that move most. Plain
// data, in memory that does not grow with the number of accounts; made by tally.h.
#ifndef BELLWETHER_ENGINE_IMPACT_IMPACT_H_
#define BELLWETHER_ENGINE_IMPACT_IMPACT_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/impact/account_change.h"

namespace bellwether::impact {

// Accounts, and the contract value of those that state one.
struct Sum {
  uint64_t accounts = 0;
  double acv = 0;
  void Add(const AccountChange& change) {
    ++accounts;
    acv += change.acv.value_or(0);
  }
};

// An outcome: how many accounts had each answer by the old pack and have each by the new one.
class Migration {
 public:
  // `segments`: with that of accounts without one.
  Migration(size_t answers, size_t segments)
      : answers_(answers), segments_(segments), cells_(answers * answers * segments) {}

  void Add(size_t outcome, const AccountChange& change);
  // Accounts of a segment that go from one answer to another, or keep it.
  void Add(size_t segment, size_t from, size_t to, const Sum& sum);

  const Sum& At(size_t segment, size_t from, size_t to) const {
    return cells_[(segment * answers_ + from) * answers_ + to];
  }
  // Of all segments.
  Sum At(size_t from, size_t to) const;
  // Of accounts with an answer by the old pack, and by the new one.
  Sum From(size_t segment, size_t answer) const;
  Sum To(size_t segment, size_t answer) const;
  size_t answers() const { return answers_; }
  size_t segments() const { return segments_; }
  uint64_t changed() const { return changed_; }

 private:
  size_t answers_;
  size_t segments_;
  std::vector<Sum> cells_;  // [segment][from][to]
  uint64_t changed_ = 0;
};

// What a component did to the scores of all accounts, in points of the raw score.
struct PartSum {
  double score = 0;      // by its sub-score
  double weight = 0;     // by its weight
  double moved = 0;      // of both together, without their sign
  uint64_t touched = 0;  // accounts
};

// How a score changed where both packs have one.
struct ScoreImpact {
  static constexpr size_t kBins = 100;  // of one point each

  uint64_t both = 0;
  uint64_t gained = 0;  // accounts that only the new pack gives a score
  uint64_t lost = 0;    // and only the old one
  uint64_t rises = 0;   // of the effective score, however small
  uint64_t falls = 0;
  double sum = 0;    // of the changes, in points
  double moved = 0;  // likewise, without their sign
  double least = 0;  // the largest fall, below 0
  double most = 0;   // the largest rise
  // Falls by more than i and at most i + 1 points; rises likewise.
  std::array<uint64_t, kBins> fallen = {}, risen = {};
  // Spearman's, of the displayed scores; nothing where all have the same.
  std::optional<double> rank_correlation;
  std::vector<PartSum> parts;  // parallel to ScoreNames::parts
  PartSum limits;              // floors, caps, overrides: `score` alone
};

struct SegmentImpact {
  Sum all;
  Sum flipped;           // accounts with another decision
  uint64_t both = 0;     // with a primary score by both
  double score_sum = 0;  // of changes of the primary score
};

struct Impact {
  uint64_t accounts = 0;  // compared
  uint64_t refused_by_both = 0;
  uint64_t refused_by_from = 0;         // by the old pack alone
  uint64_t refused_by_to = 0;           // by the new pack alone
  uint64_t without_acv = 0;             // of those compared
  uint64_t changed = 0;                 // some answer or displayed score is another
  Sum flipped;                          // some decision is another
  std::vector<SegmentImpact> segments;  // parallel to PairNames::segments, and one more: none
  std::vector<Migration> migrations;    // parallel to PairNames::outcomes
  std::vector<ScoreImpact> scores;      // parallel to PairNames::scores
  // The largest changes of the primary score, the largest first; of equal ones the first account.
  std::vector<AccountChange> falls, rises;
  // Accounts with another decision, the largest contract value first.
  std::vector<AccountChange> flips;
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_IMPACT_H_
