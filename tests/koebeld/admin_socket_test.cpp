#include "koebeld/admin_socket.hpp"

#include "runtime/io_threads.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>

#include <sys/stat.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace koebel {
namespace {

class AdminSocketTest : public testing::Test {
protected:
    AdminSocketTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "koebel-admin-XXXXXX").string();
        directory_ = ::mkdtemp(pattern.data());
    }
    ~AdminSocketTest() override {
        asio::post(io_.context(0), [this] {
            if (socket_) socket_->stop();
        });
        io_.stop(std::chrono::seconds{5});
        std::filesystem::remove_all(directory_);
    }

    void serve(AdminSocket::Handler handler) {
        socket_.emplace(io_.context(0), directory_, std::move(handler));
        socket_->start();
        io_.start();
    }

    std::string directory_;
    runtime::IoThreads io_{1};
    std::optional<AdminSocket> socket_;
};

asio::awaitable<Result<std::string>> greet(AdminCommand command) {
    if (command.name != "greet") co_return refuse(Code::kUnimplemented, "COMMAND_UNKNOWN", command.name);
    co_return "dag " + command.arguments.at("who");
}

TEST_F(AdminSocketTest, ACommandGetsItsAnswer) {
    serve(greet);

    const auto answer = ask_server(directory_, {.name = "greet", .arguments = {{"who", "Noor \"🔔\""}}});

    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(*answer, "dag Noor \"🔔\"");
}

TEST_F(AdminSocketTest, ARefusalArrivesWithItsReason) {
    serve(greet);

    const auto answer = ask_server(directory_, {.name = "dance", .arguments = {}});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::kUnimplemented);
    EXPECT_EQ(answer.error().message, "COMMAND_UNKNOWN: dance");
}

TEST_F(AdminSocketTest, AHandlerThatThrowsIsAnsweredAndTheNextCommandWorks) {
    serve(greet);

    const auto fault = ask_server(directory_, {.name = "greet", .arguments = {}});
    const auto next = ask_server(directory_, {.name = "greet", .arguments = {{"who", "Eva"}}});

    ASSERT_FALSE(fault);
    EXPECT_EQ(fault.error().code, Code::kUnavailable);
    EXPECT_EQ(next.value_or(""), "dag Eva");
}

TEST_F(AdminSocketTest, OnlyTheOwnerMayOpenIt) {
    serve(greet);
    struct ::stat status{};

    ASSERT_EQ(::stat(admin_socket_path(directory_).c_str(), &status), 0);

    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(AdminSocketTest, ASocketLeftBehindIsReplaced) {
    std::ofstream{admin_socket_path(directory_)} << "left behind";

    serve(greet);

    EXPECT_TRUE(ask_server(directory_, {.name = "greet", .arguments = {{"who", "Eva"}}}));
}

TEST_F(AdminSocketTest, WithoutAServerTheCallerIsTold) {
    const auto answer = ask_server(directory_, {.name = "greet", .arguments = {}});

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().reason, "SERVER_NOT_RUNNING");
}

TEST_F(AdminSocketTest, APathTooLongForASocketIsRefusedWithTheRemedy) {
    EXPECT_THROW(AdminSocket(io_.context(0), "/tmp/" + std::string(110, 'd'), greet), std::runtime_error);
}

}  // namespace
}  // namespace koebel
