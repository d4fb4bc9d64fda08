#pragma once

#include "access/settings.hpp"
#include "base/log.hpp"
#include "base/options.hpp"
#include "conversation/settings.hpp"
#include "game/settings.hpp"
#include "gateway/settings.hpp"
#include "gateway/websocket.hpp"
#include "koebeld/doctor/settings.hpp"
#include "leaderboard/settings.hpp"
#include "live/relay_settings.hpp"
#include "live/settings.hpp"
#include "mail/settings.hpp"
#include "media/settings.hpp"
#include "moderation/settings.hpp"
#include "recognition/leaving_settings.hpp"
#include "recognition/settings.hpp"
#include "redis/settings.hpp"
#include "rpc/router.hpp"
#include "screen/settings.hpp"
#include "store/store.hpp"
#include "story/settings.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace koebel {

/// When the node is behind with its work and refuses more of it.
struct Overload {
    std::chrono::milliseconds lag{1'000};  ///< an io thread's handlers wait that long for their turn
    std::size_t store_queue = 2'048;       ///< writes, or reads, that wait for SQL
};

/// What every room is set to: the options as types. Its defaults are the rooms' own.
struct Settings {
    std::string data_directory = "/var/lib/koebel";
    std::size_t io_threads = 0;  ///< 0: one per core
    LogFormat log_format = LogFormat::kText;
    std::string log_level = "info";
    std::chrono::seconds drain_wait{0};  ///< between not ready and the first farewell
    std::chrono::seconds drain_window{5};
    bool demonstration_traffic = false;
    bool conformance_echo = false;

    Overload overload;
    store::Settings store;
    redis::Settings redis;
    rpc::Limits calls;
    live::Settings live;
    live::RelaySettings relay;
    gateway::Settings http;
    gateway::WebSocketSettings websocket;
    access::Settings access;
    mail::Settings mail;
    recognition::Settings recognition;
    conversation::Settings conversation;
    moderation::Settings moderation;
    recognition::LeavingSettings leaving;
    leaderboard::Settings leaderboard;
    game::Settings game;
    screen::Settings screen;
    story::Settings story;
    doctor::Settings doctor;
    media::Settings media;
};

/// Throws std::invalid_argument for what the table's bounds cannot say, for example a public_url that is
/// not one.
[[nodiscard]] Settings to_settings(const Options& options);

}  // namespace koebel
