// Tested by tests/engine/testing/properties_test.cc.
#include "engine/testing/counter_example.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/accounts/account_node.h"
#include "engine/base/string_bridge.h"
#include "engine/explain/explanation.h"
#include "engine/testing/case_yaml.h"
#include "engine/testing/expected_yaml.h"
#include "engine/testing/relevant.h"
#include "engine/yaml/flow_text.h"

namespace bellwether {
namespace {

std::string SignalText(const SignalValue& value) {
  Account account;
  account.signals.push_back({"x", value, std::nullopt});
  const Node node = AccountNode(account);
  const Node* signals = node.Find("signals");
  const Node* signal = signals == nullptr ? nullptr : signals->Find("x");
  return signal == nullptr ? "~" : FlowText(*signal);
}

class Describer {
 public:
  Describer(const Plan& plan, const Property& property, const PropertyTrial& trial,
            const PropertyCheck& check)
      : plan_(plan), property_(property), trial_(trial), check_(check), breach_(check.breach()) {}

  CounterExample Run() const {
    CounterExample shown;
    shown.failure = {breach_.path.text, Wanted(), Said(breach_.after), property_.rule};
    shown.explanation = Explained();
    shown.yaml = Yaml();
    return shown;
  }

 private:
  static std::string Said(const PropertyAnswer& answer) {
    return answer.refused.empty() ? Show(answer.observed) : answer.refused;
  }

  // What the property changed: "usage 0.5 in place of 0.4".
  std::string Change() const {
    switch (property_.kind) {
      case PropertyKind::kMonotone:
        return absl::StrCat(property_.signal, " ", SignalText(trial_.more), " in place of ",
                            SignalText(*StatedValue(trial_.account, property_.signal)));
      case PropertyKind::kMissingNeverRaises:
      case PropertyKind::kMissingNeverLowers:
        return absl::StrCat("no ", property_.signal);
      case PropertyKind::kSameInAnyOrder:
        return "everything told the other way round";
      case PropertyKind::kSameUnderAnyId:
        return "another id";
      case PropertyKind::kBounded:
        break;
    }
    return "";
  }

  std::string Wanted() const {
    const std::string before = Said(breach_.before);
    switch (property_.kind) {
      case PropertyKind::kBounded:
        return BoundWords(property_);
      case PropertyKind::kMonotone:
        return absl::StrCat(property_.rising ? "at least " : "at most ", before, ", with ",
                            Change());
      case PropertyKind::kMissingNeverRaises:
        return absl::StrCat("at most ", before, ", with ", Change());
      case PropertyKind::kMissingNeverLowers:
        return absl::StrCat("at least ", before, ", with ", Change());
      case PropertyKind::kSameInAnyOrder:
      case PropertyKind::kSameUnderAnyId:
        break;
    }
    return absl::StrCat(before, ", with ", Change());
  }

  std::string LinesOf(const CaseEvaluator& answer) const {
    return RelevantLines(plan_, Render(plan_, answer.facts(), answer.evaluation()),
                         {&breach_.path});
  }

  // The first answer, and the lines that the change makes others of.
  std::string Explained() const {
    const std::string before = LinesOf(check_.before());
    if (property_.kind == PropertyKind::kBounded || !breach_.after.refused.empty()) return before;
    const std::vector<std::string> known = absl::StrSplit(before, '\n');
    std::string changed;
    for (const auto line : absl::StrSplit(LinesOf(check_.after()), '\n')) {
      if (std::find(known.begin(), known.end(), line) != known.end()) continue;
      absl::StrAppend(&changed, line, "\n");
    }
    // Of paths that the explanation does not speak of, nothing does.
    return changed.empty() ? "" : absl::StrCat(before, "with ", Change(), ":\n", changed);
  }

  std::string Expect(const PropertyAnswer& answer) const {
    if (!answer.refused.empty()) return "{error: {}}";
    return absl::StrCat("{", breach_.path.text, ": ",
                        ExpectedYaml(plan_, breach_.path, answer.observed), "}");
  }

  // The change as a row's `set`; "" where none can say it.
  std::string Set() const {
    switch (property_.kind) {
      case PropertyKind::kMonotone:
        return absl::StrCat("{", property_.signal, ": ", SignalText(trial_.more), "}");
      case PropertyKind::kMissingNeverRaises:
      case PropertyKind::kMissingNeverLowers:
        return absl::StrCat("{", property_.signal, ": ~}");
      case PropertyKind::kSameUnderAnyId:
        return absl::StrCat("{id: ", YamlText(Changed(property_, trial_).id), "}");
      case PropertyKind::kSameInAnyOrder:
      case PropertyKind::kBounded:
        break;
    }
    return "";
  }

  std::string Yaml() const {
    const std::string base = CaseYaml(property_.name, property_.as_of, trial_.account);
    const std::string before = Expect(breach_.before), after = Expect(breach_.after);
    if (property_.kind == PropertyKind::kBounded) {
      return absl::StrCat(base, "  expect: ", before, "\n");
    }
    if (const std::string set = Set(); !set.empty()) {
      return absl::StrCat(base, "  table:\n    - {expect: ", before, "}\n    - {set: ", set,
                          ", expect: ", after, "}\n");
    }
    return absl::StrCat(base, "  expect: ", before, "\n",
                        CaseYaml(absl::StrCat(property_.name, ", with ", Change()), property_.as_of,
                                 Changed(property_, trial_)),
                        "  expect: ", after, "\n");
  }

  const Plan& plan_;
  const Property& property_;
  const PropertyTrial& trial_;
  const PropertyCheck& check_;
  const PropertyBreach& breach_;
};

}  // namespace

CounterExample Describe(const Plan& plan, const Property& property, const PropertyTrial& trial,
                        const PropertyCheck& check) {
  return Describer(plan, property, trial, check).Run();
}

}  // namespace bellwether
