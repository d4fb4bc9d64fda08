#pragma once

#include "e2e/server.hpp"
#include "support/koebeld_process.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace koebel::e2e {

/// A koebeld that many clients of one machine may use, and that is killed and started again. Ended by its destructor.
class KoebeldProcess {
public:
    explicit KoebeldProcess(const std::filesystem::path& data);

    /// Starts and waits until /readyz says so.
    void start();
    /// kill -9.
    void kill();
    /// SIGTERM; its exit status.
    int stop();

    /// Runs a subcommand against the running server; what it printed. Throws when it fails.
    [[nodiscard]] std::string command(const std::vector<std::string>& arguments) const {
        return process_.command(arguments);
    }

    [[nodiscard]] const Server& server() const { return server_; }

private:
    test::KoebeldProcess process_;
    const Server server_;
};

}  // namespace koebel::e2e
