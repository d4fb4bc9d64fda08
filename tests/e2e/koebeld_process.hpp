#pragma once

#include "e2e/server.hpp"

#include <sys/types.h>

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

    [[nodiscard]] const Server& server() const { return server_; }

private:
    [[nodiscard]] bool ready() const;

    const std::filesystem::path data_;
    const Server server_;
    pid_t process_ = -1;
};

}  // namespace koebel::e2e
