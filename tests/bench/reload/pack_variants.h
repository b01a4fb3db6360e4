// A pack in many editions that differ, each with what a server must answer by it: byte for byte
// what the handlers answer in this process.
//
//   absl::StatusOr<PackVariants> variants = MakePackVariants("/tmp/pack", 40, request);
//   variants->all[7].text        // of the one file that differs
//   variants->answers            // by digest
//
// An edition has a version of its own and lines of its own before its first rule, so that both the
// identity of a pack and the places in its explanations tell which one answered.
#ifndef BELLWETHER_TESTS_BENCH_RELOAD_PACK_VARIANTS_H_
#define BELLWETHER_TESTS_BENCH_RELOAD_PACK_VARIANTS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "bellwether/v1/scoring.pb.h"

namespace bellwether::bench {

struct PackVariant {
  std::string digest;
  std::string text;
};

struct PackVariants {
  std::string file;  // the one that differs, in the pack's folder
  std::vector<PackVariant> all;
  std::map<std::string, std::string> answers;  // EvaluateResponse as bytes, by digest
};

// The pack's folder must hold no `version`; `file` gets one.
absl::StatusOr<PackVariants> MakePackVariants(const std::string& folder, const std::string& file,
                                              size_t count, const v1::EvaluateRequest& request);

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_RELOAD_PACK_VARIANTS_H_
