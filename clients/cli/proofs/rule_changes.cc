// Tested by tests/clients/diff_command_test.py.
#include "clients/cli/proofs/rule_changes.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/terminal/display_text.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using difference::ChangeKind;
using difference::RuleChange;

constexpr size_t kMostColumns = 160;  // of a change in words; as JSON it is whole

const char* KindName(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kRemoved:
      return "removed";
    case ChangeKind::kChanged:
      return "changed";
    case ChangeKind::kReordered:
      return "reordered";
  }
  return "?";
}

}  // namespace

std::vector<RuleChange> ChangesOf(const LoadedPack& from, const LoadedPack& to) {
  if (from.plan->digest == to.plan->digest) return {};
  return difference::DifferencesOf(difference::MeaningOf(from.sources),
                                   difference::MeaningOf(to.sources));
}

std::string ChangeLine(const RuleChange& change, const LoadedPack& from, const LoadedPack& to,
                       const Style& style) {
  const bool has_new = change.to_span.known();
  const std::string place = has_new                    ? PlaceIn(to.sources, change.to_span)
                            : change.from_span.known() ? PlaceIn(from.sources, change.from_span)
                                                       : "";
  return absl::StrCat(Clip(Printable(difference::ChangeWords(change)), kMostColumns),
                      place.empty() ? "" : "  ", style.Paint(Tone::kQuiet, place), "\n");
}

nlohmann::ordered_json ChangeJson(const RuleChange& change, const LoadedPack& from,
                                  const LoadedPack& to) {
  nlohmann::ordered_json json = {{"path", change.path()},
                                 {"kind", KindName(change.kind)},
                                 {"words", difference::ChangeWords(change)}};
  if (change.kind != ChangeKind::kAdded) json["from"] = change.from;
  if (change.kind != ChangeKind::kRemoved) json["to"] = change.to;
  if (change.from_span.known()) json["from_place"] = PlaceIn(from.sources, change.from_span);
  if (change.to_span.known()) json["to_place"] = PlaceIn(to.sources, change.to_span);
  return json;
}

nlohmann::ordered_json PackJson(const v1::PackInfo& pack, const std::string& place) {
  return {{"place", place},
          {"pack", pack.name()},
          {"version", pack.version()},
          {"digest", pack.digest()}};
}

}  // namespace bellwether::cli
