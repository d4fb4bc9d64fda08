#include "gateway/http_session.hpp"

#include "gateway/credentials.hpp"
#include "gateway/http_guard.hpp"
#include "gateway/http_parser.hpp"
#include "gateway/refusal.hpp"
#include "gateway/upgrade.hpp"
#include "runtime/as_tuple.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>

#include <ctime>

namespace koebel::gateway {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Parser = RequestParser;
using Message = http::response<http::span_body<const char>>;

constexpr std::size_t kLingerBytes = 256 * 1024;  // read and dropped so that a refusal is not reset away
constexpr std::chrono::milliseconds kLingerTime{1'000};

HttpResponse timed_out() {
    return final_refusal(
        408, {.code = Code::kDeadlineExceeded, .reason = "REQUEST_TIMEOUT", .message = "the request took too long"}
    );
}

/// The moment in the form of a Date header.
std::string http_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

}  // namespace

class HttpSession::Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Socket socket, ConnectionTicket ticket, std::size_t io_thread, const HttpBounds& bounds, HttpDoor& door)
        : socket_(std::move(socket)),
          ticket_(std::move(ticket)),
          io_thread_(io_thread),
          bounds_(bounds),
          door_(door),
          deadline_(socket_.get_executor()),
          buffer_(read_buffer_bytes(bounds)) {}

    asio::awaitable<void> run();
    void drain();
    void cut();

private:
    /// What comes of one turn.
    enum class Next : std::uint8_t { kAnotherRequest, kEnd };
    /// A late reader may still be told why; a late writer's connection is cut; whose turn it is goes on.
    enum class Deadline : std::uint8_t { kRead, kWrite, kTurn };

    asio::awaitable<bool> wait_for_request(std::chrono::milliseconds at_most);
    asio::awaitable<Next> serve();
    asio::awaitable<std::optional<HttpResponse>> make_room(const HttpRequest& request, UploadSlot& slot);
    asio::awaitable<std::optional<HttpResponse>> read_body(
        Parser& parser, HttpRequest& request, std::chrono::milliseconds at_most
    );
    asio::awaitable<Next> upgrade(Parser& parser, const HttpRequest& request);
    asio::awaitable<bool> wait_for_turn(std::chrono::milliseconds wait);
    asio::awaitable<Next> write(HttpResponse response, unsigned version, bool keep_alive, bool head_only);
    asio::awaitable<Next> write_final(std::optional<HttpResponse> response);
    asio::awaitable<void> linger();

    void arm(std::chrono::milliseconds at_most, Deadline kind);
    void disarm();

    Socket socket_;
    ConnectionTicket ticket_;
    const std::size_t io_thread_;
    const HttpBounds bounds_;
    HttpDoor& door_;
    asio::basic_waitable_timer<
        std::chrono::steady_clock,
        asio::wait_traits<std::chrono::steady_clock>,
        Socket::executor_type>
        deadline_;
    std::uint64_t armed_ = 0;  // numbers the deadlines: one that was disarmed too late to be cancelled does nothing
    bool timed_out_ = false;
    bool idle_ = false;
    bool draining_ = false;
    asio::ip::address peer_;
    beast::flat_buffer buffer_;
};

asio::awaitable<void> HttpSession::Connection::run() {
    error_code failed;
    peer_ = socket_.remote_endpoint(failed).address();
    if (failed) co_return;
    // A new connection has header_time before its first request begins, a kept one idle_time before the next.
    for (auto patience = bounds_.header_time; co_await wait_for_request(patience); patience = bounds_.idle_time) {
        if (co_await serve() != Next::kAnotherRequest) break;
    }
    disarm();
    if (!socket_.is_open()) co_return;
    socket_.shutdown(asio::socket_base::shutdown_send, failed);
    socket_.close(failed);
}

/// Whether a request begins in time; until it does, a drain may end the connection.
asio::awaitable<bool> HttpSession::Connection::wait_for_request(std::chrono::milliseconds at_most) {
    if (draining_) co_return false;
    if (buffer_.size() != 0) co_return true;
    idle_ = true;
    arm(at_most, Deadline::kRead);
    const auto [error] = co_await socket_.async_wait(asio::socket_base::wait_read, kAsTuple);
    idle_ = false;
    disarm();
    co_return !error && !timed_out_ && !draining_;
}

/// One request and its answer.
asio::awaitable<HttpSession::Connection::Next> HttpSession::Connection::serve() {
    Parser parser;
    set_bounds(parser, bounds_);
    // Beast judges a Content-Length with the head; whether it may be so much is known after it.
    parser.body_limit(std::max(bounds_.body_bytes, bounds_.upload_bytes));

    arm(bounds_.header_time, Deadline::kRead);
    const auto [error, size] = co_await http::async_read_header(socket_, buffer_, parser, kAsTuple);
    disarm();
    if (timed_out_) {
        std::optional<HttpResponse> late;
        if (parser.got_some() || buffer_.size() != 0) late = timed_out();
        co_return co_await write_final(std::move(late));
    }
    if (error) {
        auto refused = answer_to(error);
        co_return co_await write_final(std::move(refused));
    }

    auto request = to_request(parser, peer_);
    if (auto refused = door_.refuse(request, ticket_)) {
        co_return co_await write_final(std::move(refused));
    }
    if (door_.wants_websocket(request)) co_return co_await upgrade(parser, request);

    UploadSlot slot;
    const bool is_upload = parser.content_length().value_or(0) > bounds_.body_bytes;
    if (is_upload) {
        if (auto refused = co_await make_room(request, slot)) co_return co_await write_final(std::move(refused));
    } else {
        parser.body_limit(bounds_.body_bytes);
    }
    const auto patience = is_upload ? bounds_.upload_time : bounds_.body_time;
    if (auto refused = co_await read_body(parser, request, patience))
        co_return co_await write_final(std::move(refused));
    if (!socket_.is_open() || !parser.is_done()) co_return Next::kEnd;
    const bool keep_alive = request.version == 11 && parser.keep_alive();
    const unsigned version = request.version;
    const bool head_only = request.method == "HEAD";
    auto response = co_await door_.answer(std::move(request));
    co_return co_await write(std::move(response), version, keep_alive, head_only);
}

/// Room for a body that is an upload; what refuses it, if anything does.
asio::awaitable<std::optional<HttpResponse>> HttpSession::Connection::make_room(
    const HttpRequest& request, UploadSlot& slot
) {
    auto admitted = co_await door_.admit_upload(request);
    if (auto* refused = std::get_if<HttpResponse>(&admitted)) co_return std::move(*refused);
    slot = std::get<UploadSlot>(std::move(admitted));
    co_return std::nullopt;
}

/// Reads the body into `request`; what refuses it, if anything does. A connection that broke leaves the
/// parser unfinished.
asio::awaitable<std::optional<HttpResponse>> HttpSession::Connection::read_body(
    Parser& parser, HttpRequest& request, std::chrono::milliseconds at_most
) {
    const auto fields = count_fields(parser);
    arm(at_most, Deadline::kRead);
    if (!parser.is_done() && request.version == 11 && request.count("expect") != 0) {
        constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(socket_, asio::buffer(kContinue), kAsTuple);
    }
    error_code error;
    if (!parser.is_done()) {
        const auto [failed, size] = co_await http::async_read(socket_, buffer_, parser, kAsTuple);
        error = failed;
    }
    disarm();
    if (timed_out_) co_return timed_out();
    if (error) co_return answer_to(error);
    // Beast files trailers among the headers, framing ones included.
    if (count_fields(parser) != fields) co_return refuse_trailers();
    request.body = std::move(parser.get().body());
    co_return std::nullopt;
}

asio::awaitable<HttpSession::Connection::Next> HttpSession::Connection::upgrade(
    Parser& parser, const HttpRequest& request
) {
    if (buffer_.size() != 0) {
        std::optional<HttpResponse> refused = refuse_framing("bytes behind an upgrade");
        co_return co_await write_final(std::move(refused));
    }
    auto turn = door_.queue_websocket(request);
    if (auto* refused = std::get_if<HttpResponse>(&turn)) {
        co_return co_await write(std::move(*refused), request.version, parser.keep_alive(), false);
    }
    if (!co_await wait_for_turn(std::get<std::chrono::milliseconds>(turn))) co_return Next::kEnd;
    auto decision = co_await door_.admit_websocket(request, ticket_);
    if (auto* refused = std::get_if<HttpResponse>(&decision)) {
        co_return co_await write(std::move(*refused), request.version, parser.keep_alive(), false);
    }
    Upgrade upgrade{
        .socket = std::move(socket_),
        .request = http::request<http::empty_body>{std::move(parser.get().base())},
        .caller = std::get<rpc::Caller>(std::move(decision)),
        .device = device_of(request),
        .io_thread = io_thread_,
        .ticket = std::move(ticket_)
    };
    door_.count(101);
    door_.websocket(request)(std::move(upgrade));
    co_return Next::kEnd;
}

/// Whether the client is still there, and silent, when its turn has come. A drain ends the wait.
asio::awaitable<bool> HttpSession::Connection::wait_for_turn(std::chrono::milliseconds wait) {
    if (wait == std::chrono::milliseconds::zero()) co_return true;
    idle_ = true;
    arm(wait, Deadline::kTurn);
    co_await socket_.async_wait(asio::socket_base::wait_read, kAsTuple);
    idle_ = false;
    const bool came = timed_out_ || draining_;
    disarm();
    co_return came&& socket_.is_open();
}

asio::awaitable<HttpSession::Connection::Next> HttpSession::Connection::write(
    HttpResponse response, unsigned version, bool keep_alive, bool head_only
) {
    keep_alive = keep_alive && !response.close && !draining_;
    Message message;
    message.version(version);
    message.result(response.status);
    for (const auto& [name, value] : response.headers) message.insert(name, value);
    message.set(http::field::date, http_date());
    const auto contents = response.contents();
    message.body() = beast::span<const char>{contents.data(), contents.size()};
    if (response.status != 304) message.content_length(contents.size());
    message.keep_alive(keep_alive);
    http::response_serializer<http::span_body<const char>> serializer{message};

    arm(bounds_.write_time, Deadline::kWrite);
    error_code error;
    if (head_only) {
        const auto [failed, size] = co_await http::async_write_header(socket_, serializer, kAsTuple);
        error = failed;
    } else {
        const auto [failed, size] = co_await http::async_write(socket_, serializer, kAsTuple);
        error = failed;
    }
    disarm();
    if (error || timed_out_) co_return Next::kEnd;
    door_.count(response.status);
    if (response.close) co_await linger();
    co_return keep_alive ? Next::kAnotherRequest : Next::kEnd;
}

/// The last answer of this connection, if there is one to give.
asio::awaitable<HttpSession::Connection::Next> HttpSession::Connection::write_final(std::optional<HttpResponse> response
) {
    timed_out_ = false;
    if (!response || !socket_.is_open()) co_return Next::kEnd;
    response->close = true;
    co_await write(*std::move(response), 11, false, false);
    co_return Next::kEnd;
}

/// Reads on for a moment: closing with unread bytes would reset the connection, and the peer would
/// lose the answer that says why.
asio::awaitable<void> HttpSession::Connection::linger() {
    error_code failed;
    socket_.shutdown(asio::socket_base::shutdown_send, failed);
    arm(kLingerTime, Deadline::kRead);
    std::array<char, 4'096> dropped{};
    for (std::size_t total = 0; total < kLingerBytes && !timed_out_;) {
        const auto [error, size] = co_await socket_.async_read_some(asio::buffer(dropped), kAsTuple);
        if (error) break;
        total += size;
    }
    disarm();
}

void HttpSession::Connection::drain() {
    draining_ = true;
    error_code ignored;
    if (idle_) socket_.cancel(ignored);
}

void HttpSession::Connection::cut() {
    draining_ = true;
    error_code ignored;
    socket_.close(ignored);
}

void HttpSession::Connection::arm(std::chrono::milliseconds at_most, Deadline kind) {
    timed_out_ = false;
    const auto number = ++armed_;
    deadline_.expires_after(at_most);
    deadline_.async_wait([weak = weak_from_this(), number, kind](error_code error) {
        const auto self = weak.lock();
        if (error || !self || self->armed_ != number) return;
        self->timed_out_ = true;
        error_code ignored;
        if (kind == Deadline::kWrite) {
            self->socket_.close(ignored);
            return;
        }
        if (kind == Deadline::kTurn) {
            self->socket_.cancel(ignored);
            return;
        }
        // Also the read that is begun after this moment by an operation of several reads ends.
        self->socket_.shutdown(asio::socket_base::shutdown_receive, ignored);
        self->socket_.cancel(ignored);
    });
}

void HttpSession::Connection::disarm() {
    ++armed_;
    deadline_.cancel();
}

HttpSession::HttpSession(
    Socket socket, ConnectionTicket ticket, std::size_t io_thread, const HttpBounds& bounds, HttpDoor& door
)
    : connection_(std::make_shared<Connection>(std::move(socket), std::move(ticket), io_thread, bounds, door)) {}

HttpSession::~HttpSession() = default;

asio::awaitable<void> HttpSession::run() {
    return connection_->run();
}

void HttpSession::drain() {
    connection_->drain();
}

void HttpSession::cut() {
    connection_->cut();
}

}  // namespace koebel::gateway
