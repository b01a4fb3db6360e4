// What `drivers`, `fit` and `experiment` have in common: a pack, a book, a moment, days from the
// start, and a report as text or JSON.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "CLI/App.hpp"
#include "clients/cli/book/book_loading.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/evidence/landmark.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

struct EvidenceOptions {
  BookRequest book;
  std::string pack;
  std::optional<Moment> as_of;
  // Nothing: as the pack's `drivers` say.
  std::optional<uint32_t> landmark, gap, horizon;
  bool json = false;
  std::string output;
};

// --pack, --book, --as-of, --format, --output
void AddEvidence(CLI::App& command, EvidenceOptions& options);
// --landmark, --gap, --horizon
void AddLandmark(CLI::App& command, EvidenceOptions& options);

// The days to take; nothing, after the reason was said, when they cannot be.
std::optional<evidence::LandmarkDays> DaysOrSayWhy(const EvidenceOptions& options, const Plan& plan,
                                                   Console& console);

// The book as it was known then, read with the plan.
struct OpenedBook {
  LoadedBook loaded;
  std::optional<portfolio::View> view;
};
// Null, after the reason was said, when there is no book; `failure` is what to exit with.
std::unique_ptr<OpenedBook> OpenBookOrSayWhy(const EvidenceOptions& options, const Plan& plan,
                                             Console& console, ExitCode& failure);

// Writes what `text(style, width)` makes. Refused records show in the exit code.
using MakeText = std::function<std::string(const Style& style, size_t width)>;
ExitCode WriteReport(const EvidenceOptions& options, const OpenedBook& book, Console& console,
                     const MakeText& text);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_EVIDENCE_OPTIONS_H_
