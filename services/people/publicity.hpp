#pragma once

#include "people/person.hpp"
#include "store/transaction.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace koebel::people {

/// Withdraws and projects again what stands in the log about a person who is shown in another way from
/// now on. Runs in the transaction of the change, after the row was changed. Implemented by who wrote
/// the projections; people cannot see them.
using PublicityChanged = std::function<void(store::Transaction&, const Person& before, const Person& after)>;

/// Shows a person as they chose, everywhere and at once. The position of the change.
/// Refuses with kNotFound PERSON_NOT_FOUND.
[[nodiscard]] Result<std::uint64_t> set_publicity(
    store::Transaction& tx, const PersonId& person, const Publicity& publicity, const PublicityChanged& changed
);

/// Keeps how a person's name is said; what already shows them follows. As it was kept.
/// Refuses with
///   kNotFound         PERSON_NOT_FOUND
///   kInvalidArgument  TEXT_TOO_LONG, TEXT_INVALID
[[nodiscard]] Result<std::string> set_name_said(
    store::Transaction& tx, const PersonId& person, std::string_view name_said, const PublicityChanged& changed
);

}  // namespace koebel::people
