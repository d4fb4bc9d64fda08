#include "people/merging.hpp"

#include "people/merge_service.hpp"
#include "people/organisation.hpp"
#include "people/people_fixture.hpp"
#include "people/people_listing.hpp"
#include "people/person_saving.hpp"
#include "people/publicity.hpp"
#include "people/roles.hpp"
#include "rpc/router.hpp"

namespace koebel::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Bram is in the lists twice: "bram" and "kuipers".
class MergingTest : public PeopleFixture {
protected:
    MergingTest() {
        given_teams("key,name\nnoord,Noord\nkas,Kas\nzuid,Zuid\n");
        given_people(
            "key,name,email,teams,roles\nada,Ada Bos,ada@zwaluw.example,,admin\nbram,Bram Kuipers,,noord;kas,\n"
            "kuipers,B. Kuipers,bram@zwaluw.example,kas;zuid,curator\n"
        );
        database_.write([](store::Transaction& tx) { return found(tx, {.name = "Zwaluw"}); });
        bram_ = id_of("bram");
        kuipers_ = id_of("kuipers");
    }

    Result<std::uint64_t> merge(const PersonId& stays, const PersonId& goes, const Hooks& hooks = {}) {
        return database_.store().write_now("test.merge", [&](store::Transaction& tx) {
            return merge_people(tx, {.stays = stays, .goes = goes}, hooks);
        });
    }
    Result<v1::PreviewMergeResponse> preview(const PersonId& stays, const PersonId& goes) {
        return database_.store().read_now([&](store::Reader& reader) {
            return preview_merge(reader, {.stays = stays, .goes = goes}, {});
        });
    }
    v1::PersonRecord record(const PersonId& id) {
        return database_.store()
            .read_now([id](store::Reader& reader) { return get_person(reader, id); })
            .value()
            .person();
    }
    static std::vector<std::string> team_names(const v1::PersonRecord& person) {
        std::vector<std::string> names;
        for (const auto& team : person.teams()) names.push_back(team.name());
        return names;
    }
    Result<SavedPerson> save_key(const PersonId& id, const std::string& key) {
        const auto one = record(id);
        v1::SavePersonRequest request;
        request.set_person_id(one.id());
        request.set_name(one.name());
        request.set_key(key);
        request.set_keep_roles(true);
        return database_.store().write_now("test.save", [request](store::Transaction& tx) {
            return save_person(tx, request);
        });
    }

    PersonId bram_;
    PersonId kuipers_;
};

INSTANTIATE_TEST_SUITE_P(Databases, MergingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MergingTest, WhoStaysHasTheTeamsOfBothAndTheAddressOfWhoGoes) {
    ASSERT_TRUE(merge(bram_, kuipers_));

    const auto bram = record(bram_);
    EXPECT_THAT(team_names(bram), ElementsAre("Noord", "Kas", "Zuid"));
    EXPECT_EQ(bram.email(), "bram@zwaluw.example");
    EXPECT_EQ(bram.key(), "bram");
}

TEST_P(MergingTest, WhoStaysHasTheFirstDayOfWhoGoesOnlyWithoutOneOfTheirOwn) {
    given_people("key,name,started_on\nada,Ada Bos,2015-01-01\nkuipers,B. Kuipers,2019-03-01\n");

    ASSERT_TRUE(merge(bram_, kuipers_));
    EXPECT_EQ(record(bram_).started_on(), "2019-03-01");
    ASSERT_TRUE(merge(id_of("ada"), bram_));
    EXPECT_EQ(record(id_of("ada")).started_on(), "2015-01-01");
}

TEST_P(MergingTest, WhoGoesIsDeactivatedForGoodWithoutTeamsRolesOrAddress) {
    ASSERT_TRUE(merge(bram_, kuipers_));

    const auto gone = record(kuipers_);
    EXPECT_FALSE(gone.active());
    EXPECT_EQ(gone.merged_into().name(), "Bram Kuipers");
    EXPECT_THAT(team_names(gone), IsEmpty());
    EXPECT_THAT(gone.roles(), IsEmpty());
    EXPECT_EQ(gone.email(), "");
    const auto back =
        database_.store().write_now("test.back", [&](store::Transaction& tx) { return reactivate(tx, kuipers_); });
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().reason, "PERSON_MERGED");
}

TEST_P(MergingTest, AnAddressThatIsSomebodyElsesByNowStaysTheirs) {
    given_left("kuipers");
    given_people("key,name,email\ncas,Cas Boer,BRAM@zwaluw.example\n");

    const auto seen = preview(bram_, kuipers_);
    ASSERT_TRUE(merge(bram_, kuipers_));

    ASSERT_TRUE(seen);
    EXPECT_FALSE(seen->email_moves());
    EXPECT_EQ(record(bram_).email(), "");
    EXPECT_EQ(record(id_of("cas")).email(), "BRAM@zwaluw.example");
}

TEST_P(MergingTest, RolesDoNotGoAlong) {
    ASSERT_TRUE(merge(bram_, kuipers_));

    EXPECT_THAT(record(bram_).roles(), IsEmpty());
}

TEST_P(MergingTest, ThePreviewSaysWhatWillBeAndChangesNothing) {
    const auto seen = preview(bram_, kuipers_);

    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->stays().name(), "Bram Kuipers");
    EXPECT_EQ(seen->goes().name(), "B. Kuipers");
    ASSERT_EQ(seen->teams_size(), 1);
    EXPECT_EQ(seen->teams(0).name(), "Zuid");
    EXPECT_THAT(seen->roles_ending(), ElementsAre(v1::ROLE_CURATOR));
    EXPECT_TRUE(seen->email_moves());
    EXPECT_FALSE(seen->photo_moves());
    EXPECT_TRUE(record(kuipers_).active());
}

TEST_P(MergingTest, WhatCannotBeDoneIsRefusedByThePreviewToo) {
    const auto ada = id_of("ada");
    const PersonId nobody{test::SequentialIds::nth(999)};

    for (const auto& [stays, goes, reason] : std::vector<std::tuple<PersonId, PersonId, std::string_view>>{
             {bram_, bram_, "MERGE_WITH_ONESELF"},
             {bram_, nobody, "PERSON_NOT_FOUND"},
             {nobody, bram_, "PERSON_NOT_FOUND"},
             {bram_, ada, "LAST_ADMIN"},
         }) {
        EXPECT_EQ(preview(stays, goes).error().reason, reason);
        EXPECT_EQ(merge(stays, goes).error().reason, reason);
    }
    ASSERT_TRUE(merge(bram_, kuipers_));
    EXPECT_EQ(merge(bram_, kuipers_).error().reason, "PERSON_MERGED");
    EXPECT_EQ(merge(kuipers_, bram_).error().reason, "PERSON_LEFT");
}

TEST_P(MergingTest, AnImportKnowsBothKeysAndMakesNobodyTwice) {
    ASSERT_TRUE(merge(bram_, kuipers_));

    // A line with the old key alone speaks of the one who stays.
    const auto changed = given_people("key,name,job_title\nkuipers,Bram Kuipers,Teler\n");
    EXPECT_EQ(changed.created(), 0U);
    EXPECT_EQ(changed.changed(), 1U);
    EXPECT_EQ(record(bram_).job_title(), "Teler");
    EXPECT_EQ(record(bram_).key(), "bram");

    // Beside a line with their own it says nothing: both would take turns.
    const auto both = given_people("key,name,job_title\nkuipers,B. Kuipers,Baas\nbram,Bram Kuipers,Teler\n");
    EXPECT_EQ(both.created(), 0U);
    EXPECT_EQ(both.unchanged(), 2U);
    EXPECT_EQ(id_of("kuipers"), bram_);
}

TEST_P(MergingTest, WhoIsMergedOnLeadsOn) {
    ASSERT_TRUE(merge(bram_, kuipers_));
    given_people("key,name\nb3,Bram K.\n");
    const auto third = id_of("b3");

    ASSERT_TRUE(merge(third, bram_));

    EXPECT_EQ(id_of("kuipers"), third);
    EXPECT_EQ(id_of("bram"), third);
    EXPECT_EQ(record(kuipers_).merged_into().name(), "Bram K.");
}

TEST_P(MergingTest, AKeyThatLeadsToSomebodyIsTakenForOthersAndTheirsToTake) {
    ASSERT_TRUE(merge(bram_, kuipers_));

    EXPECT_EQ(save_key(id_of("ada"), "kuipers").error().reason, "KEY_TAKEN");
    ASSERT_TRUE(save_key(bram_, "kuipers"));

    EXPECT_EQ(record(bram_).key(), "kuipers");
    EXPECT_EQ(given_people("key,name\nbram,Bram Kuipers\n").created(), 0U) << "the older key leads to them in turn";
}

TEST_P(MergingTest, TheMoreReservedChoiceOfBothHoldsAndIsTold) {
    const auto choose = [&](const PersonId& person, const Publicity& publicity) {
        database_.write([&](store::Transaction& tx) { return set_publicity(tx, person, publicity, {}); });
    };
    choose(bram_, {.feed = true, .boards = true, .chosen = true});
    choose(kuipers_, {.feed = false, .boards = true, .chosen = true});
    Hooks hooks;
    std::vector<bool> told;
    hooks.publicity_changed = [&](store::Transaction&, const Person& before, const Person& after) {
        told = {before.publicity.feed, after.publicity.feed};
    };

    ASSERT_TRUE(merge(bram_, kuipers_, hooks));

    EXPECT_FALSE(person("bram").publicity.feed);
    EXPECT_TRUE(person("bram").publicity.boards);
    EXPECT_THAT(told, ElementsAre(true, false));
}

TEST_P(MergingTest, WhoHasLeftIsNotDeactivatedOnceMore) {
    given_left("kuipers");
    Hooks hooks;
    int left = 0;
    int merged = 0;
    hooks.deactivated = [&](store::Transaction&, const Person&) { ++left; };
    hooks.merged = [&](store::Transaction&, const Merge&) { ++merged; };

    ASSERT_TRUE(merge(bram_, kuipers_, hooks));

    EXPECT_EQ(left, 0);
    EXPECT_EQ(merged, 1);
}

/// The calls, with a trail and rights of the test's.
class MergeServiceTest : public MergingTest {
protected:
    MergeServiceTest() {
        Hooks hooks;
        hooks.authorise = [this](store::Transaction&, const rpc::Caller&, rpc::Roles) -> Result<void> {
            if (!is_admin_now) return refuse(Code::kPermissionDenied, "ROLE_REQUIRED");
            return {};
        };
        hooks.merged = [this](store::Transaction&, const Merge&) { ++merged; };
        hooks.record = [this](
                           store::Transaction&,
                           const rpc::Caller& by,
                           std::string_view what,
                           const PersonId& about,
                           std::string_view more
                       ) { trail = {by.person.text(), std::string{what}, about.text(), std::string{more}}; };
        service.emplace(database_.store(), std::move(hooks));
        service->bind(router);
    }

    Result<v1::MergePeopleResponse> call(const std::string& request_id) {
        v1::MergePeopleRequest request;
        request.set_request_id(request_id);
        request.set_stays_id(bram_.text());
        request.set_goes_id(kuipers_.text());
        const rpc::Caller caller{
            .roles = {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN}, .person = id_of("ada"), .session = SessionId{"s"}
        };
        auto answer = test::await(router.call(
            caller, "koebel.v1.MergeService/MergePeople", request.SerializeAsString(), rpc::Encoding::kBinary, ""
        ));
        if (!answer.payload) return std::unexpected(answer.payload.error());
        v1::MergePeopleResponse response;
        EXPECT_TRUE(response.ParseFromString(*answer.payload));
        return response;
    }

    bool is_admin_now = true;
    int merged = 0;
    std::vector<std::string> trail;
    rpc::Router router{rpc::Limits{}, database_.clock()};
    std::optional<MergeService> service;
};

INSTANTIATE_TEST_SUITE_P(Databases, MergeServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MergeServiceTest, ARepeatGetsTheFirstAnswerAndMergesOnce) {
    const auto first = call(test::SequentialIds::nth(901));
    const auto again = call(test::SequentialIds::nth(901));
    const auto another = call(test::SequentialIds::nth(902));

    ASSERT_TRUE(first) << first.error().reason;
    ASSERT_TRUE(again) << again.error().reason;
    EXPECT_GT(first->position(), 0U);
    EXPECT_EQ(again->position(), first->position());
    EXPECT_EQ(merged, 1);
    EXPECT_EQ(another.error().reason, "PERSON_MERGED");
}

TEST_P(MergeServiceTest, ItStandsInTheTrailWithBoth) {
    ASSERT_TRUE(call(test::SequentialIds::nth(901)));

    EXPECT_THAT(trail, ElementsAre(id_of("ada").text(), "person_merged", kuipers_.text(), bram_.text()));
}

TEST_P(MergeServiceTest, WhoIsNoAdministratorByNowMergesNobody) {
    is_admin_now = false;

    EXPECT_EQ(call(test::SequentialIds::nth(901)).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(merged, 0);
}

}  // namespace
}  // namespace koebel::people
