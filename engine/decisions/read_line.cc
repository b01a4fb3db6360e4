// Tested by tests/engine/decisions/line_test.cc and the fuzz target decision_line.
#include "engine/decisions/read_line.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/accounts/json_tree.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::decisions {
namespace {

// Years that are written with four digits.
const absl::Time kEndOfTime = absl::FromCivil(absl::CivilYear(9999), absl::UTCTimeZone());
constexpr double kMostCount = 9'007'199'254'740'992;  // 2^53: whole numbers of a double

// Reads the members of one object. What is wrong goes to the violations, by its path.
class LineReader {
 public:
  LineReader(const Node& root, const Limits& limits, Violations& violations)
      : root_(root), limits_(limits), violations_(violations) {}

  void Read(Line& line) {
    const std::string kind = Text("kind");
    if (kind == "evaluation") return ReadDecision(line.emplace<Decision>());
    if (kind == "dropped") return ReadDropped(line.emplace<Dropped>());
    if (kind == "opened") return ReadOpened(line.emplace<Opened>());
    if (kind.empty()) return;  // told about already
    Refuse("kind", reason::kUnknownValue,
           absl::StrCat(Quoted(kind), " is no kind of line; a later release may have written it"));
  }

 private:
  void Refuse(std::string path, std::string_view why, std::string message) {
    violations_.Add(std::move(path), why, std::move(message));
  }

  // A text that has to be there; "" after it was said that it is not.
  std::string Text(std::string_view key, bool may_be_empty = false) {
    const Node* const node = root_.Find(key);
    if (node != nullptr && node->is_scalar() && node->quoted &&
        (may_be_empty || !node->text.empty())) {
      return node->text;
    }
    Refuse(std::string(key), reason::kMissingField,
           absl::StrCat("the line has no text `", ToAbsl(key), "`"));
    return "";
  }
  std::string GivenText(const Node& of, std::string_view key) {
    const Node* const node = of.Find(key);
    return node != nullptr && node->is_scalar() && node->quoted ? node->text : "";
  }
  absl::Time Time(std::string_view key) {
    const std::string text = Text(key);
    const std::optional<Moment> moment = ParseMoment(text);
    const bool instant = moment && !moment->date_only && !moment->local;
    if (instant && moment->time >= absl::UnixEpoch() && moment->time < kEndOfTime) {
      return moment->time;
    }
    if (!text.empty()) BadDate(key, text, "an instant, such as 2026-02-10T09:30:00Z");
    return {};
  }
  void BadDate(std::string_view key, const std::string& text, const char* wanted) {
    Refuse(std::string(key), reason::kBadDate, absl::StrCat(Quoted(text), " is not ", wanted));
  }
  uint64_t Count(std::string_view key) {
    const Node* const node = root_.Find(key);
    const auto number = node != nullptr && node->is_scalar() && !node->quoted
                            ? ParseNumber(node->text)
                            : std::nullopt;
    if (number && *number >= 0 && *number <= kMostCount && std::floor(*number) == *number) {
      return static_cast<uint64_t>(*number);
    }
    Refuse(std::string(key), reason::kWrongType,
           absl::StrCat("`", ToAbsl(key), "` must be a whole number"));
    return 0;
  }

  void ReadOpened(Opened& opened) {
    opened.time = Time("time");
    opened.server = Text("server", true);
    const uint64_t format = Count("format");
    opened.format = static_cast<int>(std::min<uint64_t>(format, INT32_MAX));
    if (opened.format <= kFormatVersion) return;
    Refuse("format", reason::kUnknownValue,
           absl::StrCat("the file has format ", format, ", and this program reads ", kFormatVersion,
                        "; use the release that wrote it"));
  }

  void ReadDropped(Dropped& dropped) {
    dropped.time = Time("time");
    dropped.count = Count("count");
    dropped.reason = Text("reason");
  }

  void ReadDecision(Decision& decision) {
    decision.time = Time("time");
    decision.request_id = GivenText(root_, "request_id");
    decision.trace_id = GivenText(root_, "trace_id");
    decision.method = Text("method");
    decision.caller = GivenText(root_, "caller");
    ReadPack(decision.pack);
    const std::string as_of = Text("as_of");
    if (const std::optional<Moment> moment = ParseMoment(as_of)) {
      decision.as_of = *moment;
    } else if (!as_of.empty()) {
      BadDate("as_of", as_of, "a date or a time");
    }
    decision.benchmark_set = GivenText(root_, "benchmark_set");
    decision.report_unknown_signals = GivenText(root_, "unknown_signals") == "report";
    ReadOutcome(decision.outcome);
    ReadRedacted(decision.redacted);
    ReadAccountOf(decision.account);
  }

  void ReadPack(PackName& pack) {
    const Node* const node = root_.Find("pack");
    if (node == nullptr || !node->is_mapping()) {
      return Refuse("pack", reason::kMissingField, "the line does not say which pack answered");
    }
    pack = {GivenText(*node, "name"), GivenText(*node, "version"), GivenText(*node, "digest"),
            GivenText(*node, "label")};
    if (pack.digest.empty()) {
      Refuse("pack.digest", reason::kMissingField, "the line does not say which pack answered");
    }
  }

  void ReadOutcome(std::vector<OutcomeValue>& outcome) {
    const Node* const node = root_.Find("outcome");
    if (node == nullptr || !node->is_mapping()) {
      return Refuse("outcome", reason::kMissingField, "the line does not say what was answered");
    }
    for (const Entry& entry : node->entries) {
      OutcomeValue& value = outcome.emplace_back();
      value.path = entry.key;
      if (ReadValue(entry.value, value.value)) continue;
      Refuse(absl::StrCat("outcome.", entry.key), reason::kWrongType,
             "an outcome is a number, a text, a list of texts or null");
    }
  }

  static bool ReadValue(const Node& node, Value& value) {
    if (node.is_null()) return true;
    if (node.is_scalar() && node.quoted) {
      value = node.text;
      return true;
    }
    if (node.is_scalar()) {
      const auto number = ParseNumber(node.text);
      if (number) value = *number;
      return number.has_value();
    }
    if (!node.is_sequence()) return false;
    std::vector<std::string> names;
    for (const Node& item : node.items) {
      if (!item.is_scalar() || !item.quoted) return false;
      names.push_back(item.text);
    }
    value = std::move(names);
    return true;
  }

  void ReadRedacted(std::vector<Redacted>& redacted) {
    const Node* const node = root_.Find("redacted");
    if (node == nullptr) return;
    if (!node->is_mapping()) {
      return Refuse("redacted", reason::kWrongType, "`redacted` says how each name was redacted");
    }
    for (const Entry& entry : node->entries) redacted.push_back({entry.key, entry.value.text});
  }

  void ReadAccountOf(Account& account) {
    const Node* const node = root_.Find("account");
    if (node == nullptr) {
      return Refuse("account", reason::kMissingField, "the line has no account");
    }
    Violations of_account(limits_.max_diagnostics);
    ReadAccount(*node, limits_, account, of_account);
    for (Violation& problem : of_account.Take()) {
      violations_.Add(problem.path.empty() ? "account" : absl::StrCat("account.", problem.path),
                      problem.reason, std::move(problem.message));
    }
    const Node* const untyped = root_.Find("untyped");
    if (untyped == nullptr) return;
    for (const Node& item : untyped->items) MakeUntyped(item.text, account);
  }

  static void MakeUntyped(const std::string& name, Account& account) {
    for (SignalInput& signal : account.signals) {
      auto* const text = std::get_if<std::string>(&signal.value);
      if (signal.name == name && text != nullptr) signal.value = Untyped{std::move(*text)};
    }
  }

  const Node& root_;
  const Limits& limits_;
  Violations& violations_;
};

}  // namespace

ReadLineResult ReadLine(std::string_view text, const Limits& limits) {
  ReadLineResult read;
  Violations violations(limits.max_diagnostics);
  Limits deeper = limits;
  deeper.max_account_depth += 1;  // the account is one level down
  if (text.size() > kMostLineBytes) {
    violations.Add(
        "", reason::kTooLarge,
        absl::StrCat("a line of ", text.size(), " bytes; none is longer than ", kMostLineBytes));
  } else if (const JsonTree tree = ParseJson(text, {}, deeper, violations); !tree.whole) {
    // Said already.
  } else if (!tree.root.is_mapping()) {
    violations.Add("", reason::kWrongType, "a line of a decision log is an object");
  } else {
    LineReader(tree.root, limits, violations).Read(read.line);
  }
  read.problems = violations.Take();
  return read;
}

}  // namespace bellwether::decisions
