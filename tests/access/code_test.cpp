#include "access/code.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <utility>

namespace koebel::access {
namespace {

using namespace std::chrono_literals;
using Verdict = CodeMatch::Verdict;

/// The secret of both RFCs' tables.
constexpr std::string_view kRfcSecret = "12345678901234567890";

Instant at(std::chrono::seconds since_1970) {
    return Instant{since_1970};
}

TEST(CodeTest, IsThatOfRfc6238) {
    // Appendix B, SHA1, the last six of its eight digits.
    constexpr std::array<std::pair<std::int64_t, std::string_view>, 6> kTable{{
        {59, "287082"},
        {1'111'111'109, "081804"},
        {1'111'111'111, "050471"},
        {1'234'567'890, "005924"},
        {2'000'000'000, "279037"},
        {20'000'000'000, "353130"},
    }};
    for (const auto& [seconds, code] : kTable) {
        EXPECT_EQ(code_at(kRfcSecret, code_step_at(at(std::chrono::seconds{seconds}))), code) << seconds;
    }
}

TEST(CodeTest, IsThatOfRfc4226) {
    // Appendix D.
    constexpr std::array<std::string_view, 10> kTable{
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"
    };
    for (std::size_t count = 0; count < kTable.size(); ++count) {
        EXPECT_EQ(code_at(kRfcSecret, static_cast<std::int64_t>(count)), kTable[count]) << count;
    }
}

TEST(CodeTest, IsRightInItsHalfMinuteAndInThoseBeforeAndAfter) {
    const auto now = at(1'234'567'890s);
    const auto here = code_step_at(now);
    for (const auto& [away, verdict] :
         {std::pair{-2, Verdict::kWrong},
          {-1, Verdict::kRight},
          {0, Verdict::kRight},
          {1, Verdict::kRight},
          {2, Verdict::kWrong}}) {
        EXPECT_EQ(match_code(kRfcSecret, code_at(kRfcSecret, here + away), now, 0).verdict, verdict) << away;
    }
}

TEST(CodeTest, IsNotRightAgainNorIsAnOlderOne) {
    const auto now = at(1'234'567'890s);
    const auto here = code_step_at(now);

    EXPECT_EQ(match_code(kRfcSecret, code_at(kRfcSecret, here), now, here).verdict, Verdict::kUsed);
    EXPECT_EQ(match_code(kRfcSecret, code_at(kRfcSecret, here - 1), now, here).verdict, Verdict::kUsed);
    const auto later = match_code(kRfcSecret, code_at(kRfcSecret, here + 1), now, here);
    EXPECT_EQ(later.verdict, Verdict::kRight);
    EXPECT_EQ(later.step, here + 1);
}

TEST(CodeTest, IsReadAsItIsTyped) {
    EXPECT_EQ(code_digits_in(" 123 456\n"), "123456");
    EXPECT_EQ(code_digits_in("012-345"), "012345");
    for (const auto* none : {"", "12345", "1234567", "12345a", "１２３４５６"})
        EXPECT_EQ(code_digits_in(none), "") << none;
}

TEST(CodeTest, ASecretHas160Bits) {
    const auto secret = new_code_secret();

    EXPECT_EQ(secret.size(), 20U);
    EXPECT_EQ(base32(secret).size(), 32U);
    EXPECT_NE(secret, new_code_secret());
}

TEST(CodeTest, Base32IsThatOfRfc4648) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTable{{
        {"", ""},
        {"f", "MY"},
        {"fo", "MZXQ"},
        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"},
        {"fooba", "MZXW6YTB"},
        {"foobar", "MZXW6YTBOI"},
    }};
    for (const auto& [bytes, text] : kTable) EXPECT_EQ(base32(bytes), text);
}

TEST(CodeTest, TheAppIsToldWhoseItIsAndWhere) {
    EXPECT_EQ(
        otpauth_url(kRfcSecret, "Koebel Bakkerij: Vïes", "ada@zwaluw.example"),
        "otpauth://totp/Koebel%20Bakkerij%20%20V%C3%AFes:ada%40zwaluw.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=Koebel%20Bakkerij%20%20V%C3%AFes&algorithm=SHA1&digits=6&period=30"
    );
}

TEST(RecoveryCodeTest, IsFourGroupsOfFourAndNoTwoAreAlike) {
    std::set<std::string> codes;
    for (int i = 0; i < 200; ++i) codes.insert(new_recovery_code());

    EXPECT_EQ(codes.size(), 200U);
    for (const auto& code : codes) {
        EXPECT_EQ(code.size(), 19U);
        EXPECT_EQ(code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ-"), std::string::npos) << code;
        EXPECT_EQ(recovery_code_in(code).size(), 16U);
        EXPECT_EQ(code_digits_in(code), "");
    }
}

TEST(RecoveryCodeTest, IsReadAsItIsTyped) {
    EXPECT_EQ(recovery_code_in("ABCD-EF01-GH2J-KMNP"), "ABCDEF01GH2JKMNP");
    EXPECT_EQ(recovery_code_in(" abcd efoi gh2j kmnp "), "ABCDEF01GH2JKMNP") << "what looks alike is what was meant";
    EXPECT_EQ(recovery_code_in("abcdefol-gh2jkmnp"), "ABCDEF01GH2JKMNP");
    for (const auto* none : {"", "123456", "ABCD-EFGH", "ABCD-EF01-GH2J-KMNU", "ABCD-EF01-GH2J-KMNPQ"}) {
        EXPECT_EQ(recovery_code_in(none), "") << none;
    }
}

}  // namespace
}  // namespace koebel::access
