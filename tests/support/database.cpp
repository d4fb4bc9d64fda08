#include "support/database.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <limits>

namespace koebel::test {

std::vector<Backend> backends() {
    return {Backend::kSqlite, Backend::kPostgresql};
}

std::string backend_name(const testing::TestParamInfo<Backend>& info) {
    return info.param == Backend::kSqlite ? "Sqlite" : "Postgresql";
}

Database::Database(Backend backend) : backend_(backend) {
    settings_.data_directory = directory_.path().string();
    settings_.node_clock = true;
    if (backend == Backend::kPostgresql) {
        postgresql_.emplace();
        settings_.postgresql = postgresql_->connection_string();
    }
    reopen();
}

Database::~Database() {
    close();
}

void Database::reopen() {
    reopen(settings_);
}

void Database::reopen(const store::Settings& settings) {
    close();
    settings_ = settings;
    store_ = store::Store::open(settings_, clock_, ids_);
}

std::vector<store::LogEntry> Database::log() {
    return store().read_now([](store::Reader& reader) {
        return store::log_after(reader, 0, std::numeric_limits<std::int32_t>::max());
    });
}

void await(boost::asio::awaitable<void> coroutine) {
    // It outlives whoever posts to it last, as a node's does: another thread may be on its way out of that call.
    static thread_local boost::asio::io_context context{1};
    context.restart();
    auto future = boost::asio::co_spawn(context, std::move(coroutine), boost::asio::use_future);
    context.run();
    future.get();
}

store::RequestKey request(std::uint64_t n, std::string caller) {
    return {
        .caller = std::move(caller),
        .method = "koebel.v1.TestService/Write",
        .request_id = SequentialIds::nth(n),
        .hash = "hash",
    };
}

}  // namespace koebel::test
