// A delivery file is read as a whole, or refused with everything that is wrong.
#include "server/delivery/delivery_file.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/delivery/post_address.h"
#include "tests/support/files.h"

namespace bellwether::delivery {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class DeliveryFileTest : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  absl::StatusOr<DeliveryFile> Read(const std::string& text) {
    Write("delivery.yaml", text);
    return ReadDeliveryFile((folder_ / "delivery.yaml").string());
  }
  // What is wrong with it.
  std::string Problems(const std::string& text) {
    const auto read = Read(text);
    EXPECT_FALSE(read.ok());
    return std::string(read.status().message());
  }
  // Of a target that everything goes to.
  static std::string Target(const std::string& keys) {
    return absl::StrCat("targets:\n  t: {", keys, "}\nroutes:\n  - {to: t}\n");
  }

  const std::filesystem::path folder_ = testing_support::FolderOfTest();
};

TEST_F(DeliveryFileTest, EveryKindOfTarget) {
  Write("hook.secret", "0123456789abcdef0123456789abcdef\n");
  Write("hook.old", "fedcba9876543210fedcba9876543210");
  Write("chat.url", "https://hooks.example.com/T000/B000/xxxx\n");
  Write("smtp.password", "pa ss\n");
  const auto read = Read(R"(
targets:
  pager: {kind: webhook, url: "https://hooks.example.com/b", secret_file: [hook.secret, hook.old], timeout: 5s, attempts: 3}
  chat: {kind: slack, url_file: chat.url, text: "{account} is {severity}"}
  work: {kind: teams, url_file: chat.url}
  operations: {kind: alertmanager, url: "http://alertmanager:9093/", allow_private: true}
  people:
    kind: mail
    server: smtp.example.com:465
    security: tls
    from: bellwether@example.com
    to: [cs@example.com, boss@example.com]
    user: bellwether
    password_file: smtp.password
routes:
  - {segment: enterprise, severity: [red, amber], to: [pager, people], continue: true}
  - {csm: dana, alert: turned_red, kind: raised, route: csm, to: chat}
  - {to: [operations]}
)");
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_THAT(read->targets, SizeIs(5));
  const auto& pager = read->targets[0];
  EXPECT_EQ(pager.name, "pager");
  EXPECT_THAT(pager.secrets,
              ElementsAre("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"));
  EXPECT_EQ(pager.timeout, absl::Seconds(5));
  EXPECT_EQ(pager.attempts, 3u);
  EXPECT_FALSE(pager.allow_private);
  const auto path = [this](const char* name) { return (folder_ / name).string(); };
  EXPECT_THAT(read->files, ElementsAre(path("hook.secret"), path("hook.old"), path("chat.url"),
                                       path("chat.url"), path("smtp.password")));
  EXPECT_EQ(read->targets[1].url, "https://hooks.example.com/T000/B000/xxxx");
  EXPECT_EQ(read->targets[1].text, "{account} is {severity}");
  EXPECT_EQ(read->targets[3].url, "http://alertmanager:9093");
  const auto& people = read->targets[4];
  EXPECT_EQ(people.security, MailSecurity::kTls);
  EXPECT_EQ(people.password, "pa ss");
  EXPECT_THAT(people.to, ElementsAre("cs@example.com", "boss@example.com"));
  ASSERT_THAT(read->routes, SizeIs(3));
  EXPECT_THAT(read->routes[0].severities, ElementsAre("red", "amber"));
  EXPECT_TRUE(read->routes[0].goes_on);
  EXPECT_THAT(read->routes[1].to, ElementsAre("chat"));
  EXPECT_THAT(read->routes[2].segments, IsEmpty());
}

TEST_F(DeliveryFileTest, AllMistakesAtOnceEachWithItsPlace) {
  const std::string problems = Problems(R"(targets:
  Pager: {kind: webhok, url: "https://hooks.example.com"}
  chat: {kind: slack, server: "smtp.example.com:25"}
  people: {kind: mail, server: smtp, from: "Bob <bob@example.com>", to: [x], security: ssl}
routes:
  - {segmet: smb, to: [pagr]}
  - {csm: , to: [chat]}
)");
  for (const char* part :
       {":2:3: error: `Pager` is no name of a target", "`webhok` is no kind of target",
        "did you mean `webhook`?", "unknown key `server` of the kind slack",
        "a target needs either `url` or `url_file`", "`smtp` is no mail server",
        "`Bob <bob@example.com>` is no address of mail", "`x` is no address of mail",
        "`ssl` is no security of mail", "unknown key `segmet` of a route",
        "`pagr` is not among `targets`", "`csm` has no value"}) {
    EXPECT_THAT(problems, HasSubstr(part));
  }
}

// Nobody would be told of what is on no route.
TEST_F(DeliveryFileTest, TheLastRouteTakesEverything) {
  const std::string target = "targets:\n  t: {kind: webhook, url: \"https://a.example\"}\n";
  EXPECT_THAT(Problems(target + "routes:\n  - {severity: red, to: t}\n"),
              HasSubstr("nobody would be told of it"));
  EXPECT_THAT(Problems(target + "routes: []\n"), HasSubstr("nobody would be told of it"));
  EXPECT_THAT(Problems(target), HasSubstr("has no `routes`"));
  EXPECT_THAT(Problems(target + "routes:\n  - {to: []}\n"), HasSubstr("`to` is empty"));
  EXPECT_THAT(Problems(target + "routes:\n  - {severity: red}\n"), HasSubstr("has no `to`"));
}

TEST_F(DeliveryFileTest, SecretsAreInFilesAndGood) {
  Write("short", "abc");
  Write("empty", "\n");
  Write("lines", "one\ntwo\n");
  const std::string hook = "kind: webhook, url: \"https://a.example\", ";
  EXPECT_THAT(Problems(Target(hook + "secret: abc")), HasSubstr("the file holds no secrets"));
  EXPECT_THAT(Problems(Target(hook + "secret_file: short")), HasSubstr("fewer than 16 bytes"));
  EXPECT_THAT(Problems(Target(hook + "secret_file: gone")), HasSubstr("cannot read the file"));
  EXPECT_THAT(Problems(Target(hook + "secret_file: empty")), HasSubstr("one line of text"));
  EXPECT_THAT(Problems(Target(hook + "bearer_file: lines")), HasSubstr("one line of text"));
  EXPECT_THAT(Problems(Target(hook + "ca: gone")), HasSubstr("cannot read the file of `ca`"));
}

TEST_F(DeliveryFileTest, NoMessageShowsAnAddressOfAChatProgram) {
  const std::string problems =
      Problems(Target("kind: slack, url: \"ftp://hooks.example.com/T000SECRET\""));
  EXPECT_THAT(problems, HasSubstr("https alone"));
  EXPECT_THAT(problems, Not(HasSubstr("T000SECRET")));
}

TEST_F(DeliveryFileTest, WithoutTlsNothingGoesBeyondPrivateNetworks) {
  EXPECT_EQ(WhyNoPostAddress("https://a.example/x", false), "");
  EXPECT_EQ(WhyNoPostAddress("http://10.0.0.1/x", true), "");
  EXPECT_THAT(WhyNoPostAddress("http://10.0.0.1/x", false), HasSubstr("without TLS"));
  for (const char* url : {"https://ann:x@a.example", "https://ann@a.example",
                          "https://:x@a.example", "https://ann:@a.example"}) {
    EXPECT_THAT(WhyNoPostAddress(url, false), HasSubstr("password")) << url;
  }
  for (const char* url : {"", "a.example", "https://", "file:///etc/passwd", "https://a b/"}) {
    EXPECT_NE(WhyNoPostAddress(url, true), "") << url;
  }
  Write("password", "x");
  const std::string mail = "kind: mail, server: \"m:25\", from: a@b.c, to: a@b.c, security: none";
  EXPECT_THAT(Problems(Target(mail)), HasSubstr("private addresses alone"));
  EXPECT_THAT(Problems(Target(mail + ", allow_private: true, user: u, password_file: password")),
              HasSubstr("a password would be sent without TLS"));
  EXPECT_TRUE(Read(Target(mail + ", allow_private: true")).ok());
}

TEST_F(DeliveryFileTest, NumbersAndTextsWithinBounds) {
  const std::string chat = "kind: slack, url: \"https://a.example\", ";
  EXPECT_THAT(Problems(Target(chat + "attempts: 0")), HasSubstr("outside 1 to 1000"));
  EXPECT_THAT(Problems(Target(chat + "timeout: 2m")), HasSubstr("`2m` is no timeout"));
  EXPECT_THAT(Problems(Target(chat + "allow_private: 1")), HasSubstr("`allow_private`"));
  EXPECT_THAT(Problems(Target(chat + "text: \"{acount}\"")), HasSubstr("did you mean `account`?"));
}

// Each would be as if it were not there: messages to nowhere, or without what they are known by.
TEST_F(DeliveryFileTest, AnEmptyTextIsNoValue) {
  EXPECT_THAT(Problems(Target("kind: webhook, url: ''")), HasSubstr("`url` is empty"));
  const std::string hook = "kind: webhook, url: 'https://a.example', ";
  for (const char* key : {"bearer_file", "ca", "timeout"}) {
    EXPECT_THAT(Problems(Target(absl::StrCat(hook, key, ": ''"))),
                HasSubstr(absl::StrCat("`", key, "` is empty")));
  }
  EXPECT_THAT(Problems(Target(hook + "secret_file: ''")), HasSubstr("`secret_file`"));
  EXPECT_THAT(Problems(Target("kind: slack, url: 'https://a.example', text: ''")),
              HasSubstr("`text` is empty"));
  EXPECT_THAT(Problems(Target("kind: mail, server: '', from: '', to: ''")),
              AllOf(HasSubstr("`server` is empty"), HasSubstr("`from` is empty"),
                    HasSubstr("`` is no address of mail")));
  Write("password", "x");
  EXPECT_THAT(Problems(Target("kind: mail, server: 'm:25', from: a@b.c, to: a@b.c, user: '', "
                              "password_file: password")),
              HasSubstr("`user` is empty"));
}

TEST_F(DeliveryFileTest, AFileThatIsNotThere) {
  EXPECT_THAT(std::string(ReadDeliveryFile("/nowhere/delivery.yaml").status().message()),
              HasSubstr("cannot read the delivery file"));
}

}  // namespace
}  // namespace bellwether::delivery
