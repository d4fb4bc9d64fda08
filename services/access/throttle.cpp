#include "access/throttle.hpp"

#include "access/audit.hpp"
#include "access/login.hpp"
#include "access/secret.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <optional>
#include <tuple>

namespace koebel::access {

namespace {

namespace ip = boost::asio::ip;

constexpr store::Sql kFailures{
    "access.failures", "SELECT failures, opened_at FROM sign_in_throttle WHERE address = $1"
};
// $3: windows opened before it are over.
constexpr store::Sql kCountFailure{
    "access.count_failure",
    "INSERT INTO sign_in_throttle (address, failures, opened_at) VALUES ($1, 1, $2) ON CONFLICT (address) DO UPDATE"
    " SET failures = CASE WHEN sign_in_throttle.opened_at <= $3 THEN 1 ELSE sign_in_throttle.failures + 1 END,"
    " opened_at = CASE WHEN sign_in_throttle.opened_at <= $3 THEN excluded.opened_at"
    " ELSE sign_in_throttle.opened_at END"
};
constexpr store::Sql kAttempts{"access.attempts", "SELECT failures, last_at FROM password_throttle WHERE account = $1"};
constexpr store::Sql kClaimAttempt{
    "access.claim_attempt",
    "INSERT INTO password_throttle (account, failures, last_at) VALUES ($1, 1, $2) ON CONFLICT (account) DO UPDATE"
    " SET failures = password_throttle.failures + 1, last_at = excluded.last_at"
};
// $2: before any wait. Whoever was let in had waited already.
constexpr store::Sql kGiveBack{
    "access.give_back_attempt",
    "UPDATE password_throttle SET failures = failures - 1, last_at = $2 WHERE account = $1 AND failures > 0"
};
constexpr store::Sql kForgetAttemptsOf{"access.forget_attempts_of", "DELETE FROM password_throttle WHERE account = $1"};

// Of a hash's hexadecimal digits: 20 bits.
constexpr std::size_t kUnknownDigits = 5;

using Counted = std::tuple<std::int64_t, Instant>;

Result<void> wait_for(Instant::duration left) {
    if (left <= Instant::duration::zero()) return {};
    Error refusal{.code = Code::kResourceExhausted, .reason = "TOO_MANY_ATTEMPTS", .message = {}};
    refusal.retry_after_ms = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
    return std::unexpected(std::move(refusal));
}

/// How long a login waits at an address after so many attempts there.
std::chrono::seconds wait_after(std::int64_t failures, const Settings& settings) {
    if (failures < settings.login_failures) return {};
    std::chrono::seconds wait = settings.login_wait_first;
    for (auto extra = failures - settings.login_failures; extra > 0 && wait < settings.login_wait_most; --extra) {
        wait *= 2;
    }
    return std::min<std::chrono::seconds>(wait, settings.login_wait_most);
}

/// May whoever is counted as `key` try?
Result<void> may_try_as(store::Reader& reader, const std::string& key, const Settings& settings) {
    const auto counted = reader.row<Counted>(kFailures, key);
    if (!counted) return {};
    const auto [failures, opened_at] = *counted;
    if (failures < settings.failures) return {};
    return wait_for(opened_at + settings.failure_window - reader.now());
}

std::string with_tokens(std::string_view address) {
    return "token " + throttled_as(address);
}

}  // namespace

std::string throttled_as(std::string_view address) {
    boost::system::error_code failed;
    const auto parsed = ip::make_address(std::string{address}, failed);
    if (failed || parsed.is_v4()) return std::string{address};
    const auto v6 = parsed.to_v6();
    if (v6.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, v6).to_string();
    auto bytes = v6.to_bytes();
    std::ranges::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return ip::address_v6{bytes}.to_string() + "/64";
}

Result<void> may_try(store::Reader& reader, std::string_view address, const Settings& settings) {
    return may_try_as(reader, throttled_as(address), settings);
}

void record_failure(
    store::Transaction& tx,
    std::string_view address,
    std::string_view reason,
    const Settings& settings,
    const PersonId& person
) {
    tx.run(kCountFailure, throttled_as(address), tx.now(), tx.now() - settings.failure_window);
    record(tx, {.what = "sign_in_failed", .person = person, .address = std::string{address}, .reason = reason});
}

Result<void> may_try_token(store::Reader& reader, std::string_view address, const Settings& settings) {
    return may_try_as(reader, with_tokens(address), settings);
}

void record_wrong_token(store::Transaction& tx, std::string_view address, const Settings& settings) {
    const auto key = with_tokens(address);
    tx.run(kCountFailure, key, tx.now(), tx.now() - settings.failure_window);
    const auto counted = tx.row<Counted>(kFailures, key);
    if (counted && std::get<0>(*counted) > 1) return;
    record(tx, {.what = "token_refused", .address = std::string{address}, .reason = "TOKEN_UNKNOWN"});
}

Attempts attempts_at(std::string_view login, bool is_somebodys, std::string_view address) {
    auto counted_as = hash_of("login " + lower(login));
    if (!is_somebodys) counted_as = "unknown " + counted_as.substr(0, kUnknownDigits);
    auto from_here = hash_of(counted_as + " from " + throttled_as(address));
    return {.from_here = std::move(from_here), .from_everywhere = std::move(counted_as)};
}

Attempts attempts_by(const PersonId& person) {
    return {.from_here = hash_of("person " + person.text()), .from_everywhere = {}};
}

Attempts attempts_to_pair_by(const PersonId& person) {
    return {.from_here = hash_of("pairing by " + person.text()), .from_everywhere = {}};
}

Attempts attempts_at_code_of(const PersonId& person) {
    return {.from_here = hash_of("code " + person.text()), .from_everywhere = {}};
}

Result<void> claim_attempt(store::Transaction& tx, const Attempts& attempts, const Settings& settings) {
    if (const auto here = tx.row<Counted>(kAttempts, attempts.from_here)) {
        const auto [failures, last_at] = *here;
        const auto wait = wait_after(failures, settings);
        if (auto may = wait_for(last_at + wait - tx.now()); !may) return may;
    }
    if (const auto everywhere = tx.row<Counted>(kAttempts, attempts.from_everywhere)) {
        const auto [failures, last_at] = *everywhere;
        const bool is_many = failures >= settings.login_failures_everywhere;
        if (auto may = wait_for(last_at + settings.login_wait_first - tx.now()); is_many && !may) return may;
    }
    tx.run(kClaimAttempt, attempts.from_here, tx.now());
    if (!attempts.from_everywhere.empty()) tx.run(kClaimAttempt, attempts.from_everywhere, tx.now());
    return {};
}

void give_back_attempt(store::Transaction& tx, const Attempts& attempts, const Settings& settings) {
    const auto waited = tx.now() - std::max<std::chrono::seconds>(settings.login_wait_first, settings.login_wait_most);
    tx.run(kGiveBack, attempts.from_here, waited);
    tx.run(kGiveBack, attempts.from_everywhere, waited);
}

void forget_attempts(store::Transaction& tx, const Attempts& attempts) {
    tx.run(kForgetAttemptsOf, attempts.from_here);
    tx.run(kForgetAttemptsOf, attempts.from_everywhere);
}

}  // namespace koebel::access
