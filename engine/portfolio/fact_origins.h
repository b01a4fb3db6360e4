// Which record each fact of an account comes from that a replay tells (replay.h): what was said
// last, by record and moment.
//
//   for (const FactOrigin& one : OriginsOf(book, number, as_of)) ...
//
// A pure function.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_FACT_ORIGINS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_FACT_ORIGINS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/book/book.h"
#include "engine/facts/account.h"

namespace bellwether::portfolio {

struct FactOrigin {
  // "segment", "kickoff_at", "signals.usage", "milestones.training", "extension.granted_days"
  std::string fact;
  records::Kind kind = records::Kind::kAccount;
  std::string id;  // of the record
  Moment at;       // when it was so: of a signal, when it was observed
  absl::Time known_at;
};

// Attributes and dates first, then signals, each by name, then milestones by key, then days of
// extension. A fact that follows from many records, or from there being none, has no origin.
std::vector<FactOrigin> OriginsOf(const book::Book& book, uint32_t account, const Moment& as_of);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_FACT_ORIGINS_H_
