// The parts of an account: one table of fields for each. Reading, "did you mean" and the schema
// follow from them. Internal to engine/accounts; scalars of the account itself are in
// account_fields.h.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_TABLES_H_
#define BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_TABLES_H_

#include <array>
#include <optional>
#include <string_view>

#include "engine/accounts/account_fields.h"
#include "engine/accounts/value_reader.h"

namespace bellwether {

inline constexpr Field<MilestoneInput> kMilestoneFields[] = {
    MemberField<&MilestoneInput::key, MilestoneInput>("key", "one of the pack's milestones",
                                                      "training")
        .Required(),
    MemberField<&MilestoneInput::planned_at, MilestoneInput>(
        "planned_at", "the day on which it was to be reached", "2026-02-02"),
    MemberField<&MilestoneInput::completed_at, MilestoneInput>(
        "completed_at", "when it was reached; not yet, if not given", "2026-02-03"),
    MemberField<&MilestoneInput::critical, MilestoneInput>(
        "critical", "its delay moves the forecast; as the pack says, if not given", "true"),
};

// What kinds of overrides are called, in the order of OverrideInput::Kind.
inline constexpr std::array<std::string_view, 3> kOverrideKinds = {"SET", "CAP", "FLOOR"};

// Without `kind` or `value` an override would quietly set a score to 0.
inline constexpr Field<OverrideInput> kOverrideFields[] = {
    MemberField<&OverrideInput::model, OverrideInput>(
        "model", "the health model that is overridden", "onboarding")
        .Required(),
    MemberField<&OverrideInput::kind, OverrideInput>(
        "kind", "set the score, or limit it from above or below", "CAP")
        .Required(),
    MemberField<&OverrideInput::value, OverrideInput>("value", "points, 0 to 100", "40").Required(),
    MemberField<&OverrideInput::author, OverrideInput>("author", "who decided it", "Ana Lima"),
    MemberField<&OverrideInput::reason, OverrideInput>("reason", "why",
                                                       "The sponsor told us on the phone"),
    MemberField<&OverrideInput::set_at, OverrideInput>("set_at", "when it was decided",
                                                       "2026-02-20"),
    MemberField<&OverrideInput::expires_at, OverrideInput>(
        "expires_at", "from then on it is ignored, and shown as expired", "2026-03-20"),
};

inline constexpr Field<PreviousBand> kPreviousBandFields[] = {
    MemberField<&PreviousBand::model, PreviousBand>("model", "a health model", "onboarding")
        .Required(),
    MemberField<&PreviousBand::band, PreviousBand>("band", "its band in the answer before",
                                                   "yellow")
        .Required(),
};

inline constexpr Field<ExtensionInput> kExtensionFields[] = {
    MemberField<&ExtensionInput::granted_days, ExtensionInput>(
        "granted_days", "whole days granted so far, at least 0", "14"),
    MemberField<&ExtensionInput::requested_days, ExtensionInput>(
        "requested_days", "whole days asked for now, at least 1", "7"),
};

// The object form of a signal while it is being read.
struct SignalObject {
  SignalInput signal;
  bool has_value = false;
  std::optional<bool> not_applicable;
  std::optional<bool> untyped;
};

void ReadObjectValue(ValueReader& reader, const Node& node, const FieldPath& path,
                     SignalObject& object);
void ReadObservedAt(ValueReader& reader, const Node& node, const FieldPath& path,
                    SignalObject& object);

inline constexpr Field<SignalObject> kSignalFields[] = {
    {"value", ReadObjectValue, "what was observed", "0.7"},
    {"observed_at", ReadObservedAt, "when it was observed; as of the answer, if not given",
     "2026-02-20", FieldForm::kMoment},
    MemberField<&SignalObject::not_applicable, SignalObject>(
        kNotApplicableWord, "the question does not arise; then there is no value", "true"),
    MemberField<&SignalObject::untyped, SignalObject>(
        "untyped", "the value is a text that the pack reads by the signal's type, as in CSV",
        "true"),
};

void ReadMilestones(ValueReader& reader, const Node& node, const FieldPath& path, Account& account);
void ReadDimensionScores(ValueReader& reader, const Node& node, const FieldPath& path,
                         Account& account);
void ReadPreviousBands(ValueReader& reader, const Node& node, const FieldPath& path,
                       Account& account);
void ReadOverrides(ValueReader& reader, const Node& node, const FieldPath& path, Account& account);
void ReadExtension(ValueReader& reader, const Node& node, const FieldPath& path, Account& account);

inline constexpr Field<Account> kPartFields[] = {
    {"milestones", ReadMilestones, "the plan, and what was reached of it",
     "[{key: training, planned_at: 2026-02-02, completed_at: 2026-02-03}]"},
    {"signals", ReadSignals, "what is known, by the name of the pack's signal",
     "{active_ratio: 0.7, mood: {value: 41, observed_at: 2026-02-20}}"},
    {"dimension_scores", ReadDimensionScores,
     "scores of graduation, 0 to 10, that people give in place of the computed ones",
     "{technical: 8}"},
    {"previous_bands", ReadPreviousBands, "the bands of the answer before, by health model",
     "{onboarding: yellow}"},
    {"overrides", ReadOverrides, "scores that people decided",
     "[{model: onboarding, kind: CAP, value: 40, reason: The sponsor left}]"},
    {"extension", ReadExtension, "more time that was granted or is asked for",
     "{granted_days: 14}"},
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_TABLES_H_
