// What a pack declares, by what it is for. Internal to engine/completion.
#ifndef BELLWETHER_ENGINE_COMPLETION_PACK_NAMES_H_
#define BELLWETHER_ENGINE_COMPLETION_PACK_NAMES_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/document/document.h"
#include "engine/source/source.h"

namespace bellwether::completion {

struct Name {
  std::string name;
  std::string about;               // for people; may be empty
  std::vector<std::string> words;  // of a signal: its only values; else empty
};
using Names = std::vector<Name>;  // each once, in the order of the pack

enum class NameKind {
  kAttribute,  // of accounts, which groups are made by: groupings of the pack included
  kBand,
  kBenchmark,
  kCadence,
  kComponent,
  kDashboard,
  kDimension,  // `organisation` included, which gates may belong to
  kEventDate,
  kFact,  // signals, derived facts of the pack and of the engine
  kFixture,
  kFlag,
  kGate,
  kGrouped,  // what a grouping may be of: signals, attributes, event dates and `start`
  kMetric,
  kMilestone,
  kModel,
  kPerson,  // who is told, and whose step it is
  kPhase,
  kPlaybook,
  kRecordKind,
  kRequirement,
  kRootCause,
  kSegment,
  kSet,  // of benchmarks
  kSeverity,
  kSignal,
  kStage,
  kStart,  // event dates, and `start`
  kTier,   // of benchmarks and metrics
};

// "fact": in names of definitions, and for people.
std::string_view WordOf(NameKind kind);

// A kind without names may have no entry.
using PackNames = std::map<NameKind, Names>;

PackNames NamesOf(const document::Document& pack);
// Of the files of a pack's tests. What cannot be read has no names.
Names FixturesIn(const Sources& tests);

}  // namespace bellwether::completion

#endif  // BELLWETHER_ENGINE_COMPLETION_PACK_NAMES_H_
