#include "access/throttle.hpp"

#include "access/audit.hpp"

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
constexpr store::Sql kCount{
    "access.count_failure",
    "INSERT INTO sign_in_throttle (address, failures, opened_at) VALUES ($1, 1, $2) ON CONFLICT (address) DO UPDATE"
    " SET failures = CASE WHEN sign_in_throttle.opened_at <= $3 THEN 1 ELSE sign_in_throttle.failures + 1 END,"
    " opened_at = CASE WHEN sign_in_throttle.opened_at <= $3 THEN excluded.opened_at"
    " ELSE sign_in_throttle.opened_at END"
};

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
    const auto counted = reader.row<std::tuple<std::int64_t, Instant>>(kFailures, throttled_as(address));
    if (!counted) return {};
    const auto [failures, opened_at] = *counted;
    const auto left = opened_at + settings.failure_window - reader.now();
    if (failures < settings.failures || left <= std::chrono::microseconds{0}) return {};
    Error refusal{.code = Code::kResourceExhausted, .reason = "TOO_MANY_ATTEMPTS", .message = {}};
    refusal.retry_after_ms = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
    return std::unexpected(std::move(refusal));
}

void record_failure(
    store::Transaction& tx, std::string_view address, std::string_view reason, const Settings& settings
) {
    tx.run(kCount, throttled_as(address), tx.now(), tx.now() - settings.failure_window);
    record(tx, {.what = "sign_in_failed", .address = std::string{address}, .reason = reason});
}

}  // namespace koebel::access
