// bellwether_load: one request, sent again and again, and a report in JSON of what became of it.
//
//   bellwether_load --target 127.0.0.1:50051 --request evaluate.bin --rate 500 --seconds 10
//
// It counts statuses of gRPC, keeps its rate whatever the server does, and says which packs
// answered: what load generators for HTTP do not. Requests come from bellwether_bench_requests.
// Exit 0 whatever the calls ended with: who runs it judges (scripts/prove).
#include <cstdio>

#include "CLI/CLI.hpp"
#include "tests/reliability/load.h"

int main(int argc, char** argv) {
  bellwether::load::LoadOptions options;
  options.method = "bellwether.v1.ScoringService/Evaluate";
  CLI::App app("Sends one request again and again, and reports what became of it.");
  app.add_option("--target", options.target, "Servers, as gRPC reads them")->required();
  app.add_option("--request", options.request, "File of bellwether_bench_requests")->required();
  app.add_option("--method", options.method)->capture_default_str();
  app.add_option("--rate", options.rate, "Calls a second; 0: as fast as they are answered");
  app.add_option("--in-flight", options.in_flight, "Calls under way at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seconds", options.seconds)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--deadline-ms", options.deadline_ms)
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--connections", options.connections)
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--messages", options.messages, "Sent by each call of a streaming method");
  app.add_option("--cancel-ms", options.cancel_ms, "When the client leaves; 0: it stays");
  app.add_option("--service-config", options.service_config, "JSON, as gRPC's clients read it");
  CLI11_PARSE(app, argc, argv);
  const auto report = bellwether::load::RunLoad(options);
  if (!report.ok()) {
    std::fprintf(stderr, "%s\n", report.status().ToString().c_str());
    return 2;
  }
  std::puts(report->ToJson().c_str());
  return 0;
}
