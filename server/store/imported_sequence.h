// Under which number what was evaluated, or told, in another store is kept in this one: below 0,
// where no watch looks, and for an account in the order in which it was.
//
// A store numbers evaluations over all tenants, and none of its own numbers may be taken by what
// comes from elsewhere. So the number that it had there is kept in the lower 44 bits, and above
// them 18 bits of its account, since two accounts from two stores may have had the same: those of a
// tenant must differ.
//
// Pure functions.
#ifndef BELLWETHER_SERVER_STORE_IMPORTED_SEQUENCE_H_
#define BELLWETHER_SERVER_STORE_IMPORTED_SEQUENCE_H_

#include <cstdint>
#include <string_view>

namespace bellwether::store {

// That is taken; a store that gives a million numbers a second has more for half a year, and one
// that gives a thousand for five hundred.
inline constexpr int64_t kMostSequence = (int64_t{1} << 44) - 1;
// Up to which the numbers of this store are raised, so that they go on above those that were told
// elsewhere, and nobody who imports uses them up.
inline constexpr int64_t kMostRaised = int64_t{1} << 40;

inline constexpr int64_t kLeastImported = -(int64_t{1} << 62);

// `sequence`: 1 to kMostSequence.
inline int64_t ImportedSequence(std::string_view account, int64_t sequence) {
  uint64_t hash = 14'695'981'039'346'656'037u;  // FNV-1a
  for (const char c : account) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;
  }
  const auto of_account = static_cast<int64_t>((hash >> 32) & 0x3ffff);
  return kLeastImported + (of_account << 44) + sequence;
}

// The number that it was given where it was evaluated or told: here, or elsewhere.
inline int64_t OriginalSequence(int64_t kept) {
  return kept >= 0 ? kept : (kept - kLeastImported) & kMostSequence;
}

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_IMPORTED_SEQUENCE_H_
