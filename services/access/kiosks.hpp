#pragma once

#include "access/sessions.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/kiosk.pb.h>

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// A kiosk that was not revoked.
struct Kiosk {
    KioskId id;
    std::string name;
    bool paused = false;  ///< until an administrator resumes it

    static Kiosk from(const store::Row& row);
};
[[nodiscard]] store::Query<Kiosk> kiosk_by_id(const KioskId& id);

/// The kiosk a caller is, or stands at. Empty: an ordinary browser.
[[nodiscard]] KioskId kiosk_of(const rpc::Caller& caller);

// What an administrator does about them. The caller has been authorised.

/// Refuses with
///   kInvalidArgument  NAME_REQUIRED, NAME_TOO_LONG
///   kAlreadyExists    KIOSK_NAME_TAKEN
[[nodiscard]] Result<v1::AddKioskResponse> add_kiosk(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view name, const Settings& settings
);

[[nodiscard]] v1::ListKiosksResponse list_kiosks(store::Reader& reader);

/// Both refuse with kNotFound KIOSK_NOT_FOUND.
[[nodiscard]] Result<v1::ResumeKioskResponse> resume_kiosk(
    store::Transaction& tx, const rpc::Caller& caller, const KioskId& id
);
[[nodiscard]] Result<v1::RevokeKioskResponse> revoke_kiosk(
    store::Transaction& tx, const rpc::Caller& caller, const KioskId& id
);

/// What a link paired. No session: it paired nothing, and that was counted; the job that made it is kept.
struct Paired {
    KioskId kiosk;
    std::optional<OpenedSession> session;
};

/// Uses the link up: the browser that shows it is the kiosk from then on, and who was signed in there no longer is.
/// Refuses with kResourceExhausted TOO_MANY_ATTEMPTS.
[[nodiscard]] Result<Paired> pair_kiosk(
    store::Transaction& tx,
    const rpc::Caller& caller,
    std::string_view token,
    std::string_view device,
    const Settings& settings
);

}  // namespace koebel::access
