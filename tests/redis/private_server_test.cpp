#include "redis/private_server.hpp"
#include "redis/client.hpp"
#include "redis/server_process.hpp"
#include "support/child_process.hpp"
#include "support/temporary_directory.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <gmock/gmock.h>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <functional>
#include <thread>

namespace koebel::redis {
namespace {

using namespace std::chrono_literals;

/// Waits until it is so; fails the test after ten seconds.
void await(const std::function<bool()>& is_so) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (!is_so()) {
        ASSERT_LT(std::chrono::steady_clock::now(), until);
        std::this_thread::yield();
    }
}

class PrivateServerTest : public testing::Test {
protected:
    ~PrivateServerTest() override {
        if (client_) client_->stop();
        if (server_) server_->stop();
        work_.reset();
        if (thread_.joinable()) thread_.join();
    }

    void start(const std::filesystem::path& data, const Settings& settings = {}) {
        server_ = std::make_unique<PrivateServer>(context_, settings, data);
        client_ = std::make_unique<Client>(context_, server_->endpoint(), Settings{}, "test");
        server_->start();
        client_->start();
        thread_ = std::thread([this] { context_.run(); });
        await([this] { return client_->connected(); });
    }
    std::string ask(std::vector<std::string> words) {
        const auto reply = asio::co_spawn(context_, client_->command(std::move(words)), asio::use_future).get();
        if (reply.is_error()) return reply.error();
        // CONFIG GET answers {name, value}.
        return reply.array().at(1).text();
    }
    [[nodiscard]] pid_t pid() const { return noted(folder_.path() / "redis.pid").value_or(ProcessMark{}).pid; }

    test::TemporaryDirectory folder_;
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    std::unique_ptr<PrivateServer> server_;
    std::unique_ptr<Client> client_;
    std::thread thread_;
};

TEST_F(PrivateServerTest, ItIsPrivateKeepsNothingAndEvictsNothing) {
    Settings settings;
    settings.memory_bytes = 64 << 20;
    start(folder_.path(), settings);

    EXPECT_EQ(ask({"CONFIG", "GET", "port"}), "0");
    EXPECT_EQ(ask({"CONFIG", "GET", "save"}), "");
    EXPECT_EQ(ask({"CONFIG", "GET", "appendonly"}), "no");
    EXPECT_EQ(ask({"CONFIG", "GET", "maxmemory"}), std::to_string(64 << 20));
    EXPECT_EQ(ask({"CONFIG", "GET", "maxmemory-policy"}), "noeviction");
    const auto permissions = std::filesystem::status(folder_.path() / "redis.sock").permissions();
    EXPECT_EQ(permissions, std::filesystem::perms::owner_all);
}

TEST_F(PrivateServerTest, OneThatDiesIsStartedAgain) {
    start(folder_.path());
    const auto before = pid();

    ::kill(before, SIGKILL);
    await([&] { return pid() != before && client_->connected(); });

    EXPECT_EQ(ask({"CONFIG", "GET", "port"}), "0");
}

TEST_F(PrivateServerTest, ADiskThatTakesNoNoteIsNoReasonToRunWithout) {
    std::filesystem::create_directory(folder_.path() / "redis.pid.new");  // nothing can be written there

    start(folder_.path());

    EXPECT_EQ(ask({"CONFIG", "GET", "port"}), "0");
}

TEST_F(PrivateServerTest, AChildHoldsNoneOfOurSockets) {
    int ours[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ours), 0);  // not closed by exec, as Asio's are not
    const auto child = start_bound("/bin/sleep", {"1000"}, folder_.path() / "log");

    ::close(ours[1]);

    // The end comes when the child has closed it too: with its exec, at the latest when that is over.
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(ours[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    char byte = 0;
    EXPECT_EQ(::read(ours[0], &byte, 1), 0);
    ::close(ours[0]);
    end_child(child, 0s);
}

TEST_F(PrivateServerTest, StoppedItIsGoneWithWhatItLeft) {
    start(folder_.path());
    const auto process = mark_of(pid());

    server_->stop();

    EXPECT_NE(mark_of(process->pid), process);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "redis.sock"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "redis.pid"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "dump.rdb"));
}

TEST_F(PrivateServerTest, AFolderTooDeepForASocketGetsOneElsewhere) {
    const auto deep = folder_.path() / std::string(120, 'd');
    std::filesystem::create_directory(deep);
    start(deep);

    EXPECT_LT(server_->endpoint().socket.size(), 107U);
    EXPECT_EQ(ask({"CONFIG", "GET", "port"}), "0");
}

TEST_F(PrivateServerTest, AFolderElsewhereThatAKilledProcessLeftIsRemoved) {
    const auto deep = folder_.path() / std::string(120, 'd');
    std::filesystem::create_directory(deep);
    test::ChildProcess host({PRIVATE_SERVER_HOST, deep.string()});
    for (auto line = host.line(); line && *line != "ready"; line = host.line()) {
    }
    std::string left;
    std::getline(std::ifstream{deep / "redis.folder"}, left);
    ASSERT_TRUE(std::filesystem::exists(left));
    host.kill(SIGKILL);
    host.wait();

    start(deep);

    EXPECT_FALSE(std::filesystem::exists(left));
}

TEST_F(PrivateServerTest, ItEndsWithAProcessThatIsKilled) {
    test::ChildProcess host({PRIVATE_SERVER_HOST, folder_.path().string()});
    for (auto line = host.line(); line && *line != "ready"; line = host.line()) {
    }
    const auto server = mark_of(pid());
    ASSERT_TRUE(server);

    host.kill(SIGKILL);
    host.wait();

    await([&] { return mark_of(server->pid) != server; });
}

TEST_F(PrivateServerTest, OneThatWasLeftIsEndedAndAnotherProcessOfThatNumberIsNot) {
    const auto left = start_bound("/bin/sleep", {"1000"}, folder_.path() / "log");
    note(folder_.path() / "redis.pid", *mark_of(left));
    start(folder_.path());
    int status = 0;
    await([&] { return ::waitpid(left, &status, WNOHANG) == left; });
    EXPECT_EQ(WTERMSIG(status), SIGKILL);

    const auto innocent = start_bound("/bin/sleep", {"1000"}, folder_.path() / "log");
    auto mark = *mark_of(innocent);
    --mark.started;  // as if the number had been another's
    note(folder_.path() / "another.pid", mark);
    EXPECT_FALSE(end_orphan(folder_.path() / "another.pid"));
    EXPECT_EQ(::waitpid(innocent, &status, WNOHANG), 0);
    ::kill(innocent, SIGKILL);
    ::waitpid(innocent, &status, 0);
}

TEST_F(PrivateServerTest, WithoutTheProgramItSaysWhatToInstall) {
    Settings settings;
    settings.server = "redis-server-that-is-not-there";
    try {
        const PrivateServer server(context_, settings, folder_.path());
        ADD_FAILURE();
    } catch (const std::runtime_error& fault) {
        EXPECT_THAT(fault.what(), testing::HasSubstr("not installed"));
    }
}

}  // namespace
}  // namespace koebel::redis
