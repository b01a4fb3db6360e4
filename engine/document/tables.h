// The language of packs: every key, where it is kept, and a line about it for people. Each struct
// of document.h has its table here; see fields.h for how to read one.
#ifndef BELLWETHER_ENGINE_DOCUMENT_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_TABLES_H_

#include <tuple>

#include "engine/document/document.h"
#include "engine/document/fields.h"
#include "engine/document/outcome_tables.h"
#include "engine/document/rule_tables.h"

namespace bellwether::document {

template <>
struct Table<Document> {
  static constexpr auto kFields = std::make_tuple(
      Key("pack", &Document::pack, "name of the pack").Required(),
      Key("version", &Document::version, "version, for people").Required(),
      NotesOf(&Document::notes),
      Key("time_zone", &Document::time_zone, "IANA zone of civil dates, UTC if not given"),
      Key("benchmark_set", &Document::benchmark_set, "the benchmark set in force"),
      Key("defaults", &Document::defaults, "what holds where nothing is stated"),
      Key("segments", &Document::segments, "the segments that an account can be in"),
      Key("cadences", &Document::cadences, "the rhythms in which a product is used"),
      Key("stages", &Document::stages, "the stages that an account can be in"),
      Key("severities", &Document::severities, "severities, worst first"),
      Key("signals", &Document::signals, "what an account may tell"),
      Key("derived", &Document::derived, "facts that are computed from others"),
      Key("onboarding", &Document::onboarding, "when onboarding starts"),
      Key("milestones", &Document::milestones, "the plan of an onboarding"),
      Key("benchmarks", &Document::benchmarks, "tiers of values, by segment or cadence"),
      Key("health", &Document::health, "health models"),
      Key("flags", &Document::flags, "conditions that people must act on"),
      Key("graduation", &Document::graduation, "when an account leaves onboarding"),
      Key("extension", &Document::extension, "when an account gets more time"),
      Key("programme", &Document::programme, "phases, early wins, enablement, review, handoff"),
      Key("playbooks", &Document::playbooks, "what people do, step by step"),
      Key("portfolio", &Document::portfolio, "targets over many accounts"));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_TABLES_H_
