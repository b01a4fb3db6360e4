// Field by field, in the order of the message. What the caller left out stays "not given": a
// default of a message never becomes a value. Vectors keep their memory from call to call.
//
// Tested by tests/protos/wire/account_from_proto_test.cc.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "protos/wire/moment_from_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

// Reads a Moment that may be absent.
std::optional<Moment> OptionalMoment(bool given, const v1::Moment& message, const PathOf& path,
                                     std::vector<Violation>& violations) {
  if (!given) return std::nullopt;
  return MomentFromProto(message, path, violations);
}

EventDate EventDateFromProto(const v1::EventDate& message, const PathOf& path,
                             std::vector<Violation>& violations) {
  std::optional<Moment> moment;
  switch (message.state_case()) {
    case v1::EventDate::kDate:
      moment = MomentFromProto(message.date(), path, violations);
      break;
    case v1::EventDate::kTime:
      moment = MomentFromProto(message.time(), path, violations);
      break;
    case v1::EventDate::kLocal:
      moment = MomentFromProto(message.local(), path, violations);
      break;
    case v1::EventDate::kNotYet:
      return NotYet{};
    case v1::EventDate::kNotApplicable:
      return NotApplicable{};
    case v1::EventDate::STATE_NOT_SET:
      break;
  }
  if (moment.has_value()) return *moment;
  return std::monostate{};
}

void SetSignalValue(const v1::Signal& message, const PathOf& path, SignalInput& signal,
                    std::vector<Violation>& violations) {
  std::optional<Moment> moment;
  switch (message.value_case()) {
    case v1::Signal::kNumber:
      signal.value = message.number();
      return;
    case v1::Signal::kFlag:
      signal.value = message.flag();
      return;
    case v1::Signal::kText:
      signal.value = message.text();
      return;
    case v1::Signal::kUntyped:
      signal.value = Untyped{message.untyped()};
      return;
    case v1::Signal::kNotApplicable:
      signal.value = NotApplicable{};
      return;
    case v1::Signal::kNotYet:
      signal.value = NotYet{};
      return;
    case v1::Signal::kTime:
      moment = MomentFromProto(message.time(), path, violations);
      break;
    case v1::Signal::kDate:
      moment = MomentFromProto(message.date(), path, violations);
      break;
    case v1::Signal::kLocal:
      moment = MomentFromProto(message.local(), path, violations);
      break;
    case v1::Signal::VALUE_NOT_SET:
      break;
  }
  if (moment.has_value()) {
    signal.value = *moment;
  } else {
    signal.value = std::monostate{};
  }
}

void SignalFromProto(const v1::Signal& message, SignalInput& signal,
                     std::vector<Violation>& violations) {
  const PathOf path = [&message] { return absl::StrCat("signals.", message.name()); };
  signal.name = message.name();
  SetSignalValue(message, path, signal, violations);
  signal.observed_at = OptionalMoment(
      message.has_observed_at(), message.observed_at(), [&path] { return path() + ".observed_at"; },
      violations);
}

void SeriesFromProto(const v1::Series& message, SeriesInput& series,
                     std::vector<Violation>& violations) {
  series.name = message.name();
  series.points.clear();
  for (int i = 0; i < message.points_size(); ++i) {
    const v1::Series::Point& point = message.points(i);
    const std::optional<Moment> at = MomentFromProto(
        point.at(), [&] { return absl::StrCat("signals.", message.name(), "[", i, "].at"); },
        violations);
    if (at.has_value()) series.points.push_back({*at, point.value()});
  }
}

void MilestoneFromProto(const v1::Milestone& message, int index, MilestoneInput& milestone,
                        std::vector<Violation>& violations) {
  const auto below = [index](const char* field) {
    return [index, field] { return absl::StrCat("milestones[", index, "].", field); };
  };
  milestone.key = message.key();
  milestone.planned_at = OptionalMoment(message.has_planned_at(), message.planned_at(),
                                        below("planned_at"), violations);
  milestone.completed_at =
      EventDateFromProto(message.completed_at(), below("completed_at"), violations);
  milestone.critical.reset();
  if (message.has_critical()) milestone.critical = message.critical();
}

std::optional<OverrideInput::Kind> KindFromProto(v1::OverrideKind kind) {
  switch (kind) {
    case v1::OVERRIDE_KIND_SET:
      return OverrideInput::Kind::kSet;
    case v1::OVERRIDE_KIND_CAP:
      return OverrideInput::Kind::kCap;
    case v1::OVERRIDE_KIND_FLOOR:
      return OverrideInput::Kind::kFloor;
    default:
      return std::nullopt;
  }
}

void OverrideFromProto(const v1::Override& message, int index, OverrideInput& input,
                       std::vector<Violation>& violations) {
  const auto below = [index](const char* field) {
    return [index, field] { return absl::StrCat("overrides[", index, "].", field); };
  };
  const std::optional<OverrideInput::Kind> kind = KindFromProto(message.kind());
  if (!kind.has_value()) {
    violations.push_back({below("kind")(), "MISSING_FIELD",
                          "an override needs a kind: OVERRIDE_KIND_SET, OVERRIDE_KIND_CAP or "
                          "OVERRIDE_KIND_FLOOR"});
  }
  input.model = message.model();
  input.kind = kind.value_or(OverrideInput::Kind::kSet);
  input.value = message.value();
  input.author = message.author();
  input.reason = message.reason();
  input.set_at =
      OptionalMoment(message.has_set_at(), message.set_at(), below("set_at"), violations);
  input.expires_at = OptionalMoment(message.has_expires_at(), message.expires_at(),
                                    below("expires_at"), violations);
}

void ScalarsFromProto(const v1::Account& message, Account& account) {
  account.id = message.id();
  account.segment = message.segment();
  account.cadence = message.cadence();
  account.stage = message.stage();
  account.csm = message.csm();
  account.time_zone = message.time_zone();
  account.acv.reset();
  account.seats.reset();
  if (message.has_acv()) account.acv = message.acv();
  if (message.has_seats()) account.seats = message.seats();
}

void DatesFromProto(const v1::Account& message, Account& account,
                    std::vector<Violation>& violations) {
  using Getter = const v1::EventDate& (v1::Account::*)() const;
  static constexpr std::pair<EventField, Getter> kGetters[] = {
      {EventField::kContractSignedAt, &v1::Account::contract_signed_at},
      {EventField::kTrialStartedAt, &v1::Account::trial_started_at},
      {EventField::kKickoffAt, &v1::Account::kickoff_at},
      {EventField::kFirstLoginAt, &v1::Account::first_login_at},
      {EventField::kFirstValueAt, &v1::Account::first_value_at},
      {EventField::kGraduatedAt, &v1::Account::graduated_at},
      {EventField::kTargetGraduationAt, &v1::Account::target_graduation_at},
      {EventField::kRenewalAt, &v1::Account::renewal_at},
  };
  static_assert(std::size(kGetters) == kEventFieldCount);
  for (const auto& [field, getter] : kGetters) {
    const std::string_view name = kEventFields[static_cast<size_t>(field)].name;
    account.date(field) =
        EventDateFromProto((message.*getter)(), [name] { return std::string(name); }, violations);
  }
}

void ListsFromProto(const v1::Account& message, Account& account,
                    std::vector<Violation>& violations) {
  account.milestones.resize(static_cast<size_t>(message.milestones_size()));
  for (int i = 0; i < message.milestones_size(); ++i) {
    MilestoneFromProto(message.milestones(i), i, account.milestones[static_cast<size_t>(i)],
                       violations);
  }
  account.signals.resize(static_cast<size_t>(message.signals_size()));
  for (int i = 0; i < message.signals_size(); ++i) {
    SignalFromProto(message.signals(i), account.signals[static_cast<size_t>(i)], violations);
  }
  account.series.resize(static_cast<size_t>(message.series_size()));
  for (int i = 0; i < message.series_size(); ++i) {
    SeriesFromProto(message.series(i), account.series[static_cast<size_t>(i)], violations);
  }
  account.overrides.resize(static_cast<size_t>(message.overrides_size()));
  for (int i = 0; i < message.overrides_size(); ++i) {
    OverrideFromProto(message.overrides(i), i, account.overrides[static_cast<size_t>(i)],
                      violations);
  }
}

void PairsFromProto(const v1::Account& message, Account& account) {
  account.dimension_scores.clear();
  for (const v1::DimensionScore& score : message.dimension_scores()) {
    account.dimension_scores.push_back({score.dimension(), score.score()});
  }
  account.previous_bands.clear();
  for (const v1::PreviousBand& previous : message.previous_bands()) {
    account.previous_bands.push_back({previous.model(), previous.band()});
  }
  account.extension = {};
  const v1::ExtensionState& extension = message.extension();
  if (extension.has_granted_days()) account.extension.granted_days = extension.granted_days();
  if (extension.has_requested_days()) account.extension.requested_days = extension.requested_days();
}

}  // namespace

void AccountFromProto(const v1::Account& message, Account& account,
                      std::vector<Violation>& violations) {
  ScalarsFromProto(message, account);
  DatesFromProto(message, account, violations);
  ListsFromProto(message, account, violations);
  PairsFromProto(message, account);
}

}  // namespace bellwether::wire
