#include "people/administration.hpp"

#include "people/directory.hpp"
#include "people/features.hpp"
#include "people/organisation.hpp"
#include "people/people_fixture.hpp"
#include "people/people_listing.hpp"
#include "people/person_saving.hpp"
#include "people/team_saving.hpp"
#include "people/value_saving.hpp"

#include <algorithm>
#include <utility>

namespace koebel::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AdministrationTest : public PeopleFixture {
protected:
    void SetUp() override {
        given_teams("key,name,parent\nnoord,Noord,\nkas,Kas,noord\n");
        given_people(
            "key,name,email,teams,roles\n1,Noor de Graaf,noor@zwaluw.example,noord,admin\n2,Bram Kuipers,,kas,\n"
            "3,Noor Bakker,,,curator\n"
        );
        given(v1::ImportRequest::KIND_VALUES, "key,name_nl\neerlijk,Eerlijk\nsamen,Samen\n");
        database_.write([](store::Transaction& tx) { return found(tx, {.name = "Zwaluw"}); });
    }

    template <class Job>
    auto try_write(Job job) {
        return database_.store().write_now("test.write", std::move(job));
    }
    template <class Job>
    auto read(Job job) {
        return database_.store().read_now(std::move(job));
    }

    static v1::SavePersonRequest form(std::string name) {
        v1::SavePersonRequest request;
        request.set_name(std::move(name));
        return request;
    }
    v1::SavePersonRequest form_of(std::string_view key) {
        const auto one = record(key);
        auto request = form(one.name());
        request.set_person_id(one.id());
        request.set_email(one.email());
        for (const auto& team : one.teams()) request.add_team_ids(team.id());
        for (const auto role : one.roles()) request.add_roles(static_cast<v1::Role>(role));
        return request;
    }
    v1::PersonRecord record(std::string_view key) { return record(id_of(key)); }
    v1::PersonRecord record(const PersonId& id) {
        return read([id](store::Reader& reader) { return get_person(reader, id); }).value().person();
    }
    PersonId save(v1::SavePersonRequest request) {
        return database_.write([request](store::Transaction& tx) { return save_person(tx, request); }).person;
    }
    std::string_view refused(v1::SavePersonRequest request) {
        return try_write([request](store::Transaction& tx) { return save_person(tx, request); }).error().reason;
    }

    v1::ListPeopleResponse list(const v1::ListPeopleRequest& request) {
        return read([request](store::Reader& reader) { return list_people(reader, request); }).value();
    }
    std::vector<std::string> found_by(std::string query) {
        v1::ListPeopleRequest request;
        request.set_query(std::move(query));
        return names_in(list(request));
    }
    static std::vector<std::string> names_in(const v1::ListPeopleResponse& page) {
        std::vector<std::string> names;
        for (const auto& one : page.people()) names.push_back(one.name());
        return names;
    }

    TeamId team(std::string_view name) {
        const auto all = read([](store::Reader& reader) { return list_teams(reader); });
        for (const auto& one : all.teams()) {
            if (one.name() == name) return TeamId{one.id()};
        }
        return {};
    }
    ValueId value(std::string_view key) {
        for (const auto& one : rows(values())) {
            if (one.key == key) return one.id;
        }
        return {};
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, AdministrationTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(AdministrationTest, FindsPeopleByNameKeyEmailTeamAndRole) {
    v1::ListPeopleRequest curators;
    curators.set_role(v1::ROLE_CURATOR);
    v1::ListPeopleRequest of_kas;
    of_kas.set_team_id(team("Kas").text());

    EXPECT_THAT(found_by(""), ElementsAre("Bram Kuipers", "Noor Bakker", "Noor de Graaf"));
    EXPECT_THAT(found_by("graa noo"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found_by("NOOR@zwal"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found_by("2"), ElementsAre("Bram Kuipers"));
    EXPECT_THAT(found_by("nobody"), IsEmpty());
    EXPECT_THAT(names_in(list(curators)), ElementsAre("Noor Bakker"));
    EXPECT_THAT(names_in(list(of_kas)), ElementsAre("Bram Kuipers"));
}

TEST_P(AdministrationTest, PagesHoldEveryoneOnceAndSayHowMany) {
    std::string csv = "key,name\n";
    for (int i = 0; i < 120; ++i) csv += "n" + std::to_string(i) + ",Same Name\n";
    given_people(std::move(csv));

    v1::ListPeopleRequest request;
    std::set<std::string> seen;
    int pages = 0;
    do {
        const auto page = list(request);
        EXPECT_EQ(page.total(), 123U);
        for (const auto& one : page.people()) EXPECT_TRUE(seen.insert(one.id()).second);
        request.set_page_token(page.next_page_token());
        ++pages;
    } while (!request.page_token().empty());

    EXPECT_EQ(pages, 3);
    EXPECT_EQ(seen.size(), 123U);
}

TEST_P(AdministrationTest, AddsSomebodyWithAKeyMadeOfTheName) {
    auto request = form(" Fatma Yıldız ");
    request.set_email("fatma@zwaluw.example");
    request.add_team_ids(team("Kas").text());
    request.add_team_ids(team("Noord").text());
    request.add_roles(v1::ROLE_LEADER);

    const auto fatma = record(save(request));
    const auto again = record(save(form("Fatma Yıldız")));

    EXPECT_EQ(fatma.name(), "Fatma Yıldız");
    EXPECT_EQ(fatma.given_name(), "Fatma");
    EXPECT_EQ(fatma.key(), "fatma-yildiz");
    EXPECT_EQ(again.key(), "fatma-yildiz-2");
    ASSERT_EQ(fatma.teams_size(), 2);
    EXPECT_EQ(fatma.teams(0).name(), "Kas");
    EXPECT_THAT(fatma.roles(), ElementsAre(v1::ROLE_LEADER));
    EXPECT_THAT(found_by("yil"), testing::SizeIs(2));
}

TEST_P(AdministrationTest, ANewNameIsFoundAndTheOldOneIsNot) {
    auto request = form_of("2");
    request.set_name("Bram Visser");
    save(request);

    EXPECT_THAT(found_by("visser"), ElementsAre("Bram Visser"));
    EXPECT_THAT(found_by("kuipers"), IsEmpty());
    EXPECT_EQ(record("2").key(), "2");
    EXPECT_EQ(record("2").teams_size(), 1);
}

TEST_P(AdministrationTest, ChangedRolesAreInTheLog) {
    const auto before = database_.log().size();
    auto request = form_of("2");
    request.add_roles(v1::ROLE_CURATOR);
    save(request);
    const auto after = database_.log();
    save(request);

    ASSERT_EQ(after.size(), before + 1);
    EXPECT_EQ(after.back().topic, "access");
    EXPECT_EQ(database_.log().size(), before + 1) << "saving what is there already changes nobody's rights";
}

TEST_P(AdministrationTest, RefusesWhatTheImportRefuses) {
    const auto with = [](v1::SavePersonRequest request, auto change) {
        change(request);
        return request;
    };
    const auto noor = form("Noor");
    EXPECT_EQ(refused(form("  ")), "NAME_REQUIRED");
    EXPECT_EQ(refused(form(std::string(121, 'x'))), "NAME_TOO_LONG");
    EXPECT_EQ(refused(form("No\nor")), "TEXT_INVALID");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_key("a b"); })), "KEY_INVALID");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_key("2"); })), "KEY_TAKEN");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_email("nobody"); })), "EMAIL_INVALID");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_email("NOOR@zwaluw.example"); })), "EMAIL_TAKEN");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_language("xx"); })), "LANGUAGE_UNKNOWN");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.add_roles(v1::ROLE_SCREEN); })), "ROLE_INVALID");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.add_team_ids("gone"); })), "TEAM_NOT_FOUND");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_person_id("gone"); })), "PERSON_NOT_FOUND");
    EXPECT_EQ(refused(with(form_of("1"), [](auto& r) { r.clear_roles(); })), "LAST_ADMIN");
    EXPECT_EQ(refused(with(noor, [](auto& r) { r.set_job_title(std::string(121, 'x')); })), "TEXT_TOO_LONG");
}

TEST_P(AdministrationTest, AFirstDayIsOfThisCalendarAndStaysUntilItIsSaid) {
    const auto starting = [](const std::string& day) {
        auto request = form("Fatma Yıldız");
        request.set_started_on(day);
        return request;
    };
    auto fatma = starting(" 2019-03-01 ");
    fatma.set_person_id(save(fatma).text());
    EXPECT_EQ(record("fatma-yildiz").started_on(), "2019-03-01");

    fatma.clear_started_on();
    save(fatma);
    EXPECT_EQ(record("fatma-yildiz").started_on(), "2019-03-01");
    fatma.set_started_on("");
    save(fatma);
    EXPECT_EQ(record("fatma-yildiz").started_on(), "");

    // The clock of the test stands on 2 March 2026.
    EXPECT_NE(save(starting("2027-03-02")), PersonId{});
    EXPECT_NE(save(starting("1900-01-01")), PersonId{});
    for (const auto* wrong :
         {"2027-03-03", "1899-12-31", "2019-02-29", "2019-13-01", "2019-3-1", "01-03-2019", "2019-03-01T", "soon"}) {
        EXPECT_EQ(refused(starting(wrong)), "DATE_INVALID") << wrong;
    }
}

TEST_P(AdministrationTest, WhoLeftCanComeBackWithoutRoles) {
    const auto id = id_of("3");
    database_.write([id](store::Transaction& tx) { return deactivate(tx, id); });
    EXPECT_EQ(refused(form_of("3")), "PERSON_LEFT");
    EXPECT_THAT(found_by("bakker"), IsEmpty());
    v1::ListPeopleRequest left;
    left.set_which(v1::ListPeopleRequest::WHICH_LEFT);
    EXPECT_THAT(names_in(list(left)), ElementsAre("Noor Bakker"));

    database_.write([id](store::Transaction& tx) { return reactivate(tx, id); });

    EXPECT_TRUE(record("3").active());
    EXPECT_THAT(record("3").roles(), IsEmpty());
    given_people("key,name,email\n3,Noor Bakker,noor.bakker@zwaluw.example\n");
    database_.write([id](store::Transaction& tx) { return deactivate(tx, id); });
    given_people("key,name,email\n9,Nora Bakker,noor.bakker@zwaluw.example\n");
    const auto taken = try_write([id](store::Transaction& tx) { return reactivate(tx, id); });
    EXPECT_EQ(taken.error().reason, "EMAIL_TAKEN");
    const auto nobody = try_write([](store::Transaction& tx) { return reactivate(tx, PersonId{"gone"}); });
    EXPECT_EQ(nobody.error().reason, "PERSON_NOT_FOUND");
}

TEST_P(AdministrationTest, TeamsStandInATreeWithoutRings) {
    v1::SaveTeamRequest fresh;
    fresh.set_name("Bloemen");
    fresh.set_parent_id(team("Kas").text());
    database_.write([fresh](store::Transaction& tx) { return save_team(tx, fresh); });
    v1::SaveTeamRequest ring;
    ring.set_team_id(team("Noord").text());
    ring.set_name("Noord");
    ring.set_parent_id(team("Bloemen").text());
    auto taken = fresh;
    taken.set_key("kas");
    const auto reason = [&](const v1::SaveTeamRequest& request) {
        return try_write([request](store::Transaction& tx) { return save_team(tx, request); }).error().reason;
    };

    EXPECT_EQ(reason(ring), "TEAM_CYCLE");
    EXPECT_EQ(reason(taken), "KEY_TAKEN");
    ring.set_parent_id(team("Noord").text());
    EXPECT_EQ(reason(ring), "TEAM_CYCLE") << "under itself";
    ring.set_parent_id("gone");
    EXPECT_EQ(reason(ring), "TEAM_NOT_FOUND");
    EXPECT_THAT(
        names(read([](store::Reader& reader) { return find_teams(reader, "bloe", 5); })), ElementsAre("Bloemen")
    );
}

TEST_P(AdministrationTest, ATeamKeepsItsPlaceAndWorkUntilTheyAreSaid) {
    v1::SaveTeamRequest request;
    request.set_team_id(team("Kas").text());
    request.set_name("Kas");
    request.set_place(" Zwolle ");
    request.set_work(v1::WORK_FRONT_LINE);
    const auto save_it = [&] {
        return database_.write([request](store::Transaction& tx) { return save_team(tx, request); });
    };
    const auto saved = [&] {
        const auto all = read([](store::Reader& reader) { return list_teams(reader); });
        const auto kas = std::ranges::find(all.teams(), "Kas", &v1::TeamRecord::name);
        return kas->place() + " " + v1::Work_Name(kas->work());
    };
    const auto reason = [&](const v1::SaveTeamRequest& one) {
        return try_write([one](store::Transaction& tx) { return save_team(tx, one); }).error().reason;
    };
    save_it();
    EXPECT_EQ(saved(), "Zwolle WORK_FRONT_LINE");

    request.clear_place();
    request.clear_work();
    save_it();
    EXPECT_EQ(saved(), "Zwolle WORK_FRONT_LINE");
    request.set_place("");
    request.set_work(v1::WORK_UNSPECIFIED);
    save_it();
    EXPECT_EQ(saved(), " WORK_UNSPECIFIED");

    request.set_place(std::string(61, 'x'));
    EXPECT_EQ(reason(request), "TEXT_TOO_LONG");
    request.set_place("Zwol\nle");
    EXPECT_EQ(reason(request), "TEXT_INVALID");
    request.set_place("Zwolle");
    request.set_work(static_cast<v1::Work>(3));
    EXPECT_EQ(reason(request), "WORK_INVALID");
}

TEST_P(AdministrationTest, OnlyAnEmptyTeamGoesAndItsKeyIsFreeAgain) {
    const auto kas = team("Kas");
    const auto remove = [&](const TeamId& id) {
        return try_write([id](store::Transaction& tx) -> Result<bool> {
            if (auto removed = remove_team(tx, id); !removed) return std::unexpected(removed.error());
            return true;
        });
    };
    EXPECT_EQ(remove(team("Noord")).error().reason, "TEAM_NOT_EMPTY");
    EXPECT_EQ(remove(kas).error().reason, "TEAM_NOT_EMPTY");
    given_left("2");

    ASSERT_TRUE(remove(kas));

    EXPECT_EQ(remove(kas).error().reason, "TEAM_NOT_FOUND");
    EXPECT_TRUE(team("Kas").empty());
    EXPECT_THAT(read([](store::Reader& reader) { return find_teams(reader, "kas", 5); }), IsEmpty());
    EXPECT_THAT(rows(living_teams({kas})), IsEmpty());
    EXPECT_EQ(names(rows(teams_by_id({kas}))), std::vector<std::string>{"Kas"}) << "what was said to it names it";
    v1::SaveTeamRequest again;
    again.set_name("Kas");
    EXPECT_TRUE(try_write([again](store::Transaction& tx) { return save_team(tx, again); }));
}

TEST_P(AdministrationTest, ValuesAreAddedOrderedAndRetired) {
    v1::SaveValueRequest fresh;
    fresh.set_name_nl("Altijd leren");
    const auto id = database_.write([fresh](store::Transaction& tx) { return save_value(tx, fresh); });
    const auto order = [&](std::vector<ValueId> wanted) {
        return try_write([wanted](store::Transaction& tx) -> Result<bool> {
            if (auto ordered = order_values(tx, wanted); !ordered) return std::unexpected(ordered.error());
            return true;
        });
    };
    const auto retire = [&](const ValueId& which, bool retired) {
        return try_write([which, retired](store::Transaction& tx) -> Result<bool> {
            if (auto done = retire_value(tx, which, retired); !done) return std::unexpected(done.error());
            return true;
        });
    };
    const auto keys = [&] {
        std::vector<std::string> all;
        for (const auto& one : rows(values())) all.push_back(one.key + (one.retired ? "!" : ""));
        return all;
    };
    EXPECT_THAT(keys(), ElementsAre("eerlijk", "samen", "altijd-leren"));

    EXPECT_EQ(order({id, value("samen")}).error().reason, "VALUES_INCOMPLETE");
    ASSERT_TRUE(retire(value("eerlijk"), true));
    ASSERT_TRUE(order({id, value("samen")}));
    EXPECT_THAT(keys(), ElementsAre("altijd-leren", "samen", "eerlijk!"));
    ASSERT_TRUE(retire(id, true));
    EXPECT_EQ(retire(value("samen"), true).error().reason, "LAST_VALUE");
    ASSERT_TRUE(retire(value("eerlijk"), false));
    EXPECT_THAT(keys(), ElementsAre("altijd-leren!", "samen", "eerlijk"));
}

TEST_P(AdministrationTest, AValueKeepsWhatTheFormDoesNotAsk) {
    v1::SaveValueRequest request;
    request.set_value_id(value("samen").text());
    request.set_name_nl("Samen sterk");
    request.set_emoji("🤝");
    database_.write([request](store::Transaction& tx) { return save_value(tx, request); });
    auto taken = request;
    taken.set_key("eerlijk");
    auto wrong = request;
    wrong.set_key("Samen!");

    const auto saved = rows(values_by_id({value("samen")})).at(0);
    EXPECT_EQ(saved.name_nl, "Samen sterk");
    EXPECT_EQ(saved.name_en, "Samen sterk");
    EXPECT_EQ(saved.key, "samen");
    EXPECT_FALSE(saved.colour.empty());
    const auto reason = [&](const v1::SaveValueRequest& one) {
        return try_write([one](store::Transaction& tx) { return save_value(tx, one); }).error().reason;
    };
    EXPECT_EQ(reason(taken), "KEY_TAKEN");
    EXPECT_EQ(reason(wrong), "KEY_INVALID");
}

TEST_P(AdministrationTest, TheOrganisationChangesAndOpenPagesAreTold) {
    v1::SetOrganisationRequest request;
    request.set_name("De Zwaluw");
    request.set_time_zone("America/New_York");
    request.set_language("en");
    database_.write([request](store::Transaction& tx) -> Result<bool> {
        if (auto changed = change_organisation(tx, request); !changed) return std::unexpected(changed.error());
        append_organisation_changed(tx, "https://koebel.example");
        return true;
    });
    request.set_time_zone("Mars/Olympus");
    const auto wrong = try_write([request](store::Transaction& tx) -> Result<bool> {
        if (auto changed = change_organisation(tx, request); !changed) return std::unexpected(changed.error());
        return true;
    });

    EXPECT_EQ(wrong.error().reason, "TIME_ZONE_UNKNOWN");
    const auto told = database_.log().back();
    EXPECT_EQ(told.topic, "feed");
    EXPECT_EQ(told.type, "organisation_changed");
    EXPECT_THAT(told.payload, testing::AllOf(testing::HasSubstr("De Zwaluw"), testing::HasSubstr("America/New_York")));
    EXPECT_THAT(told.payload, testing::HasSubstr("Eerlijk")) << "its values with it";
}

TEST_P(AdministrationTest, WhatIsSwitchedIsThereForEverybodyToRead) {
    const auto noor = id_of("1");
    const auto set = [&](bool on) {
        return database_.write([noor, on](store::Transaction& tx) -> Result<bool> {
            return switch_private_recognitions(tx, noor, on);
        });
    };
    EXPECT_FALSE(set(true)) << "as it was";
    EXPECT_TRUE(set(false));

    const auto history = read([](store::Reader& reader) { return list_feature_changes(reader); });

    ASSERT_EQ(history.changes_size(), 1);
    EXPECT_EQ(history.changes(0).by().name(), "Noor de Graaf");
    EXPECT_EQ(history.changes(0).feature(), v1::FEATURE_PRIVATE_RECOGNITIONS);
    EXPECT_FALSE(history.changes(0).on());
    ASSERT_EQ(history.features_size(), 2);
    EXPECT_TRUE(history.features(0).on()) << "boards";
    EXPECT_FALSE(history.features(1).on());
}

}  // namespace
}  // namespace koebel::people
