#include "tests/server/store/databases.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "server/store/open_store.h"
#include "server/store/postgres_dialect.h"
#include "server/store/sqlite_dialect.h"

namespace bellwether::store {

PostgresServer& PostgresServer::Get() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  std::array<int, 2> in = {}, out = {};
  if (pipe(in.data()) != 0 || pipe(out.data()) != 0) throw std::runtime_error("no pipes");
  std::string script =
      absl::StrCat(std::getenv("BELLWETHER_SOURCE_DIR"), "/tests/server/store/postgres_server.py");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  for (const int end : {in[0], in[1], out[0], out[1]}) {
    posix_spawn_file_actions_addclose(&actions, end);
  }
  std::array<char*, 2> arguments = {script.data(), nullptr};
  if (posix_spawn(&pid_, script.c_str(), &actions, nullptr, arguments.data(), environ) != 0) {
    throw std::runtime_error("cannot run " + script);
  }
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to_ = fdopen(in[1], "w");
  from_ = fdopen(out[0], "r");
  url_ = ReadLine();
}

PostgresServer::~PostgresServer() {
  std::fclose(to_);
  std::fclose(from_);
  waitpid(pid_, nullptr, 0);
}

std::string PostgresServer::ReadLine() {
  std::array<char, 256> line = {};
  if (std::fgets(line.data(), line.size(), from_) == nullptr) {
    throw std::runtime_error("PostgreSQL did not start");
  }
  std::string text = line.data();
  return text.substr(0, text.find('\n'));
}

void PostgresServer::Tell(const std::string& word) {
  std::fputs((word + "\n").c_str(), to_);
  std::fflush(to_);
  ReadLine();
}

std::string PostgresServer::NewDatabase() {
  const std::string name = absl::StrCat("test_", ++databases_);
  soci::session session;
  (*PostgresDialect::Of(url_))->Connect(session);
  session << "create database " << name;
  return absl::StrReplaceAll(url_, {{"/postgres", "/" + name}});
}

void DatabaseTest::SetUp() {
  folder_ =
      std::filesystem::path(::testing::TempDir()) / absl::StrCat("bellwether-store-", getpid());
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  place_ = is_sqlite() ? absl::StrCat("sqlite:", (folder_ / "store of tests.db").string())
                       : PostgresServer::Get().NewDatabase();
}

void DatabaseTest::TearDown() {
  if (!folder_.empty()) std::filesystem::remove_all(folder_);
}

std::unique_ptr<Store> DatabaseTest::Open(absl::Time now) {
  auto store = OpenStore(place_, StoreOptions{}, now);
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

std::unique_ptr<const Dialect> DatabaseTest::MakeDialect() const {
  if (is_sqlite()) return std::make_unique<SqliteDialect>(place_.substr(sizeof("sqlite:") - 1));
  return *PostgresDialect::Of(place_);
}

}  // namespace bellwether::store
