// A field that a message cannot express wrongly in a file, such as a timestamp out of range, is
// reported here; a value that is well-formed stands in its place, so that nothing is said twice.
//
// Tested by tests/protos/wire/records_test.cc.
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/records/decode.h"
#include "protos/wire/moment_from_proto.h"
#include "protos/wire/records.h"

namespace bellwether::wire {
namespace {

constexpr std::string_view kSignals = "signals";
constexpr char kAnyDay[] = "2000-01-01";

Node Scalar(std::string text, bool quoted) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = std::move(text);
  node.quoted = quoted;
  return node;
}
Node Text(std::string text) { return Scalar(std::move(text), true); }
Node Number(double number) { return Scalar(FormatNumber(number), false); }
Node Truth(bool truth) { return Scalar(truth ? "true" : "false", false); }

Node Mapping() {
  Node node;
  node.kind = Node::Kind::kMapping;
  return node;
}
Node Sequence() {
  Node node;
  node.kind = Node::Kind::kSequence;
  return node;
}
void Put(std::string_view key, Node value, Node& mapping) {
  mapping.entries.push_back({std::string(key), {}, std::move(value)});
}
Node NotApplicableNode() {
  Node node = Mapping();
  Put("not_applicable", Truth(true), node);
  return node;
}

class RecordTree {
 public:
  explicit RecordTree(std::vector<Violation>& violations) : violations_(violations) {}

  Node Make(const v1::Record& record) {
    Node tree = Mapping();
    Put("kind", Text(record.kind()), tree);
    Put("id", Text(record.id()), tree);
    Put("account", Text(record.account()), tree);
    if (record.has_at()) Put("at", MomentNode("at", record.at()), tree);
    if (record.has_known_at()) Put("known_at", MomentNode("known_at", record.known_at()), tree);
    PutFields(record, tree);
    PutSignals(record, tree);
    return tree;
  }

 private:
  template <typename Message>
  Node MomentNode(const std::string& path, const Message& message) {
    const auto moment = MomentFromProto(
        message, [&path] { return path; }, violations_);
    return Text(moment ? FormatMoment(*moment) : kAnyDay);
  }

  void Refuse(std::string path, std::string_view reason, std::string message) {
    violations_.push_back({std::move(path), std::string(reason), std::move(message)});
  }
  // False, with a violation, for a name that stood before.
  bool IsNew(std::set<std::string_view>& names, const std::string& name, const std::string& path) {
    if (names.insert(name).second) return true;
    Refuse(path, reason::kDuplicate, absl::StrCat(Quoted(name), " is given twice; give it once"));
    return false;
  }

  void PutFields(const v1::Record& record, Node& tree) {
    std::set<std::string_view> names;
    for (const v1::RecordField& field : record.fields()) {
      if (records::IsHeadField(field.name()) || field.name() == kSignals) {
        Refuse(
            field.name(), reason::kUnknownField,
            absl::StrCat(Quoted(field.name()), " is a field of the message itself; set it there"));
      } else if (IsNew(names, field.name(), field.name())) {
        Put(field.name(), FieldNode(field), tree);
      }
    }
  }

  Node FieldNode(const v1::RecordField& field) {
    switch (field.value_case()) {
      case v1::RecordField::kNumber:
        return Number(field.number());
      case v1::RecordField::kFlag:
        return Truth(field.flag());
      case v1::RecordField::kText:
        return Text(field.text());
      case v1::RecordField::kTime:
        return MomentNode(field.name(), field.time());
      case v1::RecordField::kDate:
        return MomentNode(field.name(), field.date());
      case v1::RecordField::kLocal:
        return MomentNode(field.name(), field.local());
      case v1::RecordField::kNotApplicable:
        return NotApplicableNode();
      case v1::RecordField::kNotYet:
        return Text(std::string(kNotYetWord));
      case v1::RecordField::kWords:
        return WordsNode(field.words());
      case v1::RecordField::kCounts:
        return CountsNode(field.name(), field.counts());
      case v1::RecordField::VALUE_NOT_SET:
        break;
    }
    return {};
  }

  static Node WordsNode(const v1::WordList& list) {
    Node node = Sequence();
    for (const std::string& word : list.words()) node.items.push_back(Text(word));
    return node;
  }

  Node CountsNode(const std::string& field, const v1::NamedCounts& counts) {
    Node node = Mapping();
    std::set<std::string_view> names;
    for (const v1::NamedCount& count : counts.counts()) {
      if (!IsNew(names, count.name(), absl::StrCat(field, ".", count.name()))) continue;
      Put(count.name(), Number(count.count()), node);
    }
    return node;
  }

  void PutSignals(const v1::Record& record, Node& tree) {
    if (record.signals_size() + record.series_size() == 0) return;
    Node node = Mapping();
    std::set<std::string_view> names;
    for (const v1::Signal& signal : record.signals()) {
      const std::string path = absl::StrCat("signals.", signal.name());
      if (IsNew(names, signal.name(), path)) Put(signal.name(), SignalNode(path, signal), node);
    }
    for (const v1::Series& series : record.series()) {
      const std::string path = absl::StrCat("signals.", series.name());
      if (IsNew(names, series.name(), path)) Put(series.name(), SeriesNode(path, series), node);
    }
    Put(kSignals, std::move(node), tree);
  }

  // {value, observed_at} where the moment is told, else the value alone.
  Node SignalNode(const std::string& path, const v1::Signal& signal) {
    if (!signal.has_observed_at()) return SignalValue(path, signal);
    Node node = Mapping();
    if (signal.has_not_applicable()) {
      Put("not_applicable", Truth(true), node);
    } else {
      Put("value", SignalValue(path, signal), node);
    }
    Put("observed_at", MomentNode(path + ".observed_at", signal.observed_at()), node);
    return node;
  }

  Node SignalValue(const std::string& path, const v1::Signal& signal) {
    switch (signal.value_case()) {
      case v1::Signal::kNumber:
        return Number(signal.number());
      case v1::Signal::kFlag:
        return Truth(signal.flag());
      case v1::Signal::kText:
        return Text(signal.text());
      case v1::Signal::kUntyped:
        return Text(signal.untyped());
      case v1::Signal::kTime:
        return MomentNode(path, signal.time());
      case v1::Signal::kDate:
        return MomentNode(path, signal.date());
      case v1::Signal::kLocal:
        return MomentNode(path, signal.local());
      case v1::Signal::kNotApplicable:
        return NotApplicableNode();
      case v1::Signal::kNotYet:
        return Text(std::string(kNotYetWord));
      case v1::Signal::VALUE_NOT_SET:
        break;
    }
    return {};
  }

  Node SeriesNode(const std::string& path, const v1::Series& series) {
    Node node = Sequence();
    for (int i = 0; i < series.points_size(); ++i) {
      Node point = Sequence();
      point.items.push_back(MomentNode(absl::StrCat(path, "[", i, "][0]"), series.points(i).at()));
      point.items.push_back(Number(series.points(i).value()));
      node.items.push_back(std::move(point));
    }
    return node;
  }

  std::vector<Violation>& violations_;
};

// A text whose type the pack declares cannot stand in a tree.
void MarkUntyped(const v1::Record& message, records::Record& record) {
  for (const v1::Signal& signal : message.signals()) {
    if (!signal.has_untyped()) continue;
    for (records::Change& change : record.changes) {
      const auto* const text = std::get_if<std::string>(&change.value);
      if (change.is_signal && change.name == signal.name() && text != nullptr) {
        change.value = Untyped{*text};
      }
    }
  }
}

}  // namespace

records::ReadRecord RecordFromProto(const v1::Record& message, const Limits& limits) {
  records::ReadRecord read;
  const Node tree = RecordTree(read.violations).Make(message);
  Violations violations(limits.max_diagnostics);
  records::DecodeRecord(tree, std::nullopt, limits, read.record, violations);
  MarkUntyped(message, read.record);
  for (Violation& violation : violations.Take()) read.violations.push_back(std::move(violation));
  return read;
}

void ProblemsToProto(const std::vector<Violation>& violations,
                     google::protobuf::RepeatedPtrField<v1::RecordProblem>& list) {
  for (const Violation& violation : violations) {
    v1::RecordProblem& problem = *list.Add();
    problem.set_field(violation.path);
    problem.set_reason(violation.reason);
    problem.set_description(violation.message);
  }
}

void RefusedRecordToProto(const v1::Record& record, uint64_t index,
                          const std::vector<Violation>& violations, v1::RefusedRecord& message) {
  message.set_index(static_cast<int32_t>(index));
  message.set_kind(record.kind());
  message.set_id(record.id());
  message.set_account(record.account());
  ProblemsToProto(violations, *message.mutable_problems());
}

}  // namespace bellwether::wire
