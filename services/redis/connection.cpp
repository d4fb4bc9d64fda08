#include "redis/connection.hpp"

#include "runtime/as_tuple.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <memory>

namespace koebel::redis {

namespace {

/// The value behind a name in what INFO says.
std::string_view value_of(std::string_view info, std::string_view name) {
    const auto at = info.find(name);
    if (at == std::string_view::npos) return {};
    const auto rest = info.substr(at + name.size());
    return rest.substr(0, rest.find('\r'));
}

/// A word of Redis's that may stand in a log.
std::string plain(std::string_view word) {
    constexpr std::size_t kMost = 32;
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
    if (word.empty() || word.size() > kMost || !std::ranges::all_of(word, is_plain)) return "unknown";
    return std::string{word};
}

/// What a resolver found; it may be done long after the connection was given up.
struct Lookup {
    bool done = false;
    boost::system::error_code error;
    asio::ip::tcp::resolver::results_type found;
};

}  // namespace

std::string policy_fault(const Reply& info) {
    const auto policy = value_of(info.text(), "maxmemory_policy:");
    if (policy == "noeviction") return {};
    return "its maxmemory-policy is " + plain(policy) + ": boards want noeviction";
}

Connection::Connection(asio::io_context& context, const Endpoint& endpoint, const Settings& settings)
    : endpoint_(endpoint),
      settings_(settings),
      socket_(context),
      reader_(settings.reply_bytes),
      limit_(context),
      resolved_(context) {}

asio::awaitable<void> Connection::open(const std::string& name) {
    limit_.expires_after(settings_.connect);
    limit_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
        const auto held = self.lock();
        if (error || !held || held->open_ || held->closed_) return;
        held->late_ = true;
        held->close();
    });
    try {
        co_await connect();
        co_await greet(name);
    } catch (const Fault&) {
        limit_.cancel();
        if (late_) throw Fault("no connection in time");
        throw;
    }
    open_ = true;
    limit_.cancel();
}

asio::awaitable<Connection::Places> Connection::places() {
    Places places;
    if (!endpoint_.socket.empty()) {
        try {
            places.emplace_back(asio::local::stream_protocol::endpoint{endpoint_.socket});
        } catch (const boost::system::system_error&) {
            throw Fault("the socket's path is too long");
        }
        co_return places;
    }
    // A lookup that hangs cannot be ended, only left alone: Asio does it on a thread of its own.
    const auto lookup = std::make_shared<Lookup>();
    asio::ip::tcp::resolver resolver(socket_.get_executor());
    resolver.async_resolve(
        endpoint_.host,
        std::to_string(endpoint_.port),
        [lookup, self = weak_from_this()](const boost::system::error_code& error, auto found) {
            lookup->done = true;
            lookup->error = error;
            lookup->found = std::move(found);
            if (const auto held = self.lock()) held->resolved_.cancel();
        }
    );
    resolved_.expires_after(settings_.connect);
    (void)co_await resolved_.async_wait(kAsTuple);
    fail_if_closed();
    if (!lookup->done) throw Fault("its host is not found in time");
    if (lookup->error) throw Fault("its host is not found: " + lookup->error.message());
    for (const auto& one : lookup->found) places.emplace_back(one.endpoint());
    co_return places;
}

asio::awaitable<void> Connection::connect() {
    auto looking = places();  // named: g++ 12
    const auto found = co_await std::move(looking);
    boost::system::error_code error = asio::error::host_not_found;
    for (const auto& place : found) {
        fail_if_closed();
        boost::system::error_code ignored;
        socket_.close(ignored);
        const auto [failed] = co_await socket_.async_connect(place, kAsTuple);
        error = failed;
        if (!error) break;
    }
    fail_if_closed();
    if (error) throw Fault("cannot connect: " + error.message());
    boost::system::error_code ignored;
    if (endpoint_.socket.empty()) socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

asio::awaitable<void> Connection::greet(const std::string& name) {
    if (!endpoint_.password.empty()) {
        std::vector<std::string> words{"AUTH"};
        if (!endpoint_.user.empty()) words.push_back(endpoint_.user);
        words.push_back(endpoint_.password);
        (void)co_await ask(std::move(words));
    }
    if (endpoint_.database != 0) {
        std::vector<std::string> words{"SELECT", std::to_string(endpoint_.database)};
        (void)co_await ask(std::move(words));
    }
    std::vector<std::string> naming{"CLIENT", "SETNAME", name};
    (void)co_await ask(std::move(naming));

    std::vector<std::string> role{"ROLE"};
    const auto answer = co_await ask(std::move(role));
    if (answer.array().empty() || answer.array().front().text() != "master") {
        throw Fault("it is a replica: boards are written to a master");
    }
    std::vector<std::string> memory{"INFO", "memory"};
    const auto info = co_await ask(std::move(memory));
    if (const auto fault = policy_fault(info); !fault.empty()) throw Fault(fault);
}

asio::awaitable<Reply> Connection::ask(std::vector<std::string> arguments) {
    send(encode(arguments));
    auto receiving = receive();  // named: g++ 12
    auto reply = co_await std::move(receiving);
    if (reply.is_error()) throw Fault(arguments.front() + " is refused: " + reply.error_word());
    co_return reply;
}

void Connection::send(std::string_view bytes) {
    waiting_ += bytes;
    if (under_way_.empty()) write();
}

void Connection::write() {
    std::swap(waiting_, under_way_);
    asio::async_write(
        socket_,
        asio::buffer(under_way_),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
            if (error) return self->close();
            self->under_way_.clear();
            if (!self->waiting_.empty()) self->write();
        }
    );
}

asio::awaitable<Reply> Connection::receive() {
    for (;;) {
        fail_if_closed();
        if (auto reply = reader_.next()) co_return *std::move(reply);
        const auto [error, count] = co_await socket_.async_read_some(asio::buffer(buffer_), kAsTuple);
        if (error) throw Fault("the connection is lost: " + error.message());
        reader_.feed({buffer_.data(), count});
    }
}

void Connection::close() {
    closed_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    resolved_.cancel();
}

void Connection::fail_if_closed() const {
    if (closed_) throw Fault("closed");
}

}  // namespace koebel::redis
