#include "access/password.hpp"

#include "base/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <set>
#include <stdexcept>

namespace koebel::access {

namespace {

constexpr std::size_t kShortest = 10;
constexpr std::size_t kLongest = 200;
constexpr std::size_t kFewestCharacters = 5;  // different characters

// What is tried first, in Dutch and English, without the figures and signs that are put around it.
constexpr auto kCommon = std::to_array<std::string_view>({
    "aanmelden",  "abcdefghij",  "administrator", "ajaxamsterdam", "amsterdam",  "asdfghjkl",
    "baseball",   "basketball",  "beheerder",     "bismillah",     "changeme",   "chocolade",
    "chocolate",  "computer",    "defaultpass",   "eindhoven",     "feyenoord",  "football",
    "geheim",     "geheimpje",   "groningen",     "herfst",        "iloveyou",   "inloggen",
    "internet",   "ikhouvanjou", "koebel",        "lekkerding",    "lente",      "letmein",
    "liefde",     "manchester",  "nederland",     "passw",         "password",   "passwordpassword",
    "passwoord",  "princess",    "qazwsxedc",     "qwerty",        "qwertyuiop", "rotterdam",
    "secret",     "sommer",      "spring",        "starwars",      "summer",     "sunshine",
    "superman",   "teddybear",   "trustno",       "utrecht",       "vakantie",   "voetbal",
    "wachtwoord", "welcome",     "welkom",        "welkomterug",   "winter",     "zaqwsx",
    "zomer",      "zonnetje",    "p@ssw0rd",      "p@ssword",      "passw0rd",   "w@chtwoord",
    "wachtw00rd",
});
constexpr std::array<std::string_view, 6> kKeyboardRows{
    "0123456789012345678901234567890",
    "9876543210987654321098765432109876543210",
    "qwertyuiopasdfghjklzxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn"
};

Result<void> too_common() {
    return refuse(Code::kInvalidArgument, "PASSWORD_TOO_COMMON");
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// What is left without all that is no letter at both ends: "Welkom2026!" is "welkom".
std::string core_of(std::string_view folded_password) {
    const auto begin = std::ranges::find_if(folded_password, is_letter);
    const auto end = std::find_if(folded_password.rbegin(), folded_password.rend(), is_letter).base();
    return begin < end ? std::string{begin, end} : std::string{};
}

/// Letters and figures only, so that "Noor de Graaf", "noor.degraaf" and "noordegraaf" are one.
std::string bare(std::string_view text) {
    auto form = folded(text);
    std::erase_if(form, [](char c) { return !is_letter(c) && (c < '0' || c > '9'); });
    return form;
}

bool is_in_a_row(const std::string& form) {
    return std::ranges::any_of(kKeyboardRows, [&](std::string_view row) {
        return row.find(form) != std::string_view::npos;
    });
}

}  // namespace

Result<void> check_password(std::string_view password) {
    const auto length = code_points(password);
    if (length < kShortest) return refuse(Code::kInvalidArgument, "PASSWORD_TOO_SHORT");
    if (length > kLongest) return refuse(Code::kInvalidArgument, "PASSWORD_TOO_LONG");
    const auto form = folded(password);
    if (std::set<char>(form.begin(), form.end()).size() < kFewestCharacters || is_in_a_row(form)) return too_common();
    if (std::ranges::find(kCommon, core_of(form)) != kCommon.end()) return too_common();
    return {};
}

Result<void> check_password_of(std::string_view password, const Account& owner) {
    const auto form = bare(password);
    const auto core = core_of(form);
    const auto local = owner.email.substr(0, owner.email.find('@'));
    for (const auto& own : {owner.name, owner.given_name, owner.email, local, owner.key}) {
        const auto known = bare(own);
        if (!known.empty() && (form == known || (!core.empty() && core == core_of(known)))) return too_common();
    }
    return {};
}

std::string hash_password(std::string_view password, const Settings& settings) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int failed = crypto_pwhash_str_alg(
        hash.data(),
        password.data(),
        password.size(),
        settings.password_passes,
        settings.password_memory,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (failed != 0) throw std::bad_alloc{};  // the only way it fails
    return hash.data();
}

bool is_password(std::string_view password, const std::string& hash) {
    if (hash.size() >= crypto_pwhash_STRBYTES) return false;
    std::array<char, crypto_pwhash_STRBYTES> stored{};
    std::ranges::copy(hash, stored.begin());
    return crypto_pwhash_str_verify(stored.data(), password.data(), password.size()) == 0;
}

bool is_outdated(const std::string& hash, const Settings& settings) {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), settings.password_passes, settings.password_memory) != 0;
}

}  // namespace koebel::access
