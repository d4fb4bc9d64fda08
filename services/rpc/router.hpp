#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "rpc/encoding.hpp"
#include "rpc/gate.hpp"
#include "runtime/spawn.hpp"

#include <google/protobuf/message.h>

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::rpc {

namespace asio = boost::asio;

class RateLimits;

/// What a call does to the browser's cookie. Only signing in and out set it; the gateway writes it.
struct CookieChange {
    std::string secret;  ///< empty: the cookie goes
    std::chrono::seconds lifetime{0};
};

/// Whether the browser gets a cookie with the answer: over a socket it does not.
enum class Cookies : std::uint8_t { kTaken, kNotTaken };

/// One call. The handler reads the caller, and may leave a cookie change for the gateway.
struct Call {
    const Caller& caller;
    std::string_view device = {};  ///< the User-Agent
    Cookies cookies = Cookies::kTaken;
    std::optional<CookieChange> cookie = {};
};

/// The answer on its way out.
struct Answer {
    Result<std::string> payload;  ///< encoded as the request was
    std::optional<CookieChange> cookie;
};

/// What became of a call, for metrics. `method` is "unknown" for one that is not in the contract.
using Observer = std::function<void(std::string_view method, Code code, std::chrono::nanoseconds taken)>;

/// When a caller that was refused OVERLOADED may try again.
inline constexpr std::uint32_t kOverloadedRetryMs = 1'000;

/// The refusal of work that finds no place in a queue.
[[nodiscard]] Error overloaded();

/// How often a caller may call. Bounds stand in koebeld's option table.
struct Limits {
    double person_rate = 20;  ///< tokens a second for a signed-in principal
    double person_burst = 200;
    double address_rate = 5;  ///< tokens a second for an address that is not signed in
    double address_burst = 60;
    std::chrono::milliseconds deadline{5'000};  ///< longer calls are answered DEADLINE_EXCEEDED
    std::size_t in_flight = 1'024;              ///< calls at work on this node; more are refused, OVERLOADED
};

/// The method table, made from the descriptors: who may call, what it costs, who answers. Filled once
/// before the first call; calls come from every io thread. Outlives its handlers: wait() before the end.
class Router {
public:
    /// Answers a call: fills the response, or refuses. The messages have the method's types.
    using Handler = std::function<asio::awaitable<Result<void>>(
        Call& call, const google::protobuf::Message& request, google::protobuf::Message& response
    )>;

    Router(Limits limits, Clock& clock);
    ~Router();

    /// Binds a method, "koebel.v1.RecognitionService/Give", to a member function
    /// `asio::awaitable<Result<Response>> (const Caller&, const Request&)` or
    /// `asio::awaitable<Result<Response>> (Call&, const Request&)`. Throws std::logic_error for an unknown
    /// name, other message types, a missing `allow`, or a second binding.
    template <class Owner, class Response, class Request>
    void bind(
        std::string_view method,
        Owner& owner,
        asio::awaitable<Result<Response>> (Owner::*handler)(const Caller&, const Request&)
    ) {
        auto invoke = [&owner, handler](
                          Call& call, const google::protobuf::Message& request, google::protobuf::Message& response
                      ) -> asio::awaitable<Result<void>> {
            auto result = co_await (owner.*handler)(call.caller, static_cast<const Request&>(request));
            if (!result) co_return std::unexpected(std::move(result.error()));
            static_cast<Response&>(response) = *std::move(result);
            co_return Result<void>{};
        };
        bind(method, Request::default_instance(), Response::default_instance(), invoke);
    }
    template <class Owner, class Response, class Request>
    void bind(
        std::string_view method,
        Owner& owner,
        asio::awaitable<Result<Response>> (Owner::*handler)(Call&, const Request&)
    ) {
        auto invoke = [&owner, handler](
                          Call& call, const google::protobuf::Message& request, google::protobuf::Message& response
                      ) -> asio::awaitable<Result<void>> {
            auto result = co_await (owner.*handler)(call, static_cast<const Request&>(request));
            if (!result) co_return std::unexpected(std::move(result.error()));
            static_cast<Response&>(response) = *std::move(result);
            co_return Result<void>{};
        };
        bind(method, Request::default_instance(), Response::default_instance(), invoke);
    }

    /// The same for a handler of any message: what the two above end in.
    void bind(
        std::string_view method,
        const google::protobuf::Message& request,
        const google::protobuf::Message& response,
        Handler handler
    );

    /// Throws std::logic_error when a method of a service in koebel.v1 is not bound.
    void require_complete() const;

    /// Tells what became of each call, on the io thread that did it. Set before the first call; must not block.
    void observe(Observer observer);

    /// Refuses every call while `overloaded` says so, before anything is decoded or looked up. Set before the first
    /// call; called for each, on every io thread: it reads a few atomics.
    void shed_when(std::function<bool()> overloaded) { overloaded_ = std::move(overloaded); }
    [[nodiscard]] bool overloaded() const { return overloaded_ && overloaded_(); }

    /// Refuses what the contract knows and `gate` does not let through, whoever calls, until it is open. Set before the
    /// first call; outlives the router.
    void close_until(Gate& gate) { gate_ = &gate; }

    /// Does a call on the io thread of the coroutine that awaits it. Never throws: a fault is logged
    /// once and answered UNAVAILABLE, INTERNAL_FAULT. A handler that misses its deadline runs on to its
    /// end, nobody waiting. Also refuses
    ///   kUnimplemented      METHOD_UNKNOWN
    ///   kUnauthenticated    SIGN_IN_REQUIRED
    ///   kPermissionDenied   ROLE_REQUIRED
    ///   kInvalidArgument    MESSAGE_MALFORMED, TEXT_INVALID (U+0000, not UTF-8)
    ///   kResourceExhausted  RATE_LIMITED, OVERLOADED (with retry_after_ms)
    ///   kUnavailable        OVERLOADED: the node is behind with its work (with retry_after_ms)
    ///   kDeadlineExceeded   DEADLINE_EXCEEDED
    asio::awaitable<Answer> call(
        Caller caller,
        std::string method,
        std::string payload,
        Encoding encoding,
        std::string device,
        Cookies cookies = Cookies::kTaken
    );

    /// Blocks until no handler runs any more, or the time has passed; whether none runs.
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most);

private:
    struct Method;
    struct Running;
    [[nodiscard]] Result<const Method*> admit(const Caller& caller, std::string_view method);
    [[nodiscard]] Result<void> allow(const Caller& caller, const Method& method) const;
    asio::awaitable<Result<void>> pass_gate(const Method& method);
    asio::awaitable<Answer> perform(
        const Method& method, Caller caller, std::string payload, Encoding encoding, std::string device, Cookies cookies
    );
    asio::awaitable<void> run(std::shared_ptr<Running> running);

    std::map<std::string, std::unique_ptr<Method>, std::less<>> methods_;
    const Limits limits_;
    Clock& clock_;
    std::unique_ptr<RateLimits> buckets_;
    Observer observer_;
    std::function<bool()> overloaded_;
    Gate* gate_ = nullptr;  // null: open
    std::atomic<std::size_t> in_flight_{0};
    runtime::Tasks tasks_;
};

}  // namespace koebel::rpc
