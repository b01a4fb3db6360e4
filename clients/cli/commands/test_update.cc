// Tested by tests/clients/test_update_test.py.
#include "clients/cli/commands/test_update.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/proofs/test_report.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/whole_file.h"
#include "clients/cli/words/counted.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/source/edits.h"
#include "engine/testing/corrections.h"

namespace bellwether::cli {
namespace {

void SayWhatIsLeft(const LoadedTests& tests, const Corrections& corrections, Console& console) {
  for (const Uncorrected& left : corrections.left) {
    console.Write(absl::StrCat(PlaceIn(tests.sources, left.failure->span), " ", left.failure->path,
                               " of ", Quoted(left.result->name), " stays: ", left.why, "\n"));
  }
}

ExitCode Write(const std::vector<SourceFile>& files, Console& console) {
  for (const SourceFile& file : files) {
    const absl::Status written = WriteWhole(file.name, file.text);
    if (written.ok()) continue;
    console.Fail(ToStd(written.message()));
    return ExitCode::kFailed;
  }
  return ExitCode::kGood;
}

}  // namespace

ExitCode UpdateTests(const LoadedTests& tests, const TestReport& report, bool write,
                     Console& console) {
  const Corrections corrections = CorrectionsOf(tests.sources, tests.suite, report);
  Output output;
  output.Write(UnifiedDiff(tests.sources, corrections.edits));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
  SayWhatIsLeft(tests, corrections, console);
  const std::vector<SourceFile> files = Edited(tests.sources, corrections.edits);
  const std::string what = absl::StrCat(Counted(corrections.edits.size(), "expected value"), " in ",
                                        Counted(files.size(), "file"));
  if (files.empty()) {
    console.Say(report.failed == 0 ? "every expectation is met; nothing to update"
                                   : "nothing can be updated");
  } else if (write) {
    const ExitCode written = Write(files, console);
    if (written != ExitCode::kGood) return written;
    console.Say(absl::StrCat("updated ", what));
  } else {
    console.Say(absl::StrCat("nothing is written: --update --write updates ", what));
  }
  const bool good = corrections.left.empty() && (write || files.empty());
  return good ? ExitCode::kGood : ExitCode::kTestsFailed;
}

}  // namespace bellwether::cli
