// bellwether_bench_account_calls SERVER METHOD FILE CALLS: asks about accounts of a server's store,
// one after the other in a disorder that is always the same, and prints how many microseconds each
// call took, one a line. FILE has an id a line. The first calls, which connect and make room, are
// not counted.
//
// METHOD is one whose request begins with the account's id, as
// bellwether.v1.AccountsService/EvaluateAccount. Exit 1 when a call fails.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "tests/bench/raw_client.h"

namespace bellwether::bench {
namespace {

constexpr int kFirstCalls = 20;

std::vector<std::string> ReadLines(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// A message whose field 1 is that text.
std::string RequestAbout(const std::string& account) {
  constexpr uint32_t kFirstFieldIsText = (1 << 3) | 2;
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.WriteTag(kFirstFieldIsText);
  coded.WriteVarint32(static_cast<uint32_t>(account.size()));
  coded.WriteString(account);
  coded.Trim();
  return bytes;
}

int Run(const std::string& server, const std::string& method, const std::string& file, int calls) {
  const std::vector<std::string> accounts = ReadLines(file);
  if (accounts.empty()) {
    std::fprintf(stderr, "%s names no account\n", file.c_str());
    return 1;
  }
  RawClient client(server);
  std::mt19937 random(1);
  std::uniform_int_distribution<size_t> any(0, accounts.size() - 1);
  for (int i = -kFirstCalls; i < calls; ++i) {
    const std::string& account = accounts[any(random)];
    const std::string request = RequestAbout(account);
    const auto begin = std::chrono::steady_clock::now();
    const RawAnswer answer = client.Call(method, request);
    const auto took = std::chrono::steady_clock::now() - begin;
    if (!answer.status.ok()) {
      std::fprintf(stderr, "%s of %s: %s\n", method.c_str(), account.c_str(),
                   answer.status.error_message().c_str());
      return 1;
    }
    if (i < 0) continue;
    std::printf("%lld\n", static_cast<long long>(
                              std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
  }
  return 0;
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  const int calls = argc == 5 ? std::atoi(argv[4]) : 0;
  if (calls < 1) {
    std::fputs(
        "usage: bellwether_bench_account_calls SERVER METHOD FILE CALLS   (see scripts/bench)\n",
        stderr);
    return 2;
  }
  return bellwether::bench::Run(argv[1], argv[2], argv[3], calls);
}
