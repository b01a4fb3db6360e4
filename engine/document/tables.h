// The language of packs: every key, where it is kept, and a line about it for people. Each struct
// of document.h has its table here; see fields.h for how to read one.
#ifndef BELLWETHER_ENGINE_DOCUMENT_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/alert_tables.h"
#include "engine/document/dashboard_tables.h"
#include "engine/document/document.h"
#include "engine/document/evidence_tables.h"
#include "engine/document/fields.h"
#include "engine/document/health_tables.h"
#include "engine/document/outcome_tables.h"
#include "engine/document/programme_tables.h"
#include "engine/document/rule_tables.h"
#include "engine/document/title_tables.h"

namespace bellwether::document {

template <>
struct Table<Document> {
  static constexpr std::string_view kTitle = "Rule pack";
  static constexpr std::string_view kAbout = "A pack, or one of the files that make it up";
  static constexpr auto kFields = std::make_tuple(
      Key("pack", &Document::pack, "name of the pack").Example("saas").Required(),
      Key("version", &Document::version, "version, for people").Example("1.0.0").Required(),
      NotesOf(&Document::notes),
      Key("time_zone", &Document::time_zone, "IANA zone of civil dates")
          .Default("UTC")
          .Example("Europe/Berlin"),
      Key("benchmark_set", &Document::benchmark_set, "the benchmark set in force")
          .Otherwise("the only set of each benchmark")
          .Example("OM"),
      Key("defaults", &Document::defaults, "what holds where nothing is stated")
          .Example("{missing: exclude, precision: 0}"),
      Key("segments", &Document::segments, "the segments that an account can be in")
          .Example("[enterprise, {smb: {description: Small and medium}}]"),
      Key("cadences", &Document::cadences, "the rhythms in which a product is used")
          .Example("[daily, weekly, periodic]"),
      Key("stages", &Document::stages, "the stages that an account can be in")
          .Example("[onboarding, customer]"),
      Key("severities", &Document::severities, "severities, worst first").Example("[red, yellow]"),
      Key("signals", &Document::signals, "what an account may tell")
          .Example("{active_ratio: {type: ratio}, content: {type: bool}}"),
      Key("derived", &Document::derived, "facts that are computed from others")
          .Example("{tickets_per_user: {type: number, expr: \"tickets / max(1.0, seats)\"}}"),
      Key("onboarding", &Document::onboarding, "when onboarding starts")
          .Example("{start: {default: contract_signed_at}}"),
      Key("milestones", &Document::milestones, "the plan of an onboarding")
          .Example("{order: [kickoff, training, graduation], grace_days: 2}"),
      Key("benchmarks", &Document::benchmarks, "tiers of values, by segment or cadence")
          .Example("{reply: {value: reply_hours, better: lower, tiers: [quick, slow], sets: {Ours: "
                   "{default: [8]}}}}"),
      Key("health", &Document::health, "health models")
          .Example("{customer: {bands: [{green: 50}, {red: 0}], components: {usage: {weight: 1, "
                   "of: active_ratio}}}}"),
      Key("flags", &Document::flags, "conditions that people must act on")
          .Example("{absent: {severity: red, when: \"meetings == 0\", reason: Nobody came}}"),
      Key("graduation", &Document::graduation, "when an account leaves onboarding")
          .Example("{thresholds: {ready: 8, close: 6}, dimensions: {usage: {weight: 1, criteria: "
                   "{users: {weight: 1, of: active_ratio}}}}}"),
      Key("extension", &Document::extension, "when an account gets more time")
          .Example("{max_total_days: 30}"),
      Key("programme", &Document::programme, "phases, early wins, enablement, review, handoff")
          .Example("{phases: {setup: {weeks: [1, 2]}}}"),
      Key("playbooks", &Document::playbooks, "what people do, step by step")
          .Example("{call: {steps: [{do: Call the champion}]}}"),
      Key("alerts", &Document::alerts, "when people are told of an account")
          .Example("{turned_red: {when: \"health.primary.band == 'red'\", severity: red, reason: "
                   "The account is red}}"),
      Key("portfolio", &Document::portfolio, "targets over many accounts")
          .Example("{churn: {better: lower, tiers: [good, bad], sets: {PM: {default: [0.05]}}}}"),
      Key("drivers", &Document::drivers, "which facts are held against who stays")
          .Example("{landmark: 90d, horizon: 365d}"),
      Key("experiments", &Document::experiments, "arms of accounts, and what is compared")
          .Example("{video: {arms: [without, with], randomised: true, metrics: [churn]}}"),
      Key("dashboards", &Document::dashboards, "who reads what of the portfolio, in this order")
          .Example("{executive: {title: Leadership, rhythm: monthly}}"),
      Key("groupings", &Document::groupings,
          "groups that metrics of the portfolio are broken down by")
          .Example("{acv_band: {of: acv, edges: [10000, 50000]}}"),
      Key("constants", &Document::constants, "numbers with a name, for rules and texts")
          .Example("{target_days: {value: 30, segments: {enterprise: 90}}}"),
      Key("titles", &Document::titles, "what people call names of the pack, by language")
          .Example("{bands: {green: {en: green, id: hijau, ms: hijau}}}"));
};

// Whether a NamedList is written as a list, because its order matters: `tiers: [good, poor]`.
template <typename Element>
inline constexpr bool kIsListed = false;
template <>
inline constexpr bool kIsListed<Label> = true;
template <>
inline constexpr bool kIsListed<Milestone> = true;
template <>
inline constexpr bool kIsListed<Band> = true;

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_TABLES_H_
