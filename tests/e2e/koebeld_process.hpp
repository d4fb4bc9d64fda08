#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace koebel::e2e {

/// The real koebeld on a data directory and a port of its own. Ended by its destructor.
class KoebeldProcess {
public:
    explicit KoebeldProcess(const std::filesystem::path& data);
    KoebeldProcess(const KoebeldProcess&) = delete;
    KoebeldProcess& operator=(const KoebeldProcess&) = delete;
    ~KoebeldProcess();

    /// Starts and waits until /readyz says so.
    void start();
    /// kill -9.
    void kill();
    /// SIGTERM; its exit status.
    int stop();

    /// Runs a subcommand against the running server; what it printed. Throws when it fails.
    [[nodiscard]] std::string command(const std::vector<std::string>& arguments) const;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string origin() const { return "http://localhost:" + std::to_string(port_); }

private:
    [[nodiscard]] bool ready() const;

    const std::filesystem::path data_;
    const std::uint16_t port_;
    pid_t process_ = -1;
};

/// An HTTP answer.
struct HttpAnswer {
    int status = 0;
    std::string head;
    std::string body;
};

/// One request on a connection of its own. `body` empty: GET.
[[nodiscard]] HttpAnswer http(
    const KoebeldProcess& server, const std::string& path, const std::string& body = {}, const std::string& cookie = {}
);

}  // namespace koebel::e2e
