// Accounts of tests that a mapping of the pack makes of rows:
//
//   import: crm                               # imports/crm.yaml
//   rows:
//     companies: [{Record ID: 17, Tier: Enterprise Plus}]
//     tickets: [{Company ID: 17, Priority: Urgent}, {Company ID: 17, Priority: Low}]
//
// Rows name columns as exports do, or nest as JSON does. Where there is one source, `rows` may be
// its rows alone.
#ifndef BELLWETHER_ENGINE_TESTING_IMPORTED_ACCOUNT_H_
#define BELLWETHER_ENGINE_TESTING_IMPORTED_ACCOUNT_H_

#include <map>
#include <optional>
#include <string>

#include "engine/base/limits.h"
#include "engine/expression/expression.h"
#include "engine/imports/build.h"
#include "engine/imports/mapping.h"
#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether {

// The mappings of a suite, each read when a test asks for it. One thread.
class TestImports {
 public:
  // `sources` holds the mappings as files imports/NAME.yaml; all must outlive this.
  TestImports(const Plan& plan, const Sources& sources, const Limits& limits)
      : plan_(plan), sources_(sources), limits_(limits) {}

  // The account that the mapping called `import` makes of `rows`, as a tree, as of `as_of`. Nothing
  // after an error in `sink`; mistakes of a mapping are reported once.
  std::optional<Node> Build(const Node& import, const Node* rows, absl::Time as_of,
                            DiagnosticSink& sink);

 private:
  using Rows = std::vector<std::vector<imports::ImportRow>>;

  const imports::Mapping* Find(const Node& name, DiagnosticSink& sink);
  bool ReadRows(const imports::Mapping& mapping, const Node& rows, Rows& found,
                DiagnosticSink& sink) const;
  bool ReadSource(const imports::Source& source, const Node& rows,
                  std::vector<imports::ImportRow>& found, DiagnosticSink& sink) const;
  bool ReadRow(const imports::Source& source, const Node& row,
               std::vector<imports::ImportRow>& found, DiagnosticSink& sink) const;

  const Plan& plan_;
  const Sources& sources_;
  const Limits& limits_;
  std::map<std::string, std::optional<imports::Mapping>> mappings_;  // nothing: it has mistakes
};

// Whether a file of a suite is a mapping, and no test.
bool IsMappingFile(std::string_view name);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_IMPORTED_ACCOUNT_H_
