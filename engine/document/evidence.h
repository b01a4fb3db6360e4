// What a pack says about judging itself: which facts may tell who stays, and experiments. Parts of
// document.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_EVIDENCE_H_
#define BELLWETHER_ENGINE_DOCUMENT_EVIDENCE_H_

#include <string>
#include <vector>

#include "engine/document/located.h"
#include "engine/document/rules.h"
#include "engine/source/span.h"

namespace bellwether::document {

// A fact that is tried as a driver.
struct DriverFact {
  std::vector<Bound> edges;
  Notes notes;
};

// Facts known at a landmark, held against who was still a customer later.
struct Drivers {
  Located<Period> landmark;  // after the start
  Located<Period> gap;       // after the landmark
  Located<Period> horizon;   // after the start
  Located<int64_t> min_count;
  NamedList<DriverFact> facts;
  Notes notes;
  Span span;
};

// Accounts that were assigned to arms, and what is compared between them.
struct Experiment {
  NamedList<Label> arms;  // the first is what is done today
  NamedList<Located<double>> shares;
  Located<bool> randomised;
  NamedList<Label> metrics;  // of the portfolio
  Located<std::string> decide_by;
  Located<double> worthwhile;
  Located<int64_t> accounts_per_arm;
  Located<double> hourly_cost;
  Notes notes;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_EVIDENCE_H_
