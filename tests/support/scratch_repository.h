// A git repository in a folder of the test's own, made anew; the working folder is its top while it
// lives.
#ifndef BELLWETHER_TESTS_SUPPORT_SCRATCH_REPOSITORY_H_
#define BELLWETHER_TESTS_SUPPORT_SCRATCH_REPOSITORY_H_

#include <git2.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "gtest/gtest.h"

namespace bellwether {

class ScratchRepository {
 public:
  ScratchRepository() : before_(std::filesystem::current_path()) {
    git_libgit2_init();
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    top_ = std::filesystem::path(testing::TempDir()) /
           (std::string("repository_") + test->test_suite_name() + "_" + test->name());
    std::filesystem::remove_all(top_);
    std::filesystem::create_directories(top_);
    Need(git_repository_init(&repository_, top_.c_str(), 0));
    std::filesystem::current_path(top_);
  }
  ~ScratchRepository() {
    std::filesystem::current_path(before_);
    git_repository_free(repository_);
    std::filesystem::remove_all(top_);
    git_libgit2_shutdown();
  }
  ScratchRepository(const ScratchRepository&) = delete;
  ScratchRepository& operator=(const ScratchRepository&) = delete;

  const std::filesystem::path& top() const { return top_; }

  static void Write(const std::string& name, const std::string& text) {
    const std::filesystem::path path(name);
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }

  // Everything that stands in the work tree becomes the next commit, whose full name it returns.
  std::string Commit() {
    git_index* index = nullptr;
    Need(git_repository_index(&index, repository_));
    Need(git_index_add_all(index, nullptr, 0, nullptr, nullptr));
    Need(git_index_update_all(index, nullptr, nullptr, nullptr));
    git_oid tree_id;
    Need(git_index_write_tree(&tree_id, index));
    Need(git_index_write(index));
    git_index_free(index);
    git_tree* tree = nullptr;
    Need(git_tree_lookup(&tree, repository_, &tree_id));
    git_signature* author = nullptr;
    Need(git_signature_new(&author, "Author", "author@example.com", 1'700'000'000, 0));
    git_oid parent_id, id;
    git_commit* parent = nullptr;
    if (git_reference_name_to_id(&parent_id, repository_, "HEAD") == 0) {
      Need(git_commit_lookup(&parent, repository_, &parent_id));
    }
    const git_commit* parents[] = {parent};
    Need(git_commit_create(&id, repository_, "HEAD", author, author, nullptr, "change", tree,
                           parent == nullptr ? 0 : 1, parents));
    git_commit_free(parent);
    git_signature_free(author);
    git_tree_free(tree);
    return git_oid_tostr_s(&id);
  }

 private:
  static void Need(int result) {
    if (result < 0) throw std::runtime_error(git_error_last()->message);
  }

  const std::filesystem::path before_;
  std::filesystem::path top_;
  git_repository* repository_ = nullptr;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SUPPORT_SCRATCH_REPOSITORY_H_
