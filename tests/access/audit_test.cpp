#include "access/audit.hpp"

#include "access/access_fixture.hpp"
#include "access/rights.hpp"
#include "access/service.hpp"
#include "people/administration.hpp"
#include "people/service.hpp"

namespace koebel::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The administration as koebeld puts it together: what is done there stands in the trail.
class AuditTest : public AccessFixture {
protected:
    void SetUp() override {
        AccessFixture::SetUp();
        given_organisation(false);
        access_.bind(router_);
        people_.bind(router_);
        administration_.bind(router_);
        admin_ = caller_of("noor", {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN});
    }

    rpc::Caller caller_of(std::string_view key, rpc::Roles roles) {
        rpc::Caller caller;
        caller.roles = roles;
        caller.person = id_of(key);
        caller.session = given_session(key).id;
        caller.address = "192.0.2.7";
        return caller;
    }

    template <class Response, class Request>
    Result<Response> call(const rpc::Caller& caller, std::string method, const Request& request) {
        auto answer = test::await(
            router_.call(caller, "koebel.v1." + method, request.SerializeAsString(), rpc::Encoding::kBinary, "test")
        );
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        response.ParseFromString(*answer.payload);
        return response;
    }

    v1::SavePersonRequest form(std::string name) {
        v1::SavePersonRequest request;
        request.set_request_id(test::SequentialIds::nth(700'000 + ++requests_));
        request.set_name(std::move(name));
        return request;
    }
    Result<v1::SavePersonResponse> save(const v1::SavePersonRequest& request) {
        return call<v1::SavePersonResponse>(admin_, "AdministrationService/SavePerson", request);
    }

    v1::ListAuditResponse trail(const v1::ListAuditRequest& request = {}) {
        return call<v1::ListAuditResponse>(admin_, "AccessService/ListAudit", request).value();
    }
    /// What happened, but for the reading itself.
    static std::vector<std::string> words(const v1::ListAuditResponse& page) {
        std::vector<std::string> words;
        for (const auto& line : page.lines()) {
            if (line.what() != "audit_read") words.push_back(line.what() + " " + line.detail());
        }
        return words;
    }

    static people::Hooks hooks() {
        return {
            .authorise = authorise,
            .record =
                [](store::Transaction& tx,
                   const rpc::Caller& by,
                   std::string_view what,
                   const PersonId& about,
                   std::string_view more) {
                    record(tx, {.what = what, .person = about, .by = by.person, .address = by.address, .reason = more});
                },
        };
    }

    std::uint64_t requests_ = 0;
    rpc::Router router_{{}, database_.clock()};
    Service access_{database_.store(), settings_};
    people::Service people_{database_.store(), hooks(), {}};
    people::Administration administration_{database_.store(), hooks(), {}};
    rpc::Caller admin_;
};

INSTANTIATE_TEST_SUITE_P(Databases, AuditTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(AuditTest, ChangesOfRolesStandInItWhereverTheyAreMade) {
    auto request = form("Fatma Yildiz");
    request.add_roles(v1::ROLE_CURATOR);
    ASSERT_TRUE(save(request));
    v1::SetRolesRequest roles;
    roles.set_request_id(test::SequentialIds::nth(1));
    roles.set_person_id(id_of("bram").text());
    roles.add_roles(v1::ROLE_LEADER);
    roles.add_roles(v1::ROLE_ADMIN);
    ASSERT_TRUE(call<v1::SetRolesResponse>(admin_, "PeopleService/SetRoles", roles));
    v1::ImportRequest import;
    import.set_request_id(test::SequentialIds::nth(2));
    import.set_kind(v1::ImportRequest::KIND_PEOPLE);
    import.set_csv("key,name,roles\nbram,Bram Smit,\n");
    ASSERT_TRUE(call<v1::ImportResponse>(admin_, "PeopleService/Import", import));

    const auto page = trail();

    EXPECT_THAT(
        words(page),
        testing::UnorderedElementsAre(
            "import people", "roles_changed ", "roles_changed leader admin", "roles_changed curator", "person_added "
        )
    );
    EXPECT_EQ(page.lines(0).by().name(), "Noor de Graaf");
    EXPECT_EQ(page.lines(0).address(), "192.0.2.7");
    EXPECT_THAT(page.kinds(), ElementsAre("import", "person_added", "roles_changed"));
}

TEST_P(AuditTest, IsReadAPageAtATimeByWhatWhoAndWhen) {
    for (int i = 0; i < 7; ++i) {
        ASSERT_TRUE(save(form("Somebody")));
        database_.clock().advance(std::chrono::hours{1});
    }
    const auto bram = id_of("bram");
    database_.write([&](store::Transaction& tx) -> Result<bool> {
        record(tx, {.what = "password_set", .person = bram, .address = "192.0.2.8"});
        return true;
    });

    v1::ListAuditRequest request;
    request.set_page_size(3);
    std::vector<std::string> all;
    do {
        const auto page = trail(request);
        EXPECT_LE(page.lines_size(), 3);
        for (const auto& one : words(page)) all.push_back(one);
        request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(all.size(), 8U);
    EXPECT_EQ(all.front(), "password_set ");

    v1::ListAuditRequest of_bram;
    of_bram.set_person_id(bram.text());
    EXPECT_THAT(words(trail(of_bram)), ElementsAre("password_set "));
    v1::ListAuditRequest of_noor;
    of_noor.set_person_id(admin_.person.text());
    EXPECT_EQ(words(trail(of_noor)).size(), 7U) << "what she did";
    v1::ListAuditRequest additions;
    additions.set_what("person_added");
    EXPECT_EQ(trail(additions).lines_size(), 7);
    v1::ListAuditRequest later;
    const auto from = database_.clock().now() - std::chrono::minutes{150};
    later.mutable_from()->set_seconds(std::chrono::floor<std::chrono::seconds>(from).time_since_epoch().count());
    EXPECT_EQ(words(trail(later)).size(), 3U);
    for (const auto* odd : {"x", "12", "-1"}) {
        v1::ListAuditRequest page;
        page.set_page_token(odd);
        EXPECT_EQ(
            call<v1::ListAuditResponse>(admin_, "AccessService/ListAudit", page).error().reason, "PAGE_TOKEN_INVALID"
        );
    }
}

TEST_P(AuditTest, WhoComesAndGoesIsNamedOnlyIfTheyMayDoMoreThanOthers) {
    const auto bram = id_of("bram");
    const auto noor = admin_.person;
    database_.write([&](store::Transaction& tx) -> Result<bool> {
        for (const auto& person : {bram, noor})
            record(tx, {.what = "sign_in", .person = person, .address = "192.0.2.8"});
        return true;
    });
    v1::ListAuditRequest sign_ins;
    sign_ins.set_what("sign_in");

    const auto page = trail(sign_ins);
    sign_ins.set_person_id(bram.text());
    const auto of_bram = trail(sign_ins);

    ASSERT_EQ(page.lines_size(), 2);
    for (const auto& line : page.lines()) {
        EXPECT_EQ(line.person().id() == noor.text(), line.address() == "192.0.2.8");
        EXPECT_NE(line.person().id(), bram.text());
    }
    EXPECT_EQ(of_bram.lines_size(), 0) << "nor are they counted by choosing one person";
}

TEST_P(AuditTest, WhoReadsTheTrailOrTakesItAlongStandsInIt) {
    v1::ListAuditRequest file;
    file.set_for_export(true);
    (void)trail();
    (void)trail(file);

    v1::ListAuditRequest of_noor;
    of_noor.set_person_id(admin_.person.text());
    const auto page = trail(of_noor);

    ASSERT_EQ(page.lines_size(), 2);
    EXPECT_EQ(page.lines(0).what(), "audit_exported");
    EXPECT_EQ(page.lines(1).what(), "audit_read");
    EXPECT_EQ(page.lines(1).by().name(), "Noor de Graaf");
}

TEST_P(AuditTest, AFormInWhichNobodyTouchedTheRolesGivesNoneBack) {
    auto request = form("Fatma Yildiz");
    request.add_roles(v1::ROLE_CURATOR);
    const auto fatma = save(request).value().person_id();
    auto stale = form("Fatma Yıldız");
    stale.set_person_id(fatma);
    stale.set_keep_roles(true);
    v1::SetRolesRequest none;
    none.set_request_id(test::SequentialIds::nth(1));
    none.set_person_id(fatma);
    ASSERT_TRUE(call<v1::SetRolesResponse>(admin_, "PeopleService/SetRoles", none));

    ASSERT_TRUE(save(stale));

    EXPECT_THAT(
        words(trail()), ElementsAre("person_changed ", "roles_changed ", "roles_changed curator", "person_added ")
    );
}

TEST_P(AuditTest, ARefusedChangeLeavesNoLineInIt) {
    EXPECT_EQ(save(form(" ")).error().reason, "NAME_REQUIRED");

    EXPECT_THAT(words(trail()), IsEmpty());
}

TEST_P(AuditTest, ARepeatGetsTheFirstAnswerAndIsOnePerson) {
    const auto request = form("Fatma Yildiz");

    const auto first = save(request);
    const auto again = save(request);

    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->person_id(), again->person_id());
    EXPECT_THAT(words(trail()), ElementsAre("person_added "));
}

TEST_P(AuditTest, WhoIsNoAdministratorAnyMoreChangesNothing) {
    // What a connection remembers decides nothing.
    admin_ = caller_of("bram", {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN});

    EXPECT_EQ(save(form("Fatma Yildiz")).error().reason, "ROLE_REQUIRED");
    v1::SetFeatureRequest off;
    off.set_request_id(test::SequentialIds::nth(3));
    off.set_feature(v1::FEATURE_PRIVATE_RECOGNITIONS);
    const auto refused = call<v1::SetFeatureResponse>(admin_, "AdministrationService/SetFeature", off);
    EXPECT_EQ(refused.error().reason, "ROLE_REQUIRED");
}

TEST_P(AuditTest, EverybodyReadsWhatWasSwitched) {
    v1::SetFeatureRequest off;
    off.set_request_id(test::SequentialIds::nth(4));
    off.set_feature(v1::FEATURE_PRIVATE_RECOGNITIONS);
    ASSERT_TRUE(call<v1::SetFeatureResponse>(admin_, "AdministrationService/SetFeature", off));
    auto boards = off;
    boards.set_request_id(test::SequentialIds::nth(5));
    boards.set_feature(v1::FEATURE_BOARDS);
    const auto refused = call<v1::SetFeatureResponse>(admin_, "AdministrationService/SetFeature", boards);
    EXPECT_EQ(refused.error().reason, "FEATURE_INVALID");

    const auto history = call<v1::ListFeatureChangesResponse>(
        caller_of("ada", {v1::ROLE_EMPLOYEE}),
        "AdministrationService/ListFeatureChanges",
        v1::ListFeatureChangesRequest{}
    );

    ASSERT_TRUE(history);
    ASSERT_EQ(history->changes_size(), 1);
    EXPECT_EQ(history->changes(0).by().name(), "Noor de Graaf");
}

}  // namespace
}  // namespace koebel::access
