#include "bench/benches.hpp"
#include "bench/load.hpp"
#include "bench/server_process.hpp"
#include "support/temporary_directory.hpp"

#include <optional>
#include <string>

namespace koebel::bench {

namespace {

constexpr std::size_t kBefore = 1'000;  // events in the log
constexpr std::size_t kMissed = 300;    // while the node was away
constexpr double kSpareSeconds = 5;
constexpr std::uint32_t kPatience = 180'000;

using Kind = Command::Kind;

/// Clients whose node is killed and started anew on the same data. They resume from the last event they have.
class Restart {
public:
    explicit Restart(std::uint32_t clients) : clients_(clients) {
        append(directory_.path(), kBefore);
        server_.emplace(directory_.path(), Node::usual());
        load_.ask({
            .kind = Kind::kConnect,
            .websocket = true,
            .port = server_->port(),
            .count = clients_,
            .host = Node::kHost,
            .cookie = Node::kCookie,
        });
        load_.ask({
            .kind = Kind::kSubscribe,
            .total = clients_,
            .from = server_->feed(),
            .topic = Node::kFeed,
            .epoch = server_->epoch(),
        });
    }

    /// How long until all are live again, in seconds from when the node listens.
    void measure(bool heeds_retry_after, const std::string& name) {
        const auto refused = load_.ask({.kind = Kind::kReturn, .heeds_retry_after = heeds_retry_after}).refused;
        const auto seen = server_->feed();
        auto options = Node::usual();
        const gateway::Settings defaults;
        options.http.port = server_->port();
        options.http.upgrades = defaults.upgrades;
        server_->kill();
        append(directory_.path(), kMissed);
        server_.emplace(directory_.path(), options);
        const auto from = now_ns();
        closed_ += clients_;
        const auto report = load_.ask({.kind = Kind::kAwaitLive, .total = closed_, .patience_ms = kPatience});
        closed_ = report.closed;

        const auto seconds = static_cast<double>(report.at_ns - from) / 1e9;
        const auto allowed = clients_ / options.http.upgrades.per_second + kSpareSeconds;
        print({
            .name = name + "_ratio",
            .value = seconds / allowed,
            .at_most = 1,
            .details = ",\"clients\":" + std::to_string(clients_) + ",\"seconds\":" + std::to_string(seconds) +
                       ",\"allowed\":" + std::to_string(allowed) +
                       ",\"refused\":" + std::to_string(report.refused - refused),
        });
        print_reads(name + "_block_reads", seen);
    }

private:
    void print_reads(const std::string& name, std::uint64_t seen) {
        const auto distinct = (server_->feed() - 1) / live::kBlockEvents - seen / live::kBlockEvents + 1;
        const auto reads = server_->statistics().block_reads;
        print({
            .name = name,
            .value = static_cast<double>(reads) / static_cast<double>(distinct),
            .at_most = 1,
            .details = ",\"reads\":" + std::to_string(reads) + ",\"blocks\":" + std::to_string(distinct),
        });
    }

    const std::uint32_t clients_;
    Load load_;
    test::TemporaryDirectory directory_;
    std::optional<ServerProcess> server_;
    std::uint64_t closed_ = 0;
};

}  // namespace

void restart(Length length) {
    Restart clients(length == Length::kFull ? 10'000 : 1'000);
    clients.measure(true, "live.return");
    clients.measure(false, "live.return_page");
}

}  // namespace koebel::bench
