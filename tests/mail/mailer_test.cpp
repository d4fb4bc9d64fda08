#include "mail/mailer.hpp"

#include "support/database.hpp"
#include "support/smtp_server.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace koebel::mail {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class MailerTest : public testing::Test {
protected:
    [[nodiscard]] Settings settings() const {
        Settings settings;
        settings.url = server_.url();
        settings.from = "koebel@zwaluw.example";
        settings.without_tls = true;
        settings.patience = std::chrono::seconds{2};
        return settings;
    }
    static std::string sent(Mailer& mailer, std::string to) {
        Letter letter{.to = std::move(to), .subject = "Kom erbij", .text = "Hoi Bram,\n.\nTot zo \u00e9\u00e9n!\n"};
        const auto outcome = test::await(mailer.send(std::move(letter)));
        return outcome ? "none" : std::string{outcome.error().reason};
    }

    test::SmtpServer server_;
};

TEST_F(MailerTest, HandsALetterOver) {
    Mailer mailer(settings());

    ASSERT_EQ(sent(mailer, "bram@zwaluw.example"), "none");

    ASSERT_THAT(server_.taken(), SizeIs(1));
    const auto letter = server_.taken().front();
    EXPECT_EQ(letter.from, "koebel@zwaluw.example");
    EXPECT_EQ(letter.to, "bram@zwaluw.example");
    EXPECT_THAT(letter.data, HasSubstr("Subject: Kom erbij\n"));
    EXPECT_THAT(letter.data, HasSubstr("Content-Type: text/plain; charset=utf-8\n"));
    EXPECT_THAT(letter.data, HasSubstr("SG9pIEJyYW0sCi4KVG90IHpvIMOpw6luIQo=")) << "whole, the lone dot too";
}

TEST_F(MailerTest, WhatTheServerRefusesIsRefusedAndTheNextOneGoes) {
    server_.refuse("nobody");
    Mailer mailer(settings());

    EXPECT_EQ(sent(mailer, "nobody@zwaluw.example"), "MAIL_REFUSED");
    EXPECT_EQ(sent(mailer, "bram@zwaluw.example"), "none");
    EXPECT_THAT(server_.taken(), SizeIs(1));
}

TEST_F(MailerTest, AnOddAddressReachesNoServer) {
    Mailer mailer(settings());

    EXPECT_EQ(sent(mailer, "a@b>\r\nRCPT TO:<c@d.example"), "MAIL_ADDRESS_INVALID");
    EXPECT_THAT(server_.taken(), SizeIs(0));
}

TEST_F(MailerTest, ASilentServerIsWaitedForNoLongerThanSaid) {
    server_.fall_silent();
    Mailer mailer(settings());

    EXPECT_EQ(sent(mailer, "bram@zwaluw.example"), "MAIL_UNREACHABLE");
}

TEST_F(MailerTest, NothingGoesWithoutTlsUnlessSaid) {
    auto strict = settings();
    strict.without_tls = false;
    Mailer mailer(strict);

    EXPECT_EQ(sent(mailer, "bram@zwaluw.example"), "MAIL_UNREACHABLE");
    EXPECT_THAT(server_.taken(), SizeIs(0));
}

TEST_F(MailerTest, WhatIsToBeSentAfterTheEndIsTold) {
    Mailer mailer(settings());
    mailer.stop();

    EXPECT_EQ(sent(mailer, "bram@zwaluw.example"), "MAIL_INTERRUPTED");
}

TEST_F(MailerTest, SettingsThatCanSendNothingAreNoted) {
    auto odd = settings();
    odd.url = "https://zwaluw.example";
    EXPECT_THROW(check(odd), std::invalid_argument);
    odd = settings();
    odd.from = "koebel";
    EXPECT_THROW(check(odd), std::invalid_argument);
    EXPECT_NO_THROW(check(Settings{}));
}

}  // namespace
}  // namespace koebel::mail
