// Keys in a folder of their own, made by OpenSSL's program.
#ifndef BELLWETHER_TESTS_RULES_KEY_FILES_H_
#define BELLWETHER_TESTS_RULES_KEY_FILES_H_

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether {

class KeyFiles {
 public:
  KeyFiles() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~KeyFiles() { std::filesystem::remove_all(folder_); }
  KeyFiles(const KeyFiles&) = delete;
  KeyFiles& operator=(const KeyFiles&) = delete;

  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  // A private key; made once.
  std::string MakeKey(const std::string& name, const std::string& algorithm = "ed25519") const {
    const std::string path = (folder_ / (name + ".pem")).string();
    if (!std::filesystem::exists(path)) {
      Run("openssl genpkey -algorithm " + algorithm + " -out " + path);
    }
    return path;
  }
  // A file of public keys, one behind the other; keys that were not made are.
  std::string Public(const std::vector<std::string>& names) const {
    std::string text;
    for (const std::string& name : names) {
      const std::string out = (folder_ / (name + ".pub")).string();
      Run("openssl pkey -in " + MakeKey(name) + " -pubout -out " + out);
      std::ifstream stream(out);
      text.append(std::istreambuf_iterator<char>(stream), {});
    }
    return Write("trusted.pem", text);
  }

 private:
  static void Run(const std::string& command) {
    ASSERT_EQ(std::system((command + " 2>/dev/null").c_str()), 0) << command;
  }

  const std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) /
      (std::string("keys_") +
       ::testing::UnitTest::GetInstance()->current_test_info()->test_suite_name() + "_" +
       ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_RULES_KEY_FILES_H_
