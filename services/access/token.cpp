#include "access/token.hpp"

#include "access/secret.hpp"

namespace koebel::access {

namespace {

constexpr std::string_view kPrefix = "koebel_";
constexpr std::size_t kSecretCharacters = 64;
constexpr std::size_t kCheckCharacters = 8;

std::string check_of(std::string_view text) {
    return hash_of(text).substr(0, kCheckCharacters);
}

}  // namespace

std::string new_token() {
    const auto text = std::string{kPrefix} + new_secret();
    return text + check_of(text);
}

bool is_token(std::string_view text) {
    constexpr auto kChecked = kPrefix.size() + kSecretCharacters;
    if (text.size() != kChecked + kCheckCharacters || !text.starts_with(kPrefix)) return false;
    return is_secret(text.substr(kPrefix.size(), kSecretCharacters)) &&
           text.substr(kChecked) == check_of(text.substr(0, kChecked));
}

}  // namespace koebel::access
