#pragma once

#include "bench/measure.hpp"
#include "live/frame.hpp"

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace koebel::bench {

/// The yardstick: what a server must spend at least that sends one ready frame to many TCP connections. One thread
/// around epoll, no handshake, no protocol, a dense array of descriptors in order of arrival; for each event one
/// send per connection. What a socket does not take is kept and sent when it is writable.
class BareLoop {
public:
    BareLoop();
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;
    ~BareLoop();

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// Sends these to everyone, one after the other. From any thread; returns at once.
    void send(std::vector<live::Frame> frames);

    /// Of its thread.
    [[nodiscard]] ThreadTime time() const { return time_; }

private:
    struct Backlog {
        std::string bytes;
        std::size_t offset = 0;
    };

    void run();
    void accept_all();
    void broadcast(const std::string& bytes);
    void write(std::size_t slot, const std::string& bytes);
    void writable(std::size_t slot);
    void readable(std::size_t slot);
    void watch(std::size_t slot, bool writing, int operation) const;
    void leave(std::size_t slot);

    int listener_ = -1;
    int epoll_ = -1;
    int wake_ = -1;
    std::uint16_t port_ = 0;
    std::vector<int> descriptors_;    // by slot
    std::vector<Backlog> backlogs_;   // by slot
    std::vector<std::size_t> slots_;  // by descriptor
    std::mutex mutex_;
    std::vector<live::Frame> queue_;
    bool stopping_ = false;
    ThreadTime time_;
    std::thread thread_;
};

}  // namespace koebel::bench
