#include "relay/fixture.hpp"

#include "base/id.hpp"

#include <thread>

namespace koebel::live {

using namespace std::chrono_literals;

std::string said(const redis::Reply& reply) {
    if (reply.is_nil()) return {};
    if (reply.is_error()) return reply.error() + "\n";
    try {
        std::string lines;
        for (const auto& item : reply.array()) lines += said(item);
        return lines;
    } catch (const redis::Fault&) {
    }
    try {
        return reply.text() + "\n";
    } catch (const redis::Fault&) {
        return std::to_string(reply.integer()) + "\n";
    }
}

redis::Settings quick_client() {
    redis::Settings settings;
    settings.connect = 300ms;
    settings.command = 300ms;
    settings.retry_first = 5ms;
    settings.retry_most = 40ms;
    return settings;
}

RelayNode::RelayNode(
    store::Store& store,
    runtime::IoThreads& threads,
    const redis::Endpoint& endpoint,
    const RelaySettings& settings,
    const std::string& installation
)
    : client_(threads.context(0), endpoint, quick_client(), "relay"),
      relay_(
          {.context = threads.context(0),
           .store = store,
           .client = client_,
           .boards = boards_,
           .installation = [installation](store::Reader&) { return installation; },
           .node = random_hex(8)},
          settings
      ) {
    client_.on_connected([this] { relay_.reconnected(); });
    relay_.on_trust([this](bool is_trusted) { ++(is_trusted ? recovered_ : degraded_); });
    client_.start();
    relay_.start();
}

RelayNode::~RelayNode() {
    relay_.stop();
    client_.stop();
    EXPECT_TRUE(relay_.wait(10s)) << "the relay did not end";
}

RelayTest::RelayTest() {
    SqlBoards::create(database_.store());
    threads_.start();
}

RelayTest::~RelayTest() {
    threads_.stop(2s);
}

RelaySettings RelayTest::quick() {
    RelaySettings settings;
    settings.poll = 50ms;
    settings.lag = 200ms;
    settings.trusted_for = 500ms;
    settings.check = 100ms;
    settings.lease = 600ms;
    settings.others_rebuild = 200ms;
    settings.notice = 50ms;
    settings.batch = 50;
    settings.page = 200;
    settings.canary = 50ms;
    settings.deaf = 300ms;
    return settings;
}

std::unique_ptr<RelayNode> RelayTest::node(const RelaySettings& settings) {
    return std::make_unique<RelayNode>(database_.store(), threads_, gate_.endpoint(), settings);
}

std::uint64_t RelayTest::place(const std::string& board, const std::string& member, const std::string& score) {
    return database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        return SqlBoards::place(tx, board, member, score);
    });
}

void RelayTest::fill(const std::string& board, std::size_t members) {
    database_.write([&](store::Transaction& tx) -> Result<int> {
        for (std::size_t i = 0; i < members; ++i) {
            char member[24];
            std::snprintf(member, sizeof member, "m%06zu", i);
            SqlBoards::place(tx, board, member, std::to_string(-static_cast<long>(i * 7 % 1'000)));
        }
        return 0;
    });
}

bool RelayTest::comes_true(const std::function<bool()>& condition) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(2ms);  // between two looks; how long it takes is the condition's affair
    }
    return true;
}

void RelayTest::expect_right(RelayNode& node) {
    ASSERT_TRUE(comes_true([&] {
        return node.relay().trusted() && static_cast<std::uint64_t>(node.relay().statistics().applied) == head();
    })) << node.relay().why_not().value_or("trusted, and behind: ")
        << node.relay().statistics().applied;
    const auto compared = test::await(node.relay().compare());
    ASSERT_TRUE(compared) << compared.error().message;
    EXPECT_EQ(compared->value_or("no difference"), "no difference");
}

std::uint64_t RelayTest::head() {
    return database_.store().read_now([](store::Reader& reader) { return store::log_head(reader).position; });
}

}  // namespace koebel::live
