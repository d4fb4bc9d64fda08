#pragma once

#include "inbox/listing.hpp"
#include "recognition/off_show.hpp"
#include "recognition/privacy.hpp"
#include "recognition/projection.hpp"
#include "recognition/quiet_delivery.hpp"
#include "store/schedule.hpp"
#include "world.hpp"

#include <chrono>

namespace koebel::recognition {

/// Noor wants it quietly; it is Monday 2 March 2026, 10:00 in Amsterdam, and nothing is due.
class QuietTest : public WorldTest {
protected:
    static constexpr Instant kMonday{std::chrono::sys_days{std::chrono::March / 9 / 2026} + std::chrono::hours{7}};

    QuietTest() {
        keep_mondays(schedule);
        schedule.run_due();  // plans what repeats
        quietly(noor, true);
    }

    void quietly(const PersonId& who, bool quiet) {
        world.database.write([&](store::Transaction& tx) { return set_quiet_delivery(tx, World::caller(who), quiet); });
    }

    /// Runs what is due at a moment until nothing is; how much it was.
    std::size_t run_at(Instant now) {
        world.database.clock().set(now);
        std::size_t count = 0;
        while (const auto run = schedule.run_due()) {
            count += run;
            world.database.clock().advance(std::chrono::seconds{1});
        }
        return count;
    }

    std::string give(std::vector<PersonId> to, v1::Visibility visibility = v1::VISIBILITY_EVERYONE) {
        return world.give(world.thanks(ada, std::move(to), visibility)).recognition_id();
    }

    template <class Job>
    auto read(Job job) {
        return world.database.store().read_now(job);
    }
    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.quiet", job);
    }

    Result<v1::GetRecognitionResponse> one(const PersonId& viewer, const std::string& id) {
        return read([&](store::Reader& reader) { return get_recognition(reader, viewer, RecognitionId{id}, {}); });
    }
    Result<v1::GetRecognitionPrivacyResponse> privacy(const PersonId& viewer, const std::string& id) {
        return read([&](store::Reader& reader) { return privacy_of(reader, viewer, RecognitionId{id}); });
    }
    v1::ListInboxResponse inbox(const PersonId& who) {
        return read([&](store::Reader& reader) { return inbox::list(reader, who, {}); });
    }
    Result<v1::TakeOffResponse> take_off(const PersonId& who, const std::string& id, bool feed, bool screens) {
        return write([&](store::Transaction& tx) {
            return recognition::take_off(
                tx, World::caller(who), {.recognition = RecognitionId{id}, .feed = feed, .screens = screens}
            );
        });
    }

    /// What is said to somebody, newest first, by id.
    std::vector<std::string> said_to(const PersonId& who, Page page = {}) {
        std::vector<std::string> ids;
        const auto said = world.said_to(who, page);
        for (const auto& one : said.recognitions()) ids.push_back(one.id());
        return ids;
    }
    /// The recognitions that the person's topic told of, in order.
    std::vector<v1::Recognition> told(const PersonId& who) {
        std::vector<v1::Recognition> all;
        for (const auto& body : world.events(topic_of(who))) {
            if (body.has_recognition_given()) all.push_back(body.recognition_given().recognition());
            if (body.has_recognition_changed()) all.push_back(body.recognition_changed().recognition());
        }
        return all;
    }

    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId piet = world.person({.name = "Piet Uil"});
    store::Schedule schedule{world.database.store(), world.database.clock(), [](store::Reader& reader) {
                                 return std::get<0>(reader.read(people::organisation())).front().zone;
                             }};
};

}  // namespace koebel::recognition
