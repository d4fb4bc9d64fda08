#include "access/token_door.hpp"

#include "access/secret.hpp"
#include "access/throttle.hpp"
#include "access/token.hpp"
#include "access/tokens.hpp"

#include <utility>

namespace koebel::access {

namespace {

constexpr std::chrono::seconds kWrongKept{60};
constexpr std::size_t kMostKept = 10'000;
constexpr unsigned kMostCounting = 16;  // at once, on this node
constexpr std::chrono::milliseconds kBusy{1'000};

Error unknown() {
    return {.code = Code::kUnauthenticated, .reason = "TOKEN_UNKNOWN", .message = "no token, or none any more"};
}

Error too_many(Instant::duration left) {
    return {
        .code = Code::kResourceExhausted,
        .reason = "TOO_MANY_ATTEMPTS",
        .message = "too many wrong tokens from this address",
        .retry_after_ms = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count())
    };
}

/// What SQL says of a token: whether its address may try at all, and whose it is.
struct LookedUp {
    Result<void> may;
    std::optional<rpc::Caller> caller;
};

class Counting {
public:
    explicit Counting(std::atomic<unsigned>& count) : count_(count), number_(++count) {}
    Counting(const Counting&) = delete;
    Counting& operator=(const Counting&) = delete;
    ~Counting() { --count_; }

    [[nodiscard]] bool is_too_much() const { return number_ > kMostCounting; }

private:
    std::atomic<unsigned>& count_;
    const unsigned number_;
};

}  // namespace

asio::awaitable<Result<rpc::Caller>> TokenDoor::authenticate(std::string token, std::string address) {
    if (auto refusal = waiting(address)) co_return std::unexpected(*std::move(refusal));
    auto hash = hash_of(token);
    if (auto known = cache_.find(hash, clock_.now())) co_return *std::move(known);
    if (was_wrong(hash)) co_return std::unexpected(unknown());
    // What is mistyped is never read for.
    if (is_token(token)) {
        const auto ticket = cache_.ticket();
        auto look = [hash, address, &settings = settings_](store::Reader& reader) -> LookedUp {
            return {.may = may_try_token(reader, address, settings), .caller = caller_by_token(reader, hash)};
        };
        auto looked = co_await store_.read(std::move(look));
        if (!looked.may) co_return std::unexpected(remembered(address, std::move(looked.may.error())));
        if (looked.caller) {
            cache_.keep(hash, *looked.caller, ticket, clock_.now());
            co_return *std::move(looked.caller);
        }
    }
    auto counting = count_wrong(std::move(hash), std::move(address));  // named: g++ 12
    co_return std::unexpected(co_await std::move(counting));
}

asio::awaitable<std::optional<rpc::Caller>> TokenDoor::refresh(SessionId token) {
    auto look = [token = std::move(token)](store::Reader& reader) { return caller_by_token_id(reader, token); };
    co_return co_await store_.read(std::move(look));
}

asio::awaitable<Error> TokenDoor::count_wrong(std::string hash, std::string address) {
    const Counting counting{counting_};
    if (counting.is_too_much()) co_return too_many(kBusy);
    // A refusal would take the count back: who may not try is told by the value.
    auto count = [address, &settings = settings_](store::Transaction& tx) -> Result<std::optional<Error>> {
        if (auto may = may_try_token(tx, address, settings); !may) return std::optional{std::move(may.error())};
        record_wrong_token(tx, address, settings);
        return std::optional<Error>{};
    };
    auto refusal = co_await store_.write("access.count_wrong_token", std::move(count));
    if (!refusal) co_return std::move(refusal.error());
    if (*refusal) co_return remembered(address, **std::move(refusal));
    const std::scoped_lock lock{mutex_};
    keep(wrong_, std::move(hash), clock_.now() + kWrongKept);
    co_return unknown();
}

std::optional<Error> TokenDoor::waiting(std::string_view address) {
    const std::scoped_lock lock{mutex_};
    if (waiting_.empty()) return std::nullopt;
    const auto found = waiting_.find(throttled_as(address));
    if (found == waiting_.end()) return std::nullopt;
    const auto left = found->second - clock_.now();
    if (left > Instant::duration::zero()) return too_many(left);
    waiting_.erase(found);
    return std::nullopt;
}

bool TokenDoor::was_wrong(const std::string& hash) {
    const std::scoped_lock lock{mutex_};
    const auto found = wrong_.find(hash);
    if (found == wrong_.end()) return false;
    if (clock_.now() < found->second) return true;
    wrong_.erase(found);
    return false;
}

Error TokenDoor::remembered(std::string_view address, Error refusal) {
    const std::scoped_lock lock{mutex_};
    keep(waiting_, throttled_as(address), clock_.now() + std::chrono::milliseconds{refusal.retry_after_ms});
    return refusal;
}

void TokenDoor::keep(Until& all, std::string key, Instant until) const {
    // What is forgotten is asked of SQL again.
    if (all.size() >= kMostKept) all.clear();
    all.insert_or_assign(std::move(key), until);
}

}  // namespace koebel::access
