// Everything that answers, as everyone, over the wire: what may be follows from the contract's `allow`, the route table
// and the rows beside this file, and nothing else may.
#include "gateway/route_table.hpp"
#include "rpc/contract.hpp"
#include "service/matrix_rows.hpp"
#include "service/matrix_world.hpp"
#include "support/websocket_client.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>

namespace koebel::service {
namespace {

/// The "reason" of a refusal; "" of an answer.
std::string reason_of(const test::Answer& answer) {
    if (answer.status == 200) return {};
    constexpr std::string_view kReason = R"("reason":")";
    const auto at = answer.body.find(kReason);
    if (at == std::string::npos) return "status " + std::to_string(answer.status);
    const auto start = at + kReason.size();
    return answer.body.substr(start, answer.body.find('"', start) - start);
}

/// What the contract says a caller is refused with, whatever the request; "": let in.
std::string refusal_of(std::string_view method, const Principal& principal) {
    if (principal.is_no_token) return "TOKEN_UNKNOWN";
    const auto& allow = rpc::find_method("koebel.v1." + std::string{method})->options().GetExtension(v1::allow);
    rpc::Roles who;
    for (const auto role : allow.who()) who.add(static_cast<v1::Role>(role));
    rpc::Scopes scopes;
    for (const auto scope : allow.scope()) scopes.add(static_cast<v1::Scope>(scope));
    if (!who.overlaps(principal.roles)) {
        return principal.roles.has(v1::ROLE_NOBODY) ? "SIGN_IN_REQUIRED" : "ROLE_REQUIRED";
    }
    return principal.scopes.empty() || scopes.overlaps(principal.scopes) ? "" : "SCOPE_REQUIRED";
}

class PermissionMatrixTest : public testing::Test {
protected:
    static void SetUpTestSuite() { world_ = std::make_unique<MatrixWorld>(); }
    static void TearDownTestSuite() { world_.reset(); }

    static MatrixWorld& world() { return *world_; }
    static test::WebSocketClient connect(const Principal& principal) {
        const auto& service = world().service();
        test::WebSocketClient::Headers headers{{"Host", service.host()}};
        if (principal.is_session) headers.emplace_back("Origin", service.origin());
        if (const auto colon = principal.header.find(": "); colon != std::string::npos) {
            headers.emplace_back(principal.header.substr(0, colon), principal.header.substr(colon + 2));
        }
        return {test::Wire(service.port()), "/live", headers};
    }
    /// Whether a subscription is taken.
    static bool may_follow(test::WebSocketClient& client, const std::string& topic) {
        v1::ClientFrame frame;
        frame.mutable_subscribe()->set_topic(topic);
        client.send(frame);
        while (const auto answer = client.receive_frame()) {
            if (!answer->has_subscribed() || answer->subscribed().topic() != topic) continue;
            return answer->subscribed().status() != v1::Subscribed::STATUS_ENDED;
        }
        throw std::runtime_error("closed with " + std::to_string(client.close_code()));
    }

private:
    static std::unique_ptr<MatrixWorld> world_;
};

std::unique_ptr<MatrixWorld> PermissionMatrixTest::world_;

TEST_F(PermissionMatrixTest, EveryMethodOfTheContractHasARow) {
    std::set<std::string, std::less<>> methods;
    for (const auto* service : rpc::contract_services()) {
        for (int i = 0; i < service->method_count(); ++i) {
            methods.insert(service->name() + "/" + service->method(i)->name());
        }
    }
    std::set<std::string, std::less<>> rows;
    for (const auto& row : request_rows()) rows.emplace(row.method);

    EXPECT_EQ(rows, methods) << "a new method needs a request in matrix_rows.cpp";
}

TEST_F(PermissionMatrixTest, EveryRouteAnswersExactlyWhomItsRowNames) {
    for (const auto& route : gateway::routes()) {
        for (const auto& principal : world().principals()) {
            SCOPED_TRACE(std::string{route.path} + " as " + principal.name);
            std::vector<std::string> headers;
            if (!principal.header.empty()) headers.push_back(principal.header);
            rpc::Caller caller;
            caller.roles = principal.roles;
            caller.scopes = principal.scopes;
            const bool may = gateway::may_have(route, caller);
            const int refused = route.who.overlaps(caller.roles) ? 403 : 401;
            switch (route.kind) {
                case gateway::RouteKind::kCall: {
                    const auto answer =
                        test::ask_with(world().service(), std::string{route.path} + "None/None", "{}", headers);
                    EXPECT_EQ(reason_of(answer), principal.is_no_token ? "TOKEN_UNKNOWN" : "METHOD_UNKNOWN");
                    break;
                }
                case gateway::RouteKind::kLive: {
                    EXPECT_EQ(connect(principal).status(), may ? 101 : refused);
                    break;
                }
                case gateway::RouteKind::kEcho:  // not switched on
                    EXPECT_EQ(test::ask_with(world().service(), std::string{route.path}, "", headers).status, 404);
                    break;
                case gateway::RouteKind::kMedium: {
                    const auto path = std::string{route.path} + "none";
                    const auto status = test::ask_with(world().service(), path, "", headers).status;
                    EXPECT_EQ(status, may ? 404 : refused);
                    break;
                }
                case gateway::RouteKind::kAtom:
                    EXPECT_EQ(
                        test::ask_with(world().service(), std::string{route.path}, "", headers).status,
                        may ? 200 : refused
                    );
                    break;
                default: {
                    EXPECT_TRUE(route.who.has(v1::ROLE_NOBODY)) << "what is for some is asked of the route as they are";
                    const auto path = std::string{route.path} + (route.prefix ? "none.js" : "");
                    const auto status = test::ask_with(world().service(), path, "", headers).status;
                    EXPECT_EQ(status, route.prefix ? 404 : 200);
                }
            }
        }
    }
}

TEST_F(PermissionMatrixTest, EveryTopicIsFollowedByExactlyItsAudience) {
    for (const auto& principal : world().principals()) {
        auto client = connect(principal);
        if (client.status() != 101) {
            for (const auto& [topic, may] : topic_rows()) EXPECT_FALSE(may(principal)) << principal.name << topic;
            continue;
        }
        for (const auto& [topic, may] : topic_rows()) {
            EXPECT_EQ(may_follow(client, world().filled(topic)), may(principal)) << topic << " as " << principal.name;
        }
    }
}

TEST_F(PermissionMatrixTest, EveryRecognitionIsReadByExactlyItsAudience) {
    const auto takes_part = [](const Principal& one) { return one.is_whole("giver") || one.is_whole("recipient"); };
    for (const auto& principal : world().principals()) {
        const auto feed = world().call(principal, "RecognitionService/ListFeed", "{}");
        const bool reads = refusal_of("RecognitionService/ListFeed", principal).empty();
        const auto shows = [&](std::string_view which) {
            return feed.body.find(world().filled(which)) != std::string::npos;
        };
        EXPECT_EQ(shows("$everyones"), reads) << principal.name;
        EXPECT_EQ(shows("$teams"), takes_part(principal) || principal.is_whole("mate")) << principal.name;
        EXPECT_EQ(shows("$only_us"), takes_part(principal)) << principal.name;
        EXPECT_EQ(shows("\"person:"), reads && principal.scopes.empty()) << principal.name;

        const auto said = world().call(principal, "RecognitionService/ListSaidToMe", "{}");
        const bool was_said = said.body.find(world().filled("$only_us")) != std::string::npos;
        EXPECT_EQ(was_said, principal.is_whole("recipient")) << principal.name;
    }
}

TEST_F(PermissionMatrixTest, EveryMethodLetsInExactlyWhomTheContractNames) {
    for (const auto& row : request_rows()) {
        for (const auto& principal : world().principals()) {
            auto expected = refusal_of(row.method, principal);
            const bool is_let_in = expected.empty();
            if (is_let_in) expected = row.related == nullptr || row.related(principal) ? row.answer : row.otherwise;
            const bool is_elsewhere = is_let_in && row.ends_session;

            const auto caller = is_elsewhere ? world().in_another_browser(principal) : principal;
            const auto answer = world().call(caller, row.method, row.request);

            EXPECT_EQ(reason_of(answer), expected) << row.method << " as " << principal.name << ": " << answer.body;
            if (answer.status == 401) {
                EXPECT_NE(answer.body.find(R"("code":"unauthenticated")"), std::string::npos) << answer.body;
            }
        }
    }
}

}  // namespace
}  // namespace koebel::service
