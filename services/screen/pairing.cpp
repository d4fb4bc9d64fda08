#include "screen/pairing.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "access/throttle.hpp"
#include "base/timestamp.hpp"
#include "screen/pairing_code.hpp"
#include "screen/repository.hpp"

#include <chrono>
#include <tuple>
#include <utility>

namespace koebel::screen {

namespace {

constexpr store::Sql kForgetOver{"screen.forget_over", "DELETE FROM screen_pairing WHERE expires_at <= $1"};
constexpr store::Sql kOpenPairings{
    "screen.open_pairings", "SELECT COUNT(*), MIN(expires_at) FROM screen_pairing WHERE counted_as = $1"
};
constexpr store::Sql kStartPairing{
    "screen.start_pairing",
    "INSERT INTO screen_pairing (code_hash, secret_hash, picture, address, counted_as, device, width, height, "
    "asked_at, "
    "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
};
constexpr store::Sql kPairingOfSecret{
    "screen.pairing_of_secret", "SELECT screen_id FROM screen_pairing WHERE secret_hash = $1 AND expires_at > $2"
};
constexpr store::Sql kAnswered{"screen.pairing_answered", "DELETE FROM screen_pairing WHERE secret_hash = $1"};
constexpr store::Sql kPairingOfCode{
    "screen.pairing_of_code",
    "SELECT picture, address, device, width, height, asked_at, looked_by FROM screen_pairing "
    "WHERE code_hash = $1 AND expires_at > $2 AND screen_id IS NULL"
};
constexpr store::Sql kLookedBy{
    "screen.pairing_looked_by", "UPDATE screen_pairing SET looked_by = $2 WHERE code_hash = $1"
};
constexpr store::Sql kPaired{
    "screen.paired", "UPDATE screen_pairing SET screen_id = $2, expires_at = $3 WHERE code_hash = $1"
};
constexpr store::Sql kVoidPairing{"screen.void_pairing", "DELETE FROM screen_pairing WHERE code_hash = $1"};

// Its letters are few enough that a plain hash of them could be found by trying; they are worth something for minutes.
std::string pairing_hash(std::string_view code) {
    return access::hash_of("pairing " + std::string{code});
}

struct OpenPairing {
    std::uint32_t picture = 0;
    std::string address;
    std::string device;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    Instant asked_at;
    PersonId looked_by;

    static OpenPairing from(const store::Row& row) {
        return {
            .picture = row.get<std::uint32_t>(0),
            .address = row.text(1),
            .device = row.text(2),
            .width = row.get<std::uint32_t>(3),
            .height = row.get<std::uint32_t>(4),
            .asked_at = row.get<Instant>(5),
            .looked_by = row.get<std::optional<PersonId>>(6).value_or(PersonId{}),
        };
    }
};

/// The one a code stands for, if its time is not over and nobody has paired it.
std::optional<OpenPairing> find_pairing(store::Reader& reader, std::string_view code) {
    return reader.row<OpenPairing>(kPairingOfCode, pairing_hash(code), reader.now());
}

/// The same, for who has looked at it.
std::optional<OpenPairing> looked_at(store::Reader& reader, std::string_view code, const PersonId& by) {
    auto pairing = find_pairing(reader, code);
    if (!pairing || pairing->looked_by != by) return std::nullopt;
    return pairing;
}

void make_void(
    store::Transaction& tx, std::string_view code, const OpenPairing& pairing, const PersonId& by, std::string_view why
) {
    tx.run(kVoidPairing, pairing_hash(code));
    access::record(tx, {.what = "pairing_refused", .by = by, .address = pairing.address, .reason = why});
}

}  // namespace

Result<Instant> start_pairing(store::Transaction& tx, const Television& television, const Settings& settings) {
    tx.run(kForgetOver, tx.now());
    const auto counted_as = access::throttled_as(television.address);
    using Open = std::tuple<std::int64_t, std::optional<Instant>>;
    const auto [open, first_over] = tx.row<Open>(kOpenPairings, counted_as).value_or(Open{});
    if (open >= settings.pairings_of_address) {
        auto refused = refusal(Code::kResourceExhausted, "TOO_MANY_PAIRINGS");
        const auto left = first_over.value_or(tx.now()) - tx.now();
        refused.retry_after_ms = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
        return std::unexpected(std::move(refused));
    }
    const auto expires_at = tx.now() + settings.pairing;
    tx.run(
        kStartPairing,
        pairing_hash(television.code),
        access::hash_of(television.secret),
        television.picture,
        television.address,
        counted_as,
        access::device_name(television.device),
        television.width,
        television.height,
        tx.now(),
        expires_at
    );
    return expires_at;
}

Result<Waiting> await_pairing(store::Reader& reader, std::string_view secret) {
    const auto found =
        reader.row<std::tuple<std::optional<ScreenId>>>(kPairingOfSecret, access::hash_of(secret), reader.now());
    if (!found) return refuse(Code::kNotFound, "PAIRING_OVER");
    return Waiting{.screen = std::get<0>(*found).value_or(ScreenId{})};
}

Result<BecameScreen> become_screen(
    store::Transaction& tx,
    const rpc::Caller& caller,
    std::string_view secret,
    std::string_view token,
    std::string_view device,
    const Settings& settings
) {
    auto waiting = await_pairing(tx, secret);
    if (!waiting) return std::unexpected(std::move(waiting.error()));
    const auto& id = waiting->screen;
    const auto [screens] = tx.read(screen_by_id(id));
    // Of two that ask at once one is answered.
    const bool is_first = tx.change(kAnswered, access::hash_of(secret)) == 1;
    if (!is_first || screens.empty() || screens.front().revoked) return refuse(Code::kNotFound, "PAIRING_OVER");
    // The browser's cookie is about to be another one; the session behind the old one ends.
    if (!caller.session.empty()) access::end_session(tx, caller.session);
    set_token(tx, id, token);
    return BecameScreen{.screen = id, .session = open_session(tx, screens.front(), device, settings)};
}

LookedAt look_at_pairing(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view code, const access::Settings& access
) {
    const auto attempts = access::attempts_to_pair_by(caller.person);
    if (auto may = access::claim_attempt(tx, attempts, access); !may) return {.refusal = std::move(may.error())};
    const auto pairing = find_pairing(tx, code);
    if (!pairing) return {.refusal = refusal(Code::kNotFound, "PAIRING_CODE_UNKNOWN")};
    access::forget_attempts(tx, attempts);
    tx.run(kLookedBy, pairing_hash(code), caller.person);
    LookedAt found;
    found.television.set_code(as_shown(code));
    found.television.set_address(pairing->address);
    found.television.set_device(pairing->device);
    *found.television.mutable_asked_at() = to_timestamp(pairing->asked_at);
    found.television.set_width(pairing->width);
    found.television.set_height(pairing->height);
    for (const auto picture : pictures_around(pairing->picture, code)) found.television.add_pictures(picture);
    return found;
}

Result<v1::PairScreenResponse> pair_screen(
    store::Transaction& tx,
    const rpc::Caller& caller,
    std::string_view code,
    std::uint32_t picture,
    const Plan& plan,
    const Settings& settings
) {
    const auto pairing = looked_at(tx, code, caller.person);
    if (!pairing) return refuse(Code::kNotFound, "PAIRING_CODE_UNKNOWN");
    if (pairing->picture != picture) {
        make_void(tx, code, *pairing, caller.person, "PAIRING_PICTURE_WRONG");
        return v1::PairScreenResponse{};
    }
    // Nobody has this token: the television is given its own when it asks the next time.
    const auto id = add(tx, plan, access::new_secret(), caller.person);
    if (!id) return std::unexpected(id.error());
    tx.run(kPaired, pairing_hash(code), *id, tx.now() + settings.pairing);
    v1::PairScreenResponse paired;
    paired.set_screen_id(id->text());
    return paired;
}

Result<v1::RefusePairingResponse> refuse_pairing(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view code
) {
    const auto pairing = looked_at(tx, code, caller.person);
    if (!pairing) return refuse(Code::kNotFound, "PAIRING_CODE_UNKNOWN");
    make_void(tx, code, *pairing, caller.person, "REFUSED");
    return v1::RefusePairingResponse{};
}

}  // namespace koebel::screen
