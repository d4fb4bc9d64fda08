#pragma once

#include "base/options.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace koebel {

/// What koebeld was asked to do.
struct CommandLine {
    /// "serve", or a subcommand that is carried out by the running server: "demo", "sign-in-link" …
    std::string command = "serve";
    /// The subcommand's own arguments by name, for example {"person": "noor"}.
    std::map<std::string, std::string> arguments;
    /// Options of the table that were given as flags, by key.
    std::map<std::string, std::string> flags;
    std::string config_file;
    bool check_config = false;
    bool print_config = false;
};

/// Where reading the command line ends the program: after --help or --version, or with a refusal.
struct Exit {
    int status = 0;
    std::string out;
    std::string err;
};

/// Reads the command line. The options come from the table, so that --help cannot forget one.
[[nodiscard]] std::expected<CommandLine, Exit> read_command_line(
    int argc, const char* const* argv, std::span<const OptionSpec> table
);

}  // namespace koebel
