#include "redis/codec.hpp"

#include <gmock/gmock.h>

namespace koebel::redis {
namespace {

constexpr std::size_t kMost = 1'000;

TEST(CodecTest, ACommandIsAListOfTextsAndAnyByteMayStandInThem) {
    const std::vector<std::string> words{"SET", std::string("a\0b\r\n", 5), ""};

    EXPECT_EQ(encode(words), std::string("*3\r\n$3\r\nSET\r\n$5\r\na\0b\r\n\r\n$0\r\n\r\n", 30));
}

TEST(CodecTest, EveryKindOfAnswerIsRead) {
    ReplyReader reader(kMost);
    reader.feed("+OK\r\n:-7\r\n$-1\r\n*-1\r\n$3\r\n" + std::string("a\0b", 3) + "\r\n");
    reader.feed("*3\r\n:1\r\n*1\r\n$1\r\nx\r\n-ERR no\r\n-NOSCRIPT No matching script\r\n");

    EXPECT_EQ(reader.next()->text(), "OK");
    EXPECT_EQ(reader.next()->integer(), -7);
    EXPECT_TRUE(reader.next()->is_nil());
    EXPECT_TRUE(reader.next()->is_nil());
    EXPECT_EQ(reader.next()->text(), std::string("a\0b", 3));
    const auto list = *reader.next();
    EXPECT_EQ(list.array().at(1).array().at(0).text(), "x");
    EXPECT_EQ(list.array().at(2).error(), "ERR no");
    EXPECT_EQ(reader.next()->error_word(), "NOSCRIPT");
    EXPECT_FALSE(reader.next());
}

TEST(CodecTest, AnAnswerThatComesByteByByteIsTheSame) {
    ReplyReader reader(kMost);
    const std::string_view bytes = "*2\r\n$5\r\nhello\r\n:12\r\n";
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        reader.feed(bytes.substr(i, 1));
        ASSERT_FALSE(reader.next());
    }
    reader.feed(bytes.substr(bytes.size() - 1));

    EXPECT_EQ(reader.next()->array().at(0).text(), "hello");
}

TEST(CodecTest, OtherBytesAreAFault) {
    ReplyReader reader(kMost);
    reader.feed("HTTP/1.1 400 Bad Request\r\n");

    EXPECT_THROW((void)reader.next(), Fault);
}

TEST(CodecTest, OneAnswerMayBeSoLargeAndNotLarger) {
    ReplyReader reader(kMost);
    const auto answer = "$900\r\n" + std::string(900, 'x') + "\r\n";
    for (int i = 0; i < 10; ++i) {
        reader.feed(answer);
        EXPECT_EQ(reader.next()->text().size(), 900U);
    }

    EXPECT_THROW(reader.feed("$1001\r\n" + std::string(1'001, 'x')), Fault);
}

TEST(CodecTest, ListsKeepWhatIsInThemHoweverManyTheyHold) {
    ReplyReader reader(1 << 20);
    std::string bytes = "*100\r\n";
    for (int i = 0; i < 100; ++i) bytes += "*2\r\n*2\r\n:1\r\n$40\r\n" + std::string(40, 'x') + "\r\n*0\r\n";
    reader.feed(bytes.substr(0, 1'000));
    EXPECT_FALSE(reader.next());
    reader.feed(bytes.substr(1'000));

    const auto list = *reader.next();
    ASSERT_EQ(list.array().size(), 100U);
    for (const auto& item : list.array()) {
        EXPECT_EQ(item.array().at(0).array().at(1).text(), std::string(40, 'x'));
        EXPECT_TRUE(item.array().at(1).array().empty());
    }
}

TEST(CodecTest, OneThatIsNotWholeIsFreedWithItsReader) {
    ReplyReader reader(kMost);
    reader.feed("*3\r\n*2\r\n$3\r\nabc\r\n");

    EXPECT_FALSE(reader.next());
}

TEST(CodecTest, TheWordOfARefusalIsOneThatMayStandInALog) {
    EXPECT_EQ(Reply::of_error("WRONGTYPE Operation against a key").error_word(), "WRONGTYPE");
    EXPECT_EQ(Reply::of_error("ERR").error_word(), "ERR");
    EXPECT_EQ(Reply::of_error("value 'a secret' is bad").error_word(), "REFUSED");
    EXPECT_EQ(Reply::of_error(std::string(10'000, 'A')).error_word().size(), 32U);
}

TEST(CodecTest, AnAnswerOfAnotherKindThanExpectedIsAFault) {
    EXPECT_THROW((void)Reply::of_integer(1).text(), Fault);
    EXPECT_THROW((void)Reply::of_text("1").integer(), Fault);
    EXPECT_THROW((void)Reply{}.array(), Fault);
    EXPECT_THROW((void)Reply::of_array({}).error(), Fault);
}

}  // namespace
}  // namespace koebel::redis
