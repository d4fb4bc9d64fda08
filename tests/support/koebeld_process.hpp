#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace koebel::test {

/// How it is started.
struct StartOptions {
    std::vector<std::string> options;      ///< beside those for the folder, the port and the address
    std::vector<std::string> environment;  ///< "NOTIFY_SOCKET=…", beside this process's own
};

/// The real koebeld on a data directory and a port of its own, as a service manager has it: started with an
/// environment, signalled, waited for. Its log is koebeld.log in its folder. Ended by the destructor.
class KoebeldProcess {
public:
    explicit KoebeldProcess(const std::filesystem::path& folder);
    KoebeldProcess(const KoebeldProcess&) = delete;
    KoebeldProcess& operator=(const KoebeldProcess&) = delete;
    ~KoebeldProcess();

    void start(const StartOptions& setup = {});
    /// Waits until /readyz says so. Throws when it ended instead.
    void await_ready();

    void signal(int number) const;
    /// Its exit status, or minus the signal that ended it; nothing: it still runs then.
    [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds at_most);

    /// Runs a subcommand against it; what it printed. Throws when it fails.
    [[nodiscard]] std::string command(const std::vector<std::string>& arguments) const;

    [[nodiscard]] pid_t pid() const { return process_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string host() const { return "localhost:" + std::to_string(port_); }
    [[nodiscard]] std::string origin() const { return "http://" + host(); }
    /// Its open sockets.
    [[nodiscard]] std::size_t sockets() const;
    [[nodiscard]] std::size_t descriptors() const;
    /// How often a text stands in its log.
    [[nodiscard]] std::size_t logged(const std::string& text) const;

private:
    const std::filesystem::path folder_;
    const std::uint16_t port_;
    pid_t process_ = -1;
};

/// The keys of the demonstration's first people.
[[nodiscard]] std::vector<std::string> demonstration_people(std::size_t count);

/// An HTTP answer.
struct Answer {
    int status = 0;
    std::string head;
    std::string body;
};

/// One request on a connection of its own; status 0: there was no answer. `body` empty: GET.
[[nodiscard]] Answer ask(
    const KoebeldProcess& service, const std::string& path, const std::string& body = {}, const std::string& cookie = {}
);
/// The same with header lines in place of the cookie, each "Name: value".
[[nodiscard]] Answer ask_with(
    const KoebeldProcess& service,
    const std::string& path,
    const std::string& body,
    const std::vector<std::string>& headers
);

}  // namespace koebel::test
