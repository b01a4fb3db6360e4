// Components and their curves. A curve is told by its keys: exactly one thing that is scored (`of`,
// `benchmark` or `expr`) and, for `of`, at most one shape.
//
// Tested by tests/engine/document/document_test.cc.
#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/document/curve_keys.h"
#include "engine/document/decode.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {
namespace {

bool IsEmptyMapping(const Node& node) {
  return node.is_null() || (node.is_mapping() && node.entries.empty());
}

struct FoundKey {
  const Entry* entry;
  Curve::Kind kind;
};

template <size_t kSize>
std::vector<FoundKey> FindKeys(const Node& mapping, const CurveKey (&keys)[kSize]) {
  std::vector<FoundKey> found;
  for (const Entry& entry : mapping.entries) {
    for (const CurveKey& one : keys) {
      if (entry.key == one.key) found.push_back({&entry, one.kind});
    }
  }
  return found;
}

bool HasCurveKeys(const Node& mapping) {
  return !FindKeys(mapping, kSubjects).empty() || !FindKeys(mapping, kShapes).empty();
}

void ReportExclusive(const FoundKey& first, const FoundKey& second, Reading& reading) {
  reading.sink.Error(
      "curve-shape", second.entry->key_span,
      absl::StrCat("`", first.entry->key, "` and `", second.entry->key, "` exclude each other"),
      "keep one of the two");
}

// Decides the kind from the keys of `given.node`, which hold the curve.
void SettleKind(const Given& given, Curve& curve, Reading& reading) {
  const std::vector<FoundKey> subjects = FindKeys(given.node, kSubjects);
  const std::vector<FoundKey> shapes = FindKeys(given.node, kShapes);
  for (size_t i = 1; i < subjects.size(); ++i) ReportExclusive(subjects[0], subjects[i], reading);
  for (size_t i = 1; i < shapes.size(); ++i) ReportExclusive(shapes[0], shapes[i], reading);
  if (subjects.empty()) {
    const Span& at = shapes.empty() ? given.name_span : shapes[0].entry->key_span;
    reading.sink.Error("curve-shape", at, "the curve does not say what it scores",
                       "add `of:` with a signal or fact, `benchmark:` or `expr:`");
    return;
  }
  const bool has_shape = !shapes.empty();
  if (has_shape && subjects[0].kind != Curve::Kind::kGiven) {
    return ReportExclusive(subjects[0], shapes[0], reading);
  }
  const FoundKey& decides = has_shape ? shapes[0] : subjects[0];
  curve.kind = decides.kind;
  curve.span = decides.entry->key_span;
}

// The points of a step; `given.info` holds their range.
bool ReadStepPoints(const Given& given, const Entry& entry, Step& step, Reading& reading) {
  const auto points = NumberAt(entry.value, absl::StrCat("`", entry.key, "`"), reading);
  const Given at{entry.value, entry.key_span, entry.key, given.info};
  if (!points || !IsWithin(at, *points, reading)) return false;
  step.points = *points;
  return true;
}

// `{at_most: 15, points: 10}` or `{else: 100}`.
std::optional<Step> ReadStep(const Given& given, const Node& item, Reading& reading) {
  Step step;
  step.span = item.span;
  bool has_test = false;
  bool has_points = false;
  for (const Entry& entry : item.entries) {
    if (entry.key == "points") {
      has_points = ReadStepPoints(given, entry, step, reading);
      if (!has_points) return std::nullopt;
      continue;
    }
    const auto* word = FindWord<Step::Test>(entry.key);
    if (!word || has_test) {
      has_test = false;
      break;
    }
    has_test = true;
    step.test = word->value;
    if (word->value == Step::Test::kElse) {
      has_points = ReadStepPoints(given, entry, step, reading);
      if (!has_points) return std::nullopt;
      continue;
    }
    const auto bound = NumberAt(entry.value, absl::StrCat("`", entry.key, "`"), reading);
    if (!bound) return std::nullopt;
    step.bound = *bound;
  }
  const size_t keys = step.test == Step::Test::kElse ? 1 : 2;
  if (has_test && has_points && item.entries.size() == keys) return step;
  reading.sink.Error("bad-step", item.span, "a step is one test and its points",
                     "write {at_most: 15, points: 10} (or at_least, below, above), and last "
                     "{else: 100}");
  return std::nullopt;
}

}  // namespace

void Decode(const Given& given, std::vector<CurvePoint>& out, Reading& reading) {
  if (!IsList(given, "[[0, 0], [0.65, 50], [1, 100]]", reading)) return;
  for (const Node& item : given.node.items) {
    if (!item.is_sequence() || item.items.size() != 2) {
      WrongType(item, absl::StrCat("each entry of ", given.what()), "a pair", reading.sink,
                "write the value and its points: [0.65, 50]");
      continue;
    }
    const auto x = NumberAt(item.items[0], "the value of a pair", reading);
    const auto y = NumberAt(item.items[1], "the points of a pair", reading);
    if (!x || !y) continue;
    if (!IsWithin(Given{item.items[1], item.span, given.name, given.info}, *y, reading)) continue;
    out.push_back({*x, *y, item.span});
  }
}

void Decode(const Given& given, std::vector<Step>& out, Reading& reading) {
  if (!IsList(given, "[{at_most: 15, points: 10}, {else: 100}]", reading)) return;
  for (const Node& item : given.node.items) {
    if (const auto step = ReadStep(given, item, reading)) out.push_back(*step);
  }
}

void Decode(const Given& given, NamedList<Component>& out, Reading& reading) {
  if (!IsMapping(given, reading)) return;
  if (reading.component_depth >= reading.limits.max_component_depth) {
    reading.sink.Error("too-deep", given.name_span,
                       absl::StrCat("components are nested more than ",
                                    reading.limits.max_component_depth, " deep"));
    return;
  }
  ++reading.component_depth;
  DecodeNamed(given, out, reading);
  --reading.component_depth;
}

void Finish(const Given& given, Curve& curve, Reading& reading) {
  SettleKind(given, curve, reading);
}

void Finish(const Given& given, Component& component, Reading& reading) {
  if (++reading.component_count == reading.limits.max_components + 1) {
    reading.sink.Error(
        "too-many", given.name_span,
        absl::StrCat("a pack has at most ", reading.limits.max_components, " components"));
  }
  const Node* const group = given.node.Find("components");
  const bool has_group = group != nullptr;
  const bool has_curve = given.node.Find("curve") != nullptr;
  const bool has_inline = HasCurveKeys(given.node);
  if (has_group + has_curve + has_inline > 1) {
    reading.sink.Error("curve-shape", given.name_span,
                       absl::StrCat(given.what(),
                                    " has more than one of `components`, `curve` and "
                                    "the keys of a curve"),
                       "keep one: a component is a group or has one curve");
  } else if (has_inline) {
    SettleKind(given, component.curve, reading);
  } else if (has_group && IsEmptyMapping(*group)) {
    reading.sink.Error("curve-shape", given.name_span,
                       absl::StrCat("the group ", given.what(), " has no components"));
  } else if (!has_group && !has_curve && given.whole) {
    reading.sink.Error("curve-shape", given.name_span,
                       absl::StrCat(given.what(), " has neither a curve nor components"),
                       "add `curve:` or `components:`");
  }
}

bool SettleCurve(const Given& given, Curve& curve, Reading& reading) {
  const bool has_curve = given.node.Find("curve") != nullptr;
  const bool has_inline = HasCurveKeys(given.node);
  if (has_curve && has_inline) {
    reading.sink.Error("curve-shape", given.name_span,
                       absl::StrCat(given.what(), " has both `curve` and the keys of a curve"),
                       "keep one of the two");
    return false;
  }
  if (has_inline) SettleKind(given, curve, reading);
  if (has_curve || has_inline || !given.whole) return true;
  reading.sink.Error("curve-shape", given.name_span, absl::StrCat(given.what(), " has no curve"),
                     "add `of:` with a curve, `benchmark:` or `expr:`");
  return false;
}

void Finish(const Given& given, HealthModel&, Reading& reading) {
  const Node* const components = given.node.Find("components");
  if (!components || !IsEmptyMapping(*components)) return;
  reading.sink.Error("curve-shape", given.name_span,
                     absl::StrCat("the model ", given.what(), " has no components"),
                     "add at least one below `components:`");
}

}  // namespace bellwether::document
