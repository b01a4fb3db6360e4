// What the tables of flags, graduation, extension, the programme and alerts cannot say.
//
// Tested by tests/engine/document/document_test.cc.
#include "absl/strings/str_cat.h"
#include "engine/document/decode.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {

// `[1, 8]`, both within the key's range.
void Decode(const Given& given, Located<NumberPair>& out, Reading& reading) {
  const Node& node = given.node;
  if (!node.is_sequence() || node.items.size() != 2) {
    return WrongType(node, given.what(), "a pair of numbers", reading.sink, "write [1, 8]");
  }
  const auto first = NumberAt(node.items[0], given.what(), reading);
  const auto second = NumberAt(node.items[1], given.what(), reading);
  if (!first || !second) return;
  const bool within = IsWithin(given, *first, reading) && IsWithin(given, *second, reading);
  if (within) out = {{*first, *second}, node.span};
}

void Finish(const Given& given, Criterion& criterion, Reading& reading) {
  SettleCurve(given, criterion.curve, reading);
}

void Finish(const Given& given, UsageThreshold& threshold, Reading& reading) {
  const int tests = threshold.at_least.present() + threshold.above.present() +
                    threshold.at_most.present() + threshold.below.present() +
                    threshold.is.present();
  if (tests == 1 || !given.whole) return;
  reading.sink.Error("bad-threshold", given.node.span,
                     absl::StrCat("a threshold has exactly one test, not ", tests),
                     "write {of: name, at_least: 0.8} (or above, at_most, below), or "
                     "{of: name, is: true}");
}

void Finish(const Given& given, Alert& alert, Reading& reading) {
  const int triggers = alert.when.present() + alert.overdue.present() + alert.no_data_for.present();
  if (triggers == 1 || !given.whole) return;
  // One that could not be read was told about where it stands.
  const bool unread = triggers == 0 && (given.node.Find("when") != nullptr ||
                                        given.node.Find("overdue") != nullptr ||
                                        given.node.Find("no_data_for") != nullptr);
  if (unread) return;
  reading.sink.Error(
      "bad-alert", given.name_span,
      absl::StrCat("an alert is raised by exactly one thing, not ", triggers),
      "give it one of `when: CONDITION`, `overdue: MILESTONE` and `no_data_for: 14d`");
}

}  // namespace bellwether::document
