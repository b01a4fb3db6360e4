// Tested by tests/protos/wire/packs_test.cc.
#include "protos/wire/packs.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

int32_t Count(size_t count) { return CountToProto(count); }

uint32_t FileNamed(const Sources& sources, const std::string& name) {
  const auto& files = sources.files();
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const SourceFile& one) { return one.name == name; });
  return static_cast<uint32_t>(file - files.begin());
}

}  // namespace

void SourcesToProto(const Sources& sources, v1::PackFiles& message) {
  for (const SourceFile& file : sources.files()) {
    v1::PackFile& added = *message.add_files();
    added.set_name(file.name);
    added.set_content(file.text);
  }
}

Sources SourcesFromProto(const v1::PackFiles& message) {
  std::vector<SourceFile> files;
  for (const v1::PackFile& file : message.files()) files.push_back({file.name(), file.content()});
  return Sources(std::move(files));
}

void DiagnosticToProto(const Diagnostic& diagnostic, const Sources& sources,
                       v1::PackDiagnostic& message) {
  const Span& span = diagnostic.span;
  message.set_code(diagnostic.code);
  message.set_severity(diagnostic.severity == Severity::kError ? v1::DIAGNOSTIC_SEVERITY_ERROR
                                                               : v1::DIAGNOSTIC_SEVERITY_WARNING);
  message.set_file(std::string(sources.name(span.file)));
  message.set_line(static_cast<int32_t>(span.line));
  message.set_column(static_cast<int32_t>(span.column));
  message.set_length(static_cast<int32_t>(span.length));
  message.set_merged_line(static_cast<int32_t>(span.merged_line));
  message.set_merged_column(static_cast<int32_t>(span.merged_column));
  message.set_message(diagnostic.message);
  message.set_hint(diagnostic.hint);
}

void FindingToProto(const lint::Finding& finding, const Sources& sources,
                    v1::PackDiagnostic& message) {
  DiagnosticToProto(finding.what, sources, message);
  message.set_allowed_reason(finding.reason);
}

lint::Finding FindingFromProto(const v1::PackDiagnostic& message, const Sources& sources) {
  const auto number = [](int32_t value) { return static_cast<uint32_t>(std::max(0, value)); };
  lint::Finding finding;
  finding.what.code = message.code();
  finding.what.severity =
      message.severity() == v1::DIAGNOSTIC_SEVERITY_WARNING ? Severity::kWarning : Severity::kError;
  finding.what.span = {FileNamed(sources, message.file()), number(message.line()),
                       number(message.column()),           number(message.length()),
                       number(message.merged_line()),      number(message.merged_column())};
  finding.what.message = message.message();
  finding.what.hint = message.hint();
  finding.reason = message.allowed_reason();
  return finding;
}

void ContentsToProto(const Plan& plan, v1::PackContents& message) {
  message.set_signals(Count(plan.signals.size()));
  message.set_benchmarks(Count(plan.benchmarks.size()));
  message.set_health_models(Count(plan.models.size()));
  message.set_flags(Count(plan.flags.size()));
  if (plan.graduation.defined) {
    message.set_graduation_dimensions(Count(plan.graduation.dimensions.size()));
  }
  message.set_extension(plan.extension.defined);
  if (plan.programme.defined) message.set_programme_phases(Count(plan.programme.phases.size()));
}

}  // namespace bellwether::wire
