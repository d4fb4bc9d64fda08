#pragma once

#include "access/settings.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/kiosk.pb.h>

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// A printed card holds 128 random bits, which are seen once and kept as a hash: who finds one learns nothing from it,
/// and needs the PIN all the same.

/// A card of somebody who is here.
struct Card {
    PersonId person;
    std::string pin_hash;  ///< empty: no PIN
    bool was_used = false;

    /// Whether its person may choose a PIN with it: once, and only who has none.
    [[nodiscard]] bool may_choose_pin() const { return pin_hash.empty() && !was_used; }

    static Card from(const store::Row& row);
};

/// The card with these bits, as card_bits_in() gives them; none: void, never made, or of somebody who left.
[[nodiscard]] std::optional<Card> find_card(store::Reader& reader, std::string_view bits);

/// Its first use is noted; later ones change nothing.
void card_was_used(store::Transaction& tx, const PersonId& person);

// What an administrator does about them. The caller has been authorised.

/// Refuses as CreateCards of the contract says.
[[nodiscard]] Result<v1::CreateCardsResponse> create_cards(
    store::Transaction& tx, const rpc::Caller& caller, const v1::CreateCardsRequest& request, const Settings& settings
);

[[nodiscard]] v1::ListCardsResponse list_cards(store::Reader& reader, std::string_view page_token);

/// Refuses with kNotFound CARD_NOT_FOUND.
[[nodiscard]] Result<v1::RevokeCardResponse> revoke_card(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person
);

}  // namespace koebel::access
