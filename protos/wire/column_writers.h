// Internal to protos/wire: the groups of columns of an answer, one writer for each.
#ifndef BELLWETHER_PROTOS_WIRE_COLUMN_WRITERS_H_
#define BELLWETHER_PROTOS_WIRE_COLUMN_WRITERS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/civil_time.h"
#include "protos/wire/columns.h"

namespace bellwether::wire {

// As many cells as there are rows, of what a refused account has there.
template <typename Field>
void Size(size_t rows, Field& field, typename Field::value_type refused = {}) {
  field.Resize(static_cast<int>(rows), refused);
}

// Bits of a bitmap that may end early.
void SetBit(size_t row, std::string& bitmap);

// Cells that are not present until they are set.
void SetMoment(size_t row, int64_t unix_nanos, v1::MomentColumn& column);
void SetDay(size_t row, absl::CivilDay day, v1::MomentColumn& column);

using Response = v1::EvaluateColumnsResponse;

std::unique_ptr<GroupWriter> WriteHealth(const Plan& plan, bool absent, size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteBenchmarks(const Plan& plan, size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteFlags(const Plan& plan, size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteGraduation(const Plan& plan, size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteExtension(size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteForecast(size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteProgramme(size_t rows, Response& to);
std::unique_ptr<GroupWriter> WriteData(const Plan& plan, size_t rows, Response& to);

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_COLUMN_WRITERS_H_
