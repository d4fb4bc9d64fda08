#include "recognition/resolve.hpp"

#include "real_input.hpp"
#include "recognition/suggestions.hpp"
#include "support/sequential_ids.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace koebel::recognition {
namespace {

constexpr store::Sql kName{
    "test.name", "INSERT INTO person (id, key, name, given_name, folded, created_at) VALUES ($1, $2, $3, $4, $5, 0)"
};
constexpr store::Sql kTeam{
    "test.team", "INSERT INTO team (id, key, name, folded, colour) VALUES ($1, $2, $3, $4, 'sky')"
};
constexpr store::Sql kMember{"test.member", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, 0)"};
constexpr store::Sql kValue{
    "test.value",
    "INSERT INTO value (id, key, name_nl, name_en, emoji, glyph, colour, description, ordinal)"
    " VALUES ($1, $1, $2, $3, '', '', 'sky', '', 0)"
};
constexpr store::Sql kNoValues{"test.no_values", "DELETE FROM value"};
constexpr store::Sql kSession{
    "test.session",
    "INSERT INTO session (id, secret_hash, kind, person_id, topics, device, created_at, last_used_at, ends_at)"
    " VALUES ($1, $1, 1, $1, '', '', 0, 0, 9000000000000000)"
};

/// The organisation of the real input; ids are keys.
Result<bool> found_real_organisation(store::Transaction& tx, const RealInput& input) {
    tx.run(kNoValues);
    for (const auto& one : input.values) tx.run(kValue, one.key, one.name, one.name_en);
    for (const auto& one : input.people) {
        tx.run(kName, one.key, one.key, one.name, one.given_name, people::name_form(one.name));
        people::write_name_parts(tx, PersonId{one.key}, one.name, one.given_name);
        tx.run(kSession, one.key);
    }
    auto member = input.people.begin();
    for (const auto& one : input.teams) {
        tx.run(kTeam, one.key, one.key, one.name, people::name_form(one.name));
        people::write_name_parts(tx, TeamId{one.key}, one.name);
        tx.run(kMember, (member++)->key, one.key);
    }
    return true;
}

class ResolveTest : public WorldTest {
protected:
    Result<GiveRecognition> command_for(const PersonId& giver, const std::string& text) {
        return world.database.store().read_now([&](store::Reader& reader) -> Result<GiveRecognition> {
            const auto line = resolve(reader, text);
            if (!line) return std::unexpected(line.error());
            return to_command(giver, *line, v1::VISIBILITY_UNSPECIFIED);
        });
    }

    std::vector<std::string> suggested(const PersonId& viewer, const std::string& typed, std::size_t most = 8) {
        return suggested(viewer, typed, Offered{.most = most});
    }
    std::vector<std::string> suggested(const PersonId& viewer, const std::string& typed, const Offered& offered) {
        const auto response = world.database.store().read_now([&](store::Reader& reader) {
            return suggest(reader, {viewer, viewer}, typed, offered);
        });
        std::vector<std::string> names;
        for (const auto& one : response.suggestions()) {
            names.push_back(one.has_person() ? one.person().name() : one.team().name());
        }
        return names;
    }
};

TEST_P(ResolveTest, EveryRealLineIsGivenAsItSaysOrRefusedForItsReason) {
    const auto input = read_real_input();
    world.database.write([&](store::Transaction& tx) { return found_real_organisation(tx, input); });
    const PersonId giver{"giver"};

    for (const auto& line : input.lines) {
        auto command = command_for(giver, line.text);
        if (!line.refusal.empty()) {
            ASSERT_FALSE(command) << line.text;
            EXPECT_EQ(command.error().reason, line.refusal) << line.text;
            std::ranges::sort(command.error().details);
            if (!line.details.empty()) {
                EXPECT_EQ(command.error().details, line.details) << line.text;
            }
            continue;
        }
        ASSERT_TRUE(command) << line.text << ": " << command.error().reason;
        EXPECT_EQ(command->message, line.message) << line.text;
        const auto given = world.try_give(*command);
        ASSERT_TRUE(given) << line.text << ": " << given.error().reason;

        const auto stands = world.feed(giver, {.size = 1}).recognitions(0);
        std::vector<std::string> people;
        for (const auto& card : stands.recipients()) people.push_back(card.id());
        EXPECT_EQ(people, line.people) << line.text;
        EXPECT_EQ(stands.team().id(), line.teams.empty() ? "" : line.teams.front()) << line.text;
        EXPECT_EQ(std::vector<std::string>(stands.value_ids().begin(), stands.value_ids().end()), line.values);
        EXPECT_EQ(stands.message(), line.message) << line.text;
    }
}

TEST_P(ResolveTest, NobodyElsesEyesSeeWhomSomebodyThankedLately) {
    const auto giver = world.named("Karel Mus");
    for (int i = 0; i < 30; ++i) world.named("Collega " + std::to_string(i));
    const auto thanked = world.named("Zoë Uil");  // the last of those that are offered in turn
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_ONLY_US));
    const auto first_of = [&](const Asking& asking) {
        return world.database.store().read_now([&](store::Reader& reader) {
            return suggest(reader, asking, "", {}).suggestions(0).person().name();
        });
    };

    EXPECT_EQ(first_of({giver, giver}), "Zoë Uil");
    EXPECT_NE(first_of({giver, PersonId{}}), "Zoë Uil");

    // Nor whom they once thanked.
    world.database.clock().advance(std::chrono::days{61});
    EXPECT_EQ(first_of({giver, giver}), "Zoë Uil");
    EXPECT_NE(first_of({giver, PersonId{}}), "Zoë Uil");
}

TEST_P(ResolveTest, ThePageGetsChipsAndCandidates) {
    const auto giver = world.named("Karel Mus");
    const auto jan = world.named("Jan Bakker");
    world.named("Jan Visser");

    const auto message = world.database.store().read_now([](store::Reader& reader) {
        return to_message(resolve(reader, "+5 @Jan Bakker #oor é @Jan en @Willem").value());
    });

    ASSERT_EQ(message.people_size(), 1);
    EXPECT_EQ(message.people(0).id(), jan.text());
    EXPECT_EQ(message.credits_each(), 5U);
    ASSERT_EQ(message.unresolved_size(), 2);
    EXPECT_EQ(message.unresolved(0).written(), "Jan");
    EXPECT_EQ(message.unresolved(0).start(), 22U);
    EXPECT_EQ(message.unresolved(0).people_size(), 2);
    EXPECT_EQ(message.unresolved(1).people_size(), 0);
}

TEST_P(ResolveTest, WhoLeftIsNotFoundByAnyName) {
    const auto giver = world.named("Karel Mus");
    const auto gone = world.person({.name = "Weg Gegaan", .active = false});

    EXPECT_EQ(command_for(giver, "@Weg #oor dank").error().reason, "NAME_UNKNOWN");
    EXPECT_EQ(command_for(giver, "@" + gone.text() + " #oor dank").error().reason, "NAME_UNKNOWN");
}

TEST_P(ResolveTest, SuggestionsFindAnyPartOfANameButNeverTheCaller) {
    const auto north = world.team("Service Noord");
    const auto noor = world.person({.name = "Noor de Graaf", .teams = {north}});
    world.named("Anna Noordzij");

    EXPECT_THAT(suggested(noor, "noo"), testing::UnorderedElementsAre("Anna Noordzij", "Service Noord"));
    EXPECT_THAT(suggested(world.named("Piet"), "GRAA"), testing::ElementsAre("Noor de Graaf"));
    EXPECT_THAT(suggested(noor, "zzz"), testing::IsEmpty());
}

TEST_P(ResolveTest, WithoutLettersTheLikelyOnesAreOffered) {
    const auto north = world.team("Service Noord");
    const auto viewer = world.person({.name = "Ada Bos", .teams = {north}});
    world.person({.name = "Mate Een", .teams = {north}});
    const auto thanked = world.named("Ver Weg");
    world.named("Eldere Iemand");
    world.person({.name = "Weg Gegaan", .active = false});
    world.give(world.thanks(viewer, {thanked}));

    const auto names = suggested(viewer, "");

    EXPECT_EQ(names.front(), "Ver Weg");
    EXPECT_THAT(names, testing::UnorderedElementsAre("Ver Weg", "Mate Een", "Eldere Iemand", "Service Noord"));
    EXPECT_LE(suggested(viewer, "", 2).size(), 2U);
}

TEST_P(ResolveTest, WhomIHaveNotThankedForLongIsOfferedAgainAmongTheFirst) {
    const auto viewer = world.named("Ada Bos");
    for (int i = 0; i < 30; ++i) world.named("Collega " + std::to_string(i));
    const auto once = world.named("Lang Geleden");  // the last of those that are offered in turn
    const auto lately = world.named("Pas Nog");
    world.give(world.thanks(viewer, {once, lately}));
    world.database.clock().advance(std::chrono::days{61});
    world.give(world.thanks(viewer, {lately}));

    EXPECT_THAT(suggested(viewer, "", 2), testing::ElementsAre("Pas Nog", "Lang Geleden"));
    world.give(world.thanks(viewer, {once}));
    EXPECT_EQ(suggested(viewer, "", 2).front(), "Lang Geleden") << "lately now, once in the list";
}

TEST_P(ResolveTest, HowLongIsLongTheOrganisationSays) {
    const auto viewer = world.named("Ada Bos");
    for (int i = 0; i < 30; ++i) world.named("Collega " + std::to_string(i));
    const auto once = world.named("Lang Geleden");  // the last of those that are offered in turn
    const auto lately = world.named("Pas Nog");
    world.give(world.thanks(viewer, {once}));
    world.database.clock().advance(std::chrono::days{8});
    world.give(world.thanks(viewer, {lately}));

    EXPECT_THAT(
        suggested(viewer, "", {.most = 2, .long_ago = std::chrono::days{7}}), testing::Contains("Lang Geleden")
    );
    EXPECT_THAT(
        suggested(viewer, "", {.most = 2, .long_ago = std::chrono::days{9}}),
        testing::Not(testing::Contains("Lang Geleden"))
    );
}

TEST_P(ResolveTest, OfThoseNotThankedForLongItIsOthersEachDay) {
    const auto viewer = world.named("Ada Bos");
    // Ids as they are outside of tests: their ends lie anywhere.
    for (std::uint64_t i = 0; i < 12; ++i) {
        const PersonId somebody{test::SequentialIds::nth(i * 0x1555'5555'5555)};
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            const auto name = "Collega " + std::to_string(i);
            tx.run(kName, somebody, somebody, name, name, people::name_form(name));
            return true;
        });
        world.give(world.thanks(viewer, {somebody}));
    }
    world.database.clock().advance(std::chrono::days{61});

    std::set<std::string> offered;
    for (int day = 0; day < 60; ++day) {
        for (const auto& name : suggested(viewer, "", 1)) offered.insert(name);
        world.database.clock().advance(std::chrono::days{1});
    }

    EXPECT_GT(offered.size(), 4U);
}

TEST_P(ResolveTest, WhatIWasThankedForChangesNothingOfWhatIsOffered) {
    const auto viewer = world.named("Ada Bos");
    std::vector<PersonId> others;
    others.reserve(30);
    for (int i = 0; i < 30; ++i) others.push_back(world.named("Collega " + std::to_string(i)));
    for (std::size_t i = 0; i < 6; ++i) world.give(world.thanks(viewer, {others[i]}));
    world.database.clock().advance(std::chrono::days{61});
    for (std::size_t i = 4; i < 8; ++i) world.give(world.thanks(viewer, {others[i]}));
    const auto before = suggested(viewer, "", 20);

    // Thanked back and not, lately and long ago, by everyone and again: nobody moves.
    for (std::size_t i = 0; i < others.size(); i += 2) {
        world.give(world.thanks(others[i], {viewer}, v1::VISIBILITY_EVERYONE, Credits{0}));
    }
    for (const auto visibility : {v1::VISIBILITY_ONLY_US, v1::VISIBILITY_EVERYONE}) {
        world.give(world.thanks(others[1], {viewer, others[2]}, visibility, Credits{0}));
    }

    EXPECT_EQ(suggested(viewer, "", 20), before);
}

TEST_P(ResolveTest, WhoThankedMeDoesNotMoveUp) {
    const auto viewer = world.named("Ada Bos");
    const auto giver = world.named("Grace Vos");
    for (const auto* name : {"Een", "Twee", "Drie"}) world.named(name);
    const auto before = suggested(viewer, "");

    world.give(world.thanks(giver, {viewer}));

    EXPECT_EQ(suggested(viewer, ""), before);
}

INSTANTIATE_TEST_SUITE_P(Databases, ResolveTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
