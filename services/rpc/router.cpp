#include "rpc/router.hpp"

#include "base/log.hpp"
#include "rpc/codec.hpp"
#include "rpc/contract.hpp"
#include "rpc/rate_limits.hpp"
#include "runtime/blocking_pool.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace koebel::rpc {
namespace {

namespace pb = google::protobuf;

constexpr std::uint32_t kFaultRetryMs = 1'000;
constexpr std::uint32_t kMaxCost = 100;

Error too_much(Code code) {
    return {
        .code = code, .reason = "OVERLOADED", .message = "too much to do at once", .retry_after_ms = kOverloadedRetryMs
    };
}

Error fault() {
    return {
        .code = Code::kUnavailable,
        .reason = "INTERNAL_FAULT",
        .message = "something broke; it was logged",
        .retry_after_ms = kFaultRetryMs
    };
}

/// Counts a handler as long as it runs, whoever waits for it.
class InFlight {
public:
    explicit InFlight(std::atomic<std::size_t>& count) : count_(count), number_(++count) {}
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;
    ~InFlight() { --count_; }

    [[nodiscard]] std::size_t number() const { return number_; }

private:
    std::atomic<std::size_t>& count_;
    const std::size_t number_;
};

}  // namespace

Error overloaded() {
    Error error = refusal(Code::kResourceExhausted, "OVERLOADED");
    error.retry_after_ms = kOverloadedRetryMs;
    return error;
}

/// One row of the table.
struct Router::Method {
    std::string path;
    const pb::MethodDescriptor* descriptor;
    Roles allowed;
    Scopes scopes;
    double cost;
    const pb::Message* request = nullptr;
    const pb::Message* response = nullptr;
    Handler handler = nullptr;

    explicit Method(const pb::MethodDescriptor& of);
};

Router::Method::Method(const pb::MethodDescriptor& of) : path(method_path(of)), descriptor(&of) {
    const auto& allow = of.options().GetExtension(v1::allow);
    for (const auto role : allow.who()) {
        if (role == v1::ROLE_UNSPECIFIED) throw std::logic_error(path + ": allow names ROLE_UNSPECIFIED");
        allowed.add(static_cast<v1::Role>(role));
    }
    for (const auto scope : allow.scope()) {
        if (scope == v1::SCOPE_UNSPECIFIED) throw std::logic_error(path + ": allow names SCOPE_UNSPECIFIED");
        scopes.add(static_cast<v1::Scope>(scope));
    }
    if (allow.who().empty()) throw std::logic_error(path + ": allow is missing, or lets nobody in");
    if (allow.relation() == v1::RELATION_UNSPECIFIED) throw std::logic_error(path + ": allow names no relation");
    if (allow.cost() < 1 || allow.cost() > kMaxCost) throw std::logic_error(path + ": allow.cost is not 1 to 100");
    cost = allow.cost();
}

/// A call at work. Owned by its handler and by who waits for it, both on one io thread: the handler may
/// outlive the wait.
struct Router::Running {
    Running(
        const Method& of,
        Caller by,
        std::string user_agent,
        Cookies cookies,
        std::atomic<std::size_t>& count,
        const asio::any_io_executor& executor
    )
        : method(of),
          caller(std::move(by)),
          device(std::move(user_agent)),
          call{.caller = caller, .device = device, .cookies = cookies},
          request(of.request->New()),
          response(of.response->New()),
          ended(executor, asio::steady_timer::time_point::max()),
          in_flight(count) {}

    const Method& method;
    const Caller caller;
    const std::string device;
    Call call;
    const std::unique_ptr<pb::Message> request;
    const std::unique_ptr<pb::Message> response;
    std::optional<Result<void>> result;
    asio::steady_timer ended;  ///< its expiry is the deadline; cancelled when the handler has ended
    InFlight in_flight;
};

Router::Router(Limits limits, Clock& clock) : limits_(limits), clock_(clock), buckets_(std::make_unique<RateLimits>()) {
    // Text that is not UTF-8 is answered; the parser does not report it on standard error as well.
    pb::SetLogHandler(nullptr);
    for (const auto* service : contract_services()) {
        for (int i = 0; i < service->method_count(); ++i) {
            auto method = std::make_unique<Method>(*service->method(i));
            methods_.emplace(method->path, std::move(method));
        }
    }
}

Router::~Router() = default;

void Router::bind(std::string_view method, const pb::Message& request, const pb::Message& response, Handler handler) {
    const auto found = methods_.find(method);
    if (found == methods_.end()) throw std::logic_error(std::string{method} + " is not in the contract");
    auto& row = *found->second;
    if (row.descriptor->input_type() != request.GetDescriptor() ||
        row.descriptor->output_type() != response.GetDescriptor()) {
        throw std::logic_error(row.path + " is bound to other messages than the contract's");
    }
    if (row.handler) throw std::logic_error(row.path + " is bound twice");
    row.request = &request;
    row.response = &response;
    row.handler = std::move(handler);
}

void Router::require_complete() const {
    for (const auto& [path, method] : methods_) {
        if (!method->handler) throw std::logic_error(path + " is answered by nobody");
    }
}

void Router::observe(Observer observer) {
    observer_ = std::move(observer);
}

bool Router::wait(std::chrono::milliseconds at_most) {
    return tasks_.wait(at_most);
}

asio::awaitable<Answer> Router::call(
    Caller caller, std::string method, std::string payload, Encoding encoding, std::string device, Cookies cookies
) {
    const auto begun = std::chrono::steady_clock::now();
    auto admitted = admit(caller, method);
    if (admitted && gate_ != nullptr && !gate_->is_open() && !gate_->lets_through((*admitted)->path)) {
        auto passing = pass_gate(**admitted);  // named: g++ 12
        if (auto passed = co_await std::move(passing); !passed) admitted = std::unexpected(std::move(passed.error()));
    }
    if (admitted) {
        if (auto may = allow(caller, **admitted); !may) admitted = std::unexpected(std::move(may.error()));
    }
    Answer answer{.payload = std::unexpected(Error{}), .cookie = {}};
    if (admitted) {
        answer =
            co_await perform(**admitted, std::move(caller), std::move(payload), encoding, std::move(device), cookies);
    } else {
        answer.payload = std::unexpected(admitted.error());
    }
    if (observer_) {
        const auto code = answer.payload ? Code::kOk : answer.payload.error().code;
        const auto known = methods_.find(method);
        const std::string_view name = known == methods_.end() ? "unknown" : std::string_view{known->first};
        observer_(name, code, std::chrono::steady_clock::now() - begun);
    }
    co_return answer;
}

/// Whether anybody may be answered this now; asked before the payload is looked at.
Result<const Router::Method*> Router::admit(const Caller& caller, std::string_view method) {
    if (overloaded()) return std::unexpected(too_much(Code::kUnavailable));
    const auto found = methods_.find(method);
    const Method* row = found == methods_.end() || !found->second->handler ? nullptr : found->second.get();

    const bool signed_in = !caller.roles.has(v1::ROLE_NOBODY);
    const auto key = signed_in ? caller.principal() : address_key(caller.address);
    const auto rate =
        signed_in ? Rate{limits_.person_rate, limits_.person_burst} : Rate{limits_.address_rate, limits_.address_burst};
    if (const auto wait = buckets_->take(key, rate, row != nullptr ? row->cost : 1.0, clock_.now()); wait != 0) {
        return std::unexpected(Error{
            .code = Code::kResourceExhausted,
            .reason = "RATE_LIMITED",
            .message = "too many calls",
            .retry_after_ms = wait
        });
    }

    if (row == nullptr) return refuse(Code::kUnimplemented, "METHOD_UNKNOWN", "no such method");
    return row;
}

/// Whether this caller may be answered it.
Result<void> Router::allow(const Caller& caller, const Method& method) const {
    if (method.allowed.overlaps(caller.roles)) {
        if (caller.scopes.empty() || method.scopes.overlaps(caller.scopes)) return {};
        return refuse(Code::kPermissionDenied, "SCOPE_REQUIRED", method.path + " is not within the caller's scopes");
    }
    if (caller.roles.has(v1::ROLE_NOBODY)) {
        return refuse(Code::kUnauthenticated, "SIGN_IN_REQUIRED", method.path + " needs a session");
    }
    return refuse(Code::kPermissionDenied, "ROLE_REQUIRED", method.path + " is not for the caller's roles");
}

asio::awaitable<Result<void>> Router::pass_gate(const Method& method) {
    Result<void> passed = std::unexpected(fault());
    try {
        auto looking = gate_->look();  // named: g++ 12
        passed = co_await std::move(looking);
    } catch (const store::Overloaded&) {
        passed = std::unexpected(too_much(Code::kResourceExhausted));
    } catch (const std::exception& e) {
        log("rpc").error("{}: {}", method.path, e.what());
    }
    co_return passed;
}

asio::awaitable<Answer> Router::perform(
    const Method& method, Caller caller, std::string payload, Encoding encoding, std::string device, Cookies cookies
) {
    const auto executor = co_await asio::this_coro::executor;
    caller.method = method.path;
    const auto running =
        std::make_shared<Running>(method, std::move(caller), std::move(device), cookies, in_flight_, executor);
    if (running->in_flight.number() > limits_.in_flight)
        co_return Answer{std::unexpected(too_much(Code::kResourceExhausted)), {}};
    if (auto decoded = decode(payload, encoding, *running->request); !decoded) {
        co_return Answer{std::unexpected(std::move(decoded.error())), {}};
    }

    running->ended.expires_after(limits_.deadline);
    tasks_.spawn(executor, "rpc.call", run(running));
    // Ends by the deadline, or cancelled by run(); which of the two, `result` says.
    if (!running->result) co_await running->ended.async_wait(asio::as_tuple(asio::use_awaitable));

    if (!running->result) {
        co_return Answer{refuse(Code::kDeadlineExceeded, "DEADLINE_EXCEEDED", method.path + " took too long"), {}};
    }
    if (!*running->result) co_return Answer{std::unexpected(running->result->error()), {}};
    try {
        co_return Answer{encode(*running->response, encoding), std::move(running->call.cookie)};
    } catch (const std::exception& e) {
        log("rpc").error("{}: {}", method.path, e.what());
    }
    co_return Answer{std::unexpected(fault()), {}};
}

/// Runs the handler to its end: the one place that catches its faults.
asio::awaitable<void> Router::run(std::shared_ptr<Running> running) {
    try {
        running->result = co_await running->method.handler(running->call, *running->request, *running->response);
    } catch (const store::Overloaded&) {
        running->result = std::unexpected(too_much(Code::kResourceExhausted));
    } catch (const runtime::PoolFull&) {
        running->result = std::unexpected(too_much(Code::kResourceExhausted));
    } catch (const std::exception& e) {
        log("rpc").error("{}: {}", running->method.path, e.what());
        running->result = std::unexpected(fault());
    }
    running->ended.cancel();
}

}  // namespace koebel::rpc
