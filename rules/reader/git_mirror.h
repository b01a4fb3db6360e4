// The newest commit of a branch or tag, wherever its repository is, and the pack in it.
//
//   GitMirror mirror(place);
//   absl::StatusOr<PackContents> contents = mirror.Read(limits);   // fetches, then reads
//
// A repository on this disk is read where it is. Of one elsewhere the one commit that is wanted is
// fetched into a bare repository in a temporary folder, which goes with the mirror; nothing is
// checked out, and no hook of it runs. What belongs to the pack is said in pack_folder.h. Move
// only; one thread at a time.
#ifndef BELLWETHER_RULES_READER_GIT_MIRROR_H_
#define BELLWETHER_RULES_READER_GIT_MIRROR_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/base/limits.h"
#include "engine/base/stop.h"
#include "rules/reader/git_place.h"
#include "rules/reader/pack_contents.h"

namespace bellwether {

class GitMirror {
 public:
  explicit GitMirror(GitPlace place);
  ~GitMirror();
  GitMirror(GitMirror&& other) noexcept;
  GitMirror& operator=(GitMirror&&) = delete;

  // PackContents::revision is the commit's full name.
  absl::StatusOr<PackContents> Read(const Limits& limits, const Stop& stop = Stop());

 private:
  absl::Status MakeFolder(const Stop& stop);
  absl::Status Fetch(const Stop& stop);

  GitPlace place_;
  std::string folder_;  // the temporary one; "" until it is needed
};

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_GIT_MIRROR_H_
