// Tested by tests/server/evidence_handlers_test.cc.
#include "server/rpc/evidence_work.h"

#include <optional>
#include <utility>

#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"
#include "protos/wire/evidence.h"
#include "protos/wire/quantities.h"
#include "server/rpc/book_answering.h"

namespace bellwether {
namespace {

constexpr uint64_t kProgressParts = 100;

// Says how far the work is, each time when another hundredth of it is done.
template <typename Response>
class Progress {
 public:
  explicit Progress(const AnswerSink<Response>& answer) : answer_(answer) {}

  void Say(uint64_t done, uint64_t total) {
    const uint64_t part = total == 0 ? 0 : done * kProgressParts / total;
    if (said_ == part) return;
    said_ = part;
    Response response;
    response.mutable_progress()->set_done(wire::CountToProto(done));
    response.mutable_progress()->set_total(wire::CountToProto(total));
    answer_(response);
  }

 private:
  const AnswerSink<Response>& answer_;
  std::optional<uint64_t> said_;
};

// Head, progress, what `write` puts into a response given the view and the scope, and the data.
template <typename Response, typename Write>
grpc::Status AnswerWith(const PortfolioEnvironment& environment, const BookQuestion& question,
                        const Stop& stop, const AnswerSink<Response>& answer, const Write& write) {
  BookAnswering answering(environment, question, stop);
  Response head;
  answering.WriteGround(*head.mutable_head());
  answer(head);
  Progress<Response> progress(answer);
  const evidence::Scope scope{answering.KeptAccounts(),
                              [&](uint64_t done, uint64_t total) { progress.Say(done, total); },
                              question.request.language};
  Response response;
  if (!answering.stopped()) write(answering.views().Before(0), scope, response);
  if (answering.stopped()) return grpc::Status::OK;
  answer(response);
  Response data;
  answering.WriteData(*data.mutable_data());
  if (!answering.stopped()) answer(data);
  return grpc::Status::OK;
}

}  // namespace

LongWork<v1::GetDriversResponse> DriversWork(const PortfolioEnvironment& environment,
                                             BookQuestion question,
                                             const evidence::LandmarkDays& days) {
  return [environment, question = std::move(question), days](
             const Stop& stop, const AnswerSink<v1::GetDriversResponse>& answer) {
    return AnswerWith(environment, question, stop, answer,
                      [&](const portfolio::View& view, const evidence::Scope& scope,
                          v1::GetDriversResponse& response) {
                        v1::DriverReport& report = *response.mutable_drivers();
                        wire::DriversToProto(evidence::FindDrivers(view, days, scope), report,
                                             scope.language);
                        question.fields.Trim(report);
                      });
  };
}

LongWork<v1::CompareExperimentResponse> ExperimentWork(const PortfolioEnvironment& environment,
                                                       BookQuestion question,
                                                       const ruleset::Experiment& experiment) {
  return [environment, question = std::move(question), &experiment](
             const Stop& stop, const AnswerSink<v1::CompareExperimentResponse>& answer) {
    return AnswerWith(environment, question, stop, answer,
                      [&](const portfolio::View& view, const evidence::Scope& scope,
                          v1::CompareExperimentResponse& response) {
                        v1::ExperimentReport& report = *response.mutable_experiment();
                        wire::ExperimentToProto(evidence::CompareArms(view, experiment, scope),
                                                report, scope.language);
                        question.fields.Trim(report);
                      });
  };
}

}  // namespace bellwether
