#pragma once

#include "access/session_authenticator.hpp"
#include "access/sessions.hpp"
#include "access/settings.hpp"
#include "access/sign_in.hpp"
#include "access/sign_in_links.hpp"
#include "people/import.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/roles.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace koebel::access {

/// An organisation of three: Noor (administrator, team "a"), Bram (team "a") and Ada (no team).
class AccessFixture : public testing::TestWithParam<test::Backend> {
protected:
    void SetUp() override {
        given_import(v1::ImportRequest::KIND_TEAMS, "key,name\na,A\nb,B\n");
        given_import(
            v1::ImportRequest::KIND_PEOPLE,
            "key,name,teams,roles\nnoor,Noor de Graaf,a,admin\nbram,Bram Smit,a,\nada,Ada Vos,,\n"
        );
    }

    void given_import(v1::ImportRequest::Kind kind, std::string_view csv) {
        const auto report = database_.write([&](store::Transaction& tx) { return people::import(tx, kind, csv); });
        ASSERT_EQ(report.problems_size(), 0) << report.ShortDebugString();
    }
    void given_organisation(bool demonstration) {
        database_.write([&](store::Transaction& tx) {
            return people::found(tx, {.name = "Zwaluw", .demonstration = demonstration});
        });
    }

    PersonId id_of(std::string_view key) {
        return database_.store().read_now([&](store::Reader& reader) {
            return std::get<0>(reader.read(people::person_by_key(key))).at(0).id;
        });
    }

    OpenedSession given_session(std::string_view key) {
        return database_.write([&, person = id_of(key)](store::Transaction& tx) -> Result<OpenedSession> {
            return open_session(
                tx,
                {.person = person,
                 .device = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Firefox/140.0",
                 .lifetime = settings_.session_absolute}
            );
        });
    }

    std::string given_link(std::string_view key, std::chrono::seconds lifetime = std::chrono::hours{1}) {
        return database_.write([&, person = id_of(key)](store::Transaction& tx) {
            return create_sign_in_link(tx, person, lifetime);
        });
    }

    std::vector<std::string> audit() {
        static constexpr store::Sql kAudit{
            "test.audit", "SELECT what || ' ' || reason FROM access_audit WHERE what <> 'link_created' ORDER BY id"
        };
        return database_.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kAudit); });
    }

    /// What the log says about rights, as "KIND subject".
    std::vector<std::string> access_entries() {
        std::vector<std::string> entries;
        for (const auto& entry : database_.log()) {
            if (entry.topic == "access") entries.push_back(entry.payload);
        }
        return entries;
    }

    rpc::Caller caller_of(std::string_view key, const OpenedSession& session) {
        rpc::Caller caller;
        caller.roles = {v1::ROLE_EMPLOYEE};
        caller.person = id_of(key);
        caller.session = session.id;
        caller.address = "192.0.2.7";
        caller.method = "koebel.v1.AccessService/RevokeSession";
        return caller;
    }

    Settings settings_;
    test::Database database_{GetParam()};
};

}  // namespace koebel::access
