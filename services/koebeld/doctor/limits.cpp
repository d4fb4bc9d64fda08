#include "koebeld/doctor/limits.hpp"

#include "koebeld/admin_socket.hpp"
#include "koebeld/descriptors.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <fstream>
#include <limits>
#include <sstream>

namespace koebel::doctor {
namespace {

/// Who listens on the admin socket, if anybody does. Nothing is asked of it.
std::optional<pid_t> running_server(const std::string& data_directory) {
    asio::io_context context{1};
    asio::local::stream_protocol::socket socket{context};
    boost::system::error_code failed;
    const auto path = admin_socket_path(data_directory);
    if (path.size() >= sizeof(sockaddr_un::sun_path)) return std::nullopt;
    socket.connect(asio::local::stream_protocol::endpoint{path}, failed);
    if (failed) return std::nullopt;
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket.native_handle(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return std::nullopt;
    return peer.pid;
}

/// The hard limit, which koebeld raises itself to.
std::optional<std::uint64_t> limit_of(pid_t process) {
    std::ifstream limits{"/proc/" + std::to_string(process) + "/limits"};
    constexpr std::string_view kName = "Max open files";
    for (std::string line; std::getline(limits, line);) {
        if (!line.starts_with(kName)) continue;
        std::istringstream numbers{line.substr(kName.size())};
        std::uint64_t soft = 0;
        std::uint64_t hard = 0;
        if (numbers >> soft >> hard) return hard;
    }
    return std::nullopt;
}

}  // namespace

FileLimit limit_of_files(const std::string& data_directory) {
    if (const auto server = running_server(data_directory)) {
        if (const auto limit = limit_of(*server)) return {.files = *limit, .is_servers = true};
    }
    rlimit own{};
    (void)::getrlimit(RLIMIT_NOFILE, &own);
    const bool is_infinite = own.rlim_max == RLIM_INFINITY;
    return {.files = is_infinite ? std::numeric_limits<std::uint64_t>::max() : own.rlim_max, .is_servers = false};
}

Finding judge_limits(const FileLimit& limit, std::size_t connections) {
    const std::string whose = limit.is_servers ? "koebeld may open " : "a process started here may open ";
    const auto words =
        whose + std::to_string(limit.files) + " files; http.connections = " + std::to_string(connections);
    if (limit.files >= connections + kOwnDescriptors) return {"limits", Verdict::kOk, words};
    return {
        "limits",
        limit.is_servers ? Verdict::kProblem : Verdict::kWarning,
        words,
        "raise LimitNOFILE in the systemd unit (or ulimit -n), or lower http.connections"
    };
}

}  // namespace koebel::doctor
