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
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/document/evidence.h"
#include "engine/document/outcomes.h"
#include "engine/document/rules.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/source/span.h"

namespace bellwether::document {

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
  NamedList<PortfolioMetric> portfolio;
  Drivers drivers;
  NamedList<Experiment> experiments;
  NamedList<Dashboard> dashboards;
  NamedList<Grouping> groupings;
};

// Reads all files as one pack: every file of `sources` counts, so leave tests and fixtures out.
// Sections are merged key by key; a key set in two files is an error that names both places.
Staged<Document> ParseDocument(const Sources& sources, const Limits& limits);

// Every field that was given, indented, with line:column. For people and golden files.
std::string DumpDocument(const Document& document);

// Gives an expression its one spelling.
using ExpressionNormaliser = std::function<std::string(std::string_view)>;

// What the digest is taken over (S28): texts, name and version included; places, comments and
// order of mappings not; numbers in their shortest form.
std::string CanonicalForm(const Document& document, const ExpressionNormaliser& normalise);

}  // namespace bellwether::document

#endif  // BELLWETHER_ENGINE_DOCUMENT_DOCUMENT_H_
