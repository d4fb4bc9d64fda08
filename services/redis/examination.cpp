#include "redis/examination.hpp"

#include "redis/codec.hpp"
#include "redis/connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <memory>
#include <string_view>
#include <vector>

namespace koebel::redis {

namespace {

std::string version_in(const Reply& info) {
    if (info.is_error()) return {};
    constexpr std::string_view kName = "redis_version:";
    const std::string_view text = info.text();
    const auto at = text.find(kName);
    if (at == std::string_view::npos) return {};
    const auto rest = text.substr(at + kName.size());
    return std::string{rest.substr(0, rest.find_first_of("\r\n"))};
}

/// Not in the coroutine: g++ 12 loses lists of initial values there.
std::string asking_for_version() {
    const std::vector<std::string> info{"INFO", "server"};
    return encode(info);
}

asio::awaitable<void> look(std::shared_ptr<Connection> connection, Examination& found) {
    const std::string name = "koebel-doctor";
    auto opening = connection->open(name);  // named: g++ 12
    co_await std::move(opening);
    connection->send(asking_for_version());
    auto receiving = connection->receive();
    found.version = version_in(co_await std::move(receiving));
    connection->close();
}

}  // namespace

Examination examine(const Endpoint& endpoint, const Settings& settings) {
    Examination found;
    asio::io_context context{1};
    const auto connection = std::make_shared<Connection>(context, endpoint, settings);
    asio::co_spawn(context, look(connection, found), [&found, &context](const std::exception_ptr& error) {
        try {
            if (error) std::rethrow_exception(error);
        } catch (const std::exception& e) {
            found.fault = e.what();
        }
        context.stop();
    });
    context.run_for(settings.connect + settings.command);
    if (!context.stopped()) found.fault = "no answer in time";
    connection->close();
    return found;
}

}  // namespace koebel::redis
