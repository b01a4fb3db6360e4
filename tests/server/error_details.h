// Reads the details that an error carries.
#ifndef BELLWETHER_TESTS_SERVER_ERROR_DETAILS_H_
#define BELLWETHER_TESTS_SERVER_ERROR_DETAILS_H_

#include <optional>
#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"
#include "gtest/gtest.h"

namespace bellwether {

// The first detail of type T; a failure of the test when there is none.
template <typename T>
T DetailOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), static_cast<int>(status.error_code()));
  EXPECT_EQ(details.message(), status.error_message());
  T detail;
  for (const auto& any : details.details()) {
    if (any.UnpackTo(&detail)) return detail;
  }
  ADD_FAILURE() << "no " << T::descriptor()->full_name() << " in " << status.error_message();
  return detail;
}

// "field REASON" of each violation.
inline std::vector<std::string> FieldsOf(const grpc::Status& status) {
  std::vector<std::string> fields;
  const auto details = DetailOf<google::rpc::BadRequest>(status);
  for (const auto& violation : details.field_violations()) {
    fields.push_back(violation.field() + " " + violation.reason());
  }
  return fields;
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_ERROR_DETAILS_H_
