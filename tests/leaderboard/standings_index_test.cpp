#include "leaderboard/standings_index.hpp"

#include "board_world.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class StandingsIndexTest : public BoardTest {
protected:
    StandingsIndexTest() {
        for (const auto* name : {"Ada", "Grace", "Noor"}) people.push_back(world.on_boards(name));
        std::ranges::sort(people);
    }

    template <class Work>
    auto read(Work work) {
        return world.database.store().read_now([&](store::Reader& reader) { return work(reader); });
    }
    std::vector<std::string> boards() {
        return read([&](store::Reader& reader) { return index.boards(reader); });
    }
    std::vector<std::string> members(const std::string& board, const std::string& after, std::size_t limit) {
        std::vector<std::string> ids;
        read([&](store::Reader& reader) {
            for (const auto& one : index.members(reader, board, after, limit)) ids.push_back(one.member);
            return 0;
        });
        return ids;
    }

    StandingsIndex index;
    std::vector<PersonId> people;
};

TEST_P(StandingsIndexTest, TheBoardsAreThoseOfPeopleWithSomebodyOnThem) {
    EXPECT_THAT(boards(), IsEmpty());
    world.give(world.thanks(people[0], {people[1]}));

    EXPECT_EQ(boards().size(), 3U * 4) << "received, given, and the value it carried";
    EXPECT_THAT(boards(), testing::Contains(world.running(kReceived).text()));
    EXPECT_THAT(boards(), testing::Not(testing::Contains(world.running(kTeams).text())));
    world.show(people[1], false);
    EXPECT_THAT(boards(), testing::Not(testing::Contains(world.running(kReceived).text())));
}

TEST_P(StandingsIndexTest, PeriodsGoBackToTheSecondBeforeTheRunningOne) {
    const auto week = world.running(kReceived, v1::PERIOD_KIND_WEEK);
    world.give(world.thanks(people[0], {people[1]}));

    world.database.clock().advance(std::chrono::days{14});
    EXPECT_THAT(boards(), testing::Contains(week.text()));
    world.database.clock().advance(std::chrono::days{7});
    EXPECT_THAT(boards(), testing::Not(testing::Contains(week.text())));
}

TEST_P(StandingsIndexTest, MembersComeInPagesByTheirBytesWithTheScoreThatIsInTheLog) {
    world.give(world.thanks(people[0], {people[1], people[2]}));
    world.give(world.thanks(people[2], {people[0]}));
    const auto board = world.running(kReceived).text();

    EXPECT_THAT(members(board, "", 2), ElementsAre(people[0].text(), people[1].text()));
    EXPECT_THAT(members(board, people[1].text(), 2), ElementsAre(people[2].text()));
    EXPECT_EQ(read([&](store::Reader& reader) { return index.size(reader, board); }), 3U);

    const auto scores = read([&](store::Reader& reader) {
        return index.scores(reader, board, {people[2].text(), "nobody", people[0].text()});
    });
    ASSERT_EQ(scores.size(), 2U);
    std::string updates;
    for (const auto& entry : world.database.log()) updates += entry.index_updates;
    for (const auto& one : scores) {
        EXPECT_THAT(updates, testing::HasSubstr("[\"" + board + "\",\"" + one.member + "\",\"" + one.score + "\"]"));
    }
}

TEST_P(StandingsIndexTest, ABoardThatIsNoneIsEmpty) {
    world.give(world.thanks(people[0], {people[1]}));

    for (const auto& board : {std::string{"nonsense"}, world.running(kTeams).text()}) {
        EXPECT_THAT(members(board, "", 10), IsEmpty()) << board;
        EXPECT_EQ(read([&](store::Reader& reader) { return index.size(reader, board); }), 0U) << board;
    }
}

INSTANTIATE_TEST_SUITE_P(Databases, StandingsIndexTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
