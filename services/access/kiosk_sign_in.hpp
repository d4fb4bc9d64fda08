#pragma once

#include "access/cards.hpp"
#include "access/kiosks.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/kiosk.pb.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// The door by card and PIN: in two jobs with the hashing between, as the one by password. It opens a session of its
/// person that only the kiosk's cookie leads to, so that nothing of theirs is ever in the browser.

/// Refuses with
///   kFailedPrecondition  NOT_A_KIOSK, KIOSK_PAUSED
[[nodiscard]] Result<Kiosk> working_kiosk(store::Reader& reader, const rpc::Caller& caller);

/// At most eight names. Refuses as FindAtKiosk of the contract says.
[[nodiscard]] Result<v1::FindAtKioskResponse> find_at_kiosk(
    store::Reader& reader, const rpc::Caller& caller, std::string_view prefix
);

/// How reading a card went. A refusal is a value: an unknown card has been counted. Refusals as ReadCard's.
struct CardReading {
    std::optional<Error> refusal = {};
    v1::ReadCardResponse response = {};
};
[[nodiscard]] CardReading read_card(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view read, const Settings& settings
);

/// An attempt between its two jobs: counted, the PIN not looked at yet.
struct KioskClaim {
    std::optional<Error> refusal = {};
    std::string counts_as = {};  ///< see attempts_as()
    PersonId person = {};        ///< empty: nobody; the same work is done all the same
    std::string pin_hash = {};   ///< empty: no PIN
    bool by_card = false;
    bool chooses_pin = false;
};

/// The first job. What it refuses it does not count.
[[nodiscard]] KioskClaim claim_at_kiosk(
    store::Transaction& tx, const rpc::Caller& caller, const v1::SignInAtKioskRequest& request, const Settings& settings
);

/// What came of hashing, which is not done in a job.
struct PinLook {
    bool is_right = false;
    std::string new_hash = {};  ///< of a PIN that is chosen now
};
[[nodiscard]] PinLook look_at_pin(const KioskClaim& claim, std::string_view pin, const Settings& settings);

/// Who is signed in, and for how long without a sign of life. A refusal is a value: its count is kept.
struct AtKiosk {
    std::optional<Error> refusal = {};
    PersonId person = {};
    std::chrono::milliseconds left{};
};

/// The second job: whoever was signed in at this kiosk no longer is. Refusals: PIN_WRONG, KIOSK_PERSON_PAUSED,
/// KIOSK_PAUSED, PIN_ALREADY_SET.
[[nodiscard]] AtKiosk enter_at_kiosk(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const KioskClaim& claim,
    const PinLook& looked,
    const Settings& settings
);

/// A sign of life, with which the time begins anew, up to KioskSettings::longest. Refuses with kUnauthenticated
/// SESSION_ENDED.
[[nodiscard]] Result<std::chrono::milliseconds> keep_going(
    store::Transaction& tx, const rpc::Caller& caller, const KioskSettings& settings
);

/// Signs the person out of the kiosk they are at.
void leave_kiosk(store::Transaction& tx, const rpc::Caller& caller);

}  // namespace koebel::access
