#pragma once

#include "koebeld/admin_socket.hpp"
#include "koebeld/settings.hpp"
#include "live/relay.hpp"
#include "store/store.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace koebel {

/// What the commands that look after boards work with.
struct BoardTools {
    /// Recomputes standings from recognitions: the first difference, or nothing.
    std::function<asio::awaitable<std::optional<std::string>>()> wrong_standing;
    live::Relay* relay = nullptr;  ///< null: there is no Redis
};

/// The subcommands that the running server carries out. Immutable; called on the admin socket's io
/// thread. What a command returns is printed as it is.
class AdminCommands {
public:
    /// `demonstration_filled` is called when the demonstration organisation was written.
    AdminCommands(
        store::Store& store, const Settings& settings, std::function<void()> demonstration_filled, BoardTools boards
    );

    /// Refuses with kUnimplemented COMMAND_UNKNOWN what koebeld does not know (a subcommand of another
    /// build), and as each command does.
    asio::awaitable<Result<std::string>> carry_out(AdminCommand command) const;

private:
    using Arguments = std::map<std::string, std::string>;
    using Done = asio::awaitable<Result<std::string>>;
    using Command = Done (AdminCommands::*)(const Arguments&) const;

    Done found(const Arguments& arguments) const;
    Done demo(const Arguments& arguments) const;
    Done sign_in_link(const Arguments& arguments) const;
    Done admin_link(const Arguments& arguments) const;
    Done demonstration_link(const Arguments& arguments) const;
    Done setup_link(const Arguments& arguments) const;
    Done screen_add(const Arguments& arguments) const;
    Done import(const Arguments& arguments) const;
    Done verify(const Arguments& arguments) const;
    Done rebuild_boards(const Arguments& arguments) const;

    static const std::map<std::string, Command, std::less<>> kCommands;

    store::Store& store_;
    const Settings settings_;
    const std::function<void()> demonstration_filled_;
    const BoardTools boards_;
};

}  // namespace koebel
