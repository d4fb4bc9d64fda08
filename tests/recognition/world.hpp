#pragma once

#include "people/directory.hpp"
#include "people/merging.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "recognition/command.hpp"
#include "recognition/merging.hpp"
#include "recognition/pages.hpp"
#include "recognition/repository.hpp"
#include "rpc/caller.hpp"
#include "support/database.hpp"

#include <google/protobuf/util/json_util.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace koebel::recognition {

/// Who a test's person is.
struct Who {
    std::string name;
    std::vector<TeamId> teams = {};  ///< the first is the main team
    people::Publicity publicity = {};
    bool active = true;
};

/// A page's recognition as events say it: without what is said around it.
inline std::string alone(v1::Recognition recognition) {
    recognition.clear_conversation();
    return recognition.SerializeAsString();
}

/// An organisation in a database of its own, with a clock that stands still: what tests of this room
/// begin with. Weekly 50 credits, at most 100; two values.
class World {
public:
    explicit World(test::Backend backend) : database(backend) {
        database.write([](store::Transaction& tx) {
            return people::found(
                tx, {.name = "Zwaluw", .allowance_weekly = Credits{50}, .allowance_cap = Credits{100}}
            );
        });
        ear = value("oor", "Luisteren", "Listening");
        together = value("samen", "Samen", "Together");
    }

    TeamId team(const std::string& name) {
        return database.write([&](store::Transaction& tx) -> Result<TeamId> {
            const TeamId id{tx.new_id()};
            static constexpr store::Sql kTeam{
                "test.team", "INSERT INTO team (id, key, name, folded, colour) VALUES ($1, $2, $3, $4, 'meadow')"
            };
            tx.run(kTeam, id, name, name, people::name_form(name));
            people::write_name_parts(tx, id, name);
            return id;
        });
    }

    PersonId person(const Who& who) {
        return database.write([&](store::Transaction& tx) -> Result<PersonId> {
            const PersonId id{tx.new_id()};
            const auto given = who.name.substr(0, who.name.find(' '));
            static constexpr store::Sql kPerson{
                "test.person",
                "INSERT INTO person (id, key, name, given_name, folded, active, created_at, publicity_feed,"
                " publicity_screens, publicity_photo, photo_path) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10)"
            };
            tx.run(
                kPerson,
                id,
                id,
                who.name,
                given,
                people::name_form(who.name),
                who.active,
                who.publicity.feed,
                static_cast<int>(who.publicity.screens),
                who.publicity.photo,
                "/media/" + id.text()
            );
            static constexpr store::Sql kMembership{
                "test.membership", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, $3)"
            };
            std::int64_t ordinal = 0;
            for (const auto& team : who.teams) tx.run(kMembership, id, team, ordinal++);
            // A session of the same id: who is signed in is not this room's matter.
            static constexpr store::Sql kSession{
                "test.session",
                "INSERT INTO session (id, secret_hash, kind, person_id, topics, device, created_at, last_used_at, "
                "ends_at)"
                " VALUES ($1, $1, 1, $1, '', '', 0, 0, 9000000000000000)"
            };
            tx.run(kSession, id);
            people::write_name_parts(tx, id, who.name, given);
            return id;
        });
    }
    PersonId named(const std::string& name) { return person(Who{.name = name}); }

    void make_curator(const PersonId& person) {
        database.write([&](store::Transaction& tx) -> Result<bool> {
            static constexpr store::Sql kRole{"test.role", "INSERT INTO person_role (person_id, role) VALUES ($1, $2)"};
            tx.run(kRole, person, static_cast<int>(v1::ROLE_CURATOR));
            return true;
        });
    }

    [[nodiscard]] static rpc::Caller caller(const PersonId& person) {
        return {.roles = {v1::ROLE_EMPLOYEE}, .person = person, .session = SessionId{person.text()}, .method = "test"};
    }

    /// Thanks worth `credits` each, which nobody but the test's subject matters in.
    [[nodiscard]] GiveRecognition thanks(
        const PersonId& giver,
        std::vector<PersonId> people,
        v1::Visibility visibility = v1::VISIBILITY_EVERYONE,
        Credits credits = Credits{10}
    ) const {
        return {
            .giver = giver,
            .people = std::move(people),
            .message = "Zonnebloem bedankt",
            .values = {ear},
            .credits_each = credits,
            .customer_moment = "Klaproos was blij",
            .visibility = visibility,
        };
    }
    [[nodiscard]] GiveRecognition thanks(
        const PersonId& giver, const TeamId& team, v1::Visibility visibility = v1::VISIBILITY_EVERYONE
    ) const {
        auto command = thanks(giver, std::vector<PersonId>{}, visibility);
        command.team = team;
        return command;
    }

    Result<v1::GiveResponse> try_give(const GiveRecognition& command) {
        return database.store().write_now("test.give", [&](store::Transaction& tx) {
            return repository.give(tx, caller(command.giver), command);
        });
    }
    v1::GiveResponse give(const GiveRecognition& command) { return try_give(command).value(); }

    Result<v1::TakeBackResponse> take_back(const PersonId& caller_id, const std::string& recognition) {
        return database.store().write_now("test.take_back", [&](store::Transaction& tx) {
            return repository.take_back(tx, caller(caller_id), RecognitionId{recognition});
        });
    }

    Result<v1::HideResponse> hide(const PersonId& curator, const std::string& recognition) {
        return database.store().write_now("test.hide", [&](store::Transaction& tx) {
            return repository.hide(tx, caller(curator), RecognitionId{recognition}, "noemt een klant");
        });
    }

    Result<v1::MarkSaidToMeReadResponse> mark_read(const PersonId& person, std::uint64_t position) {
        return database.store().write_now("test.mark_read", [&](store::Transaction& tx) {
            return repository.mark_read(tx, caller(person), position);
        });
    }

    /// As koebeld does it, sessions and boards of who goes apart.
    Result<std::uint64_t> try_merge(const PersonId& stays, const PersonId& goes, people::Hooks hooks = {}) {
        hooks.merged = [](store::Transaction& tx, const people::Merge& merge) {
            recognition::merge(tx, merge, Settings{});
        };
        if (!hooks.publicity_changed) {
            hooks.publicity_changed = [this](auto& tx, const auto& before, const auto& after) {
                repository.reproject(tx, before, after);
            };
        }
        return database.store().write_now("test.merge", [&, hooks](store::Transaction& tx) {
            return people::merge_people(tx, {.stays = stays, .goes = goes}, hooks);
        });
    }

    v1::ListFeedResponse feed(const PersonId& viewer, Page page = {}) {
        return database.store().read_now([&](store::Reader& reader) { return list_feed(reader, viewer, page); });
    }
    v1::ListSaidToMeResponse said_to(const PersonId& viewer, Page page = {}) {
        return database.store().read_now([&](store::Reader& reader) { return list_said_to_me(reader, viewer, page); });
    }
    std::uint32_t left(const PersonId& person) {
        return database.store().read_now([&](store::Reader& reader) { return allowance_of(reader, person); }).left();
    }

    /// The entries of a topic, in order, decoded; redacted ones are empty bodies.
    std::vector<v1::EventBody> events(const std::string& topic) {
        std::vector<v1::EventBody> bodies;
        for (const auto& entry : database.log()) {
            if (entry.topic != topic) continue;
            auto& body = bodies.emplace_back();
            if (entry.payload.empty()) continue;
            const auto parsed = google::protobuf::util::JsonStringToMessage(entry.payload, &body);
            if (!parsed.ok()) throw std::runtime_error("payload is not an EventBody");
        }
        return bodies;
    }

    /// The topics that have entries.
    std::set<std::string> topics() {
        std::set<std::string> names;
        for (const auto& entry : database.log()) names.insert(entry.topic);
        return names;
    }

    /// The topics with a payload that holds `words`.
    std::set<std::string> topics_with(const std::string& words) {
        std::set<std::string> names;
        for (const auto& entry : database.log()) {
            if (entry.payload.find(words) != std::string::npos) names.insert(entry.topic);
        }
        return names;
    }

    test::Database database;
    Repository repository{Settings{}};
    ValueId ear;
    ValueId together;

private:
    ValueId value(const std::string& key, const std::string& name_nl, const std::string& name_en) {
        return database.write([&](store::Transaction& tx) -> Result<ValueId> {
            const ValueId id{tx.new_id()};
            static constexpr store::Sql kValue{
                "test.value",
                "INSERT INTO value (id, key, name_nl, name_en, emoji, glyph, colour, description, ordinal)"
                " VALUES ($1, $2, $3, $4, '', 'value-ear', 'sky', '', 0)"
            };
            tx.run(kValue, id, key, name_nl, name_en);
            return id;
        });
    }
};

/// A fixture on every database.
class WorldTest : public testing::TestWithParam<test::Backend> {
protected:
    World world{GetParam()};
};

}  // namespace koebel::recognition
