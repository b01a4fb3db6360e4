// Messages to real servers: those that hang, fail, redirect, answer too late, and those that check.
#include "server/delivery/curl_transport.h"

#include <atomic>
#include <string>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "engine/base/digest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/base/steady_time.h"
#include "server/delivery/sending.h"
#include "tests/server/delivery/test_events.h"
#include "tests/server/delivery/test_peers.h"

namespace bellwether::delivery {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kSecret[] = "0123456789abcdef0123456789abcdef";

class CurlTransportTest : public ::testing::Test {
 protected:
  static Target Hook(const HttpPeer& peer) {
    Target target;
    target.name = "hook";
    target.url = peer.url() + "/hook";
    target.secrets = {kSecret};
    target.allow_private = true;
    target.timeout = absl::Seconds(5);
    return target;
  }
  static Target Mail(const MailPeer& peer) {
    Target target;
    target.name = "mail";
    target.kind = TargetKind::kMail;
    target.server = peer.server();
    target.security = MailSecurity::kNone;
    target.from = "bellwether@example.com";
    target.to = {"cs@example.com", "boss@example.com"};
    target.allow_private = true;
    target.timeout = absl::Seconds(5);
    return target;
  }
  Answer Tell(const Target& target) {
    store::StoredMessage message;
    message.message = MessageOf(RedEvent(), target.name);
    message.sequence = 4;
    message.attempts = 2;
    return Send(target, message, transport_, now_);
  }

  const absl::Time now_ = absl::FromUnixSeconds(1'772'355'600);
  CurlTransport transport_;
};

// What a receiver does, by docs/delivery.md.
TEST_F(CurlTransportTest, AReceiverCanCheckWhatItGets) {
  HttpPeer peer([](const HttpRequest&, size_t) { return Status(204); });
  EXPECT_EQ(Tell(Hook(peer)).verdict, Answer::kTaken);
  ASSERT_THAT(peer.requests(), SizeIs(1));
  const HttpRequest request = peer.requests()[0];
  EXPECT_EQ(request.line, "POST /hook HTTP/1.1");
  EXPECT_EQ(request.body, EncodeEvent(RedEvent()));
  const auto header = [&](const std::string& name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string("(none)") : found->second;
  };
  EXPECT_EQ(header("content-type"), "application/json");
  EXPECT_EQ(header("idempotency-key"), KeyOf(RedEvent()));
  EXPECT_EQ(header("bellwether-sequence"), "4");
  EXPECT_EQ(header("bellwether-attempt"), "3");
  EXPECT_EQ(header("bellwether-timestamp"), "1772355600");
  EXPECT_EQ(header("bellwether-signature"),
            "v1=" + HmacSha256Hex(kSecret, "1772355600." + request.body));
  EXPECT_EQ(header("expect"), "(none)");
}

TEST_F(CurlTransportTest, TwoSecretsAreTwoSignatures) {
  EXPECT_EQ(SignatureOf({"new", "old"}, "1", "x"),
            absl::StrCat("v1=", HmacSha256Hex("new", "1.x"), ",v1=", HmacSha256Hex("old", "1.x")));
}

// A receiver that knows another secret refuses, and the message is tried again: the target is
// wrong.
TEST_F(CurlTransportTest, AWrongSignatureIsATargetThatFails) {
  HttpPeer peer([](const HttpRequest& request, size_t) {
    const std::string mine =
        "v1=" + HmacSha256Hex("another secret of it",
                              request.headers.at("bellwether-timestamp") + "." + request.body);
    return Status(request.headers.at("bellwether-signature") == mine ? 200 : 401);
  });
  const Answer answer = Tell(Hook(peer));
  EXPECT_EQ(answer.verdict, Answer::kFailed);
  EXPECT_EQ(answer.problem, "answered 401");
}

TEST_F(CurlTransportTest, WhatIsAnsweredIsJudged) {
  std::atomic<int> code{0};
  HttpPeer peer([&](const HttpRequest&, size_t) { return Status(code, "Retry-After: 120\r\n"); });
  for (const int failing : {401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504}) {
    code = failing;
    const Answer answer = Tell(Hook(peer));
    EXPECT_EQ(answer.verdict, Answer::kFailed) << code;
    EXPECT_EQ(answer.retry_after, absl::Seconds(120)) << code;
  }
  for (const int refusing : {400, 413, 415, 422}) {
    code = refusing;
    EXPECT_EQ(Tell(Hook(peer)).verdict, Answer::kRefused) << code;
  }
  for (const int taking : {200, 201, 202, 204}) {
    code = taking;
    EXPECT_EQ(Tell(Hook(peer)).verdict, Answer::kTaken) << code;
  }
}

TEST_F(CurlTransportTest, RedirectionsAreNotFollowed) {
  HttpPeer elsewhere([](const HttpRequest&, size_t) { return Status(200); });
  HttpPeer peer([&](const HttpRequest&, size_t) {
    return Status(307, "Location: " + elsewhere.url() + "/\r\n");
  });
  const Answer answer = Tell(Hook(peer));
  EXPECT_EQ(answer.verdict, Answer::kFailed);
  EXPECT_THAT(answer.problem, HasSubstr("redirections are not followed"));
  EXPECT_THAT(elsewhere.requests(), IsEmpty());
}

TEST_F(CurlTransportTest, ATargetThatHangsCostsItsTimeout) {
  HttpPeer peer([](const HttpRequest&, size_t) {
    absl::SleepFor(absl::Seconds(3));
    return Status(200);  // after the timeout: nobody reads it
  });
  Target target = Hook(peer);
  target.timeout = absl::Seconds(1);
  const SteadyTime before = SteadyTime::Now();
  const Answer answer = Tell(target);
  EXPECT_EQ(answer.verdict, Answer::kFailed);
  EXPECT_LT(SteadyTime::Now() - before, absl::Seconds(2.5));
  EXPECT_THAT(peer.requests(), SizeIs(1));
}

TEST_F(CurlTransportTest, AnAnswerWithoutEndIsCut) {
  HttpPeer peer([](const HttpRequest&, size_t) {
    return "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + std::string(1 << 20, 'x');
  });
  EXPECT_EQ(Tell(Hook(peer)).verdict, Answer::kTaken);
}

TEST_F(CurlTransportTest, NobodyThereOrNoAnswerFails) {
  Target target;
  {
    HttpPeer peer([](const HttpRequest&, size_t) { return std::string(); });
    target = Hook(peer);
    EXPECT_EQ(Tell(target).verdict, Answer::kFailed);
  }
  EXPECT_EQ(Tell(target).verdict, Answer::kFailed);
}

TEST_F(CurlTransportTest, PrivateAddressesAreRefusedUnlessAllowed) {
  HttpPeer peer([](const HttpRequest&, size_t) { return Status(200); });
  Target target = Hook(peer);
  target.allow_private = false;
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    target.url = absl::StrReplaceAll(peer.url(), {{"127.0.0.1", host}});
    const Answer answer = Tell(target);
    EXPECT_EQ(answer.verdict, Answer::kFailed);
    EXPECT_THAT(answer.problem, HasSubstr("is a private address"));
  }
  EXPECT_THAT(peer.requests(), IsEmpty());
}

TEST_F(CurlTransportTest, WhereCloudsTellSecretsNothingIsSent) {
  HttpPeer peer([](const HttpRequest&, size_t) { return Status(200); });
  Target target = Hook(peer);
  target.url = "http://169.254.169.254/latest";
  EXPECT_THAT(Tell(target).problem, HasSubstr("an address that nothing is sent to"));
}

TEST_F(CurlTransportTest, ProxiesOfTheEnvironmentAreNotAsked) {
  HttpPeer proxy([](const HttpRequest&, size_t) { return Status(200); });
  HttpPeer peer([](const HttpRequest&, size_t) { return Status(200); });
  setenv("http_proxy", proxy.url().c_str(), 1);
  EXPECT_EQ(Tell(Hook(peer)).verdict, Answer::kTaken);
  unsetenv("http_proxy");
  EXPECT_THAT(proxy.requests(), IsEmpty());
  EXPECT_THAT(peer.requests(), SizeIs(1));
}

TEST_F(CurlTransportTest, WhatIsOnItsWayCanBeCutOff) {
  HttpPeer peer([](const HttpRequest&, size_t) {
    absl::SleepFor(absl::Seconds(4));
    return Status(200);
  });
  std::thread stops([this] {
    absl::SleepFor(absl::Milliseconds(300));
    transport_.Abort();
  });
  const SteadyTime before = SteadyTime::Now();
  EXPECT_EQ(Tell(Hook(peer)).problem, "the server stops");
  EXPECT_LT(SteadyTime::Now() - before, absl::Seconds(3));
  stops.join();
}

TEST_F(CurlTransportTest, MailReachesAllWhoAreNamed) {
  MailPeer peer({});
  const Answer answer = Tell(Mail(peer));
  EXPECT_EQ(answer.verdict, Answer::kTaken) << answer.problem;
  const std::string heard = peer.heard();
  EXPECT_THAT(heard, HasSubstr("MAIL FROM:<bellwether@example.com>"));
  EXPECT_THAT(heard, HasSubstr("RCPT TO:<cs@example.com>"));
  EXPECT_THAT(heard, HasSubstr("RCPT TO:<boss@example.com>"));
  EXPECT_THAT(heard, HasSubstr("Message-ID: <" + KeyOf(RedEvent()) + "@example.com>"));
  EXPECT_THAT(heard, HasSubstr("\r\n.\r\n"));
}

TEST_F(CurlTransportTest, MailServersSayWhetherItIsTheMessageOrTheTime) {
  MailPeer busy({.data_answer = "451 later"});
  EXPECT_EQ(Tell(Mail(busy)).verdict, Answer::kFailed);
  MailPeer unknown({.recipient_answer = "550 nobody"});
  const Answer answer = Tell(Mail(unknown));
  EXPECT_EQ(answer.verdict, Answer::kRefused);
  EXPECT_THAT(answer.problem, HasSubstr("550"));
}

// It took the mail, and that counts; what comes after costs no more than the timeout.
TEST_F(CurlTransportTest, AMailServerThatAnswersNoGoodbyeCostsItsTimeout) {
  MailPeer peer({.answers_goodbye = false});
  Target target = Mail(peer);
  target.timeout = absl::Seconds(1);
  const SteadyTime before = SteadyTime::Now();
  EXPECT_EQ(Tell(target).verdict, Answer::kTaken);
  EXPECT_LT(SteadyTime::Now() - before, absl::Seconds(10));
}

TEST_F(CurlTransportTest, APasswordIsNotSaidWithoutTls) {
  MailPeer peer({.offers_login = true});
  Target target = Mail(peer);
  target.security = MailSecurity::kStartTls;  // which the peer does not offer
  target.user = "bellwether";
  target.password = "geheim";
  EXPECT_EQ(Tell(target).verdict, Answer::kFailed);
  EXPECT_THAT(peer.heard(), Not(HasSubstr("AUTH")));
}

TEST_F(CurlTransportTest, AMessageThatCannotBeReadIsRefused) {
  HttpPeer peer([](const HttpRequest&, size_t) { return Status(200); });
  store::StoredMessage message;
  message.message = {{"", "acme"}, "hook", "k", "{}"};
  EXPECT_EQ(Send(Hook(peer), message, transport_, now_).verdict, Answer::kRefused);
  EXPECT_THAT(peer.requests(), IsEmpty());
}

}  // namespace
}  // namespace bellwether::delivery
