// Requests as files, as they stand on the wire: five bytes of gRPC's frame, then the message.
//
//   RequestFolder folder("build/bench/requests");
//   if (!folder.Add("evaluate", "bellwether.v1.ScoringService/Evaluate", 1, bytes)) return 1;
#ifndef BELLWETHER_TESTS_BENCH_REQUEST_FOLDER_H_
#define BELLWETHER_TESTS_BENCH_REQUEST_FOLDER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace bellwether::bench {

class RequestFolder {
 public:
  explicit RequestFolder(std::string folder) : folder_(std::move(folder)) {}

  // Writes NAME.bin and prints a line on stdout: name, method, accounts that it holds, file. False,
  // and a line on stderr, when it cannot be written.
  bool Add(const std::string& name, const std::string& method, size_t accounts,
           std::string_view message) const;

 private:
  const std::string folder_;
};

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_REQUEST_FOLDER_H_
