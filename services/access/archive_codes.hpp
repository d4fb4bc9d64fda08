#pragma once

#include "access/settings.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// The code with which somebody who left reads what was said to them and by them, and nothing else. It opens no
/// session. One for each person; whoever hands it over has seen it, so each opening is in the trail and told at the
/// next.

/// As its maker sees it: the only time the secret is seen.
struct NewArchiveCode {
    std::string secret;
    Instant expires_at;
};

/// Makes one for somebody who left; an older one stops working. The caller has been authorised.
/// Refuses with
///   kNotFound            PERSON_NOT_FOUND
///   kFailedPrecondition  PERSON_NOT_LEFT, PERSON_MERGED: what was said to them is somebody else's, who is here
[[nodiscard]] Result<NewArchiveCode> create_archive_code(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person, std::chrono::seconds lifetime
);

/// A code that is valid at this moment.
struct ArchiveCode {
    PersonId person;
    Instant expires_at;
    std::optional<Instant> opened_at;  ///< the latest opening

    static ArchiveCode from(const store::Row& row);
};
[[nodiscard]] std::optional<ArchiveCode> find_archive_code(store::Reader& reader, std::string_view secret);

/// What came of showing a code.
struct Opening {
    std::optional<Error> refusal;  ///< a value: the failure was counted, which must stay
    ArchiveCode code;              ///< as it was before this opening
};

/// Looks at a code as a door does: throttled by address, failures counted. With `is_first` the opening is noted.
/// Refuses, as a value, with
///   kUnauthenticated    LINK_INVALID
///   kResourceExhausted  TOO_MANY_ATTEMPTS
[[nodiscard]] Opening open_archive(
    store::Transaction& tx, std::string_view address, std::string_view secret, bool is_first, const Settings& settings
);

/// Somebody is back: their code opens nothing more.
void void_archive_code(store::Transaction& tx, const PersonId& person);

}  // namespace koebel::access
