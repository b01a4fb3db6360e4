// bellwether_bench_silence SERVER METHOD FILE CALLS: sends the request of a file CALLS times, each
// time after one to two seconds in which nothing was sent, and prints how many microseconds each
// call took, one a line. The first call, which connects, is not counted.
//
// Exit 1 when a call fails. At most 100 calls, so at most 200 seconds.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include "tests/bench/raw_client.h"

namespace bellwether::bench {
namespace {

constexpr int kMostCalls = 100;

int Run(const std::string& server, const std::string& method, const std::string& file, int calls) {
  const auto request = ReadRequestFile(file);
  RawClient client(server);
  if (!request.ok() || !client.Call(method, *request).status.ok()) {
    std::fprintf(stderr, "%s does not answer %s\n", server.c_str(), file.c_str());
    return 1;
  }
  std::mt19937 random(1);
  std::uniform_int_distribution<int> pause(1000, 2000);
  for (int i = 0; i < calls; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(pause(random)));
    const auto begin = std::chrono::steady_clock::now();
    const bool ok = client.Call(method, *request).status.ok();
    const auto took = std::chrono::steady_clock::now() - begin;
    if (!ok) return 1;
    std::printf("%lld\n", static_cast<long long>(
                              std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  const int calls = argc == 5 ? std::atoi(argv[4]) : 0;
  if (calls < 1 || calls > bellwether::bench::kMostCalls) {
    std::fputs("usage: bellwether_bench_silence SERVER METHOD FILE CALLS   (see scripts/bench)\n",
               stderr);
    return 2;
  }
  return bellwether::bench::Run(argv[1], argv[2], argv[3], calls);
}
