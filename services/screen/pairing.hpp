#pragma once

#include "access/sessions.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "screen/screen.hpp"
#include "screen/settings.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/pairing.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::screen {

/// A television that asks for a code. Secret and code are made outside the job, which may run twice.
struct Television {
    std::string secret;
    std::string code;
    std::uint32_t picture = 0;
    std::string address;
    std::string device;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

/// Keeps what it asked. Codes whose time is over go with it. When this one is worth nothing any more; refuses with
///   kResourceExhausted  TOO_MANY_PAIRINGS (with retry_after_ms: when the oldest of this address is over)
[[nodiscard]] Result<Instant> start_pairing(
    store::Transaction& tx, const Television& television, const Settings& settings
);

/// How it stands with what a television asks. Refuses with kNotFound PAIRING_OVER.
struct Waiting {
    ScreenId screen;  ///< empty: not paired yet
};
[[nodiscard]] Result<Waiting> await_pairing(store::Reader& reader, std::string_view secret);

/// Signs the television in as the screen it became, once, and gives it the token that does so again. Refuses with
/// kNotFound PAIRING_OVER.
struct BecameScreen {
    ScreenId screen;
    access::OpenedSession session;
};
[[nodiscard]] Result<BecameScreen> become_screen(
    store::Transaction& tx,
    const rpc::Caller& caller,
    std::string_view secret,
    std::string_view token,
    std::string_view device,
    const Settings& settings
);

// What somebody does who may place screens; the caller has been authorised.

/// What a code led to. The refusal is a value: its count is kept.
struct LookedAt {
    std::optional<Error> refusal = {};
    v1::LookAtPairingResponse television = {};
};

/// Which television shows a code; from then on the caller alone may pair it. Refusals: PAIRING_CODE_UNKNOWN, counted,
/// and TOO_MANY_ATTEMPTS.
[[nodiscard]] LookedAt look_at_pairing(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view code, const access::Settings& access
);

/// Makes a screen of it. An answer without a screen: the picture was another one, and the code is void, which a refusal
/// would take back. Refuses as `add` does, and with kNotFound PAIRING_CODE_UNKNOWN what the caller has not looked at.
[[nodiscard]] Result<v1::PairScreenResponse> pair_screen(
    store::Transaction& tx,
    const rpc::Caller& caller,
    std::string_view code,
    std::uint32_t picture,
    const Plan& plan,
    const Settings& settings
);

/// Makes a code void that the caller has looked at. Refuses with kNotFound PAIRING_CODE_UNKNOWN.
[[nodiscard]] Result<v1::RefusePairingResponse> refuse_pairing(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view code
);

}  // namespace koebel::screen
