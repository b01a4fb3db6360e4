// Whatever view and mask are asked for, an answer is a part of the whole one, to the bit, although
// less is evaluated for it. What part is said here a second time: by copying from the whole answer.
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "protos/wire/wire.h"
#include "tests/property/every_account.h"
#include "tests/property/random.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr uint64_t kPacks = 40;
constexpr size_t kDeepest = 4;
constexpr v1::ExplanationLevel kLevels[] = {
    v1::EXPLANATION_LEVEL_NONE, v1::EXPLANATION_LEVEL_SUMMARY, v1::EXPLANATION_LEVEL_FULL};

// The whole answer, of everything that can be evaluated.
v1::Evaluation Whole(const Plan& plan, const Evaluated& scored, v1::ExplanationLevel level) {
  wire::AnswerOptions options;
  options.explanation = level;
  v1::Evaluation message;
  wire::AnswerToProto(plan, scored.facts, scored.evaluation, Questions(), options, message);
  return message;
}

// The answer to a request, of what is evaluated for it. The memory has answered other requests.
v1::Evaluation Answer(const Plan& plan, const Evaluated& scored,
                      const v1::EvaluationOptions& request, Evaluation& memory) {
  const auto options = wire::AnswerOptionsFromProto(request, wire::AnswerCall::kMany);
  Scratch scratch;
  v1::Evaluation message;
  if (!Evaluate(plan, scored.facts, scratch, memory, wire::WantedFor(options)).ok()) return message;
  wire::AnswerToProto(plan, scored.facts, memory, Questions(), options, message);
  return message;
}

std::string Compare(const Message& expected, const Message& found, const std::string& what) {
  if (expected.SerializeAsString() == found.SerializeAsString()) return "";
  return absl::StrCat(what, " holds\n", found.DebugString(), "and the whole answer gives\n",
                      expected.DebugString());
}

void ReduceHealth(const v1::HealthResult& from, v1::HealthResult& to) {
  to.set_model(from.model());
  to.set_primary(from.primary());
  to.set_state(from.state());
  if (from.has_coverage()) to.set_coverage(from.coverage());
  if (!from.has_score()) return;
  to.mutable_score()->set_value(from.score().value());
  to.mutable_score()->set_band(from.score().band());
  to.mutable_score()->set_certain(from.score().certain());
}

void ReduceOutcomes(const v1::Evaluation& from, v1::Evaluation& to) {
  v1::GraduationResult& graduation = *to.mutable_graduation();
  graduation.set_state(from.graduation().state());
  graduation.set_decision(from.graduation().decision());
  graduation.set_readiness(from.graduation().readiness());
  if (from.graduation().has_total()) graduation.set_total(from.graduation().total());
  v1::ExtensionResult& extension = *to.mutable_extension();
  extension.set_state(from.extension().state());
  extension.set_decision(from.extension().decision());
  extension.set_days_granted(from.extension().days_granted());
  if (from.extension().has_new_target()) {
    *extension.mutable_new_target() = from.extension().new_target();
  }
}

v1::Evaluation ReducedToBasic(const v1::Evaluation& from) {
  v1::Evaluation to;
  to.set_account_id(from.account_id());
  *to.mutable_pack() = from.pack();
  *to.mutable_as_of() = from.as_of();
  to.set_segment(from.segment());
  to.set_stage(from.stage());
  for (const auto& health : from.health()) ReduceHealth(health, *to.add_health());
  for (const auto& flag : from.flags()) {
    if (flag.state() != v1::FLAG_STATE_RAISED) {
      to.set_flags_not_evaluated(to.flags_not_evaluated() + 1);
      continue;
    }
    v1::FlagResult& kept = *to.add_flags();
    kept.mutable_rule()->set_name(flag.rule().name());
    kept.set_state(flag.state());
    kept.set_severity(flag.severity());
  }
  to.mutable_data()->set_missing_count(from.data().missing_size());
  to.mutable_data()->set_stale_count(from.data().stale_size());
  *to.mutable_data()->mutable_unknown_signals() = from.data().unknown_signals();
  ReduceOutcomes(from, to);
  return to;
}

std::string WrongBasic(const CheckedPack& pack, const Asked& asked) {
  const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!scored.accepted) return "";
  v1::EvaluationOptions request;
  request.set_view(v1::EVALUATION_VIEW_BASIC);
  Evaluation memory;
  const v1::Evaluation whole = Whole(pack.plan, scored, v1::EXPLANATION_LEVEL_NONE);
  return Compare(ReducedToBasic(whole), Answer(pack.plan, scored, request, memory),
                 "the basic view");
}

TEST(ViewPropertyTest, BasicIsAPartOfTheWholeAnswer) { ForEveryAccount(kPacks, WrongBasic); }

// Copies the field at `names`, in each entry of what is repeated.
void CopyPath(const Message& from, const std::vector<std::string>& names, size_t at, Message& to) {
  const FieldDescriptor& field = *from.GetDescriptor()->FindFieldByName(names[at]);
  const auto& read = *from.GetReflection();
  const auto& write = *to.GetReflection();
  const bool last = at + 1 == names.size();
  const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (!is_message) {
    if (field.is_repeated() ? read.FieldSize(from, &field) > 0 : read.HasField(from, &field)) {
      std::unique_ptr<Message> whole(from.New());
      whole->CopyFrom(from);
      read.SwapFields(whole.get(), &to, {&field});
    }
    return;
  }
  if (!field.is_repeated()) {
    if (!read.HasField(from, &field)) return;
    Message& target = *write.MutableMessage(&to, &field);
    if (last) return target.CopyFrom(read.GetMessage(from, &field));
    return CopyPath(read.GetMessage(from, &field), names, at + 1, target);
  }
  for (int i = 0; i < read.FieldSize(from, &field); ++i) {
    Message& target = i < write.FieldSize(to, &field)
                          ? *write.MutableRepeatedMessage(&to, &field, i)
                          : *write.AddMessage(&to, &field);
    const Message& source = read.GetRepeatedMessage(from, &field, i);
    if (last) {
      target.CopyFrom(source);
    } else {
      CopyPath(source, names, at + 1, target);
    }
  }
}

// The part of the evaluation that a field holds; nothing for one that is of no part.
std::optional<Stage> StageOf(const std::string& field) {
  static const std::map<std::string, Stage> kStages = {
      {"benchmarks", Stage::kBenchmarks}, {"health", Stage::kHealth},
      {"flags", Stage::kFlags},           {"flags_not_evaluated", Stage::kFlags},
      {"graduation", Stage::kGraduation}, {"extension", Stage::kExtension},
      {"forecast", Stage::kForecast},     {"programme", Stage::kProgramme},
  };
  const auto found = kStages.find(field);
  return found == kStages.end() ? std::nullopt : std::optional(found->second);
}

// Leaves the names of what has a say in something that the fields hold; all of them where they hold
// the data alone, or everything.
void LeaveWhatMatters(const Plan& plan, const std::set<std::string>& fields, bool all_playbooks,
                      v1::DataQuality& data) {
  Stages asked;
  for (const std::string& field : fields) {
    if (const auto stage = StageOf(field)) asked |= {*stage};
  }
  const bool everything =
      fields.contains("derived") || asked.none() || (all_playbooks && fields.contains("playbooks"));
  if (everything || asked == Stages::All()) return;
  v1::DataQuality left = data;
  left.clear_missing();
  for (const v1::MissingInput& missing : data.missing()) {
    if (plan.reach.stages[plan.FindSlot(missing.name())].Meets(asked))
      *left.add_missing() = missing;
  }
  left.set_missing_count(left.missing_size());
  data = left;
}

std::vector<std::string> RandomPath(Random& random) {
  std::vector<std::string> names;
  const Descriptor* type = v1::Evaluation::descriptor();
  while (type != nullptr && names.size() < kDeepest) {
    if (!names.empty() && (type->file()->package() == "google.protobuf" || random.Chance(30)))
      break;
    const FieldDescriptor* field =
        type->field(static_cast<int>(random.Below(static_cast<uint64_t>(type->field_count()))));
    names.emplace_back(field->name());
    type = field->message_type();
  }
  return names;
}

// A mask of a few paths on a view, from the whole answer.
std::string WrongMask(const CheckedPack& pack, const Evaluated& scored, v1::ExplanationLevel level,
                      const v1::Evaluation& whole, Random& random, Evaluation& memory) {
  v1::EvaluationOptions request;
  const bool basic = level == v1::EXPLANATION_LEVEL_NONE && random.Chance(30);
  if (basic) request.set_view(v1::EVALUATION_VIEW_BASIC);
  if (!basic) request.set_explanation(level);
  v1::Evaluation view = basic ? ReducedToBasic(whole) : whole;
  v1::Evaluation expected;
  std::vector<std::vector<std::string>> paths;
  std::set<std::string> fields;
  for (uint64_t left = 1 + random.Below(4); left > 0; --left) {
    paths.push_back(RandomPath(random));
    fields.insert(paths.back().front());
    request.mutable_read_mask()->add_paths(absl::StrJoin(paths.back(), "."));
  }
  if (!basic) {
    const bool full = level == v1::EXPLANATION_LEVEL_FULL;
    LeaveWhatMatters(pack.plan, fields, full, *view.mutable_data());
  }
  for (const std::vector<std::string>& names : paths) CopyPath(view, names, 0, expected);
  std::vector<Violation> violations;
  wire::CheckView(request, wire::AnswerCall::kMany, violations);
  if (!violations.empty()) return absl::StrCat("refused: ", violations.front().message);
  return Compare(expected, Answer(pack.plan, scored, request, memory), request.DebugString());
}

std::string WrongMasks(const CheckedPack& pack, const Asked& asked) {
  const Evaluated scored = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!scored.accepted) return "";
  Random random(asked.account.signals.size() * 1'000 + pack.plan.slots.size());
  Evaluation memory;
  for (const v1::ExplanationLevel level : kLevels) {
    const v1::Evaluation whole = Whole(pack.plan, scored, level);
    for (int mask = 0; mask < 8; ++mask) {
      std::string wrong = WrongMask(pack, scored, level, whole, random, memory);
      if (!wrong.empty()) return wrong;
    }
    v1::EvaluationOptions everything;
    everything.set_view(v1::EVALUATION_VIEW_FULL);
    everything.set_explanation(level);
    std::string wrong =
        Compare(whole, Answer(pack.plan, scored, everything, memory), "the full view");
    if (!wrong.empty()) return wrong;
  }
  return "";
}

TEST(ViewPropertyTest, AMaskGivesAPartOfItsView) { ForEveryAccount(kPacks, WrongMasks); }

}  // namespace
}  // namespace bellwether
