// Tested by tests/engine/testing/load_test.cc.
#include "engine/testing/test_moment.h"

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {

std::optional<Moment> TestMomentOf(const Node* node) {
  const auto moment = node != nullptr && node->is_scalar() ? ParseMoment(node->text) : std::nullopt;
  return moment && !moment->local ? moment : std::nullopt;
}

std::optional<Moment> ReadTestMoment(const Node* node, const Span& span, std::string_view what,
                                     DiagnosticSink& sink) {
  const auto moment = TestMomentOf(node);
  if (node == nullptr || node->is_null()) {
    sink.Error("missing-key", span,
               absl::StrCat(ToAbsl(what), " needs `as_of`: the day that it is asked on"),
               "write `as_of: 2026-03-01` there, or once at the top of the file");
  } else if (!moment) {
    sink.Error("bad-date", node->span, "`as_of` is not a date",
               "write 2026-03-01, or with a time 2026-03-01T09:30:00Z");
  }
  return moment;
}

}  // namespace bellwether
