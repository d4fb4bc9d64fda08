#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <string>
#include <string_view>

namespace koebel::access {

/// One line of the audit trail. Ids only, never names or words.
struct AuditEntry {
    std::string_view what;  ///< a literal, for example "sign_in", "sign_in_failed", "sign_out"
    PersonId person = {};   ///< whom it is about
    ScreenId screen = {};
    std::string kiosk = {};        ///< its id
    PersonId by = {};              ///< who did it, when that is someone else
    std::string address = {};      ///< the client's
    std::string_view reason = {};  ///< a literal, for example "LINK_INVALID"
};

/// Appends to the trail. Rows are never changed; retention removes them as a whole, by age.
void record(store::Transaction& tx, const AuditEntry& entry);

}  // namespace koebel::access
