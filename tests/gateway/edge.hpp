#pragma once

#include "gateway/health.hpp"
#include "gateway/http_client.hpp"
#include "gateway/metrics.hpp"
#include "gateway/server.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/router.hpp"
#include "runtime/io_threads.hpp"
#include "support/manual_clock.hpp"
#include "support/temporary_directory.hpp"

#include <koebel/v1/access.pb.h>

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace koebel::test {

namespace asio = boost::asio;

/// Knows two cookies ("ada" an employee, "wall" a screen) and one bearer token ("token" an employee).
class TwoSessions final : public rpc::Authenticator {
public:
    asio::awaitable<rpc::Caller> authenticate(rpc::Credentials credentials) override;
    asio::awaitable<Result<rpc::Caller>> authenticate_token(rpc::Credentials credentials) override;
    asio::awaitable<rpc::Caller> refresh(rpc::Caller caller) override;

    /// The last credentials seen.
    [[nodiscard]] rpc::Credentials seen() const;
    std::atomic<bool> broken{false};

private:
    mutable std::mutex mutex_;
    rpc::Credentials seen_;
};

/// Answers three calls of the contract: who is there, signing in with a cookie, and a refusal.
class Doors {
public:
    void bind(rpc::Router& router);
    std::atomic<int> called{0};

private:
    asio::awaitable<Result<v1::GetSessionResponse>> session(const rpc::Caller& caller, const v1::GetSessionRequest&);
    asio::awaitable<Result<v1::SignInWithLinkResponse>> sign_in(rpc::Call& call, const v1::SignInWithLinkRequest&);
    asio::awaitable<Result<v1::RevokeSessionResponse>> revoke(
        const rpc::Caller& caller, const v1::RevokeSessionRequest& request
    );
};

/// The whole HTTP side on loopback, with a router and an authenticator behind it. An upgraded
/// connection gets "UPGRADED NAME\n" and ends.
class Edge : public testing::Test {
protected:
    Edge();
    ~Edge() override;

    /// Settings that tests may change before start().
    gateway::Settings settings;
    gateway::FindMedium media;
    gateway::MakeAtom atom;
    gateway::TakesUpload takes_upload;
    bool has_echo = false;  ///< the conformance echo is switched on; it says "ECHO" and ends
    void start();

    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    [[nodiscard]] HttpAnswer ask(std::string_view bytes) const { return HttpClient{port()}.ask(bytes); }
    [[nodiscard]] HttpAnswer get(std::string_view target) const;

    /// A call of AccessService as JSON, with more headers perhaps.
    [[nodiscard]] HttpAnswer call(
        std::string_view method, std::string_view body, std::vector<std::pair<std::string, std::string>> headers = {}
    ) const;

    /// The headers of a browser page of ours, signed in as Ada.
    [[nodiscard]] static std::vector<std::pair<std::string, std::string>> as_ada();

    [[nodiscard]] gateway::Server& server() { return *server_; }

    ManualClock clock;
    TwoSessions sessions;
    Doors doors;
    rpc::Router router{rpc::Limits{.deadline = std::chrono::milliseconds{2'000}}, clock};
    std::atomic<bool> history_is_known{true};
    std::atomic<bool> redis_is_there{true};
    gateway::Metrics metrics;
    gateway::Health health;
    TemporaryDirectory pages;

private:
    runtime::IoThreads threads_{2};
    std::unique_ptr<gateway::Server> server_;
};

/// Writes a file below `root`, with its folders.
void write_file(const std::filesystem::path& root, std::string_view path, std::string_view contents);

}  // namespace koebel::test
