#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <string>
#include <thread>

namespace koebel::store {

/// Stands between a store and PostgreSQL on a TCP port of its own, reads along and cuts a connection at a
/// chosen moment. One thread; a test's fixture owns it.
class PostgresqlGate {
public:
    enum class Cut : std::uint8_t {
        kNever,
        kBeforeCommit,  ///< the server never gets the next COMMIT
        kAfterCommit,   ///< the server commits, and its answer is lost
    };

    /// `connection_string` of a database that is reached by a Unix socket.
    explicit PostgresqlGate(const std::string& connection_string);
    PostgresqlGate(const PostgresqlGate&) = delete;
    PostgresqlGate& operator=(const PostgresqlGate&) = delete;
    ~PostgresqlGate();

    /// The same database through the gate.
    [[nodiscard]] const std::string& connection_string() const { return connection_string_; }

    /// Cuts the connection that commits next, once, and turns away that many that come after it.
    void cut(Cut when, int turn_away = 0);

    /// How many connections were turned away.
    [[nodiscard]] int turned_away() const { return turned_away_; }

private:
    /// One connection: what arrived and is not yet a whole message, each way.
    struct Pair {
        int client = -1;
        int server = -1;
        bool has_started = false;  // the first message from the client has no type
        std::string from_client;
        std::string from_server;
        std::string commit_name;  // of the prepared statement
    };

    void loop();
    void accept_one();
    /// Whether the connection lives on.
    bool pump(Pair& pair, bool client_ready, bool server_ready);
    bool pass_client_messages(Pair& pair);
    bool pass_server_messages(Pair& pair);

    std::string socket_path_;
    std::string connection_string_;
    int listener_ = -1;
    int stop_[2] = {-1, -1};
    std::atomic<Cut> cut_{Cut::kNever};
    std::atomic<int> turn_away_after_cut_{0};
    std::atomic<int> turn_away_{0};
    std::atomic<int> turned_away_{0};
    std::list<Pair> pairs_;
    std::thread thread_;
};

}  // namespace koebel::store
