#include "mail/letter.hpp"

#include <gmock/gmock.h>

namespace koebel::mail {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

std::string subject_of(const std::string& subject) {
    for (const auto& line : header_of({.to = "a@b.example", .subject = subject, .text = {}}, "koebel@b.example", "1")) {
        if (line.starts_with("Subject: ")) return line.substr(9);
    }
    return {};
}

TEST(Letter, NamesSenderAndRecipient) {
    const auto header =
        header_of({.to = "bram@zwaluw.example", .subject = "Hoi", .text = {}}, "koebel@zwaluw.example", "7f");

    EXPECT_THAT(header, Contains("From: Koebel <koebel@zwaluw.example>"));
    EXPECT_THAT(header, Contains("To: <bram@zwaluw.example>"));
    EXPECT_THAT(header, Contains("Message-ID: <7f@zwaluw.example>"));
    EXPECT_THAT(header, Contains("Auto-Submitted: auto-generated"));
}

TEST(Letter, APlainSubjectStandsAsItIs) {
    EXPECT_EQ(subject_of("Kom erbij"), "Kom erbij");
}

TEST(Letter, AnotherSubjectIsEncodedInWordsOfWholeCharacters) {
    EXPECT_EQ(subject_of("Dołącz"), "=?utf-8?B?RG/FgsSFY3o=?=");
    const auto folded = subject_of(std::string(44, 'a') + "ąąąąąą" + std::string(40, 'b'));
    EXPECT_THAT(folded, HasSubstr("?=\r\n =?utf-8?B?"));
    for (std::size_t at = 0; at < folded.size();) {
        const auto end = std::min(folded.find("\r\n ", at), folded.size());
        EXPECT_LE(end - at, 75U);
        at = end + 3;
    }
}

TEST(Letter, ALineInASubjectMakesNoHeader) {
    EXPECT_THAT(subject_of("Hoi\r\nBcc: all@b.example"), StartsWith("=?utf-8?B?"));
}

TEST(Letter, KnowsWhatCannotBeAnAddress) {
    EXPECT_TRUE(is_address("bram.smit+koebel@zwaluw.example"));
    EXPECT_TRUE(is_address("żaneta@zwaluw.example"));
    for (const auto* odd : {"", "@", "a@", "@b", "a b@c", "a@b\r\nRCPT TO:<c@d>", "<a@b>", "\"a\"@b", "a@b@c"}) {
        EXPECT_FALSE(is_address(odd)) << odd;
    }
    EXPECT_FALSE(is_address(std::string(250, 'a') + "@b.example"));
}

}  // namespace
}  // namespace koebel::mail
