#pragma once

#include "base/result.hpp"
#include "people/publicity.hpp"
#include "store/transaction.hpp"

#include <string_view>

namespace koebel::people {

// Where pictures are: kept here beside whom or what they show. Who calls keeps the pictures themselves; an empty path
// is none.

/// Shows a person with another photo, everywhere and at once, if they want one shown. Whether that changed how they
/// look. Refuses with kNotFound PERSON_NOT_FOUND.
[[nodiscard]] Result<bool> set_photo(
    store::Transaction& tx, const PersonId& person, std::string_view path, const PublicityChanged& changed
);

/// Who calls tells open pages (tell_organisation_changed). Refuses with kNotFound VALUE_NOT_FOUND.
[[nodiscard]] Result<void> set_picture(store::Transaction& tx, const ValueId& value, std::string_view path);

/// Who calls tells open pages (tell_organisation_changed).
void set_logo(store::Transaction& tx, std::string_view path);

}  // namespace koebel::people
