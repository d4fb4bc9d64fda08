#pragma once

#include "store/transaction.hpp"
#include "story/nomination.hpp"
#include "story/settings.hpp"

#include <koebel/v1/nomination.pb.h>

#include <string_view>

namespace koebel::story {

// Jobs of Store::read. Pages are cut by id, in which time goes on; their refusal is kInvalidArgument
// PAGE_TOKEN_INVALID.

/// Refuses with kNotFound NOMINATION_NOT_FOUND.
[[nodiscard]] Result<v1::GetNominationResponse> get(
    store::Reader& reader, const PersonId& viewer, const NominationId& id
);

[[nodiscard]] Result<v1::ListOwnNominationsResponse> list_own(
    store::Reader& reader, const PersonId& viewer, std::string_view page_token
);

[[nodiscard]] Result<v1::ListNominationsOfMeResponse> list_of(
    store::Reader& reader, const PersonId& viewer, std::string_view page_token
);

/// For who makes a show.
[[nodiscard]] Result<v1::ListNominationsResponse> list_for_show(
    store::Reader& reader, const PersonId& viewer, const v1::ListNominationsRequest& request, const Settings& settings
);

}  // namespace koebel::story
