#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"

#include <google/protobuf/message.h>

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::rpc {

namespace asio = boost::asio;

/// How a message travels.
enum class Encoding : std::uint8_t { kBinary, kJson };

/// What a call does to the browser's cookie. Only signing in and out set it; the gateway writes it.
struct CookieChange {
    std::string secret;  ///< empty: the cookie goes
    std::chrono::seconds lifetime{0};
};

/// One call. The handler reads the caller, and may leave a cookie change for the gateway.
struct Call {
    const Caller& caller;
    std::string_view device = {};  ///< the User-Agent
    std::optional<CookieChange> cookie = {};
};

/// The answer on its way out.
struct Answer {
    Result<std::string> payload;  ///< encoded as the request was
    std::optional<CookieChange> cookie;
};

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
/// before the first call; calls come from every io thread.
class Router {
public:
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
        add(method, Request::default_instance(), Response::default_instance(), invoke);
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
        add(method, Request::default_instance(), Response::default_instance(), invoke);
    }

    /// Throws std::logic_error when a method of a service in koebel.v1 is not bound.
    void require_complete() const;

    /// Does a call. Never throws: a fault is logged once and answered UNAVAILABLE, INTERNAL_FAULT. Also refuses
    ///   kUnimplemented      METHOD_UNKNOWN
    ///   kUnauthenticated    SIGN_IN_REQUIRED
    ///   kPermissionDenied   ROLE_REQUIRED
    ///   kInvalidArgument    MESSAGE_MALFORMED, TEXT_INVALID (U+0000, not UTF-8)
    ///   kResourceExhausted  RATE_LIMITED, OVERLOADED (with retry_after_ms)
    ///   kDeadlineExceeded   DEADLINE_EXCEEDED
    asio::awaitable<Answer> call(
        Caller caller, std::string method, std::string payload, Encoding encoding, std::string device
    );

private:
    using Invoke = std::function<
        asio::awaitable<Result<void>>(Call&, const google::protobuf::Message&, google::protobuf::Message&)>;
    void add(
        std::string_view method,
        const google::protobuf::Message& request,
        const google::protobuf::Message& response,
        Invoke invoke
    );

    struct Method;
    class Buckets;
    std::map<std::string, std::unique_ptr<Method>, std::less<>> methods_;
    Limits limits_;
    Clock& clock_;
    std::unique_ptr<Buckets> buckets_;
    std::atomic<std::size_t> in_flight_{0};
};

}  // namespace koebel::rpc
