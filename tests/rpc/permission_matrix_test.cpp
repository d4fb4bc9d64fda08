// Calls every method of the contract as everyone. The methods come from the descriptors and what may be
// from their `allow`, so a new one is in the matrix the moment it is in the contract.
#include "rpc/contract.hpp"
#include "rpc/router.hpp"
#include "support/database.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace koebel::rpc {
namespace {

namespace pb = google::protobuf;

/// Someone who calls.
struct Principal {
    std::string_view name;
    Roles roles;
    Caller caller;
};

Caller person(Roles roles) {
    Caller caller;
    caller.roles = roles;
    caller.person = PersonId{"018f0000-0000-7000-8000-00000000000a"};
    caller.address = "192.0.2.1";
    return caller;
}

std::vector<Principal> everyone() {
    Caller stranger;
    stranger.address = "192.0.2.1";
    Caller screen = stranger;
    screen.roles = {v1::ROLE_SCREEN};
    screen.screen = ScreenId{"018f0000-0000-7000-8000-00000000000b"};

    Caller kiosk = stranger;
    kiosk.roles = {v1::ROLE_KIOSK};
    kiosk.device = "018f0000-0000-7000-8000-00000000000c";
    Caller token = kiosk;
    token.roles = {v1::ROLE_TOKEN};
    token.scopes = {v1::SCOPE_READ};

    std::vector<Principal> principals{
        {"nobody", {v1::ROLE_NOBODY}, stranger},
        {"screen", {v1::ROLE_SCREEN}, screen},
        {"kiosk", {v1::ROLE_KIOSK}, kiosk},
        {"token", {v1::ROLE_TOKEN}, token},
    };
    const std::map<std::string_view, Roles> people{
        {"employee", {v1::ROLE_EMPLOYEE}},
        {"curator", {v1::ROLE_EMPLOYEE, v1::ROLE_CURATOR}},
        {"leader", {v1::ROLE_EMPLOYEE, v1::ROLE_LEADER}},
        {"admin", {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN}},
    };
    for (const auto& [name, roles] : people) principals.push_back({name, roles, person(roles)});
    const std::map<std::string_view, Scopes> limited{
        {"a token that reads", {v1::SCOPE_READ}},
        {"a token that gives", {v1::SCOPE_GIVE}},
        {"somebody at a kiosk", {v1::SCOPE_KIOSK}},
    };
    for (const auto& [name, scopes] : limited) {
        auto caller = person({v1::ROLE_EMPLOYEE, v1::ROLE_CURATOR, v1::ROLE_LEADER, v1::ROLE_ADMIN});
        caller.scopes = scopes;
        principals.push_back({name, caller.roles, caller});
    }
    return principals;
}

/// The path of every method in the contract.
std::vector<std::string> methods() {
    std::vector<std::string> paths;
    for (const auto* service : contract_services()) {
        for (int i = 0; i < service->method_count(); ++i) paths.push_back(method_path(*service->method(i)));
    }
    return paths;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
    auto name = info.param.substr(std::string_view{"koebel.v1."}.size());
    std::erase(name, '/');
    return name;
}

class PermissionMatrixTest : public testing::TestWithParam<std::string> {
protected:
    PermissionMatrixTest() {
        auto* prototypes = pb::MessageFactory::generated_factory();
        for (const auto& path : methods()) {
            const auto* method = find_method(path);
            router_.bind(
                path,
                *prototypes->GetPrototype(method->input_type()),
                *prototypes->GetPrototype(method->output_type()),
                [this](Call&, const pb::Message&, pb::Message&) -> asio::awaitable<Result<void>> {
                    ++let_in_;
                    co_return Result<void>{};
                }
            );
        }
    }

    test::ManualClock clock_;
    // One person is behind most of them: the dearest method may be called by all.
    Router router_{Limits{.person_burst = 10'000}, clock_};
    int let_in_ = 0;
};

TEST_P(PermissionMatrixTest, IsLetInExactlyByItsAllow) {
    const auto& allow = find_method(GetParam())->options().GetExtension(v1::allow);
    Roles allowed;
    for (const auto role : allow.who()) allowed.add(static_cast<v1::Role>(role));
    Scopes scopes;
    for (const auto scope : allow.scope()) scopes.add(static_cast<v1::Scope>(scope));

    for (const auto& [name, roles, caller] : everyone()) {
        let_in_ = 0;
        const auto answer = test::await(router_.call(caller, GetParam(), "", Encoding::kBinary, ""));

        const bool has_role = allowed.overlaps(roles);
        const bool may = has_role && (caller.scopes.empty() || scopes.overlaps(caller.scopes));
        EXPECT_EQ(let_in_, may ? 1 : 0) << name;
        EXPECT_EQ(answer.payload.has_value(), may) << name;
        if (!answer.payload) {
            const bool stranger = roles == Roles{v1::ROLE_NOBODY};
            const auto* const reason = stranger ? "SIGN_IN_REQUIRED" : has_role ? "SCOPE_REQUIRED" : "ROLE_REQUIRED";
            EXPECT_EQ(answer.payload.error().reason, reason) << name;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(EveryMethod, PermissionMatrixTest, testing::ValuesIn(methods()), name_of);

/// The methods that name a scope.
std::set<std::string> methods_for(v1::Scope wanted) {
    std::set<std::string> names;
    for (const auto& path : methods()) {
        for (const auto scope : find_method(path)->options().GetExtension(v1::allow).scope()) {
            if (scope == wanted) names.insert(path.substr(std::string_view{"koebel.v1."}.size()));
        }
    }
    return names;
}

TEST(Contract, LetsSomebodyAtAKioskThankAndNothingElse) {
    const std::set<std::string> expected{
        "KioskService/GetKiosk",
        "KioskService/KeepGoing",
        "KioskService/LeaveKiosk",
        "PeopleService/GetOrganisation",
        "RecognitionService/Give",
        "RecognitionService/ResolveShorthand",
        "RecognitionService/SuggestRecipients",
        "RecognitionService/TakeBack",
    };

    EXPECT_EQ(methods_for(v1::SCOPE_KIOSK), expected);
}

TEST(Contract, HoldsEveryServiceOfThisIssue) {
    std::set<std::string> names;
    for (const auto* service : contract_services()) names.insert(service->full_name());

    for (const auto* name : {"AccessService", "PeopleService", "RecognitionService", "ScreenService"}) {
        EXPECT_TRUE(names.contains(std::string{"koebel.v1."} + name)) << name;
    }
}

}  // namespace
}  // namespace koebel::rpc
