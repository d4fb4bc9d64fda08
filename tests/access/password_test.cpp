#include "access/password.hpp"

#include "access/password_sign_in.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <ctime>

namespace koebel::access {
namespace {

std::string reason(const Result<void>& checked) {
    return checked ? "none" : std::string{checked.error().reason};
}

Settings quick() {
    Settings settings;
    settings.password_passes = 1;
    settings.password_memory = 8U << 10U;
    return settings;
}

TEST(CheckPassword, WantsTenToTwoHundredCharacters) {
    EXPECT_EQ(reason(check_password("zeekoe-42")), "PASSWORD_TOO_SHORT");
    EXPECT_EQ(reason(check_password("zeekoe-421")), "none");
    EXPECT_EQ(reason(check_password("zeeleeuwën")), "none") << "characters, not bytes";
    EXPECT_EQ(reason(check_password("zeeleeuwë")), "PASSWORD_TOO_SHORT");
    std::string longest;
    for (int i = 0; i < 20; ++i) longest += "zeekoe-421";
    EXPECT_EQ(reason(check_password(longest)), "none");
    EXPECT_EQ(reason(check_password(longest + "x")), "PASSWORD_TOO_LONG");
}

TEST(CheckPassword, RefusesWhatIsTriedFirst) {
    for (const auto* common :
         {"Welkom2026!",
          "wachtwoord1",
          "P@ssw0rd2026",
          "1234567890",
          "9876543210",
          "qwertyuiop",
          "aaaaaaaaaaaa",
          "abababababab",
          "!!!zomer2026"}) {
        EXPECT_EQ(reason(check_password(common)), "PASSWORD_TOO_COMMON") << common;
    }
}

TEST(CheckPassword, HasNoRulesOfComposition) {
    for (const auto* fine : {"paard batterij nietje", "alleenkleineletters", "8305172946", "żółta łódź płynie"}) {
        EXPECT_EQ(reason(check_password(fine)), "none") << fine;
    }
}

TEST(CheckPasswordOf, RefusesTheNameTheAddressAndTheKey) {
    const Account noor{
        .person = {},
        .name = "Noor de Graaf",
        .given_name = "Noor",
        .email = "n.degraaf@zwaluw.example",
        .key = "noor-de-graaf-77",
        .hash = {}
    };
    for (const auto* own :
         {"Noor de Graaf",
          "noordegraaf2026",
          "n.degraaf@zwaluw.example",
          "Noor.de.Graaf!",
          "nôordegraaf1",
          "noor-de-graaf-77",
          "ndegraaf!!",
          "noor123456"}) {
        EXPECT_EQ(reason(check_password_of(own, noor)), "PASSWORD_TOO_COMMON") << own;
    }
    EXPECT_EQ(reason(check_password_of("noor fietst graag", noor)), "none");
    EXPECT_EQ(reason(check_password_of("8305172946", Account{.key = "10023"})), "none");
}

TEST(HashPassword, IsArgon2idWithASaltAndKnowsItsPassword) {
    const auto hash = hash_password("paard batterij nietje", quick());

    EXPECT_TRUE(hash.starts_with("$argon2id$")) << hash;
    EXPECT_NE(hash, hash_password("paard batterij nietje", quick()));
    EXPECT_TRUE(is_password("paard batterij nietje", hash));
    EXPECT_FALSE(is_password("paard batterij nietj", hash));
    EXPECT_FALSE(is_password("", hash));
    EXPECT_FALSE(is_password("paard batterij nietje", "no hash"));
}

TEST(HashPassword, OfOtherSettingsIsOutdated) {
    auto stronger = quick();
    stronger.password_passes = 3;
    const auto hash = hash_password("paard batterij nietje", quick());

    EXPECT_FALSE(is_outdated(hash, quick()));
    EXPECT_TRUE(is_outdated(hash, stronger));
    const auto looked = look_at_password(Account{.hash = hash}, "paard batterij nietje", stronger);
    EXPECT_TRUE(looked.is_right);
    EXPECT_FALSE(is_outdated(looked.new_hash, stronger));
}

/// The processor's time of this thread: other work on the machine does not count.
std::chrono::nanoseconds worked() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

/// How much work a look is at least, of a few.
std::chrono::nanoseconds time_of(const std::optional<Account>& account, const Settings& settings) {
    auto least = std::chrono::nanoseconds::max();
    for (int i = 0; i < 9; ++i) {
        const auto begin = worked();
        EXPECT_FALSE(look_at_password(account, "verkeerd geraden", settings).is_right);
        least = std::min(least, worked() - begin);
    }
    return least;
}

TEST(LookAtPassword, DoesTheSameWorkForALoginThatNobodyHas) {
    auto settings = quick();
    settings.password_memory = 16U << 20U;
    const Account known{.hash = hash_password("paard batterij nietje", settings)};

    const auto wrong = time_of(known, settings);

    EXPECT_GT(time_of(std::nullopt, settings), wrong / 2) << "nobody has the login";
    EXPECT_GT(time_of(Account{}, settings), wrong / 2) << "somebody without a password";
    EXPECT_LT(time_of(std::nullopt, settings), wrong * 2);
}

}  // namespace
}  // namespace koebel::access
