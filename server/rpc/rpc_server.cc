// Limits are gRPC channel arguments; what each is for stands in server/settings/options.h.
//
// Tested by tests/server/rpc_server_test.cc and tests/server/rpc_server_life_test.cc.
#include "server/rpc/rpc_server.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/support/channel_arguments.h"
#include "server/rpc/accounts_methods.h"
#include "server/rpc/alerts_methods.h"
#include "server/rpc/audit_methods.h"
#include "server/rpc/caller_handlers.h"
#include "server/rpc/caller_methods.h"
#include "server/rpc/decisions_methods.h"
#include "server/rpc/delivery_methods.h"
#include "server/rpc/evaluations_methods.h"
#include "server/rpc/interventions_methods.h"
#include "server/rpc/portfolio_methods.h"
#include "server/rpc/reflection_option.h"
#include "server/rpc/rules_methods.h"
#include "server/rpc/scoring_methods.h"
#include "server/rpc/server_credentials.h"
#include "server/rpc/transfer_methods.h"
#include "server/settings/listen_address.h"

namespace bellwether {
namespace {

// Threads of gRPC for health checks and reflection, beside one for each health watch.
constexpr int kSyncThreads = 16;

// How long open streams go on when the server stops: what was sent before is still answered.
constexpr absl::Duration kLastMessages = absl::Milliseconds(200);

int AsMilliseconds(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

uint32_t CountThreads(uint32_t wanted) {
  return wanted != 0 ? wanted : std::max(1u, std::thread::hardware_concurrency());
}

// Beyond what gRPC refuses in words of its own, so that a client that errs is told what is wrong.
FrameLimits FrameLimitsOf(const ServerOptions& options) {
  FrameLimits limits;
  limits.max_header_bytes = std::max(limits.max_header_bytes, 4 * options.max_metadata_bytes);
  limits.max_message_bytes = std::max(limits.max_message_bytes, 4 * options.max_request_bytes);
  limits.max_unfinished_bytes =
      std::max(limits.max_unfinished_bytes, 16 * options.max_request_bytes);
  limits.max_unconfirmed_calls =
      std::max(limits.max_unconfirmed_calls, options.max_streams_per_connection);
  return limits;
}

}  // namespace

RpcServer::RpcServer(const ServerOptions& options, ServedHandlers handlers, Logger& log,
                     const Security* security)
    : accept_guard_([&log](uint64_t refused) {
        log.Warning("connections refused: the process may open no more files",
                    {{"refused", refused}});
      }),
      frame_guard_(FrameLimitsOf(options), options.shut_out_time,
                   [&log](const HarmDone& harm) {
                     log.Warning("connection ended: its client does harm",
                                 {{"harm", NameOf(harm.harm)},
                                  {"address", harm.address},
                                  {"connections", harm.connections}});
                   }),
      options_(options),
      thread_count_(CountThreads(options.rpc_threads)),
      security_(security),
      reception_(options_, log, security == nullptr ? nullptr : security->access()),
      large_workers_(options, thread_count_, reception_, log),
      health_(options.max_health_watches),
      analysts_(options.analysis_threads, options.max_analyses_waiting, "analysis"),
      analyses_{analysts_, reception_, log, options.max_response_bytes, "max_analyses_waiting"},
      scoring_(std::make_unique<ScoringMethods>(options_, std::move(handlers.scoring), reception_,
                                                large_workers_, analyses_)),
      caller_(std::make_unique<CallerMethods>(
          options_, MakeCallerHandlers({security != nullptr && security->access() != nullptr, log}),
          reception_)) {
  if (handlers.portfolio) {
    portfolio_ = std::make_unique<PortfolioMethods>(options_, *std::move(handlers.portfolio),
                                                    reception_, log);
  }
  if (handlers.rules) {
    rules_ =
        std::make_unique<RulesMethods>(options_, *std::move(handlers.rules), reception_, analyses_);
  }
  if (handlers.accounts) {
    accounts_ =
        std::make_unique<AccountsMethods>(options_, *std::move(handlers.accounts), reception_, log);
  }
  if (handlers.decisions && accounts_ != nullptr) {
    decisions_ = std::make_unique<DecisionsMethods>(options_, *std::move(handlers.decisions),
                                                    reception_, accounts_->environment());
  }
  if (handlers.delivery && accounts_ != nullptr) {
    delivery_ = std::make_unique<DeliveryMethods>(options_, *std::move(handlers.delivery),
                                                  reception_, accounts_->environment());
  }
  if (handlers.transfer && accounts_ != nullptr) {
    transfer_ = std::make_unique<TransferMethods>(options_, *std::move(handlers.transfer),
                                                  reception_, accounts_->environment());
  }
  if (handlers.audit && accounts_ != nullptr) {
    audit_ = std::make_unique<AuditMethods>(options_, *std::move(handlers.audit), reception_,
                                            accounts_->environment());
  }
  if (handlers.evaluations) {
    evaluations_ = std::make_unique<EvaluationsMethods>(options_, *std::move(handlers.evaluations),
                                                        reception_, log);
  }
  if (handlers.alerts && evaluations_ != nullptr) {
    alerts_ = std::make_unique<AlertsMethods>(options_, *std::move(handlers.alerts), reception_,
                                              evaluations_->environment());
  }
  if (handlers.interventions && evaluations_ != nullptr) {
    interventions_ = std::make_unique<InterventionsMethods>(
        options_, *std::move(handlers.interventions), reception_, evaluations_->environment());
  }
}

RpcServer::~RpcServer() { Stop(absl::ZeroDuration()); }

void RpcServer::SetLimits(grpc::ServerBuilder& builder) const {
  builder.SetMaxReceiveMessageSize(static_cast<int>(options_.max_request_bytes));
  builder.SetMaxSendMessageSize(static_cast<int>(options_.max_response_bytes));
  const std::pair<const char*, int> arguments[] = {
      // Two servers on one port would share its calls by accident.
      {GRPC_ARG_ALLOW_REUSEPORT, 0},
      {GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(options_.max_metadata_bytes)},
      {GRPC_ARG_MAX_CONCURRENT_STREAMS, static_cast<int>(options_.max_streams_per_connection)},
      {GRPC_ARG_KEEPALIVE_TIME_MS, AsMilliseconds(options_.keepalive_time)},
      {GRPC_ARG_KEEPALIVE_TIMEOUT_MS, AsMilliseconds(options_.keepalive_timeout)},
      {GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1},
      {GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
       AsMilliseconds(options_.min_ping_interval)},
      {GRPC_ARG_MAX_CONNECTION_IDLE_MS, AsMilliseconds(options_.max_connection_idle)},
      {GRPC_ARG_MAX_CONNECTION_AGE_MS, AsMilliseconds(options_.max_connection_age)},
      {GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, AsMilliseconds(options_.max_connection_age_grace)},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, AsMilliseconds(options_.handshake_timeout)},
  };
  for (const auto& [name, value] : arguments) builder.AddChannelArgument(name, value);
  if (!options_.compressed_requests) {
    builder.AddChannelArgument(GRPC_COMPRESSION_CHANNEL_ENABLED_ALGORITHMS_BITSET,
                               1 << GRPC_COMPRESS_NONE);
  }

  grpc::ResourceQuota quota("bellwetherd");
  quota.SetMaxThreads(static_cast<int>(options_.max_health_watches) + kSyncThreads);
  builder.SetResourceQuota(quota);
}

void RpcServer::AddServices(grpc::ServerBuilder& builder) {
  const auto add = [&](const char* name, auto& methods) {
    if (methods == nullptr) return;
    builder.RegisterService(&methods->service());
    service_names_.emplace_back(name);
  };
  add(v1::ScoringService::service_full_name(), scoring_);
  add(v1::CallerService::service_full_name(), caller_);
  add(v1::PortfolioService::service_full_name(), portfolio_);
  add(v1::RulesService::service_full_name(), rules_);
  add(v1::AccountsService::service_full_name(), accounts_);
  add(v1::DecisionsService::service_full_name(), decisions_);
  add(v1::DeliveryService::service_full_name(), delivery_);
  add(v1::TransferService::service_full_name(), transfer_);
  add(v1::AuditService::service_full_name(), audit_);
  add(v1::EvaluationsService::service_full_name(), evaluations_);
  add(v1::AlertsService::service_full_name(), alerts_);
  add(v1::InterventionsService::service_full_name(), interventions_);
  builder.RegisterService(&health_);
  service_names_.emplace_back(grpc::health::v1::Health::service_full_name());
  builder.SetOption(std::make_unique<ReflectionOption>(options_.reflection));
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 2);
}

absl::Status RpcServer::Start() {
  grpc::ServerBuilder builder;
  SetLimits(builder);
  AddServices(builder);
  int port = 0;
  builder.AddListeningPort(options_.listen,
                           MakeServerCredentials(security_ == nullptr ? nullptr : security_->tls(),
                                                 options_.client_certificates == "require"),
                           &port);
  std::vector<std::unique_ptr<CompletionLoop>> loops;
  for (uint32_t i = 0; i < thread_count_; ++i) {
    loops.push_back(
        std::make_unique<CompletionLoop>(builder.AddCompletionQueue(), absl::StrCat("rpc-", i)));
  }
  SwapLoops(loops);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options_.listen,
                     "; is another process there? --listen HOST:PORT chooses another address"));
  }
  address_ = WithPort(options_.listen, port);
  for (const auto& loop : loops_) {
    loop->Start([this](CompletionLoop& self) {
      scoring_->ArmAll(self);
      caller_->ArmAll(self);
      if (portfolio_ != nullptr) portfolio_->ArmAll(self);
      if (rules_ != nullptr) rules_->ArmAll(self);
      if (accounts_ != nullptr) accounts_->ArmAll(self);
      if (decisions_ != nullptr) decisions_->ArmAll(self);
      if (delivery_ != nullptr) delivery_->ArmAll(self);
      if (transfer_ != nullptr) transfer_->ArmAll(self);
      if (audit_ != nullptr) audit_->ArmAll(self);
      if (evaluations_ != nullptr) evaluations_->ArmAll(self);
      if (alerts_ != nullptr) alerts_->ArmAll(self);
      if (interventions_ != nullptr) interventions_->ArmAll(self);
    });
  }
  return absl::OkStatus();
}

std::shared_ptr<grpc::Channel> RpcServer::InProcessChannel() {
  grpc::ChannelArguments arguments;
  // What the server lets go is not too large.
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

void RpcServer::SwapLoops(std::vector<std::unique_ptr<CompletionLoop>>& loops) {
  MutexLock lock(loops_mutex_);
  loops_.swap(loops);
}

uint32_t RpcServer::CountWaiting() const {
  MutexLock lock(loops_mutex_);
  uint32_t waiting = 0;
  for (const auto& loop : loops_) waiting += loop->waiting();
  return waiting;
}

void RpcServer::Collect(Exposition& exposition) const {
  reception_.observer.Collect(exposition);
  exposition.Add(MetricId::kCallsInFlight, {}, calls_in_flight());
  exposition.Add(MetricId::kCallsInFlightLimit, {}, reception_.admission.most_calls());
  exposition.Add(MetricId::kRpcThreads, {}, thread_count_);
  exposition.Add(MetricId::kArmedCalls, {}, options_.armed_calls);
  exposition.Add(MetricId::kConnectionsRefused, {}, static_cast<double>(RefusedConnections()));
  exposition.Add(MetricId::kConnectionsEnded, {}, static_cast<double>(EndedForHarm()));
  exposition.Add(MetricId::kServing, {}, is_serving() ? 1 : 0);
  exposition.Add(MetricId::kQueueWaiting, {"unary"}, CountWaiting());
  const auto add_queue = [&](const char* name, const WorkQueue& queue) {
    exposition.Add(MetricId::kQueueWaiting, {name}, queue.waiting());
    exposition.Add(MetricId::kQueueLimit, {name}, queue.most_waiting());
  };
  add_queue("large", large_workers_.queue());
  add_queue("analysis", analysts_);
  if (portfolio_ != nullptr) add_queue("portfolio", portfolio_->workers());
  if (accounts_ != nullptr) add_queue("store", accounts_->workers());
  if (evaluations_ != nullptr) add_queue("evaluations", evaluations_->workers());
}

void RpcServer::Stop(absl::Duration deadline) {
  if (server_ == nullptr) return;
  health_.Shutdown();
  for (const auto& loop : loops_) loop->DrainAfter(std::min(kLastMessages, deadline / 2));
  server_->Shutdown(absl::ToChronoTime(absl::Now() + deadline));
  large_workers_.Stop();
  analysts_.Stop();
  if (rules_ != nullptr) rules_->CloseWatches();
  if (portfolio_ != nullptr) portfolio_->StopWorkers();
  if (accounts_ != nullptr) accounts_->StopWorkers();
  if (alerts_ != nullptr) alerts_->CloseWatches();
  if (evaluations_ != nullptr) {
    evaluations_->CloseWatches();
    evaluations_->StopWorkers();
  }
  for (const auto& loop : loops_) loop->Stop();
  server_->Wait();
  server_.reset();
  std::vector<std::unique_ptr<CompletionLoop>> ended;
  SwapLoops(ended);
}

}  // namespace bellwether
