#pragma once

#include "redis/endpoint.hpp"

#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <thread>

namespace koebel::test {

/// Stands between a client and a redis-server on a Unix socket of its own: lets everything pass, swallows it, or cuts
/// all connections at a chosen command. One thread; a test's fixture owns it.
class RedisGate {
public:
    /// `server`: the path of the server's socket; `path`: of the gate's.
    RedisGate(std::string server, std::string path);
    RedisGate(const RedisGate&) = delete;
    RedisGate& operator=(const RedisGate&) = delete;
    ~RedisGate();

    [[nodiscard]] redis::Endpoint endpoint() const { return {.socket = path_, .host = {}, .user = {}, .password = {}}; }

    /// The connections of this moment stay and go deaf: nothing comes through them any more, either way. Later ones
    /// pass.
    void swallow_present();
    /// Nothing comes through any connection, also not through new ones, until pass().
    void swallow_all();
    void pass();

    /// Counts commands from now on. With the one of this number all connections end, before the server gets it or when
    /// it has been carried out and its answer is lost; from then on none is accepted, until pass().
    enum class Cut : std::uint8_t { kBefore, kAfter };
    void cut_at(int command, Cut when);
    /// Whether the cut has come.
    [[nodiscard]] bool is_cut() const { return is_cut_; }
    [[nodiscard]] int accepted() const { return accepted_; }

private:
    struct Pair {
        int client = -1;
        int server = -1;
        bool is_deaf = false;
        std::string from_client;  // not yet a whole command
    };

    void loop();
    void accept_one();
    void close(Pair& pair);
    [[nodiscard]] bool pump(Pair& pair, bool client_ready, bool server_ready);
    [[nodiscard]] bool pass_commands(Pair& pair);

    const std::string server_;
    const std::string path_;
    int listener_ = -1;
    int stop_[2] = {-1, -1};
    std::mutex mutex_;
    bool swallows_all_ = false;
    int left_ = 0;  // commands until the cut; 0: none comes
    Cut when_ = Cut::kBefore;
    std::atomic<bool> is_cut_{false};
    std::atomic<int> accepted_{0};
    std::list<Pair> pairs_;
    std::thread thread_;
};

}  // namespace koebel::test
