#include "leaderboard/service.hpp"

#include "board_world.hpp"
#include "leaderboard/own_place.hpp"
#include "leaderboard/view.hpp"
#include "people/features.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

using testing::ElementsAre;

/// The calls as they come from the edge: through the router, encoded.
class ServiceTest : public BoardTest {
protected:
    ServiceTest() { service.bind(router); }

    template <class Response, class Request>
    Result<Response> call(const rpc::Caller& caller, std::string_view method, const Request& request) {
        auto answer = test::await(router.call(
            caller,
            "koebel.v1.LeaderboardService/" + std::string{method},
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        EXPECT_TRUE(response.ParseFromString(*answer.payload));
        return response;
    }

    Result<v1::GetBoardResponse> get(const rpc::Caller& caller, const v1::BoardKey& key) {
        v1::GetBoardRequest request;
        *request.mutable_key() = key;
        return call<v1::GetBoardResponse>(caller, "GetBoard", request);
    }
    Result<v1::GetPlaceResponse> place(const PersonId& viewer, const v1::BoardKey& key) {
        v1::GetPlaceRequest request;
        *request.mutable_key() = key;
        return call<v1::GetPlaceResponse>(BoardWorld::caller(viewer), "GetPlace", request);
    }
    v1::GetBoardResponse received(const PersonId& viewer) {
        return get(BoardWorld::caller(viewer), this_month()).value();
    }

    v1::BoardKey this_month(v1::BoardKind kind = v1::BOARD_KIND_RECEIVED) {
        v1::BoardKey key;
        key.set_kind(kind);
        key.set_period_kind(v1::PERIOD_KIND_MONTH);
        return key;
    }

    static rpc::Caller screen() {
        return {.roles = {v1::ROLE_SCREEN}, .screen = ScreenId{test::SequentialIds::nth(999'999)}, .method = "test"};
    }

    Result<v1::SetBoardsResponse> set(
        const PersonId& caller_id, v1::BoardsShown shown, bool leaders = false, std::uint64_t n = 1
    ) {
        v1::SetBoardsRequest request;
        request.set_request_id(test::SequentialIds::nth(n));
        request.set_shown(shown);
        request.set_leaders(leaders);
        auto caller = BoardWorld::caller(caller_id);
        caller.roles.add(v1::ROLE_ADMIN);
        return call<v1::SetBoardsResponse>(caller, "SetBoards", request);
    }

    /// Somebody who may choose.
    PersonId an_admin() {
        if (!administrator) {
            administrator = world.named("Administrator");
            world.set_roles(*administrator, {v1::ROLE_ADMIN});
        }
        return *administrator;
    }

    /// Fifteen people on boards, the first thanked by most.
    std::vector<PersonId> fifteen() {
        std::vector<PersonId> people;
        for (int i = 0; i < 15; ++i) people.push_back(world.on_boards("Persoon " + std::to_string(i)));
        for (std::size_t i = 0; i < people.size(); ++i) {
            for (std::size_t by = i + 1; by < people.size(); ++by) world.give(world.thanks(people[by], {people[i]}));
        }
        world.give(world.thanks(people[0], {people[14]}));  // ties with the one above
        return people;
    }

    rpc::Router router{rpc::Limits{}, world.database.clock()};
    Service service{world.database.store(), Settings{}};
    PersonId piet = world.named("Piet");
    std::optional<PersonId> administrator;
};

std::vector<std::uint32_t> ranks(const google::protobuf::RepeatedPtrField<v1::BoardRow>& rows) {
    std::vector<std::uint32_t> all;
    for (const auto& row : rows) all.push_back(row.rank());
    return all;
}

std::vector<std::string> names(const google::protobuf::RepeatedPtrField<v1::BoardRow>& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows) all.push_back(row.person().name());
    return all;
}

TEST_P(ServiceTest, TheFirstTenAreNamedAndBelowThemOnlyNeighboursAndOneself) {
    const auto people = fifteen();

    const auto seen = received(people[12]);

    EXPECT_EQ(seen.board().top_size(), 10);
    EXPECT_EQ(seen.board().size(), 15U);
    EXPECT_EQ(seen.me().rank(), 13U);
    EXPECT_THAT(
        names(seen.around()), ElementsAre("Persoon 10", "Persoon 11", "Persoon 12", "Persoon 13", "Persoon 14")
    );
    EXPECT_THAT(ranks(seen.around()), ElementsAre(11, 12, 13, 14, 14));
    EXPECT_DOUBLE_EQ(seen.me().score(), 2.0);
}

TEST_P(ServiceTest, WhatWasChosenStandsInTheHistoryOfFeaturesOnce) {
    const auto history = [&] {
        return world.database.store().read_now([](store::Reader& reader) {
            return people::list_feature_changes(reader);
        });
    };
    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_ALPHABETICAL, true));
    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_ALPHABETICAL, true, 2));

    ASSERT_EQ(history().changes_size(), 1) << "choosing what is chosen already is no change";
    const auto change = history().changes(0);
    EXPECT_EQ(change.feature(), v1::FEATURE_BOARDS);
    EXPECT_EQ(change.boards_shown(), v1::BOARDS_SHOWN_ALPHABETICAL);
    EXPECT_TRUE(change.boards_leaders());
    EXPECT_EQ(change.by().name(), "Administrator");
    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_OFF, true, 3));
    EXPECT_FALSE(history().changes(0).on());
    EXPECT_FALSE(history().features(0).on());
}

TEST_P(ServiceTest, WhoIsAmongTheFirstTenNeedsNoNeighbours) {
    const auto people = fifteen();

    const auto seen = received(people[3]);

    EXPECT_EQ(seen.me().rank(), 4U);
    EXPECT_EQ(seen.around_size(), 0);
    EXPECT_EQ(seen.absence(), v1::GetBoardResponse::ABSENCE_UNSPECIFIED);
}

TEST_P(ServiceTest, TheTopicIsThereToFollowFromTheSnapshot) {
    const auto ada = world.on_boards("Ada");

    const auto seen = received(ada);
    ASSERT_EQ(seen.snapshot().heads_size(), 1);
    EXPECT_EQ(seen.snapshot().heads(0).topic(), "board:received:month");
    EXPECT_EQ(seen.snapshot().heads(0).seq(), 0U);
    EXPECT_FALSE(seen.snapshot().epoch().empty());
    EXPECT_EQ(get(screen(), this_month())->snapshot().heads(0).topic(), "wall:board:received:month");
}

TEST_P(ServiceTest, WhyThereIsNoPlaceIsSaid) {
    const auto unchosen = world.named("Noor");
    const auto leader = world.on_boards("Lea");
    world.set_roles(leader, {v1::ROLE_LEADER});
    const auto quiet = world.on_boards("Quirijn");

    EXPECT_EQ(received(unchosen).absence(), v1::GetBoardResponse::ABSENCE_PUBLICITY);
    EXPECT_EQ(received(leader).absence(), v1::GetBoardResponse::ABSENCE_LEADER);
    EXPECT_EQ(received(quiet).absence(), v1::GetBoardResponse::ABSENCE_NOTHING_YET);
    EXPECT_EQ(get(screen(), this_month())->absence(), v1::GetBoardResponse::ABSENCE_UNSPECIFIED);
}

TEST_P(ServiceTest, AScreenShowsPeopleAsScreensMay) {
    const auto ada = world.on_boards("Ada Bos");
    world.give(world.thanks(piet, {ada}));

    EXPECT_THAT(names(get(screen(), this_month())->board().top()), ElementsAre("Ada"));
    EXPECT_THAT(names(received(piet).board().top()), ElementsAre("Ada Bos"));
}

TEST_P(ServiceTest, ATokenReadsWhatColleaguesMayAndNobodysOwnPlace) {
    const auto people = fifteen();
    auto persons = BoardWorld::caller(people[12]);
    persons.scopes = {v1::SCOPE_READ};
    const rpc::Caller organisations{
        .roles = {v1::ROLE_TOKEN}, .scopes = {v1::SCOPE_READ}, .device = "token", .method = "test"
    };

    for (const auto& token : {persons, organisations}) {
        const auto seen = get(token, this_month()).value();
        EXPECT_EQ(names(seen.board().top()), names(received(people[12]).board().top()));
        EXPECT_FALSE(seen.has_me());
        EXPECT_EQ(seen.around_size(), 0);
        EXPECT_EQ(seen.absence(), v1::GetBoardResponse::ABSENCE_UNSPECIFIED);
        EXPECT_EQ(seen.snapshot().heads(0).topic(), "board:received:month");
    }
}

TEST_P(ServiceTest, InAlphabeticalOrderNobodyIsAhead) {
    const auto people = fifteen();
    const auto zoe = world.on_boards("Zoë");
    for (const auto& one : people) world.give(world.thanks(one, {zoe}));
    set(an_admin(), v1::BOARDS_SHOWN_ALPHABETICAL);

    const auto seen = received(people[12]);

    EXPECT_EQ(names(seen.board().top()).back(), "Zoë") << "she leads";
    EXPECT_TRUE(std::ranges::is_sorted(names(seen.board().top())));
    for (const auto& row : seen.board().top()) {
        EXPECT_EQ(row.rank(), 0U);
        EXPECT_EQ(row.score(), 0);
    }
    EXPECT_FALSE(seen.has_me());
    EXPECT_EQ(seen.around_size(), 0);
    EXPECT_EQ(seen.board().shown(), v1::BOARDS_SHOWN_ALPHABETICAL);
}

TEST_P(ServiceTest, BoardsThatAreOffAreNotShownAndListNothing) {
    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_OFF));

    EXPECT_EQ(get(BoardWorld::caller(piet), this_month()).error().reason, "BOARDS_OFF");
    const auto listed =
        call<v1::ListBoardsResponse>(BoardWorld::caller(piet), "ListBoards", v1::ListBoardsRequest{}).value();
    EXPECT_EQ(listed.shown(), v1::BOARDS_SHOWN_OFF);
    EXPECT_EQ(listed.boards_size(), 0);
}

TEST_P(ServiceTest, TheListTellsWhereToHearThatBoardsAreSwitchedOnOrOff) {
    const auto topic_for = [&](const rpc::Caller& caller) {
        const auto listed = call<v1::ListBoardsResponse>(caller, "ListBoards", v1::ListBoardsRequest{}).value();
        EXPECT_EQ(listed.snapshot().heads_size(), 1);
        EXPECT_FALSE(listed.snapshot().epoch().empty());
        return listed.snapshot().heads(0).topic();
    };

    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_OFF));

    EXPECT_EQ(topic_for(BoardWorld::caller(piet)), "board:shown");
    EXPECT_EQ(topic_for(screen()), "wall:board:shown");
}

TEST_P(ServiceTest, TheListHoldsEachBoardOfTheRunningPeriods) {
    const auto listed = call<v1::ListBoardsResponse>(screen(), "ListBoards", v1::ListBoardsRequest{}).value();

    EXPECT_EQ(listed.shown(), v1::BOARDS_SHOWN_RANKS);
    EXPECT_FALSE(listed.leaders());
    EXPECT_EQ(listed.boards_size(), (3 + 2) * 4) << "received, given, teams and two values";
    for (const auto& key : listed.boards()) EXPECT_TRUE(get(screen(), key)) << key.ShortDebugString();
}

TEST_P(ServiceTest, ABoardThatIsNoneIsRefused) {
    const auto caller = BoardWorld::caller(piet);
    const auto refusal = [&](auto change) {
        auto key = this_month();
        change(key);
        const auto answer = get(caller, key);
        return answer ? std::string{} : std::string{answer.error().reason};
    };

    EXPECT_EQ(refusal([](auto& key) { key.clear_kind(); }), "BOARD_INVALID");
    EXPECT_EQ(refusal([](auto& key) { key.set_kind(static_cast<v1::BoardKind>(77)); }), "BOARD_INVALID");
    EXPECT_EQ(refusal([](auto& key) { key.clear_period_kind(); }), "BOARD_INVALID");
    EXPECT_EQ(refusal([](auto& key) { key.set_period(-1); }), "BOARD_INVALID");
    EXPECT_EQ(refusal([](auto& key) { key.set_value_id("x"); }), "BOARD_INVALID");
    EXPECT_EQ(refusal([](auto& key) { key.set_kind(v1::BOARD_KIND_VALUE); }), "BOARD_INVALID");
    EXPECT_EQ(
        refusal([&](auto& key) {
            key.set_kind(v1::BOARD_KIND_VALUE);
            key.set_value_id("no such value");
        }),
        "BOARD_NOT_FOUND"
    );
    EXPECT_EQ(refusal([](auto& key) { key.set_period(2026 * 12 + 3); }), "BOARD_NOT_FOUND") << "it has not come";
    EXPECT_EQ(refusal([](auto& key) { key.set_period(2026 * 12 + 1); }), "BOARD_NOT_FOUND") << "nothing is kept";
    EXPECT_EQ(
        refusal([&](auto& key) {
            key.set_kind(v1::BOARD_KIND_VALUE);
            key.set_value_id(world.ear.text());
        }),
        ""
    );
}

TEST_P(ServiceTest, HowAMonthEndedCanBeLookedAtLater) {
    const auto ada = world.on_boards("Ada");
    world.give(world.thanks(piet, {ada}));
    const auto march = received(ada).board();
    world.database.clock().advance(std::chrono::days{31});
    world.run_due();

    const auto april = received(ada);
    ASSERT_EQ(april.previous_period(), march.key().period());
    EXPECT_EQ(april.board().top_size(), 0);
    const auto ended = get(BoardWorld::caller(ada), march.key()).value();

    EXPECT_TRUE(ended.board().closed());
    EXPECT_THAT(names(ended.board().top()), ElementsAre("Ada"));
    EXPECT_EQ(ended.board().until().seconds(), april.board().from().seconds());
    EXPECT_EQ(ended.next_period(), april.board().key().period());
    EXPECT_EQ(ended.snapshot().heads_size(), 0) << "nothing is pushed of it";
    EXPECT_EQ(ended.me().rank(), 1U);
}

TEST_P(ServiceTest, OnesOwnPlaceIsToldAloneAndIsTheOneOfTheBoard) {
    for (const auto& person : fifteen()) {
        const auto board = received(person);

        const auto alone = place(person, this_month());

        ASSERT_TRUE(alone);
        EXPECT_EQ(alone->me().SerializeAsString(), board.me().SerializeAsString());
        EXPECT_EQ(alone->position(), board.board().position());
        EXPECT_EQ(alone->shown(), v1::BOARDS_SHOWN_RANKS);
        EXPECT_EQ(alone->absence(), board.absence());
    }
}

TEST_P(ServiceTest, WhoHasNoPlaceIsToldWhyAndNoRankWhereNoneAreShown) {
    const auto ada = world.on_boards("Ada");
    EXPECT_EQ(place(ada, this_month())->absence(), v1::GetBoardResponse::ABSENCE_NOTHING_YET);
    EXPECT_EQ(place(piet, this_month())->absence(), v1::GetBoardResponse::ABSENCE_PUBLICITY);
    world.give(world.thanks(piet, {ada}));

    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_ALPHABETICAL));
    EXPECT_FALSE(place(ada, this_month())->has_me());
    EXPECT_EQ(place(ada, this_month())->absence(), v1::GetBoardResponse::ABSENCE_UNSPECIFIED);
    ASSERT_TRUE(set(an_admin(), v1::BOARDS_SHOWN_OFF, false, 2));
    EXPECT_EQ(place(ada, this_month()).error().reason, "BOARDS_OFF");
}

TEST_P(ServiceTest, APlaceIsAskedOnARunningBoardOfPeople) {
    auto ended = this_month();
    ended.set_period(world.running(kReceived).period.number - 1);
    auto unknown = this_month(v1::BOARD_KIND_VALUE);
    unknown.set_value_id(test::SequentialIds::nth(888'888));

    EXPECT_EQ(place(piet, this_month(v1::BOARD_KIND_TEAMS)).error().reason, "BOARD_INVALID");
    EXPECT_EQ(place(piet, ended).error().reason, "BOARD_INVALID");
    EXPECT_EQ(place(piet, unknown).error().reason, "BOARD_NOT_FOUND");
}

TEST_P(ServiceTest, ThePlaceTheIndexSaysIsUsedUnlessOneLeftOrItIsOfAnotherHistory) {
    const auto ada = world.on_boards("Ada");
    world.give(world.thanks(piet, {ada}));
    const auto board = world.running(kReceived);
    auto epoch = world.epoch();
    const auto seen = [&] {
        return world.database.store().read_now([&](store::Reader& reader) {
            const Place said{.member = ada.text(), .units = 3 * kPoint, .rank = 9};
            return view_own_place(
                reader, this_month(), ada, IndexedPlace{.board = board, .epoch = epoch, .own = {said, 3}}
            );
        });
    };

    EXPECT_EQ(seen()->me().rank(), 9U);
    EXPECT_EQ(seen()->position(), 3U);
    epoch = "another history";
    EXPECT_EQ(seen()->me().rank(), 1U);
    epoch = world.epoch();
    world.show(ada, false);
    EXPECT_FALSE(seen()->has_me());
    EXPECT_EQ(seen()->absence(), v1::GetBoardResponse::ABSENCE_PUBLICITY);
}

TEST_P(ServiceTest, OnlyAnAdministratorByTheDatabaseChooses) {
    const auto refused = set(piet, v1::BOARDS_SHOWN_OFF);

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(set(an_admin(), v1::BOARDS_SHOWN_UNSPECIFIED, false, 2).error().reason, "BOARDS_INVALID");
}

TEST_P(ServiceTest, WhatTheIndexSaysIsUsedUnlessItNamesWhoLeftOrIsOfAnotherHistory) {
    const auto ada = world.on_boards("Ada");
    const auto noor = world.on_boards("Noor");
    world.give(world.thanks(piet, {noor}));
    const auto board = world.running(kReceived);
    const Extract said{.top = {{.member = ada.text(), .units = 3 * kPoint, .rank = 1}}, .size = 7, .position = 3};
    auto epoch = world.epoch();
    const auto seen = [&] {
        return world.database.store().read_now([&](store::Reader& reader) {
            return view_board(
                reader,
                to_message(board),
                {.person = noor},
                {},
                Indexed{.board = board, .epoch = epoch, .extract = said}
            );
        });
    };

    EXPECT_THAT(names(seen()->board().top()), ElementsAre("Ada"));
    EXPECT_EQ(seen()->board().size(), 7U);
    EXPECT_EQ(seen()->board().position(), 3U);
    epoch = "another history";
    EXPECT_THAT(names(seen()->board().top()), ElementsAre("Noor"));
    epoch = world.epoch();
    world.show(ada, false);
    EXPECT_THAT(names(seen()->board().top()), ElementsAre("Noor"));
}

INSTANTIATE_TEST_SUITE_P(Databases, ServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
