// Planning, moving, removing and listing shows; windows by the clock.
#include "show/repository.hpp"

#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/topics.hpp"
#include "recognition/world.hpp"
#include "show/invitation.hpp"
#include "show/window.hpp"
#include "store/schedule.hpp"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

namespace koebel::show {
namespace {

using recognition::World;
using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;

/// Lines are folded at 75 bytes (RFC 5545, 3.1).
std::string unfolded(std::string text) {
    for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
    return text;
}

class ShowRepositoryTest : public recognition::WorldTest {
protected:
    ShowRepositoryTest() { keep_windows(schedule, following); }

    Instant now() { return world.database.clock().now(); }
    std::string month(int ahead = 0) {
        const std::chrono::year_month_day today{std::chrono::floor<days>(now())};
        const auto that = today.year() / today.month() + std::chrono::months{ahead};
        const auto number = static_cast<unsigned>(that.month());
        return std::to_string(static_cast<int>(that.year())) + (number < 10 ? "-0" : "-") + std::to_string(number);
    }
    v1::SaveShowRequest wish(const std::string& of, std::chrono::hours opens = days{1}) {
        v1::SaveShowRequest request;
        request.set_month(of);
        *request.mutable_opens_at() = to_timestamp(now() + opens);
        *request.mutable_closes_at() = to_timestamp(now() + opens + days{7});
        *request.mutable_airs_at() = to_timestamp(now() + opens + days{10});
        return request;
    }
    Result<v1::SaveShowResponse> save(const v1::SaveShowRequest& request) {
        return world.database.store().write_now("test.save", [&](store::Transaction& tx) {
            return show::save(tx, Plan::from_message(request).value(), World::caller(curator), following);
        });
    }
    Result<v1::MoveShowResponse> move(const std::string& id, v1::ShowState to) {
        v1::MoveShowRequest request;
        request.set_show_id(id);
        request.set_state(to);
        return world.database.store().write_now("test.move", [&](store::Transaction& tx) {
            return show::move(tx, request, World::caller(curator), following);
        });
    }
    Result<v1::RemoveShowResponse> remove(const std::string& id) {
        v1::RemoveShowRequest request;
        request.set_show_id(id);
        return world.database.store().write_now("test.remove", [&](store::Transaction& tx) {
            return show::remove(tx, request, World::caller(curator), following);
        });
    }
    Result<v1::ListShowsResponse> list(const std::string& token = {}) { return list_as(World::caller(curator), token); }
    Result<v1::ListShowsResponse> list_as(const rpc::Caller& caller, const std::string& token = {}) {
        return world.database.store().read_now([&](store::Reader& reader) { return show::list(reader, caller, token); }
        );
    }
    Result<v1::GetInvitationResponse> invite(const std::string& id, const std::string& language = {}) {
        v1::GetInvitationRequest request;
        request.set_show_id(id);
        request.set_language(language);
        return world.database.store().read_now([&](store::Reader& reader) {
            return invitation(reader, request, "https://koebel.example");
        });
    }
    v1::ShowState state_of(const std::string& id) {
        const auto all = list().value();
        for (const auto& one : all.shows()) {
            if (one.id() == id) return one.state();
        }
        return v1::SHOW_STATE_UNSPECIFIED;
    }
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{"test.trail", "SELECT what FROM access_audit ORDER BY id"};
        return world.database.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kTrail); });
    }

    std::vector<v1::ShowState> followed;  ///< what the rooms above heard
    const Following following{
        .moved = [this](store::Transaction&, const Show& show) { followed.push_back(show.state); },
        .screen_topics = [](store::Reader&) { return std::vector<std::string>{"wall:team:molen"}; }
    };
    PersonId curator = world.named("Carla Curator");
    store::Schedule schedule{world.database.store(), world.database.clock(), [](store::Reader&) {
                                 return Zone{"UTC"};
                             }};
};

INSTANTIATE_TEST_SUITE_P(Databases, ShowRepositoryTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ShowRepositoryTest, AShowIsPlannedAndToldOnTheFeed) {
    const auto id = save(wish(month())).value().show_id();

    const auto shows = list().value();
    ASSERT_EQ(shows.shows_size(), 1);
    EXPECT_EQ(shows.shows(0).id(), id);
    EXPECT_EQ(shows.shows(0).month(), month());
    EXPECT_EQ(shows.shows(0).state(), v1::SHOW_STATE_PLANNED);
    EXPECT_EQ(shows.snapshot().heads(0).topic(), people::kFeedTopic);
    const auto events = world.events("feed");
    ASSERT_EQ(events.size(), 1);
    EXPECT_EQ(events[0].show_changed().show().SerializeAsString(), shows.shows(0).SerializeAsString());
    EXPECT_THAT(trail(), ElementsAre("show_planned"));
}

TEST_P(ShowRepositoryTest, ScreensAreToldOnTheirTopicsWithoutTheStream) {
    auto request = wish(month());
    request.set_stream_url("https://video.example/show");
    ASSERT_TRUE(save(request));

    EXPECT_EQ(world.events("feed").at(0).show_changed().show().stream_url(), "https://video.example/show");
    for (const auto* topic : {"wall", "wall:team:molen", "lobby"}) {
        const auto events = world.events(topic);
        ASSERT_EQ(events.size(), 1) << topic;
        EXPECT_EQ(events[0].show_changed().show().month(), month());
        EXPECT_EQ(events[0].show_changed().show().stream_url(), "");
    }
    rpc::Caller screen;
    screen.screen = ScreenId{"s"};
    const auto shows = list_as(screen).value();
    EXPECT_EQ(shows.shows(0).stream_url(), "");
    EXPECT_EQ(shows.snapshot().heads_size(), 0) << "they follow other topics";
}

TEST_P(ShowRepositoryTest, ItGoesIntoACalendarInTheOrganisationsZone) {
    auto request = wish("2026-03");
    const Zone amsterdam{"Europe/Amsterdam"};
    // The day on which summer time began there.
    const auto at = amsterdam.to_instant(std::chrono::local_days{std::chrono::year{2026} / 3 / 29} + hours{16});
    *request.mutable_airs_at() = to_timestamp(at);
    request.set_minutes(45);
    request.set_stream_url("https://video.example/show?a=1,2;b=3");
    const auto id = save(request).value().show_id();

    const auto invitation = invite(id).value();

    EXPECT_EQ(invitation.file_name(), "goed-nieuws-show-2026-03.ics");
    const auto text = unfolded(invitation.calendar());
    for (const auto* line :
         {"BEGIN:VCALENDAR\r\n",
          "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n",
          "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n",
          "DTSTART;TZID=Europe/Amsterdam:20260329T160000\r\n",
          "DTEND;TZID=Europe/Amsterdam:20260329T164500\r\n",
          "SUMMARY:Goed Nieuws Show · maart 2026\r\n",
          "URL:https://video.example/show?a=1,2;b=3\r\n",
          "END:VCALENDAR\r\n"}) {
        EXPECT_THAT(text, testing::HasSubstr(line));
    }
    EXPECT_THAT(text, testing::HasSubstr("https://video.example/show?a=1\\,2\\;b=3")) << "as text it is escaped";
    for (const auto& [language, month_there] :
         {std::pair{"en", "March 2026"}, std::pair{"pl", "marzec 2026"}, std::pair{"nl", "maart 2026"}}) {
        EXPECT_THAT(invite(id, language)->calendar(), testing::HasSubstr(month_there));
    }
    EXPECT_EQ(invite(id, "xx").error().reason, "LANGUAGE_UNKNOWN");
    EXPECT_EQ(invite("nobody").error().reason, "SHOW_NOT_FOUND");
}

TEST_P(ShowRepositoryTest, ItsWindowOpensAndClosesByTheClock) {
    const auto id = save(wish(month())).value().show_id();
    EXPECT_EQ(schedule.run_due(), 0);

    world.database.clock().advance(days{1});
    EXPECT_EQ(schedule.run_due(), 1);
    EXPECT_EQ(state_of(id), v1::SHOW_STATE_COLLECTING);
    world.database.clock().advance(days{7});
    EXPECT_EQ(schedule.run_due(), 1);

    EXPECT_EQ(state_of(id), v1::SHOW_STATE_CURATING);
    EXPECT_THAT(followed, ElementsAre(v1::SHOW_STATE_PLANNED, v1::SHOW_STATE_COLLECTING, v1::SHOW_STATE_CURATING));
    world.database.clock().advance(days{30});
    EXPECT_EQ(schedule.run_due(), 0) << "nothing is planned any more";
}

TEST_P(ShowRepositoryTest, AWindowOpensThoughTheDatabasesClockIsBehind) {
    const auto id = save(wish(month())).value().show_id();
    const auto due = now() + days{1};
    // The node's clock says that it is time; the transaction's does not yet.
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        follow_window(tx, ShowId{id}, std::max(tx.now(), due), following);
        return true;
    });
    EXPECT_EQ(state_of(id), v1::SHOW_STATE_COLLECTING);
}

TEST_P(ShowRepositoryTest, AfterALongSleepItIsWhereItsTimesSay) {
    const auto id = save(wish(month())).value().show_id();
    world.database.clock().advance(days{20});
    EXPECT_EQ(schedule.run_due(), 1);
    EXPECT_EQ(state_of(id), v1::SHOW_STATE_CURATING);
}

TEST_P(ShowRepositoryTest, AWindowThatIsMovedFollowsItsNewTimes) {
    const auto id = save(wish(month())).value().show_id();
    auto later = wish(month(), days{3});
    later.set_show_id(id);
    ASSERT_TRUE(save(later));

    world.database.clock().advance(days{1});
    EXPECT_EQ(schedule.run_due(), 0);
    world.database.clock().advance(days{2});
    EXPECT_EQ(schedule.run_due(), 1);
    EXPECT_EQ(state_of(id), v1::SHOW_STATE_COLLECTING);
}

TEST_P(ShowRepositoryTest, AWindowThatClosedOpensAgainByALaterEnd) {
    auto request = wish(month(), hours{0});
    const auto id = save(request).value().show_id();
    ASSERT_TRUE(move(id, v1::SHOW_STATE_CURATING));
    request.set_show_id(id);
    *request.mutable_opens_at() = list().value().shows(0).opens_at();
    *request.mutable_closes_at() = to_timestamp(now() + days{2});

    ASSERT_TRUE(save(request));

    EXPECT_EQ(state_of(id), v1::SHOW_STATE_COLLECTING);
    world.database.clock().advance(days{2});
    EXPECT_EQ(schedule.run_due(), 1);
    EXPECT_EQ(state_of(id), v1::SHOW_STATE_CURATING);
}

TEST_P(ShowRepositoryTest, ThereIsOneShowAMonth) {
    const auto id = save(wish(month())).value().show_id();
    EXPECT_EQ(save(wish(month())).error().reason, "MONTH_TAKEN");
    const auto next = save(wish(month(1))).value().show_id();
    auto request = wish(month());
    request.set_show_id(next);
    EXPECT_EQ(save(request).error().reason, "MONTH_TAKEN");
    request.set_show_id(id);
    EXPECT_TRUE(save(request)) << "its own month is its own";
    request.set_show_id("nobody");
    EXPECT_EQ(save(request).error().reason, "SHOW_NOT_FOUND");
}

TEST_P(ShowRepositoryTest, OnlyWhatIsPlannedIsRemoved) {
    const auto id = save(wish(month())).value().show_id();
    ASSERT_TRUE(remove(id));
    EXPECT_EQ(list().value().shows_size(), 0);
    EXPECT_TRUE(world.events("feed").back().show_changed().removed());
    world.database.clock().advance(days{2});
    EXPECT_EQ(schedule.run_due(), 0) << "its window is planned no more";
    EXPECT_EQ(remove(id).error().reason, "SHOW_NOT_FOUND");

    const auto open = save(wish(month(), hours{0})).value().show_id();
    EXPECT_EQ(remove(open).error().reason, "SHOW_BEGUN");
    EXPECT_THAT(trail(), ElementsAre("show_planned", "show_removed", "show_planned"));
}

TEST_P(ShowRepositoryTest, ItGoesToTheAirStepByStep) {
    const auto id = save(wish(month(), hours{0})).value().show_id();
    EXPECT_EQ(move(id, v1::SHOW_STATE_READY).error().reason, "SHOW_STATE_FORBIDDEN");
    ASSERT_TRUE(move(id, v1::SHOW_STATE_CURATING));
    ASSERT_TRUE(move(id, v1::SHOW_STATE_READY));
    EXPECT_EQ(move(id, v1::SHOW_STATE_AIRED).error().reason, "SHOW_TOO_EARLY");
    world.database.clock().advance(days{10});
    ASSERT_TRUE(move(id, v1::SHOW_STATE_AIRED));

    EXPECT_EQ(state_of(id), v1::SHOW_STATE_AIRED);
    EXPECT_EQ(move(id, v1::SHOW_STATE_CURATING).error().reason, "SHOW_STATE_FORBIDDEN");
    EXPECT_EQ(move("nobody", v1::SHOW_STATE_READY).error().reason, "SHOW_NOT_FOUND");
}

TEST_P(ShowRepositoryTest, TheListIsPagedByMonthTheNewestFirst) {
    std::vector<std::string> expected;
    for (int ahead = 12; ahead >= -12; --ahead) {
        ASSERT_TRUE(save(wish(month(ahead))));
        expected.push_back(month(ahead));
    }
    std::vector<std::string> seen;
    std::string token;
    int pages = 0;
    do {
        const auto page = list(token).value();
        for (const auto& one : page.shows()) seen.push_back(one.month());
        token = page.next_page_token();
        ++pages;
    } while (!token.empty());

    EXPECT_EQ(seen, expected);
    EXPECT_EQ(pages, 2);
    EXPECT_EQ(list("2026-1x").error().reason, "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace koebel::show
