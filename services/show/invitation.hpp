#pragma once

#include "show/show.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/show.pb.h>

#include <string>
#include <string_view>

namespace koebel::show {

/// What a calendar's entry of a show says, but for the show.
struct Entry {
    std::string summary;
    std::string description;
    std::string url;
    std::string uid;
};

/// A show as iCalendar (RFC 5545), with the zone that its times are in. Thread-safe.
[[nodiscard]] std::string to_calendar(const Show& show, const Entry& entry, const Zone& zone, Instant now);

/// Refuses with
///   kNotFound         SHOW_NOT_FOUND
///   kInvalidArgument  LANGUAGE_UNKNOWN
[[nodiscard]] Result<v1::GetInvitationResponse> invitation(
    store::Reader& reader, const v1::GetInvitationRequest& request, std::string_view public_url
);

}  // namespace koebel::show
