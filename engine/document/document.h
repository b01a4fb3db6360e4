// A pack as it is written: plain structs, a place on every field, no meaning yet.
//
//   Staged<document::Document> parsed = document::ParseDocument(sources, limits);
//   if (!parsed.ok()) return RenderAll(parsed.diagnostics, sources);
//   for (const auto& [name, span, signal] : parsed.value.signals) ...
//
// This stage answers for everything that can be judged field by field: known keys, required keys,
// types, ranges that do not depend on other fields, the shape of curves and bounds. It resolves
// nothing: names are strings and expressions are texts, each with its place, and no default is
// filled in (test present()). The next stage gives them meaning.
//
// Every mistake of every file is reported at once. A Document with errors holds what could be
// read; do not build on it. Plain data: copy it, share it between threads when const.
//
// The keys of each struct, and a line about each for people, are in tables.h.
#ifndef BELLWETHER_ENGINE_DOCUMENT_DOCUMENT_H_
#define BELLWETHER_ENGINE_DOCUMENT_DOCUMENT_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/document/alerts.h"
#include "engine/document/evidence.h"
#include "engine/document/outcomes.h"
#include "engine/document/overrides.h"
#include "engine/document/rules.h"
#include "engine/document/titles.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/source/span.h"

namespace bellwether::document {

// What the numbers of a document depend on: one pack comes to a document for each. The base, which
// comes first, is for accounts of no segment in particular, up to the first date that the pack
// names.
struct Setting {
  std::string segment;           // that some constant has a number for; "": any other, or none
  std::optional<int32_t> from;   // its first day, since 1970-01-01; nothing: since ever
  std::optional<int32_t> until;  // the day after its last; nothing: for ever

  // Whether what is `effective` is in force all through: a date of the pack never lies inside.
  bool Has(const Effective& effective) const;
  // "segment `enterprise`, from 2026-07-01"; "" of one without segment and dates.
  std::string Describe() const;
  friend bool operator==(const Setting&, const Setting&) = default;
};

// Where a number place holds the name of a constant.
struct ConstantUse {
  Span at;
  uint32_t constant = 0;  // in Document::constants
};

struct Document {
  Located<std::string> pack;     // required
  Located<std::string> version;  // required
  Notes notes;
  Located<std::string> time_zone;  // IANA
  Located<std::string> benchmark_set;
  Defaults defaults;
  NamedList<Label> segments;
  NamedList<Label> cadences;
  NamedList<Label> stages;
  NamedList<Label> severities;  // worst first
  NamedList<Signal> signals;
  NamedList<Derived> derived;
  Onboarding onboarding;
  Milestones milestones;
  NamedList<Benchmark> benchmarks;
  NamedList<HealthModel> health;
  NamedList<Flag> flags;
  Graduation graduation;
  Extension extension;
  Programme programme;
  NamedList<Playbook> playbooks;
  NamedList<Alert> alerts;
  NamedList<PortfolioMetric> portfolio;
  Drivers drivers;
  NamedList<Experiment> experiments;
  NamedList<Dashboard> dashboards;
  NamedList<Grouping> groupings;
  NamedList<Constant> constants;
  Titles titles;

  // Not of the file: what this document is for, and where numbers stand by name.
  Setting setting;
  std::vector<ConstantUse> constant_uses;
  std::vector<uint32_t> filled_constants;  // into notes, as often as they are
};

// Reads all files as one pack: every file of `sources` counts, so leave tests and fixtures out.
// Sections are merged key by key; a key set in two files is an error that names both places.
// Returns the base alone.
Staged<Document> ParseDocument(const Sources& sources, const Limits& limits,
                               const Overrides& overrides = {});

// The same in every setting, the base first: documents that differ in numbers and in which rules
// are in force. A mistake of a later one that the first has not names its setting.
Staged<std::vector<Document>> ParseVariants(const Sources& sources, const Limits& limits,
                                            const Overrides& overrides = {});

// Where the number at the place of `diagnostic` stands by the name of a constant, says so, and
// where that is set.
void NameConstant(const Document& document, const Sources& sources, Diagnostic& diagnostic);

// Every field that was given, indented, with line:column. For people and golden files.
std::string DumpDocument(const Document& document);

// Gives an expression its one spelling.
using ExpressionNormaliser = std::function<std::string(std::string_view)>;

// What the digest is taken over (S28): texts, name and version included; places, comments and
// order of mappings not; numbers in their shortest form.
std::string CanonicalForm(const Document& document, const ExpressionNormaliser& normalise);

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_DOCUMENT_H_
