// The methods of one service on the completion queues: each is one line.
//
//   MethodTable<v1::RulesService, v1::RulesService::WithRawMethod_GetPack,
//               v1::RulesService::WithRawMethod_CheckPack> methods(options, reception);
//   methods.Unary("GetPack", Role::kRead, &Service::RequestGetPack, handlers.get_pack);
//   methods.Long("CheckPack", Role::kRead, &Service::RequestCheckPack, handlers.check_pack,
//   workers);
//   ...
//   builder.RegisterService(&methods.service());      // then, on each loop's thread:
//   methods.ArmAll(loop);
//
// A method that stands in the list and has no line is never answered, and the other way round does
// not compile. `options`, `reception`, and workers that are given outlive the table, and it
// outlives the calls. Methods are added by one thread, before the server starts.
#ifndef BELLWETHER_SERVER_RPC_METHOD_TABLE_H_
#define BELLWETHER_SERVER_RPC_METHOD_TABLE_H_

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/rpc/completion_loop.h"
#include "server/rpc/large_call.h"
#include "server/rpc/long_call.h"
#include "server/rpc/paged_call.h"
#include "server/rpc/reception.h"
#include "server/rpc/stream_call.h"
#include "server/rpc/unary_call.h"
#include "server/rpc/upload_call.h"
#include "server/rpc/watch_call.h"
#include "server/settings/options.h"

namespace bellwether {

// `Raw` around each other, and around `Base`: the class of a service whose methods come as bytes,
// which the calls parse.
template <typename Base, template <typename> typename... Raw>
struct RawService {
  using Type = Base;
};
template <typename Base, template <typename> typename First, template <typename> typename... Rest>
struct RawService<Base, First, Rest...> {
  using Type = First<typename RawService<Base, Rest...>::Type>;
};

// `Api` as protoc makes it, such as v1::RulesService; `Raw` its WithRawMethod_... of every method.
template <typename Api, template <typename> typename... Raw>
class MethodTable {
 public:
  using Service = typename RawService<typename Api::Service, Raw...>::Type;

  MethodTable(const ServerOptions& options, Reception& reception)
      : options_(options), reception_(reception) {}
  MethodTable(const MethodTable&) = delete;
  MethodTable& operator=(const MethodTable&) = delete;

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const {
    for (const auto& arm : arm_) arm(loop);
  }

  // About one account, answered by the polling thread: as many wait for clients as the options say.
  template <typename Request, typename Response>
  void Hot(std::string_view name, Role role,
           typename UnaryMethod<Service, Request, Response>::Accept accept,
           Handler<Request, Response> handler) {
    Keep(UnaryMethod<Service, Request, Response>{
        Info(name, role), service_, accept, std::move(handler), reception_, options_.armed_calls});
  }

  // Answered by the polling thread, and called now and then; answers may be large.
  template <typename Request, typename Response>
  void Unary(std::string_view name, std::optional<Role> role,
             typename UnaryMethod<Service, Request, Response>::Accept accept,
             Handler<Request, Response> handler) {
    Keep(UnaryMethod<Service, Request, Response>{
        Info(name, role), service_, accept, std::move(handler), reception_,
        std::min(kArmedLongCalls, options_.armed_calls), options_.max_response_bytes});
  }

  // One answer for each message, by the polling thread.
  template <typename Request, typename Response>
  void Stream(std::string_view name, Role role,
              typename StreamMethod<Service, Request, Response>::Accept accept,
              Handler<Request, Response> handler) {
    Keep(StreamMethod<Service, Request, Response>{
        Info(name, role), service_, accept, std::move(handler), reception_, options_.armed_calls,
        options_.max_response_bytes});
  }

  // Many accounts, answered by a thread that gives way to those that poll.
  template <typename Request, typename Response>
  void Large(std::string_view name, Role role,
             typename RequestAccept<Service, Answers::kOne>::Function accept,
             Handler<Request, Response> handler, LargeWorkers& workers) {
    Keep(LargeMethod<Service, Request, Response>{Info(name, role),
                                                 {service_, accept},
                                                 std::move(handler),
                                                 workers,
                                                 std::min(kArmedLargeCalls, options_.armed_calls)});
  }

  // One request that a worker answers, once, or as `Answers::kStream` any number of times.
  template <Answers answers = Answers::kOne, typename Request, typename Response>
  void Long(std::string_view name, Role role,
            typename RequestAccept<Service, answers>::Function accept,
            LongHandler<Request, Response> handler, const WorkerEnvironment& workers,
            uint32_t armed = kArmedLongCalls) {
    Keep(LongMethod<Service, Request, Response, answers>{
        Info(name, role), {service_, accept}, std::move(handler), workers, armed});
  }

  // One request, and answers without a bound that a worker makes piece by piece.
  template <typename Request, typename Response>
  void Paged(std::string_view name, Role role,
             typename RequestAccept<Service, Answers::kStream>::Function accept,
             PagedHandler<Request, Response> handler, const WorkerEnvironment& workers) {
    Keep(PagedMethod<Service, Request, Response>{
        Info(name, role), {service_, accept}, std::move(handler), workers, kArmedLongCalls});
  }

  // A stream of messages that a worker answers, likewise.
  template <Answers answers = Answers::kOne, typename Request, typename Response>
  void Upload(std::string_view name, Role role,
              typename UploadMethod<Service, Request, Response, answers>::Accept accept,
              UploadHandler<Request, Response> handler, const WorkerEnvironment& workers) {
    Keep(UploadMethod<Service, Request, Response, answers>{
        Info(name, role), service_, accept, std::move(handler), workers, kArmedLongCalls});
  }

  // A state and its changes; `limit` names what bounds the open ones, `watches`.
  template <typename Request, typename Response>
  void Watch(std::string_view name, Role role,
             typename RequestAccept<Service, Answers::kStream>::Function accept,
             WatchHandler<Request, Response> handler, CallGate& watches, std::string_view limit) {
    Keep(WatchMethod<Service, Request, Response>{Info(name, role),
                                                 {service_, accept},
                                                 std::move(handler),
                                                 reception_,
                                                 watches,
                                                 limit,
                                                 kArmedLongCalls});
  }

 private:
  // Each that is taken arms the next one.
  static constexpr uint32_t kArmedLargeCalls = 16;

  MethodInfo Info(std::string_view name, std::optional<Role> role) {
    names_.push_back(std::string(Api::service_full_name()) + "/" + std::string(name));
    return reception_.Method(names_.back(), role);
  }

  template <typename Method>
  void Keep(Method method) {
    auto kept = std::make_shared<const Method>(std::move(method));
    arm_.push_back([kept](CompletionLoop& loop) { Method::Call::ArmAll(*kept, loop); });
  }

  const ServerOptions& options_;
  Reception& reception_;
  Service service_;
  std::deque<std::string> names_;  // a deque, since the methods refer to them
  std::vector<std::function<void(CompletionLoop&)>> arm_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_METHOD_TABLE_H_
