// Accounts of one file with the same id: what happens to them.
//
// Ids are remembered as hashes of 64 bits in a table of fixed size, about 4 MB once it is in use,
// whatever the file: among kMostIds accounts two different ids are taken for one with a probability
// of about one in 900 million. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_DUPLICATE_IDS_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_DUPLICATE_IDS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "engine/accounts/accounts.h"

namespace bellwether::cli {

enum class Duplicates {
  kKeep,   // all are answered, with a warning
  kFirst,  // the others are passed over
  kLast,   // likewise; the file is read twice
  kError,  // all but the first are refused
};

class DuplicateIds {
 public:
  static constexpr size_t kMostIds = 200'000;

  explicit DuplicateIds(Duplicates policy) : policy_(policy) {}

  // kLast: every record of the file, before Judge is asked about the first. False: there are more
  // than kMostIds different ids, so that the last ones cannot be told.
  bool Note(const AccountRecord& record);

  struct Verdict {
    bool pass_over = false;
    std::string refusal;  // why the account is to be refused; "": it is not
    std::string warning;  // that the user should know of; further ones are counted
  };
  // Of each account, in the order of the file. An account without an id is nobody's double.
  Verdict Judge(const std::string& id, uint32_t line, uint32_t index);

  // What is to be said at the end; "" for nothing.
  std::string Summary() const;

 private:
  struct Place {
    uint32_t line;
    uint32_t index;
  };
  // Where the id stood before; null when this record is the first, or ids are too many.
  const Place* Remember(const std::string& id, const Place& place);

  const Duplicates policy_;
  absl::flat_hash_map<uint64_t, Place> places_;
  uint64_t warned_ = 0;
  uint64_t passed_over_ = 0;
  bool full_ = false;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_DUPLICATE_IDS_H_
