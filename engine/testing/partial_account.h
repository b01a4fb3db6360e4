// Accounts as tests write them: in parts that are laid over each other.
//
//   fixtures:
//     base:    {kickoff_at: 2026-01-05, signals: {seats_used: 40, mood: 30}}
//     quieter: {extends: base, signals: {seats_used: 12}}
//
// A later part wins field by field; signals, dimension scores, extension and previous bands by
// name, milestones by their key; `~` takes a value away. Parts stay trees with places until the
// account is complete, so every problem is shown where it was written.
#ifndef BELLWETHER_ENGINE_TESTING_PARTIAL_ACCOUNT_H_
#define BELLWETHER_ENGINE_TESTING_PARTIAL_ACCOUNT_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether {

struct Plan;

// Lays `part` over `account`; both are mappings.
void LayOver(const Node& part, Node& account);

// Changes single values: `set: {mood: ~, milestone.training.completed_at: not_yet}`. Keys are
// signals, account fields, milestone.K.FIELD, dimension.D, extension.FIELD, previous_band.M.
void ApplySet(const Plan& plan, const Node& set, Node& account, DiagnosticSink& sink);

// Reports signals, dimensions and milestones that the pack does not have.
void CheckNames(const Plan& plan, const Node& part, DiagnosticSink& sink);

// Where the value at a path such as "milestones[2].planned_at" was written; of a path that is not
// there, the closest part of it that is.
Span PlaceOf(const Node& account, std::string_view path);

// The named partial accounts of a suite.
class Fixtures {
 public:
  // Takes the entries of one `fixtures:` section. A name that is there already is an error.
  void Add(const Node& section, DiagnosticSink& sink);
  // After all were added: resolves `extends`, checks names.
  void Resolve(const Plan& plan, DiagnosticSink& sink);

  struct Fixture {
    Node account;                  // without kFixtureKeys
    const Node* as_of = nullptr;   // its own, else inherited; likewise below
    const Node* import = nullptr;  // the mapping that makes what `account` is laid over
    const Node* rows = nullptr;
  };
  // Null after an error in `sink` when there is none by that name.
  const Fixture* Find(const Node& name, DiagnosticSink& sink) const;

 private:
  enum class Progress { kWritten, kOpen, kDone };
  struct Written {
    Node part;
    Span span;
    Progress progress = Progress::kWritten;
    Fixture resolved;
  };
  void ResolveOne(Written& written, DiagnosticSink& sink);
  std::vector<std::string> Names() const;

  std::map<std::string, Written, std::less<>> written_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_PARTIAL_ACCOUNT_H_
