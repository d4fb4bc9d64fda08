#pragma once

#include "mail/letter.hpp"

#include <chrono>
#include <string>

namespace koebel::access {

/// What a letter with an invitation says.
struct InvitationWords {
    std::string language;  ///< "nl", "en" or "pl"; anything else is answered in English
    std::string given_name;
    std::string organisation;
    std::string url;
    std::chrono::hours lifetime{};
};

[[nodiscard]] mail::Letter invitation_letter(std::string to, const InvitationWords& words);

}  // namespace koebel::access
