// Tested by tests/engine/evidence/weight_patch_test.cc.
#include "engine/evidence/weight_patch.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether::evidence {
namespace {

using document::Component;
using document::NamedList;

class Patching {
 public:
  Patching(const document::Document& document, const FitReport& report) : document_(document) {
    for (const FittedWeight& weight : report.weights) percent_[weight.name] = weight.percent;
  }

  void Visit(const NamedList<Component>& components, const std::string& above) {
    for (const auto& entry : components) {
      const std::string name = above.empty() ? entry.name : absl::StrCat(above, ".", entry.name);
      const int32_t percent = PercentOf(entry.value, name);
      Change(entry.value.weight, percent, name);
      if (percent > 0) Visit(entry.value.components, name);
    }
  }

  WeightPatch Take() { return std::move(patch_); }
  void Note(std::string note) { patch_.notes.push_back(std::move(note)); }

 private:
  int32_t PercentOf(const Component& component, const std::string& name) const {
    if (!component.group()) return percent_.at(name);
    int32_t sum = 0;
    for (const auto& entry : component.components) {
      sum += PercentOf(entry.value, absl::StrCat(name, ".", entry.name));
    }
    return sum;
  }

  // A weight that an anchor brings to several places can only have one value.
  void Change(const document::Located<double>& weight, int32_t percent, const std::string& name) {
    if (weight.value == percent) return;
    if (const std::string constant = ConstantAt(weight.span); !constant.empty()) {
      Note(absl::StrCat("the weight of ", name, ", ", percent, ", is written as the constant ",
                        constant, ": change that, or write the number in its place"));
      return;
    }
    const auto place = std::make_tuple(weight.span.file, weight.span.line, weight.span.column);
    if (!changed_.insert(place).second) {
      Note(absl::StrCat("the weight of ", name, ", ", percent,
                        ", is written where another one is: give it a place of its own"));
      return;
    }
    patch_.edits.push_back({weight.span, absl::StrCat(percent)});
  }

  // The constant by whose name a number is written; "" of a numeral.
  std::string ConstantAt(const Span& place) const {
    for (const document::ConstantUse& use : document_.constant_uses) {
      if (use.at == place) return document_.constants[use.constant].name;
    }
    return "";
  }

  const document::Document& document_;
  std::map<std::string, int32_t> percent_;  // of leaves
  std::set<std::tuple<uint32_t, uint32_t, uint32_t>> changed_;
  WeightPatch patch_;
};

}  // namespace

WeightPatch PatchOf(const document::Document& document, const FitReport& report) {
  Patching patching(document, report);
  for (const auto& model : document.health) {
    if (model.name != report.model) continue;
    patching.Visit(model.value.components, "");
    for (const auto& segment : model.value.segments) {
      if (segment.value.weights.empty()) continue;
      patching.Note(absl::StrCat("segment ", segment.name,
                                 " has weights of its own, which stay as they are"));
    }
  }
  return patching.Take();
}

}  // namespace bellwether::evidence
