// Content types and codings, as clients of all kinds write them.
#include "server/http/media_type.h"

#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(MediaTypeTest, KnowsThoseOfTheProtocols) {
  struct Case {
    const char* text;
    Protocol protocol;
    Codec codec;
  };
  for (const Case& each : {
           Case{"application/json", Protocol::kConnectUnary, Codec::kJson},
           Case{"Application/JSON; charset=UTF-8", Protocol::kConnectUnary, Codec::kJson},
           Case{"application/json;charset=\"utf-8\"", Protocol::kConnectUnary, Codec::kJson},
           Case{"application/proto", Protocol::kConnectUnary, Codec::kProto},
           Case{"application/connect+json", Protocol::kConnectStream, Codec::kJson},
           Case{"application/connect+proto", Protocol::kConnectStream, Codec::kProto},
           Case{"application/grpc-web", Protocol::kGrpcWeb, Codec::kProto},
           Case{"application/grpc-web+proto", Protocol::kGrpcWeb, Codec::kProto},
           Case{"application/grpc-web+json", Protocol::kGrpcWeb, Codec::kJson},
           Case{"application/grpc-web-text", Protocol::kGrpcWebText, Codec::kProto},
           Case{"application/grpc-web-text+proto", Protocol::kGrpcWebText, Codec::kProto},
       }) {
    SCOPED_TRACE(each.text);
    const auto type = ReadMediaType(each.text);
    ASSERT_TRUE(type.has_value());
    EXPECT_EQ(type->protocol, each.protocol);
    EXPECT_EQ(type->codec, each.codec);
    EXPECT_EQ(type->name.find(';'), std::string::npos);
  }
}

TEST(MediaTypeTest, RefusesTheRest) {
  EXPECT_FALSE(ReadMediaType({}).has_value()) << "nobody said one";
  for (const char* const text :
       {"", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data",
        "application/grpc", "application/grpc+proto", "application/jsonx", "application/",
        "application/connect+xml", "application/grpc-web+", "application/grpc-web-textual",
        "application/json; charset=latin-1", "application/json; charset", "*/*"}) {
    EXPECT_FALSE(ReadMediaType(text).has_value()) << text;
  }
}

TEST(MediaTypeTest, ChoosesTheFirstCodingThatItSpeaks) {
  EXPECT_EQ(ChooseCoding("gzip"), Coding::kGzip);
  EXPECT_EQ(ChooseCoding("br, zstd, GZIP"), Coding::kGzip);
  EXPECT_EQ(ChooseCoding("identity, gzip"), Coding::kIdentity);
  EXPECT_EQ(ChooseCoding("gzip;q=0, identity"), Coding::kIdentity);
  EXPECT_EQ(ChooseCoding("gzip;q=0.000"), Coding::kIdentity);
  EXPECT_EQ(ChooseCoding("gzip;q=0.5"), Coding::kGzip);
  EXPECT_TRUE(AcceptsBrotli("gzip, deflate, BR;q=0.9"));
  EXPECT_FALSE(AcceptsBrotli("gzip, br;q=0, brotli"));
  EXPECT_FALSE(AcceptsBrotli(""));
  EXPECT_EQ(ChooseCoding("br"), Coding::kIdentity);
  EXPECT_EQ(ChooseCoding(""), Coding::kIdentity);
  EXPECT_EQ(ReadCoding(""), Coding::kIdentity);
  EXPECT_EQ(ReadCoding("Gzip"), Coding::kGzip);
  EXPECT_FALSE(ReadCoding("br").has_value());
}

}  // namespace
}  // namespace bellwether::http
