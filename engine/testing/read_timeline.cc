// Tested by tests/engine/testing/timeline_test.cc.
#include "engine/testing/read_timeline.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/testing/keys.h"
#include "engine/testing/test_moment.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

using alerts::AlertAction;
using alerts::AlertEventKind;

constexpr AlertEventKind kExpectedKinds[] = {AlertEventKind::kRaised, AlertEventKind::kGrouped,
                                             AlertEventKind::kReminded, AlertEventKind::kEscalated,
                                             AlertEventKind::kResolved};

static_assert(kExpectedKinds[0] == AlertEventKind::kRaised, "which is what `held_out` is, too");

class DayReader {
 public:
  DayReader(const Plan& plan, TimelineDay& day, DiagnosticSink& sink) : day_(day), sink_(sink) {
    for (const ruleset::Alert& alert : plan.alerts) {
      names_.push_back(alert.name);
      const bool known = std::find(keys_.begin(), keys_.end(), alert.key) != keys_.end();
      if (!known) keys_.push_back(alert.key);
    }
  }

  void Run(const Node& node) {
    ReadActions(node.Find("acknowledge"), AlertAction::Kind::kAcknowledge);
    ReadActions(node.Find("resolve"), AlertAction::Kind::kResolve);
    if (const Node* snooze = node.Find("snooze")) ReadSnooze(*snooze);
    day_.expected_span = node.span;
    if (const Node* alerts = node.Find("alerts")) ReadExpected(*alerts);
  }

 private:
  // Calls `take` with each text of one, or of a list.
  template <typename Take>
  void ForEachText(const Node& node, const std::string& what, const Take& take) {
    if (node.is_null()) return;
    if (node.is_scalar()) return take(node);
    if (!node.is_sequence()) return WrongType(node, what, "a name, or a list of names", sink_);
    for (const Node& item : node.items) {
      if (item.is_scalar()) {
        take(item);
      } else {
        WrongType(item, what, "a name", sink_);
      }
    }
  }

  bool IsKnown(const Node& name, std::string_view what, const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), name.text) != known.end()) return true;
    sink_.Error("unknown-name", name.span,
                absl::StrCat("the pack has no ", ToAbsl(what), " ", Quoted(name.text)),
                DidYouMean(name.text, known));
    return false;
  }

  void ReadActions(const Node* node, AlertAction::Kind kind) {
    if (node == nullptr) return;
    ForEachText(*node, "what people act on", [&](const Node& name) {
      if (IsKnown(name, "alert with the key", keys_)) {
        day_.actions.push_back({kind, name.text, std::nullopt, name.span});
      }
    });
  }

  void ReadSnooze(const Node& node) {
    if (!node.is_mapping()) return WrongType(node, "`snooze`", "{key: 2026-03-09}", sink_);
    for (const Entry& entry : node.entries) {
      Node name = entry.value;
      name.text = entry.key;
      name.span = entry.key_span;
      const auto until = TestMomentOf(&entry.value);
      if (!until) {
        sink_.Error("bad-date", entry.value.span, "this is not when it is told again",
                    "write 2026-03-01, or with a time 2026-03-01T09:30:00Z");
      }
      if (!IsKnown(name, "alert with the key", keys_) || !until) continue;
      day_.actions.push_back({AlertAction::Kind::kSnooze, entry.key, until, entry.key_span});
    }
  }

  void ReadExpected(const Node& node) {
    day_.expected_span = node.span;
    if (node.is_null()) return;
    if (!node.is_mapping()) return WrongType(node, "`alerts`", "{raised: NAME}", sink_);
    for (const Entry& entry : node.entries) {
      const bool held_out = entry.key == kHeldOut;
      if (held_out && !day_.has_id) {
        sink_.Error("missing-key", entry.key_span, "lots are drawn by the `id` of the account",
                    "give the account of the story an `id`");
      }
      const AlertEventKind* kind = std::find_if(
          std::begin(kExpectedKinds), std::end(kExpectedKinds),
          [&](AlertEventKind one) { return held_out || entry.key == AlertEventName(one); });
      if (kind == std::end(kExpectedKinds)) {
        sink_.Error("unknown-key", entry.key_span, absl::StrCat("unknown key ", Quoted(entry.key)),
                    DidYouMean(entry.key, NamesOfKeys(kDayAlertKeys)));
        continue;
      }
      ForEachText(entry.value, absl::StrCat("`", entry.key, "`"), [&](const Node& name) {
        if (IsKnown(name, "alert", names_)) day_.expected.push_back({*kind, held_out, name.text});
      });
    }
  }

  TimelineDay& day_;
  DiagnosticSink& sink_;
  std::vector<std::string> names_;
  std::vector<std::string> keys_;
};

}  // namespace

void ReadDay(const Plan& plan, const Node& node, TimelineDay& day, DiagnosticSink& sink) {
  DayReader(plan, day, sink).Run(node);
}

}  // namespace bellwether
