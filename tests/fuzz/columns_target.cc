// Bytes as columns of accounts: every column of the answer has a cell for each account, and every
// cell is within its limits.
#include <cmath>
#include <cstdint>

#include "bellwether/v1/scoring.pb.h"
#include "tests/fuzz/handler_bench.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

using Numbers = google::protobuf::RepeatedField<double>;

void RequireNumbers(const Numbers& cells, int rows, double high, const std::string& name) {
  Require(cells.size() == rows, "a column has a cell for each account", name);
  for (const double cell : cells) {
    Require(std::isfinite(cell) && cell >= 0 && cell <= high + 1e-9, "a cell is within its limits",
            name);
  }
}

// Indexes of a list with `count` entries; -1: none.
void RequireIndexes(const google::protobuf::RepeatedField<int32_t>& cells, int rows, int count,
                    const std::string& name) {
  Require(cells.size() == rows, "a column has a cell for each account", name);
  for (const int32_t cell : cells) {
    Require(cell >= -1 && cell < count, "an index is one of its list", name);
  }
}

void RequireHealth(const v1::HealthColumn& column, int rows) {
  Require(column.states_size() == rows, "a column has a cell for each account", column.model());
  RequireNumbers(column.scores(), rows, 100, column.model());
  RequireNumbers(column.raw(), rows, 100, column.model());
  RequireNumbers(column.effective(), rows, 100, column.model());
  RequireNumbers(column.low(), rows, 100, column.model());
  RequireNumbers(column.high(), rows, 100, column.model());
  RequireNumbers(column.coverage(), rows, 1, column.model());
  RequireIndexes(column.band(), rows, column.bands_size(), column.model());
}

void RequireErrors(const v1::EvaluateColumnsResponse& response, int rows) {
  int last = -1;
  for (const v1::RowError& error : response.errors()) {
    Require(error.row() > last && error.row() < rows, "errors stand in order of their rows");
    Require(error.status().code() != 0 && !error.status().message().empty(),
            "a refused row says why");
    last = error.row();
  }
}

void RequireColumns(const v1::EvaluateColumnsResponse& response, int rows) {
  RequireErrors(response, rows);
  for (const v1::HealthColumn& column : response.health()) RequireHealth(column, rows);
  for (const v1::BenchmarkColumn& column : response.benchmarks()) {
    Require(column.states_size() == rows, "a column has a cell for each account", column.name());
    RequireIndexes(column.tier(), rows, column.tiers_size(), column.name());
  }
  for (const v1::FlagStateColumn& column : response.flags()) {
    Require(column.states_size() == rows, "a column has a cell for each account", column.flag());
  }
  if (response.has_graduation()) {
    RequireNumbers(response.graduation().totals(), rows, 10, "graduation");
  }
}

void Run(const uint8_t* data, size_t size) {
  v1::EvaluateColumnsRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return;  // refused by the transport
  for (HandlerBench& bench : HandlerBenches()) {
    v1::EvaluateColumnsResponse response;
    const grpc::Status status = EvaluateColumns(bench.environment, bench.call, request, response);
    RequireAnswered(status, response);
    if (status.ok()) RequireColumns(response, request.accounts().ids_size());
  }
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run(data, size);
  return 0;
}
