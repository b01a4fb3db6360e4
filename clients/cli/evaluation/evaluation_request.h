// What a run over accounts is asked for, and what follows from it: options of the evaluation, and
// where the accounts come from.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_EVALUATION_REQUEST_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_EVALUATION_REQUEST_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/evaluation/view.h"
#include "clients/cli/imports/import_files.h"
#include "clients/cli/input/account_file.h"
#include "clients/cli/input/duplicate_ids.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/writers/writer.h"

namespace bellwether::cli {

// What the options of `evaluate` and `remote evaluate` say.
struct EvaluationRequest {
  std::string accounts;                       // a path, or "-" for stdin
  AccountFileOptions file;                    // how it is written
  ImportRequest import;                       // how exports become accounts
  Duplicates duplicates = Duplicates::kKeep;  // several accounts of one id
  std::optional<Moment> as_of;                // absent: now
  bool report_unknown_signals = false;
  std::string benchmark_set;
  std::string language;
  std::string pack_digest;  // remote: the pack that must answer; "": any

  OutputFormat format = OutputFormat::kTable;
  ViewRequest view;
  // Of json and jsonl. UNSPECIFIED: BASIC without an explanation, else FULL.
  v1::EvaluationView answer_view = v1::EVALUATION_VIEW_UNSPECIFIED;
  v1::ExplanationLevel explanation = v1::EXPLANATION_LEVEL_UNSPECIFIED;
  std::string output;  // a path; "": stdout
  ColorChoice color = ColorChoice::kAuto;
};

// Says once that the moment is now, when the request does not state one.
v1::EvaluationOptions EvaluationOptionsOf(const EvaluationRequest& request, absl::Time now,
                                          Console& console);

// The accounts of the request: of its file, or of its exports. Not opened. `now`: what formulas of
// a mapping take for as_of where the request states none. `texts` as in AccountReader; accounts of
// exports never come so.
absl::StatusOr<std::unique_ptr<RecordSource>> MakeRecordSource(
    const EvaluationRequest& request, absl::Time now, AccountReader::Sink sink,
    AccountReader::TextSink texts = nullptr);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_EVALUATION_REQUEST_H_
