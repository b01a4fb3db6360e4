// Tested by tests/clients/cli_test.py and import_test.py.
#include "clients/cli/evaluation/evaluation_request.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/evaluation/answer_view.h"
#include "clients/cli/imports/import_reader.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

// Whole seconds, so that the moment can be given again in full.
Moment AsOf(const EvaluationRequest& request, absl::Time now) {
  return request.as_of.value_or(Moment::Instant(absl::FromUnixSeconds(absl::ToUnixSeconds(now))));
}

ImportOptions ImportOptionsOf(const EvaluationRequest& request, absl::Time now) {
  const absl::TimeZone zone = request.import.mapping->time_zone;
  ImportOptions options;
  options.form = request.file.form;
  options.memory = request.import.memory_mib << 20;
  options.context = expression::Context(AsOf(request, now).At(zone), zone);
  return options;
}

}  // namespace

v1::EvaluationOptions EvaluationOptionsOf(const EvaluationRequest& request, absl::Time now,
                                          Console& console) {
  const Moment as_of = AsOf(request, now);
  if (!request.as_of) {
    console.Say(absl::StrCat("as of now, ", FormatMoment(as_of),
                             "; give --as-of for answers that can be repeated"));
  }
  v1::EvaluationOptions options;
  wire::MomentToProto(as_of, *options.mutable_as_of());
  options.set_view(ViewFor(request));
  options.set_explanation(ExplanationFor(request));
  options.set_unknown_signals(request.report_unknown_signals ? v1::UNKNOWN_SIGNALS_REPORT
                                                             : v1::UNKNOWN_SIGNALS_REJECT);
  options.set_benchmark_set(request.benchmark_set);
  options.set_language(request.language);
  options.set_pack(request.pack_digest);
  return options;
}

absl::StatusOr<std::unique_ptr<RecordSource>> MakeRecordSource(const EvaluationRequest& request,
                                                               absl::Time now,
                                                               AccountReader::Sink sink,
                                                               AccountReader::TextSink texts) {
  if (std::string problem = AccountFileOptionsProblem(request.file); !problem.empty()) {
    return absl::InvalidArgumentError(problem);
  }
  if (request.import.mapping == nullptr) {
    return std::make_unique<AccountFile>(request.accounts, request.file, Limits{}, std::move(sink),
                                         std::move(texts));
  }
  const imports::Mapping& mapping = *request.import.mapping;
  if (mapping.makes_records()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the mapping ", request.import.name,
                     " makes records of a book, and accounts are needed; give it to a command that "
                     "takes --book"));
  }
  auto files = FilesOf(mapping, request.accounts, request.import.sources);
  if (!files.ok()) return files.status();
  return std::make_unique<ImportReader>(mapping, *std::move(files), ImportOptionsOf(request, now),
                                        std::move(sink));
}

}  // namespace bellwether::cli
