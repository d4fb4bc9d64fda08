#include "recognition/amending.hpp"
#include "recognition/archive.hpp"
#include "recognition/feed_filter.hpp"
#include "recognition/off_show.hpp"
#include "recognition/pictures.hpp"
#include "recognition/projection.hpp"
#include "recognition/reports.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Ada thanks Grace, of team North, with a picture of a cake.
class PictureTest : public WorldTest {
protected:
    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.picture", std::move(job));
    }
    template <class Job>
    auto read(Job job) {
        return world.database.store().read_now(std::move(job));
    }

    v1::UploadPictureResponse uploaded_by(const PersonId& who, const Settings& settings = {}) {
        const media::Picture picture{
            .content_type = "image/jpeg", .bytes = "\xff\xd8\xff a cake", .width = 1'280, .height = 960
        };
        return write([&](store::Transaction& tx) { return take_in(tx, World::caller(who), picture, settings); }
        ).value();
    }
    GiveRecognition with_picture(GiveRecognition command, const std::string& picture) {
        command.picture = {.id = picture, .alternative_text = "Een taart voor Piet Uil"};
        return command;
    }
    std::string given_with_picture(v1::Visibility visibility = v1::VISIBILITY_EVERYONE) {
        picture = uploaded_by(ada);
        return world.give(with_picture(world.thanks(ada, {grace}, visibility), picture.picture_id())).recognition_id();
    }
    Result<v1::SetPictureResponse> set(
        const PersonId& who, const std::string& recognition, const std::string& id, const std::string& words
    ) {
        v1::SetPictureRequest request;
        request.set_recognition_id(recognition);
        request.mutable_picture()->set_picture_id(id);
        request.mutable_picture()->set_alternative_text(words);
        return write([&](store::Transaction& tx) { return set_picture(tx, World::caller(who), request, {}); });
    }
    Result<v1::RemovePictureResponse> remove(const PersonId& who, const std::string& recognition) {
        v1::RemovePictureRequest request;
        request.set_recognition_id(recognition);
        return write([&](store::Transaction& tx) { return remove_picture(tx, World::caller(who), request); });
    }
    bool sees(const rpc::Caller& caller, const std::string& path) {
        const auto id = path.substr(std::string_view{"/media/"}.size());
        return !read([&](store::Reader& reader) { return std::get<0>(reader.read(media::visible_to(caller, id))); }
        ).empty();
    }
    /// Whom of them all the bytes are shown to.
    std::string seen_by(const std::string& path) {
        std::string all;
        for (const auto& [name, who] : {std::pair{"ada", ada}, {"grace", grace}, {"noor", noor}, {"piet", piet}}) {
            if (sees(World::caller(who), path)) all += std::string{name} + " ";
        }
        for (const auto* screen : {"hall", "north", "south"}) {
            if (sees({.roles = {v1::ROLE_SCREEN}, .screen = ScreenId{screen}}, path)) all += std::string{screen} + " ";
        }
        return all;
    }
    void hang(const std::string& screen, const std::optional<TeamId>& team = {}) {
        static constexpr store::Sql kScreen{
            "test.screen",
            "INSERT INTO screen (id, name, folded, place, language, sound, token_hash, added_at)"
            " VALUES ($1, $1, $1, '', '', 0, $1, 0)"
        };
        static constexpr store::Sql kTeam{
            "test.screen_team", "INSERT INTO screen_team (screen_id, team_id, ordinal) VALUES ($1, $2, 0)"
        };
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            tx.run(kScreen, screen);
            if (team) tx.run(kTeam, screen, *team);
            return true;
        });
    }
    void SetUp() override {
        hang("hall");
        hang("north", north);
        hang("south", world.team("Service Zuid"));
    }

    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
    PersonId piet = world.person({.name = "Piet Uil"});
    v1::UploadPictureResponse picture;
};

TEST_P(PictureTest, ItIsItsUploadersAloneUntilItGoesAlong) {
    const auto sent = uploaded_by(ada);

    EXPECT_EQ(sent.width(), 1'280U);
    EXPECT_EQ(sent.height(), 960U);
    EXPECT_EQ(seen_by(sent.path()), "ada ");
}

TEST_P(PictureTest, OnPagesEventsAndScreensItStandsWithItsSize) {
    const auto id = given_with_picture();

    const auto page = world.feed(piet).recognitions(0);
    EXPECT_EQ(page.picture().path(), picture.path());
    EXPECT_EQ(page.picture().width(), 1'280U);
    EXPECT_EQ(page.picture().height(), 960U);
    EXPECT_EQ(page.picture().alternative_text(), "Een taart voor Piet Uil");
    EXPECT_EQ(alone(world.events("feed").back().recognition_given().recognition()), alone(page));
    const auto wall = read([&](store::Reader& reader) { return list_wall(reader, std::nullopt, 10); });
    ASSERT_EQ(wall.size(), 1U);
    EXPECT_EQ(wall.front().picture().path(), picture.path());
    EXPECT_EQ(wall.front().picture().width(), 1'280U);
    EXPECT_EQ(wall.front().picture().alternative_text(), "") << "it names somebody";
    EXPECT_THAT(
        world.topics_with(picture.path()), UnorderedElementsAre("feed", topic_of(grace), "wall", wall_topic_of(north))
    );
    EXPECT_THAT(world.topics_with("Een taart"), UnorderedElementsAre("feed", topic_of(grace)));
}

TEST_P(PictureTest, ItsBytesAreShownToWhomTheRecognitionIs) {
    given_with_picture();
    EXPECT_EQ(seen_by(picture.path()), "ada grace noor piet hall north ");
    given_with_picture(v1::VISIBILITY_TEAM);
    EXPECT_EQ(seen_by(picture.path()), "ada grace noor ");
    given_with_picture(v1::VISIBILITY_ONLY_US);
    EXPECT_EQ(seen_by(picture.path()), "ada grace ");
}

TEST_P(PictureTest, NeitherATokenNorASharedTabletNorALobbyShowsIt) {
    given_with_picture();

    auto at_kiosk = World::caller(ada);
    at_kiosk.scopes = {v1::SCOPE_KIOSK};
    EXPECT_FALSE(sees(at_kiosk, picture.path()));
    EXPECT_FALSE(sees({.roles = {v1::ROLE_KIOSK}, .device = "kiosk"}, picture.path()));
    EXPECT_FALSE(sees({.roles = {v1::ROLE_SCREEN, v1::ROLE_LOBBY}, .screen = ScreenId{"hall"}}, picture.path()));
}

TEST_P(PictureTest, TakenBackItIsGoneWithItsBytesAndWords) {
    const auto id = given_with_picture();

    ASSERT_TRUE(world.take_back(ada, id));

    EXPECT_EQ(seen_by(picture.path()), "");
    EXPECT_THAT(world.topics_with(picture.path()), IsEmpty());
    EXPECT_THAT(world.topics_with("Een taart"), IsEmpty());
    static constexpr store::Sql kLeft{
        "test.left", "SELECT (SELECT COUNT(*) FROM recognition_picture) + (SELECT COUNT(*) FROM media)"
    };
    EXPECT_EQ(read([](store::Reader& reader) { return reader.row<std::int64_t>(kLeft); }), 0);
}

TEST_P(PictureTest, HiddenItIsForGiverAndPeopleThanked) {
    const auto id = given_with_picture();
    world.make_curator(noor);

    ASSERT_TRUE(world.hide(noor, id));

    EXPECT_EQ(seen_by(picture.path()), "ada grace ");
}

TEST_P(PictureTest, OffTheScreensOrTheFeedItFollows) {
    const auto id = given_with_picture();
    const auto take_off = [&](bool feed, bool screens) {
        return write([&](store::Transaction& tx) {
            return recognition::take_off(
                tx, World::caller(grace), {.recognition = RecognitionId{id}, .feed = feed, .screens = screens}
            );
        });
    };

    ASSERT_TRUE(take_off(false, true));
    EXPECT_EQ(seen_by(picture.path()), "ada grace noor piet ");
    ASSERT_TRUE(take_off(true, false));
    EXPECT_EQ(seen_by(picture.path()), "ada grace hall north ");
    ASSERT_TRUE(take_off(true, true));
    EXPECT_EQ(seen_by(picture.path()), "ada grace ");
}

TEST_P(PictureTest, AReportOpensItToThatCuratorUntilItIsDecided) {
    const auto id = given_with_picture(v1::VISIBILITY_ONLY_US);
    world.make_curator(noor);
    v1::ReportRequest request;
    request.set_recognition_id(id);
    request.set_reason("Past niet");
    ASSERT_TRUE(write([&](store::Transaction& tx) { return report(tx, World::caller(grace), request, {}); }));
    const auto reported = read([&](store::Reader& reader) { return list_reports(reader, noor); });
    const ReportId report_id{reported.reports(0).id()};
    EXPECT_EQ(seen_by(picture.path()), "ada grace ");

    ASSERT_TRUE(write([&](store::Transaction& tx) { return open_report(tx, World::caller(noor), report_id); }));
    EXPECT_EQ(seen_by(picture.path()), "ada grace noor ");
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return resolve_report(tx, World::caller(noor), report_id, v1::REPORT_OUTCOME_KEPT);
    }));
    EXPECT_EQ(seen_by(picture.path()), "ada grace ");
}

TEST_P(PictureTest, OnlyItsUploaderUsesItAndOnce) {
    const auto sent = uploaded_by(ada);

    EXPECT_EQ(
        world.try_give(with_picture(world.thanks(noor, {grace}), sent.picture_id())).error().reason, "PICTURE_NOT_FOUND"
    );
    EXPECT_TRUE(world.try_give(with_picture(world.thanks(ada, {grace}), sent.picture_id())));
    EXPECT_EQ(
        world.try_give(with_picture(world.thanks(ada, {noor}), sent.picture_id())).error().reason, "PICTURE_NOT_FOUND"
    );
    EXPECT_EQ(world.try_give(with_picture(world.thanks(ada, {noor}), "")).error().reason, "PICTURE_NOT_FOUND");
    EXPECT_EQ(world.feed(noor).recognitions_size(), 1) << "nothing is given without the picture that was to go along";
    EXPECT_EQ(world.left(ada), 90U);
}

TEST_P(PictureTest, WhatGoesAlongWithNothingIsForgotten) {
    const auto used = given_with_picture();
    const auto kept = picture;
    const auto unused = uploaded_by(noor);
    const auto tidy = [&] {
        return write([](store::Transaction& tx) -> Result<bool> {
            forget_unused_pictures(tx, {.picture = std::chrono::hours{48}});
            return true;
        });
    };

    world.database.clock().advance(std::chrono::hours{48});
    ASSERT_TRUE(tidy());
    EXPECT_EQ(seen_by(unused.path()), "noor ");
    world.database.clock().advance(std::chrono::seconds{1});
    ASSERT_TRUE(tidy());
    EXPECT_EQ(seen_by(unused.path()), "");
    EXPECT_EQ(seen_by(kept.path()), "ada grace noor piet hall north ");
}

TEST_P(PictureTest, OfWhatSomebodySendsOnlyTheNewestStays) {
    std::vector<std::string> paths;
    for (int i = 0; i < 3; ++i) {
        paths.push_back(uploaded_by(ada, {.unused_pictures = 2}).path());
        world.database.clock().advance(std::chrono::seconds{1});
    }
    const auto others = uploaded_by(noor, {.unused_pictures = 2});

    EXPECT_EQ(seen_by(paths[0]), "");
    EXPECT_EQ(seen_by(paths[1]), "ada ");
    EXPECT_EQ(seen_by(paths[2]), "ada ");
    EXPECT_EQ(seen_by(others.path()), "noor ");
}

TEST_P(PictureTest, TheGiverPutsAnotherInItsPlaceForAWhile) {
    const auto id = given_with_picture();
    const auto before = picture;
    const auto newer = uploaded_by(ada);

    EXPECT_EQ(set(grace, id, newer.picture_id(), "Van mij").error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(set(ada, id, newer.picture_id(), "  ").error().reason, "ALT_TEXT_REQUIRED");
    EXPECT_EQ(set(ada, id, newer.picture_id(), std::string(301, 'a')).error().reason, "ALT_TEXT_TOO_LONG");
    EXPECT_EQ(set(ada, id, "018f0000", "Niets").error().reason, "PICTURE_NOT_FOUND");
    ASSERT_TRUE(set(ada, id, newer.picture_id(), "Een vlaai"));

    EXPECT_EQ(seen_by(before.path()), "");
    EXPECT_EQ(seen_by(newer.path()), "ada grace noor piet hall north ");
    EXPECT_THAT(world.topics_with(before.path()), IsEmpty());
    EXPECT_EQ(
        world.events("feed").back().recognition_changed().recognition().picture().alternative_text(), "Een vlaai"
    );
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().picture().path(), newer.path());

    ASSERT_TRUE(set(ada, id, "", "Een kersenvlaai"));
    EXPECT_EQ(world.feed(piet).recognitions(0).picture().alternative_text(), "Een kersenvlaai");
    EXPECT_EQ(world.feed(piet).recognitions(0).picture().path(), newer.path());

    world.database.clock().advance(std::chrono::minutes{15} + std::chrono::microseconds{1});
    EXPECT_EQ(set(ada, id, "", "Te laat").error().reason, "EDIT_TOO_LATE");
}

TEST_P(PictureTest, OneWithoutAPictureGetsOne) {
    const auto id = world.give(world.thanks(ada, {grace})).recognition_id();
    EXPECT_EQ(set(ada, id, "", "Niets").error().reason, "PICTURE_NOT_FOUND");

    ASSERT_TRUE(set(ada, id, uploaded_by(ada).picture_id(), "Een vlaai"));

    EXPECT_EQ(world.feed(piet).recognitions(0).picture().alternative_text(), "Een vlaai");
}

TEST_P(PictureTest, ItsGiverAndWhoIsThankedTakeItOffAtAnyTime) {
    for (const auto& who : {ada, grace}) {
        const auto id = given_with_picture();
        world.database.clock().advance(std::chrono::days{30});
        EXPECT_EQ(remove(noor, id).error().reason, "RECOGNITION_NOT_FOUND");

        ASSERT_TRUE(remove(who, id));

        EXPECT_EQ(seen_by(picture.path()), "");
        EXPECT_THAT(world.topics_with(picture.path()), IsEmpty());
        EXPECT_FALSE(world.feed(piet).recognitions(0).has_picture());
        EXPECT_FALSE(world.events("wall").back().recognition_shown().recognition().has_picture());
        const auto entries = world.database.log().size();
        EXPECT_TRUE(remove(who, id));
        EXPECT_EQ(world.database.log().size(), entries) << "without one nothing happens";
    }
}

TEST_P(PictureTest, OtherWordsLeaveIt) {
    const auto id = given_with_picture();
    v1::EditRequest request;
    request.set_recognition_id(id);
    request.set_message("Lavendel");

    ASSERT_TRUE(write([&](store::Transaction& tx) { return edit(tx, World::caller(ada), request, {}); }));

    EXPECT_EQ(world.events("feed").back().recognition_changed().recognition().picture().path(), picture.path());
}

TEST_P(PictureTest, ItIsFoundByWhatItShows) {
    const auto id = given_with_picture();
    const auto matches = [&](const std::string& word) {
        v1::FeedFilter filter;
        filter.set_query(word);
        const auto asked = to_filter(filter).value();
        return read([&](store::Reader& reader) { return list_feed(reader, piet, {}, &*asked); }).recognitions_size();
    };
    EXPECT_EQ(matches("taart"), 1);
    EXPECT_EQ(matches("zonnebloem"), 1);

    ASSERT_TRUE(set(ada, id, "", "Een vlaai"));
    EXPECT_EQ(matches("taart"), 0);
    EXPECT_EQ(matches("vlaai"), 1);
    ASSERT_TRUE(remove(ada, id));
    EXPECT_EQ(matches("vlaai"), 0);
    EXPECT_EQ(matches("zonnebloem"), 1);
}

TEST_P(PictureTest, AnotherNameLeavesItOnEveryTopic) {
    given_with_picture();
    auto after =
        read([&](store::Reader& reader) { return std::get<0>(reader.read(people::people_by_id({grace}))); }).front();
    const auto before = after;
    after.publicity.feed = false;
    after.publicity.screens = v1::SCREEN_PUBLICITY_NO;

    ASSERT_TRUE(write([&](store::Transaction& tx) -> Result<bool> {
        world.repository.reproject(tx, before, after);
        return true;
    }));

    EXPECT_EQ(world.events("feed").back().recognition_changed().recognition().picture().path(), picture.path());
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().picture().path(), picture.path());
}

TEST_P(PictureTest, WhoIsMergedBringsWhatTheySentAndGave) {
    const auto id = given_with_picture();
    const auto along = picture;
    const auto unused = uploaded_by(ada);

    ASSERT_TRUE(world.try_merge(piet, ada));

    EXPECT_EQ(seen_by(along.path()), "grace noor piet hall north ");
    EXPECT_TRUE(world.try_give(with_picture(world.thanks(piet, {noor}), unused.picture_id())));
    EXPECT_EQ(seen_by(unused.path()), "grace noor piet hall north ");
    EXPECT_TRUE(set(piet, id, "", "Een vlaai"));
}

TEST_P(PictureTest, AnArchiveHasItsWords) {
    given_with_picture();

    const auto page = read([&](store::Reader& reader) { return archive_page(reader, {.person = grace}, 0); });

    ASSERT_EQ(page.recognitions_size(), 1);
    EXPECT_EQ(page.recognitions(0).picture().path(), "");
    EXPECT_EQ(page.recognitions(0).picture().alternative_text(), "Een taart voor Piet Uil");
}

INSTANTIATE_TEST_SUITE_P(Databases, PictureTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
