#pragma once

#include "base/timestamp.hpp"
#include "inbox/listing.hpp"
#include "people/topics.hpp"
#include "recognition/world.hpp"
#include "show/repository.hpp"
#include "show/window.hpp"
#include "store/schedule.hpp"
#include "story/curating.hpp"
#include "story/nominating.hpp"
#include "story/reading.hpp"
#include "story/telling.hpp"
#include "story/witnesses.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace koebel::story {

using recognition::World;

/// Colleagues, two curators, a team, and a show whose window is open for a week.
class StoryWorldTest : public recognition::WorldTest {
protected:
    StoryWorldTest() {
        for (const auto& one : {curator, other_curator}) world.make_curator(one);
        show::keep_windows(schedule, following);
        keep_telling(schedule);
        show = plan();
    }

    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.story", std::move(job));
    }
    template <class Job>
    auto read(Job job) {
        return world.database.store().read_now(std::move(job));
    }

    std::string plan() {
        const auto now = world.database.clock().now();
        v1::SaveShowRequest request;
        request.set_month("2026-03");
        *request.mutable_opens_at() = to_timestamp(now);
        *request.mutable_closes_at() = to_timestamp(now + std::chrono::days{7});
        *request.mutable_airs_at() = to_timestamp(now + std::chrono::days{10});
        return write([&](store::Transaction& tx) {
                   return show::save(tx, show::Plan::from_message(request).value(), World::caller(curator), following);
               })
            .value()
            .show_id();
    }
    void move(v1::ShowState to) {
        v1::MoveShowRequest request;
        request.set_show_id(show);
        request.set_state(to);
        const auto moved =
            write([&](store::Transaction& tx) { return show::move(tx, request, World::caller(curator), following); });
        ASSERT_TRUE(moved) << moved.error().reason;
    }
    /// The window is over, the show was held, and whoever is to be told was.
    void air() {
        world.database.clock().advance(std::chrono::days{10});
        schedule.run_due();
        move(v1::SHOW_STATE_READY);
        move(v1::SHOW_STATE_AIRED);
        while (tell() > 0) {
        }
    }
    /// A moment later, what is due.
    std::size_t tell() {
        world.database.clock().advance(std::chrono::milliseconds{1});
        return schedule.run_due();
    }

    /// A nomination of these by nobody in particular.
    v1::NominateRequest about(
        const std::vector<PersonId>& people, const std::string& deed = "Belde een uur later terug"
    ) {
        v1::NominateRequest request;
        request.set_show_id(show);
        for (const auto& person : people) request.mutable_people()->add_person_ids(person.text());
        auto& text = *request.mutable_text();
        text.set_kind(v1::NOMINATION_KIND_CUSTOMER_WOW);
        text.set_value_id(world.ear.text());
        text.set_deed(deed);
        return request;
    }
    v1::NominateRequest about(const TeamId& team) {
        auto request = about(std::vector<PersonId>{});
        request.set_team_id(team.text());
        return request;
    }

    Result<v1::NominateResponse> nominate(const PersonId& who, const v1::NominateRequest& request) {
        auto nominating = Nominating::from_message(who, request);
        if (!nominating) return std::unexpected(nominating.error());
        return write([&](store::Transaction& tx) {
            return story::nominate(tx, World::caller(who), *nominating, settings);
        });
    }
    /// Its id.
    std::string nominated(const PersonId& who, const v1::NominateRequest& request) {
        const auto made = nominate(who, request);
        return made ? made->nomination_id() : "refused: " + std::string{made.error().reason};
    }
    Result<v1::EditNominationResponse> edit(
        const PersonId& who, const std::string& id, const v1::NominationText& text
    ) {
        return write([&](store::Transaction& tx) {
            return story::edit(tx, World::caller(who), NominationId{id}, Words::from_message(text).value());
        });
    }
    Result<v1::WithdrawNominationResponse> withdraw(const PersonId& who, const std::string& id) {
        return write([&](store::Transaction& tx) { return story::withdraw(tx, World::caller(who), NominationId{id}); });
    }
    Result<v1::AskWitnessesResponse> ask(
        const PersonId& who, const std::string& id, const std::vector<PersonId>& witnesses
    ) {
        return write([&](store::Transaction& tx) {
            return story::ask(tx, World::caller(who), NominationId{id}, witnesses);
        });
    }
    Result<v1::SeeTooResponse> see_too(const PersonId& who, const std::string& id, const std::string& reason) {
        return write([&](store::Transaction& tx) {
            return story::see_too(tx, World::caller(who), NominationId{id}, reason);
        });
    }
    Result<v1::MarkNominationReadResponse> mark_read(const PersonId& who, const std::string& id) {
        return write([&](store::Transaction& tx) { return story::mark_read(tx, World::caller(who), NominationId{id}); }
        );
    }
    /// An empty reason lets it go.
    Result<v1::HoldNominationResponse> hold(
        const PersonId& who, const std::string& id, const std::string& reason, std::uint32_t version = 0
    ) {
        return write([&](store::Transaction& tx) {
            return story::hold(tx, World::caller(who), NominationId{id}, {.reason = reason, .version = version});
        });
    }

    Result<v1::GetNominationResponse> get(const PersonId& who, const std::string& id) {
        return read([&](store::Reader& reader) { return story::get(reader, who, NominationId{id}); });
    }
    bool sees(const PersonId& who, const std::string& id) { return get(who, id).has_value(); }
    v1::Nomination as_seen(const PersonId& who, const std::string& id) { return get(who, id).value().nomination(); }
    v1::ListOwnNominationsResponse own(const PersonId& who) {
        return read([&](store::Reader& reader) { return list_own(reader, who, {}); }).value();
    }
    v1::ListNominationsOfMeResponse of(const PersonId& who) {
        return read([&](store::Reader& reader) { return list_of(reader, who, {}); }).value();
    }
    v1::ListNominationsRequest for_show(const std::string& token = {}) {
        v1::ListNominationsRequest request;
        request.set_show_id(show);
        request.set_page_token(token);
        return request;
    }
    Result<v1::ListNominationsResponse> list(const PersonId& who, const v1::ListNominationsRequest& request) {
        return read([&](store::Reader& reader) { return list_for_show(reader, who, request, settings); });
    }
    v1::ListNominationsResponse list(const PersonId& who) { return list(who, for_show()).value(); }

    v1::ListInboxResponse inbox(const PersonId& who) {
        return read([&](store::Reader& reader) { return inbox::list(reader, who, {}); });
    }
    std::vector<v1::InboxKind> in_inbox(const PersonId& who) {
        std::vector<v1::InboxKind> kinds;
        const auto all = inbox(who);
        for (const auto& item : all.items()) kinds.push_back(item.kind());
        return kinds;
    }
    /// How often somebody's pages heard that nominations changed.
    std::ptrdiff_t heard(const PersonId& who) {
        return std::ranges::count_if(world.events(people::topic_of(who)), [](const auto& event) {
            return event.has_nominations_changed();
        });
    }

    const show::Following following{.moved = follow_show, .screen_topics = {}};
    Settings settings;
    TeamId mill = world.team("Molen");
    PersonId ada = world.named("Ada Lovelace");
    PersonId grace = world.person({.name = "Grace Hopper", .teams = {mill}});
    PersonId piet = world.person({.name = "Piet Post", .teams = {mill}});
    PersonId noor = world.named("Noor de Graaf");
    PersonId curator = world.named("Carla Curator");
    PersonId other_curator = world.named("Cees Curator");
    store::Schedule schedule{world.database.store(), world.database.clock(), [](store::Reader&) {
                                 return Zone{"UTC"};
                             }};
    std::string show;
};

}  // namespace koebel::story
