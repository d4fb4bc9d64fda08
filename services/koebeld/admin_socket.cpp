#include "koebeld/admin_socket.hpp"

#include "base/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <filesystem>
#include <stdexcept>

namespace koebel {
namespace {

namespace json = boost::json;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMaxCommandBytes = 24UL * 1024 * 1024;  // a CSV file of 10 MiB, escaped

/// A message is four bytes of length, little endian, and that many bytes of JSON.
std::array<unsigned char, 4> length_prefix(std::size_t size) {
    return {
        static_cast<unsigned char>(size),
        static_cast<unsigned char>(size >> 8),
        static_cast<unsigned char>(size >> 16),
        static_cast<unsigned char>(size >> 24)
    };
}

std::size_t to_length(const std::array<unsigned char, 4>& prefix) {
    return prefix[0] | (std::size_t{prefix[1]} << 8) | (std::size_t{prefix[2]} << 16) | (std::size_t{prefix[3]} << 24);
}

std::string encode(const AdminCommand& command) {
    json::object arguments;
    for (const auto& [name, value] : command.arguments) arguments[name] = value;
    return json::serialize(json::object{{"command", command.name}, {"arguments", arguments}});
}

Result<AdminCommand> decode_command(const std::string& text) {
    boost::system::error_code ec;
    const auto value = json::parse(text, ec);
    if (ec || !value.is_object()) return refuse(Code::kInvalidArgument, "COMMAND_MALFORMED");
    const auto* name = value.as_object().if_contains("command");
    const auto* arguments = value.as_object().if_contains("arguments");
    if (name == nullptr || !name->is_string() || arguments == nullptr || !arguments->is_object()) {
        return refuse(Code::kInvalidArgument, "COMMAND_MALFORMED");
    }
    AdminCommand command{.name = json::value_to<std::string>(*name), .arguments = {}};
    for (const auto& [key, argument] : arguments->as_object()) {
        if (!argument.is_string()) return refuse(Code::kInvalidArgument, "COMMAND_MALFORMED");
        command.arguments[std::string{key}] = json::value_to<std::string>(argument);
    }
    return command;
}

std::string encode(const Result<std::string>& answer) {
    if (answer) return json::serialize(json::object{{"output", *answer}});
    return json::serialize(json::object{
        {"code", static_cast<int>(answer.error().code)},
        {"reason", answer.error().reason},
        {"message", answer.error().message}
    });
}

Result<std::string> decode_answer(const std::string& text) {
    const auto value = json::parse(text).as_object();
    if (const auto* output = value.if_contains("output")) return json::value_to<std::string>(*output);
    const auto reason = json::value_to<std::string>(value.at("reason"));
    return refuse(
        static_cast<Code>(value.at("code").to_number<int>()),
        "REFUSED",
        reason + ": " + json::value_to<std::string>(value.at("message"))
    );
}

/// Whether the other side is this server's user, or root.
bool is_own_user(int fd) {
    ::ucred peer{};
    ::socklen_t size = sizeof(peer);
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    return peer.uid == 0 || peer.uid == ::geteuid();
}

asio::awaitable<std::optional<std::string>> read_message(asio::local::stream_protocol::socket& socket) {
    std::array<unsigned char, 4> prefix{};
    const auto [prefix_ec, prefix_size] = co_await asio::async_read(socket, asio::buffer(prefix), kAwait);
    if (prefix_ec || to_length(prefix) > kMaxCommandBytes) co_return std::nullopt;
    std::string text(to_length(prefix), '\0');
    const auto [ec, size] = co_await asio::async_read(socket, asio::buffer(text), kAwait);
    if (ec) co_return std::nullopt;
    co_return text;
}

}  // namespace

std::string admin_socket_path(const std::string& data_directory) {
    return (std::filesystem::path{data_directory} / "admin.sock").string();
}

AdminSocket::AdminSocket(asio::io_context& context, const std::string& data_directory, Handler handler)
    : path_(admin_socket_path(data_directory)), handler_(std::move(handler)), acceptor_(context) {
    if (path_.size() >= sizeof(::sockaddr_un::sun_path)) {
        throw std::runtime_error(
            "the path of the admin socket, " + path_ + ", is longer than 107 bytes: choose a shorter data.directory"
        );
    }
    std::filesystem::remove(path_);  // of a server that was killed: the data directory's lock says none runs
    acceptor_.open();
    const auto before = ::umask(0177);
    boost::system::error_code ec;
    acceptor_.bind(asio::local::stream_protocol::endpoint{path_}, ec);
    ::umask(before);
    if (ec) throw std::runtime_error("cannot open the admin socket " + path_ + ": " + ec.message());
    acceptor_.listen();
}

AdminSocket::~AdminSocket() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    std::error_code gone;
    std::filesystem::remove(path_, gone);
}

void AdminSocket::start() {
    tasks_.spawn(acceptor_.get_executor(), "koebeld.admin", accept_loop());
}

void AdminSocket::stop() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
}

asio::awaitable<void> AdminSocket::accept_loop() {
    for (;;) {
        auto [ec, socket] = co_await acceptor_.async_accept(kAwait);
        if (ec == asio::error::operation_aborted || ec == asio::error::bad_descriptor) co_return;
        if (ec) continue;
        tasks_.spawn(acceptor_.get_executor(), "koebeld.admin_call", converse(std::move(socket)));
    }
}

asio::awaitable<void> AdminSocket::converse(Socket socket) {
    if (!is_own_user(socket.native_handle())) co_return;
    const auto text = co_await read_message(socket);
    if (!text) co_return;
    auto command = decode_command(*text);
    Result<std::string> answer = refuse(Code::kUnavailable, "FAULT", "see the server's log");
    if (!command) {
        answer = std::unexpected(command.error());
    } else {
        log("koebeld").info("admin command {}", command->name);
        try {
            answer = co_await handler_(*std::move(command));
        } catch (const std::exception& e) {
            log("koebeld").error("admin command failed: {}", e.what());
        }
    }
    const auto encoded = encode(answer);
    const auto prefix = length_prefix(encoded.size());
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(prefix), asio::buffer(encoded)};
    co_await asio::async_write(socket, buffers, kAwait);
}

Result<std::string> ask_server(const std::string& data_directory, const AdminCommand& command) {
    asio::io_context context{1};
    asio::local::stream_protocol::socket socket{context};
    boost::system::error_code ec;
    socket.connect(asio::local::stream_protocol::endpoint{admin_socket_path(data_directory)}, ec);
    if (ec) {
        return refuse(
            Code::kUnavailable,
            "SERVER_NOT_RUNNING",
            "no koebeld serves " + data_directory + " (" + ec.message() + "): start it, or give its --data.directory"
        );
    }
    const auto encoded = encode(command);
    const auto prefix = length_prefix(encoded.size());
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(prefix), asio::buffer(encoded)};
    asio::write(socket, buffers, ec);

    std::array<unsigned char, 4> answer_prefix{};
    if (!ec) asio::read(socket, asio::buffer(answer_prefix), ec);
    std::string answer(ec ? 0 : to_length(answer_prefix), '\0');
    if (!ec) asio::read(socket, asio::buffer(answer), ec);
    if (ec) return refuse(Code::kUnavailable, "SERVER_GONE", "the server went away: " + ec.message());
    return decode_answer(answer);
}

}  // namespace koebel
