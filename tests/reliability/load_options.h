// What a load is: where to, what, how much and for how long.
#ifndef BELLWETHER_TESTS_RELIABILITY_LOAD_OPTIONS_H_
#define BELLWETHER_TESTS_RELIABILITY_LOAD_OPTIONS_H_

#include <cstdint>
#include <string>

namespace bellwether::load {

struct LoadOptions {
  std::string target;   // as gRPC reads it: HOST:PORT, ipv4:HOST:PORT,HOST:PORT, ...
  std::string method;   // bellwether.v1.ScoringService/Evaluate
  std::string request;  // a file of bellwether_bench_requests
  // Calls a second, whatever becomes of those before (an open loop: overload shows). 0: the next
  // call begins when one ends, `in_flight` of them at any time (a closed loop).
  double rate = 0;
  uint32_t in_flight = 16;  // at most, in an open loop; more that are due are not sent
  double seconds = 5;
  double deadline_ms = 1000;
  uint32_t connections = 1;
  uint32_t messages = 0;  // that a call sends on a stream, all of them alike; 0: a unary method
  double cancel_ms = 0;   // after which the client leaves; 0: it does not
  std::string service_config;  // JSON: load balancing, retries; empty: as gRPC has it
};

}  // namespace bellwether::load

#endif  // BELLWETHER_TESTS_RELIABILITY_LOAD_OPTIONS_H_
