// Requests, however their bytes come, and what is none.
#include "server/http/request_reader.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

using Problem = RequestReader::Problem;

struct Read {
  Problem problem = Problem::kNone;
  bool has_head = false, is_done = false;
  RequestHead head;
  std::string body, rest;
};

// Gives the bytes in pieces, each behind what was not used.
Read ReadInPieces(const std::string& bytes, size_t piece, uint32_t max_header_bytes = 1024) {
  RequestReader reader(max_header_bytes);
  Read read;
  for (size_t at = 0; at < bytes.size(); at += piece) {
    read.rest += bytes.substr(at, piece);
    size_t used = 1;
    while (used > 0 && !read.rest.empty() && !reader.is_done() && !reader.failed()) {
      used = reader.Put(read.rest, read.body);
      read.rest.erase(0, used);
    }
  }
  read.problem = reader.problem();
  read.has_head = reader.has_head();
  read.is_done = reader.is_done();
  read.head = reader.head();
  return read;
}

TEST(RequestReaderTest, PiecesOfAnySizeMakeTheSameRequest) {
  const std::string plain =
      "POST /a.B/C?x=1 HTTP/1.1\r\nHost: localhost\r\nX-Two: a\r\nx-two:  b \r\nContent-Length: "
      "5\r\n\r\n"
      "hello";
  const std::string chunked =
      "POST /a.B/C?x=1 HTTP/1.1\r\nHost: localhost\r\nX-Two: a\r\nx-two: b\r\n"
      "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;name=value\r\nllo\r\n0\r\nTrailer: x\r\n\r\n";
  for (const std::string& bytes : {plain, chunked}) {
    for (size_t piece = 1; piece <= bytes.size(); ++piece) {
      SCOPED_TRACE(piece);
      const Read read = ReadInPieces(bytes + "GET", piece);
      ASSERT_EQ(read.problem, Problem::kNone);
      ASSERT_TRUE(read.is_done);
      EXPECT_EQ(read.head.method, "POST");
      EXPECT_EQ(read.head.path(), "/a.B/C");
      EXPECT_EQ(read.head.query(), "x=1");
      EXPECT_EQ(Find(read.head.headers, "x-two"), "a");
      EXPECT_EQ(Find(read.head.headers, "trailer"), "");
      EXPECT_EQ(read.body, "hello");
      EXPECT_EQ(read.rest, "GET") << "the next request stays";
    }
  }
}

TEST(RequestReaderTest, StopsBehindTheHead) {
  RequestReader reader(1024);
  std::string body;
  const std::string bytes = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";
  EXPECT_EQ(reader.Put(bytes, body), bytes.size() - 2);
  EXPECT_TRUE(reader.has_head());
  EXPECT_FALSE(reader.is_done());
  EXPECT_EQ(body, "");
}

TEST(RequestReaderTest, WhatIsNoRequest) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  for (const std::string& bytes :
       {std::string("hello\r\n\r\n"),
        std::string("GET / HTTP/2.0\r\nHost: a\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\n\r\n"),
        std::string("\x16\x03\x01\x02\x00", 5) + "xxxxxxxxxxx\r\n\r\n",
        head + "Host: b\r\n\r\n",
        head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        head + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n",
        head + "Content-Length: 1, 1\r\n\r\n",
        head + "Content-Length: 1,\r\n\r\n",
        head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
        head + "Transfer-Encoding: gzip\r\n\r\n",
        head + "Transfer-Encoding: gzip, chunked\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        head + "Content-Length: -1\r\n\r\n",
        head + "Content-Length: +1\r\n\r\n",
        head + "Content-Length: 99999999999999999999999\r\n\r\n",
        head + "X y: 1\r\n\r\n",
        head + "X : 1\r\n\r\n",
        head + "X: a\r\n b\r\n\r\n",
        head + "X: a\r\n\tTransfer-Encoding: chunked\r\n\r\n",
        head + "Transfer-Encoding:\r\n chunked\r\n\r\n",
        std::string("POST / HTTP/1.1\r\n X: 1\r\nHost: a\r\n\r\n"),
        head + "X: a\rb\r\n\r\n",
        head + std::string("X: a\0b\r\n\r\n", 10),
        head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n2;a=\"\n\"\r\n{}\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n2;a=\"\x7f\"\r\n{}\r\n0\r\n\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}xx\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        head + "Transfer-Encoding: chunked\r\n\r\n2;" + std::string(20'000, 'x')}) {
    for (const size_t piece : {size_t{1}, bytes.size()}) {
      EXPECT_EQ(ReadInPieces(bytes, piece).problem, Problem::kMalformed) << bytes.substr(0, 100);
    }
  }
}

// Nothing ends a line but both of its bytes.
TEST(RequestReaderTest, LinesThatAreNoneAreNotRead) {
  const std::string bytes = "GET / HTTP/1.1\nHost: a\n\n";
  for (const size_t piece : {size_t{1}, bytes.size()})
    EXPECT_FALSE(ReadInPieces(bytes, piece).has_head);
}

TEST(RequestReaderTest, HeadersAreBounded) {
  const std::string head = "POST / HTTP/1.1\r\nHost: a\r\n";
  std::string many = head;
  for (int i = 0; i < 200; ++i) many += "X: 12345\r\n";
  // Those that do not end, too, whole lines or not.
  for (const std::string& bytes :
       {head + "X: " + std::string(2000, 'x') + "\r\n\r\n", many + "\r\n", many, many + "X: 1",
        head + std::string(1050, 'x'), std::string(1050, 'x'),
        "POST /" + std::string(2000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    for (const size_t piece : {size_t{7}, bytes.size()}) {
      EXPECT_EQ(ReadInPieces(bytes, piece).problem, Problem::kHeadersTooLarge) << piece;
    }
  }
  EXPECT_TRUE(ReadInPieces(head + "X: " + std::string(900, 'x') + "\r\n\r\n", 1000).is_done);
}

TEST(RequestReaderTest, OlderClients) {
  const Read read = ReadInPieces("GET / HTTP/1.0\r\n\r\n", 100);
  EXPECT_TRUE(read.is_done);
  EXPECT_TRUE(read.head.is_http_1_0);
  EXPECT_FALSE(read.head.keeps_alive);
  EXPECT_EQ(ReadInPieces("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 100).problem,
            Problem::kMalformed);
}

}  // namespace
}  // namespace bellwether::http
