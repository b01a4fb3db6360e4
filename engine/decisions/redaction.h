// What of an account must not stand in a decision log, by signal and by field.
//
//   key_file: redaction.key        # of hashes; beside this file unless it begins with /
//   fields:
//     id: hash                     # keep | drop | hash | month | {step: 10000}
//     acv: {step: 10000}           # numbers: the multiple of 10000 below it
//     kickoff_at: month            # dates: the first day of the month
//   signals:
//     contact_mail: drop
//   other_signals: keep            # what is not named: keep | drop | hash
//
// A hash is an HMAC-SHA256 of the name and the value, so that equal values of one name can be told
// to be equal, and nobody without the key can try values. A value that does not fit (a month of a
// text that is no date) is dropped, and `redacted` says so: nothing is written that was meant to be
// kept out.
//
// Immutable but for SetKey; any number of threads.
#ifndef BELLWETHER_ENGINE_DECISIONS_REDACTION_H_
#define BELLWETHER_ENGINE_DECISIONS_REDACTION_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/decisions/record.h"
#include "engine/plan/plan.h"
#include "engine/source/diagnostic.h"

namespace bellwether::decisions {

inline constexpr size_t kLeastKeyBytes = 16;

struct Treatment {
  enum class Kind : uint8_t { kKeep, kDrop, kHash, kMonth, kStep };
  Kind kind = Kind::kKeep;
  double step = 0;  // of kStep, above 0
};

class Redaction {
 public:
  Redaction() = default;  // keeps everything

  // Changes account and caller, and adds to `redacted` what was changed. Names are in the order of
  // the account's fields. `plan` is of the pack that decided: a text is read by the type of its
  // signal there, so that a date is one however the caller sent it.
  void Apply(const Plan& plan, Decision& decision) const;

  bool uses_key() const { return uses_key_; }
  const std::string& key_file() const { return key_file_; }
  // Of at least kLeastKeyBytes.
  void SetKey(std::string key) { key_ = std::move(key); }
  // "fields: id; signals: usage, mood": for a log. Never the key.
  std::string Describe() const;

 private:
  friend class RedactionReader;

  void ApplyToFields(Decision& decision) const;
  void ApplyToSignals(const Plan& plan, Decision& decision) const;
  const Treatment& OfSignal(const std::string& name) const;
  std::string Hash(std::string_view name, std::string_view value) const;
  void HashOrDrop(std::string_view name, const Treatment& treatment, std::string& text,
                  Decision& decision) const;
  bool ApplyToSignal(const std::string& name, const Treatment& treatment,
                     SignalInput& signal) const;

  std::map<std::string, Treatment, std::less<>> fields_;
  std::map<std::string, Treatment, std::less<>> signals_;
  Treatment other_signals_;
  std::string key_file_;
  std::string key_;
  bool uses_key_ = false;
};

// The file's text (of the first of `sources`). Signals are held against `plan`: one that it does
// not know is an error, since what it was meant for would be written.
Staged<Redaction> ReadRedaction(const Plan& plan, const Sources& sources, const Limits& limits);

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_REDACTION_H_
