#include "gateway/edge.hpp"

#include "gateway/upgrade.hpp"

#include <boost/asio/write.hpp>

#include <fstream>

namespace koebel::test {

asio::awaitable<rpc::Caller> TwoSessions::authenticate(rpc::Credentials credentials) {
    {
        const std::lock_guard lock(mutex_);
        seen_ = credentials;
    }
    if (broken) throw std::runtime_error("no database");
    rpc::Caller caller;
    if (credentials.cookie == "ada") {
        caller.roles = {v1::ROLE_EMPLOYEE};
        caller.person = PersonId{"ada"};
    }
    if (credentials.cookie == "wall") {
        caller.roles = {v1::ROLE_SCREEN};
        caller.screen = ScreenId{"wall"};
    }
    co_return caller;
}

asio::awaitable<Result<rpc::Caller>> TwoSessions::authenticate_token(rpc::Credentials credentials) {
    {
        const std::lock_guard lock(mutex_);
        seen_ = credentials;
    }
    if (credentials.bearer != "token") co_return refuse(Code::kUnauthenticated, "TOKEN_UNKNOWN");
    rpc::Caller caller;
    caller.roles = {v1::ROLE_EMPLOYEE};
    caller.person = PersonId{"ada"};
    co_return caller;
}

asio::awaitable<rpc::Caller> TwoSessions::refresh(rpc::Caller caller) {
    co_return caller;
}

rpc::Credentials TwoSessions::seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
}

void Doors::bind(rpc::Router& router) {
    router.bind("koebel.v1.AccessService/GetSession", *this, &Doors::session);
    router.bind("koebel.v1.AccessService/SignInWithLink", *this, &Doors::sign_in);
    router.bind("koebel.v1.AccessService/RevokeSession", *this, &Doors::revoke);
}

asio::awaitable<Result<v1::GetSessionResponse>>
Doors::session(const rpc::Caller& caller, const v1::GetSessionRequest&) {
    ++called;
    v1::GetSessionResponse response;
    response.set_build(caller.principal());
    co_return response;
}

asio::awaitable<Result<v1::SignInWithLinkResponse>> Doors::sign_in(rpc::Call& call, const v1::SignInWithLinkRequest&) {
    ++called;
    call.cookie = rpc::CookieChange{.secret = "5ec2e7", .lifetime = std::chrono::hours{24}};
    v1::SignInWithLinkResponse response;
    response.set_person_id("ada");
    co_return response;
}

asio::awaitable<Result<v1::RevokeSessionResponse>> Doors::revoke(
    const rpc::Caller&, const v1::RevokeSessionRequest& request
) {
    ++called;
    if (request.session_id() == "fault") throw std::runtime_error("broken");
    co_return std::unexpected(Error{
        .code = Code::kNotFound,
        .reason = "SESSION_NOT_FOUND",
        .message = "no such session",
        .details = {request.session_id()}
    });
}

Edge::Edge()
    : health(
          {{.name = "history",
            .fault = [this]() -> std::optional<std::string> {
                if (history_is_known) return std::nullopt;
                return "rewound";
            }},
           {.name = "redis",
            .fault = [this]() -> std::optional<std::string> {
                if (redis_is_there) return std::nullopt;
                return "away";
            },
            .is_required = false}}
      ) {
    settings.address = "127.0.0.1";
    settings.port = 0;
    settings.public_url = "http://koebel.test";
    settings.metrics_port = 0;
    settings.web_root = pages.path();
    doors.bind(router);
    write_file(pages.path(), "index.html", "<!doctype html><title>Koebel</title>");
}

Edge::~Edge() {
    if (server_) {
        EXPECT_TRUE(server_->stop(std::chrono::seconds{5}));
    }
    EXPECT_TRUE(router.wait(std::chrono::seconds{5}));
    threads_.stop(std::chrono::seconds{5});
}

void Edge::start() {
    auto accept = [](gateway::Upgrade upgrade) {
        const std::string line = "UPGRADED " + upgrade.caller.principal() + " " + upgrade.device + "\n";
        boost::system::error_code ignored;
        asio::write(upgrade.socket, asio::buffer(line), ignored);
    };
    auto echo = [](gateway::Upgrade upgrade) {
        boost::system::error_code ignored;
        asio::write(upgrade.socket, asio::buffer(std::string_view{"ECHO"}), ignored);
    };
    server_ = std::make_unique<gateway::Server>(
        settings,
        gateway::Server::Parts{
            .threads = threads_,
            .router = router,
            .authenticator = sessions,
            .clock = clock,
            .health = health,
            .metrics = metrics,
            .websocket = accept,
            .echo = has_echo ? gateway::AcceptWebSocket{echo} : gateway::AcceptWebSocket{},
            .media = media,
            .atom = atom,
            .takes_upload = takes_upload
        }
    );
    server_->start();
    threads_.start();
}

HttpAnswer Edge::get(std::string_view target) const {
    return ask(request("GET", target, {{"Host", "koebel.test"}}));
}

HttpAnswer Edge::call(
    std::string_view method, std::string_view body, std::vector<std::pair<std::string, std::string>> headers
) const {
    const auto has = [&headers](std::string_view name) {
        return std::ranges::any_of(headers, [name](const auto& header) { return header.first == name; });
    };
    if (!has("Host")) headers.emplace_back("Host", "koebel.test");
    if (!has("Content-Type")) headers.emplace_back("Content-Type", "application/json");
    return ask(request("POST", "/koebel.v1.AccessService/" + std::string{method}, headers, body));
}

std::vector<std::pair<std::string, std::string>> Edge::as_ada() {
    return {{"Cookie", "koebel=ada"}, {"Origin", "http://koebel.test"}, {"User-Agent", "phone"}};
}

void write_file(const std::filesystem::path& root, std::string_view path, std::string_view contents) {
    const auto whole = root / path;
    std::filesystem::create_directories(whole.parent_path());
    std::ofstream{whole, std::ios::binary} << contents;
}

}  // namespace koebel::test
