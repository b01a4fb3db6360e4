// Table of titles.h; see fields.h for how to read one. Part of tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_TITLE_TABLES_H_
#define BELLWETHER_ENGINE_DOCUMENT_TITLE_TABLES_H_

#include <string_view>
#include <tuple>

#include "engine/document/fields.h"
#include "engine/document/titles.h"

namespace bellwether::document {

template <>
struct Table<Titles> {
  static constexpr std::string_view kTitle = "Titles";
  static constexpr std::string_view kAbout =
      "What people call names of the pack; rules, tests and programs go on using the names";
  static constexpr auto kFields = std::make_tuple(
      Key("segments", &Titles::segments, "segments").Example("{smb: Small and medium}"),
      Key("cadences", &Titles::cadences, "cadences").Example("{daily: {en: daily, id: harian}}"),
      Key("stages", &Titles::stages, "stages of accounts")
          .Example("{churned: {en: lost, id: berhenti}}"),
      Key("severities", &Titles::severities, "severities of flags and alerts")
          .Example("{red: {en: red, id: merah}}"),
      Key("signals", &Titles::signals, "signals").Example("{active_ratio: Active users}"),
      Key("milestones", &Titles::milestones, "milestones")
          .Example("{training: {en: training, id: pelatihan}}"),
      Key("tiers", &Titles::tiers, "tiers of benchmarks and metrics")
          .Example("{good: {en: good, id: baik}}"),
      Key("models", &Titles::models, "health models").Example("{customer: Health of customers}"),
      Key("components", &Titles::components, "components of health models, and criteria")
          .Example("{usage: {en: usage, id: pemakaian}}"),
      Key("bands", &Titles::bands, "bands of health models")
          .Example("{green: {en: green, id: hijau, ms: hijau}}"),
      Key("dimensions", &Titles::dimensions, "dimensions of graduation")
          .Example("{value: {en: value, id: nilai}}"),
      Key("playbooks", &Titles::playbooks, "playbooks")
          .Example("{extend: {en: more time, id: waktu tambahan}}"),
      Key("people", &Titles::people, "those whose step it is, and who are told")
          .Example("{csm: Customer success manager}"),
      Key("metrics", &Titles::metrics, "metrics of the portfolio")
          .Example("{churn: Customers lost}"));
};

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_TITLE_TABLES_H_
