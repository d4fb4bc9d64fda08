#include "redis/client_fixture.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>

#include <functional>

namespace koebel::redis {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// What passes for a Redis until it answers what the test wants: to each command that comes behind a good greeting.
/// With no answer it reads on and says nothing.
class FalseRedis {
public:
    explicit FalseRedis(std::string answer, std::string policy = "noeviction")
        : answer_(std::move(answer)), policy_(std::move(policy)), thread_([this] { serve(); }) {}
    FalseRedis(const FalseRedis&) = delete;
    FalseRedis& operator=(const FalseRedis&) = delete;
    ~FalseRedis() {
        stopping_ = true;
        asio::io_context context;
        asio::ip::tcp::socket wakes(context);
        boost::system::error_code ignored;
        wakes.connect(place(), ignored);
        thread_.join();
    }

    [[nodiscard]] Endpoint endpoint() const {
        return {.socket = {}, .host = "127.0.0.1", .port = place().port(), .user = {}, .password = {}};
    }

private:
    [[nodiscard]] asio::ip::tcp::endpoint place() const { return place_; }

    void serve() {
        while (!stopping_) {
            auto socket = acceptor_.accept();
            boost::system::error_code ended;
            while (!ended && !stopping_) {
                std::array<char, 4'096> bytes{};
                const auto count = socket.read_some(asio::buffer(bytes), ended);
                if (!ended) asio::write(socket, asio::buffer(answer_to({bytes.data(), count})), ended);
            }
        }
    }

    /// A client that greets waits for each answer, so each command comes alone.
    [[nodiscard]] std::string answer_to(std::string_view command) const {
        if (command.find("SETNAME") != std::string_view::npos) return "+OK\r\n";
        if (command.find("ROLE") != std::string_view::npos) return "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n";
        if (command.find("INFO") == std::string_view::npos) return answer_;
        const auto info = "maxmemory_policy:" + policy_ + "\r\n";
        return "$" + std::to_string(info.size()) + "\r\n" + info + "\r\n";
    }

    const std::string answer_;
    const std::string policy_;
    asio::io_context context_;
    asio::ip::tcp::acceptor acceptor_{context_, {asio::ip::address_v4::loopback(), 0}};
    const asio::ip::tcp::endpoint place_ = acceptor_.local_endpoint();
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

class HostileTest : public ClientTest {
protected:
    /// What the client says of a connection whose first command is answered so.
    std::string fault_of(const std::string& answer, Settings settings = quick()) {
        const FalseRedis server(answer);
        settings.retry_first = settings.retry_most = 10s;  // the fault stays to be read
        start(server.endpoint(), settings);
        await(true);
        EXPECT_THROW(ask({"PING"}), Fault);
        await(false);
        client_->stop();
        return client_->fault();
    }
};

TEST_F(HostileTest, BytesThatAreNotTheProtocolEndTheConnection) {
    EXPECT_THAT(fault_of("HTTP/1.1 400 Bad Request\r\n\r\n"), HasSubstr("not Redis's protocol"));
}

TEST_F(HostileTest, LengthsThatAreNoLengthsEndTheConnection) {
    EXPECT_THAT(fault_of("$-7\r\n"), HasSubstr("not Redis's protocol"));
}

TEST_F(HostileTest, ListsInListsInListsEndTheConnection) {
    std::string nested;
    for (int i = 0; i < 20; ++i) nested += "*1\r\n";
    EXPECT_THAT(fault_of(nested), HasSubstr("not Redis's protocol"));
}

TEST_F(HostileTest, AListThatIsSaidToBeHugeReservesNothingAndIsLate) {
    auto settings = quick();
    settings.command = 200ms;
    EXPECT_THAT(fault_of("*2147483647\r\n:1\r\n", settings), HasSubstr("in time"));
}

TEST_F(HostileTest, ATextThatIsSaidToBeHugeReservesNothingAndIsLate) {
    auto settings = quick();
    settings.command = 200ms;
    EXPECT_THAT(fault_of("$536870912\r\nbegins", settings), HasSubstr("in time"));
}

TEST_F(HostileTest, AnAnswerTooManyEndsTheConnection) {
    const FalseRedis server("+PONG\r\n+PONG\r\n");
    auto settings = quick();
    settings.retry_first = settings.retry_most = 10s;
    start(server.endpoint(), settings);
    await(true);

    EXPECT_EQ(ask({"PING"}).text(), "PONG");
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("nobody asked for"));
}

TEST_F(HostileTest, WhatARedisSaysOfItselfComesIntoNoLogUnlessItIsAPlainWord) {
    const FalseRedis server("", "\x1b[31m a policy of ten thousand words");
    start(server.endpoint());
    await(false);

    EXPECT_EQ(client_->fault(), "its maxmemory-policy is unknown: boards want noeviction");
}

TEST_F(HostileTest, WhoAcceptsAndNeverAnswersIsGivenUp) {
    asio::io_context listening;
    const asio::ip::tcp::acceptor acceptor(listening, {asio::ip::address_v4::loopback(), 0});
    auto settings = quick();
    settings.connect = 50ms;
    start(
        {.socket = {}, .host = "127.0.0.1", .port = acceptor.local_endpoint().port(), .user = {}, .password = {}},
        settings
    );
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("in time"));
}

TEST_F(HostileTest, AHostWithoutAnAddressIsSaid) {
    start({.socket = {}, .host = "redis.invalid", .port = 1, .user = {}, .password = {}});
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("its host is not found"));
}

}  // namespace
}  // namespace koebel::redis
