// What people read of a portfolio, as it is written: dashboards with their audience, what is listed
// of each account of one person, and guides that look for causes. Parts of document.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_DASHBOARDS_H_
#define BELLWETHER_ENGINE_DOCUMENT_DASHBOARDS_H_

#include <string>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/document/rules.h"

namespace bellwether::document {

// One step of the way from a bad number to its cause: what people do, and the numbers that they
// decide it by.
struct GuideStep {
  Text action;                  // `do:`, required
  NamedList<Label> metrics;     // of the portfolio; the guide's own, if none is given
  NamedList<Label> breakdowns;  // attributes by which groups of accounts may differ
  Located<bool> milestones;     // groups by the milestones that were late, too
  Located<bool> causes;         // counts what delayed milestones
  NamedList<Label> components;  // of health models: accounts behind the metric against others
  Span span;
};

// What lies before whoever looks after some accounts.
struct Worklist {
  Located<std::string> of;  // required: the attribute that says whose account it is
  Located<Period> moved_within;
  Located<Period> milestones_within;
  Located<Period> renewals_within;
  Located<Period> quiet_after;
  Located<Period> tickets_after;
  Span span;
  bool present() const { return span.known(); }
};

// Groups that metrics are broken down by, where the words of an attribute are none.
struct Grouping {
  Located<std::string> of;   // an attribute, a signal, a date, or `start`
  std::vector<Bound> edges;  // of a number
  Located<Calendar> every;   // of a date
  Notes notes;
  Span span;
};

struct Dashboard {
  Text title;   // who reads it
  Text rhythm;  // how often
  Worklist worklist;
  Notes notes;
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_DASHBOARDS_H_
