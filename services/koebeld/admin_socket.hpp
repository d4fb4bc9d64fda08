#pragma once

#include "base/result.hpp"
#include "runtime/spawn.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <functional>
#include <map>
#include <string>

namespace koebel {

namespace asio = boost::asio;

/// A subcommand on its way to the running server.
struct AdminCommand {
    std::string name;                              ///< "sign-in-link"
    std::map<std::string, std::string> arguments;  ///< by name
};

/// Where the admin socket of a data directory is.
[[nodiscard]] std::string admin_socket_path(const std::string& data_directory);

/// Listens on the Unix socket of the data directory. Whoever may open the file (mode 0600) and is the
/// server's own user, or root, is an administrator of the machine. Lives on one io thread.
class AdminSocket {
public:
    /// Carries out a command; what it returns is printed by the subcommand.
    using Handler = std::function<asio::awaitable<Result<std::string>>(AdminCommand)>;

    /// Throws std::runtime_error when the socket cannot be opened.
    AdminSocket(asio::io_context& context, const std::string& data_directory, Handler handler);
    AdminSocket(const AdminSocket&) = delete;
    AdminSocket& operator=(const AdminSocket&) = delete;
    ~AdminSocket();

    void start();

    /// Stops accepting and ends open conversations. On the socket's io thread.
    void stop();

private:
    using Socket = asio::local::stream_protocol::socket;
    asio::awaitable<void> accept_loop();
    asio::awaitable<void> converse(Socket socket);

    std::string path_;
    Handler handler_;
    asio::local::stream_protocol::acceptor acceptor_;
    runtime::Tasks tasks_;
};

/// Asks the running server; blocks. UNAVAILABLE, SERVER_NOT_RUNNING when none answers.
[[nodiscard]] Result<std::string> ask_server(const std::string& data_directory, const AdminCommand& command);

}  // namespace koebel
