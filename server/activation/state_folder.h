// A folder that keeps files through crashes and loss of power, for one server at a time.
//
//   absl::StatusOr<std::unique_ptr<StateFolder>> folder = StateFolder::Open("/var/lib/bellwether");
//   absl::Status stored = (*folder)->Write("activations.jsonl", text);   // OK: it is on the disk
//
// A file is written beside its place, flushed to the disk, and renamed over the old one; then the
// folder is flushed. Whoever reads after a crash finds the old bytes or the new ones. What a crash
// left half written is removed by the next Open: nobody was told that it was stored.
//
// Failures name the file and say what the system said. One thread at a time writes and removes;
// any number may look.
#ifndef BELLWETHER_SERVER_ACTIVATION_STATE_FOLDER_H_
#define BELLWETHER_SERVER_ACTIVATION_STATE_FOLDER_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace bellwether {

class StateFolder {
 public:
  // What a write does, in this order; tests make each fail, or end the process there.
  enum class Step { kCreate, kWrite, kFlush, kRename, kFlushFolder };
  static constexpr Step kSteps[] = {Step::kCreate, Step::kWrite, Step::kFlush, Step::kRename,
                                    Step::kFlushFolder};
  // Called before each step of a write; an error takes the place of the system's.
  using Hook = std::function<absl::Status(Step step, const std::string& name)>;

  // Makes the folder, readable by its owner alone, where it is missing. FAILED_PRECONDITION:
  // another process has it.
  static absl::StatusOr<std::unique_ptr<StateFolder>> Open(const std::string& path,
                                                           Hook hook = nullptr);
  ~StateFolder();
  StateFolder(const StateFolder&) = delete;
  StateFolder& operator=(const StateFolder&) = delete;

  // Names are "activations.jsonl" or "packs/1a2b.tar". Nothing: there is no such file.
  absl::StatusOr<std::optional<std::string>> Read(const std::string& name) const;
  // An error before kFlushFolder: the old file is there. From then on it is the new one, and may be
  // the old one again after a crash.
  absl::Status Write(const std::string& name, std::string_view bytes);
  // The file may be there again after a crash.
  absl::Status Remove(const std::string& name);
  bool Has(const std::string& name) const;
  // Of the files in a folder of it, sorted.
  std::vector<std::string> Names(const std::string& folder) const;

  const std::string& path() const { return path_; }
  std::string PathOf(const std::string& name) const;

 private:
  StateFolder(std::string path, int lock, Hook hook);
  absl::Status Before(Step step, const std::string& name) const;
  absl::Status WriteBeside(const std::string& name, const std::string& beside,
                           std::string_view bytes) const;
  void RemoveLeftovers() const;

  const std::string path_;
  const int lock_;  // a descriptor
  const Hook hook_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_STATE_FOLDER_H_
