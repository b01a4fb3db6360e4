// The evaluations that tests of writers share: tests/golden/cli/evaluations.textproto.
#ifndef BELLWETHER_TESTS_CLIENTS_SAMPLE_EVALUATIONS_H_
#define BELLWETHER_TESTS_CLIENTS_SAMPLE_EVALUATIONS_H_

#include <string>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/support/files.h"

namespace bellwether::cli {

inline std::vector<v1::Evaluation> SampleEvaluations() {
  std::string text = testing_support::ReadFileOrFail(
      testing_support::SourcePath("tests/golden/cli/evaluations.textproto"));
  std::vector<v1::Evaluation> evaluations;
  const std::string open = "\nanswers {\n";
  const std::string close = "\n}\n";
  for (size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    const size_t begin = at + open.size();
    const size_t end = text.find(close, begin);
    v1::Evaluation& evaluation = evaluations.emplace_back();
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text.substr(begin, end - begin),
                                                              &evaluation));
    at = end;
  }
  EXPECT_EQ(evaluations.size(), 5U);
  return evaluations;
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_TESTS_CLIENTS_SAMPLE_EVALUATIONS_H_
