// Tested by tests/engine/accounts/account_node_test.cc and tests/clients/account_json_test.cc.
#include "engine/accounts/account_node.h"

#include <string>
#include <utility>
#include <variant>

#include "engine/accounts/account_fields.h"
#include "engine/accounts/account_tables.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

class NodeMaker {
 public:
  explicit NodeMaker(const Span& span) : span_(span) {}

  Node Of(const Account& account) const {
    Node node = Make(Node::Kind::kMapping);
    PutFields(account, node);
    PutMilestones(account, node);
    PutSignals(account, node);
    PutScores(account, node);
    PutPreviousBands(account, node);
    PutOverrides(account, node);
    PutExtension(account.extension, node);
    return node;
  }

 private:
  // A value as it is written; null when there is none.
  struct ToNode {
    const NodeMaker& make;
    Node operator()(std::monostate) const { return make.Make(Node::Kind::kNull); }
    Node operator()(double number) const { return make.Plain(FormatNumber(number)); }
    Node operator()(bool truth) const { return make.Plain(truth ? "true" : "false"); }
    Node operator()(const std::string& text) const { return make.Text(text); }
    Node operator()(const Moment& moment) const { return make.Text(FormatMoment(moment)); }
    Node operator()(const Untyped& untyped) const { return make.Text(untyped.text); }
    Node operator()(NotYet) const { return make.Text(std::string(kNotYetWord)); }
    Node operator()(NotApplicable) const {
      Node node = make.Make(Node::Kind::kMapping);
      make.Put(kNotApplicableWord, make.Plain("true"), node);
      return node;
    }
  };

  Node Make(Node::Kind kind) const {
    Node node;
    node.kind = kind;
    node.span = span_;
    return node;
  }
  Node Plain(std::string text) const {
    Node node = Make(Node::Kind::kScalar);
    node.text = std::move(text);
    return node;
  }
  Node Text(std::string text) const {
    Node node = Plain(std::move(text));
    node.quoted = true;
    return node;
  }
  template <typename Variant>
  Node Value(const Variant& value) const {
    return std::visit(ToNode{*this}, value);
  }

  // Nothing for a null.
  void Put(std::string_view key, Node value, Node& mapping) const {
    if (!value.is_null()) mapping.entries.push_back({std::string(key), span_, std::move(value)});
  }
  template <typename T>
  void PutOptional(std::string_view key, const std::optional<T>& value, Node& mapping) const {
    if (value) Put(key, ToNode{*this}(*value), mapping);
  }

  void PutFields(const Account& account, Node& node) const {
    for (const TextFieldInfo& field : kTextFields) {
      const std::string& text = account.*field.member;
      if (!text.empty()) Put(field.name, Text(text), node);
    }
    for (const NumberFieldInfo& field : kNumberFields) {
      PutOptional(field.name, account.*field.member, node);
    }
    for (const EventFieldInfo& field : kEventFields) {
      Put(field.name, Value(account.date(field.field)), node);
    }
  }

  void PutMilestones(const Account& account, Node& node) const {
    if (account.milestones.empty()) return;
    Node list = Make(Node::Kind::kSequence);
    for (const MilestoneInput& milestone : account.milestones) {
      Node& item = list.items.emplace_back(Make(Node::Kind::kMapping));
      Put("key", Text(milestone.key), item);
      PutOptional("planned_at", milestone.planned_at, item);
      Put("completed_at", Value(milestone.completed_at), item);
      PutOptional("critical", milestone.critical, item);
    }
    Put("milestones", std::move(list), node);
  }

  Node SignalNode(const SignalInput& signal) const {
    Node value = Value(signal.value);
    if (!signal.observed_at || value.is_null()) return value;
    Node object = Make(Node::Kind::kMapping);
    if (value.is_mapping()) {
      object = std::move(value);
    } else {
      Put("value", std::move(value), object);
    }
    PutOptional("observed_at", signal.observed_at, object);
    return object;
  }

  Node SeriesNode(const SeriesInput& series) const {
    Node points = Make(Node::Kind::kSequence);
    for (const SeriesInput::Point& point : series.points) {
      Node& pair = points.items.emplace_back(Make(Node::Kind::kSequence));
      pair.items = {Text(FormatMoment(point.at)), Plain(FormatNumber(point.value))};
    }
    return points;
  }

  void PutSignals(const Account& account, Node& node) const {
    Node signals = Make(Node::Kind::kMapping);
    for (const SignalInput& signal : account.signals) {
      Put(signal.name, SignalNode(signal), signals);
    }
    for (const SeriesInput& series : account.series) {
      Put(series.name, SeriesNode(series), signals);
    }
    if (!signals.entries.empty()) Put("signals", std::move(signals), node);
  }

  void PutScores(const Account& account, Node& node) const {
    Node scores = Make(Node::Kind::kMapping);
    for (const DimensionScore& score : account.dimension_scores) {
      Put(score.dimension, Plain(FormatNumber(score.score)), scores);
    }
    if (!scores.entries.empty()) Put("dimension_scores", std::move(scores), node);
  }

  void PutPreviousBands(const Account& account, Node& node) const {
    Node bands = Make(Node::Kind::kMapping);
    for (const PreviousBand& previous : account.previous_bands) {
      Put(previous.model, Text(previous.band), bands);
    }
    if (!bands.entries.empty()) Put("previous_bands", std::move(bands), node);
  }

  void PutOverrides(const Account& account, Node& node) const {
    if (account.overrides.empty()) return;
    Node list = Make(Node::Kind::kSequence);
    for (const OverrideInput& input : account.overrides) {
      Node& item = list.items.emplace_back(Make(Node::Kind::kMapping));
      Put("model", Text(input.model), item);
      Put("kind", Text(std::string(kOverrideKinds[static_cast<size_t>(input.kind)])), item);
      Put("value", Plain(FormatNumber(input.value)), item);
      if (!input.author.empty()) Put("author", Text(input.author), item);
      if (!input.reason.empty()) Put("reason", Text(input.reason), item);
      PutOptional("set_at", input.set_at, item);
      PutOptional("expires_at", input.expires_at, item);
    }
    Put("overrides", std::move(list), node);
  }

  void PutExtension(const ExtensionInput& extension, Node& node) const {
    Node mapping = Make(Node::Kind::kMapping);
    PutOptional("granted_days", extension.granted_days, mapping);
    PutOptional("requested_days", extension.requested_days, mapping);
    if (!mapping.entries.empty()) Put("extension", std::move(mapping), node);
  }

  const Span span_;
};

}  // namespace

Node AccountNode(const Account& account, const Span& span) { return NodeMaker(span).Of(account); }

}  // namespace bellwether
