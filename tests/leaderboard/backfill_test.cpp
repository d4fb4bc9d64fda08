#include "leaderboard/backfill.hpp"

#include "leaderboard/audit.hpp"

#include "oracle.hpp"
#include "store/statistics.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace koebel::leaderboard {
namespace {

/// Undoes what came after the migration that leaves the work to do; a later migration that changes tables stands here
/// too.
constexpr std::array kSinceBackfill{
    store::Sql{"test.no_told", "DROP TABLE told"},
    store::Sql{"test.no_stage_question", "DROP TABLE stage_question"},
    store::Sql{"test.no_segment_recognition", "DROP TABLE segment_recognition"},
    store::Sql{"test.no_segment_person", "DROP TABLE segment_person"},
    store::Sql{"test.no_segment", "DROP TABLE segment"},
    store::Sql{"test.no_story_writer", "DROP TABLE story_writer"},
    store::Sql{"test.no_story_version", "DROP TABLE story_version"},
    store::Sql{"test.no_story_picture_person", "DROP TABLE story_picture_person"},
    store::Sql{"test.no_story_picture", "DROP TABLE story_picture"},
    store::Sql{"test.no_story_source", "DROP TABLE story_source"},
    store::Sql{"test.no_story_person", "DROP TABLE story_person"},
    store::Sql{"test.no_story", "DROP TABLE story"},
    store::Sql{"test.no_place", "ALTER TABLE team DROP COLUMN place"},
    store::Sql{"test.no_work", "ALTER TABLE team DROP COLUMN work"},
    store::Sql{"test.no_started_on", "ALTER TABLE person DROP COLUMN started_on"},
    store::Sql{"test.no_inbox_notice", "DROP TABLE inbox_notice"},
    store::Sql{"test.no_nomination_witness", "DROP TABLE nomination_witness"},
    store::Sql{"test.no_nomination_recognition", "DROP TABLE nomination_recognition"},
    store::Sql{"test.no_nomination_person", "DROP TABLE nomination_person"},
    store::Sql{"test.no_nomination", "DROP TABLE nomination"},
    store::Sql{"test.no_show", "DROP TABLE show"},
    store::Sql{"test.no_held_word", "DROP TABLE held_word"},
    store::Sql{"test.no_held_list", "DROP TABLE held_list"},
    store::Sql{"test.no_person_lock", "DROP TABLE person_lock"},
    store::Sql{"test.no_held_index", "DROP INDEX recognition_held"},
    store::Sql{"test.no_quietly_index", "DROP INDEX person_quietly"},
    store::Sql{"test.no_waiting_index", "DROP INDEX recognition_recipient_waiting"},
    store::Sql{"test.no_unnamed_index", "DROP INDEX recognition_recipient_unnamed"},
    store::Sql{"test.no_quiet_delivery", "ALTER TABLE person DROP COLUMN quiet_delivery"},
    store::Sql{"test.no_arrived_at", "ALTER TABLE recognition_recipient DROP COLUMN arrived_at"},
    store::Sql{"test.no_unnamed", "ALTER TABLE recognition_recipient DROP COLUMN unnamed"},
    store::Sql{"test.no_recognition_picture", "DROP TABLE recognition_picture"},
    store::Sql{"test.no_search_backfill", "DROP TABLE search_backfill"},
    store::Sql{"test.no_search_word", "DROP TABLE search_word"},
    store::Sql{"test.no_value_index", "DROP INDEX recognition_value_by_value"},
    store::Sql{"test.no_feed_read", "DROP TABLE feed_read"},
    store::Sql{"test.no_inbox_read", "DROP TABLE inbox_read"},
    store::Sql{"test.no_inbox_item", "DROP TABLE inbox_item"},
    store::Sql{"test.no_recognition_added", "DROP TABLE recognition_added"},
    store::Sql{"test.no_recognition_edit", "DROP TABLE recognition_edit"},
    store::Sql{"test.no_edited_at", "ALTER TABLE recognition DROP COLUMN edited_at"},
    store::Sql{"test.no_muted_thread", "DROP TABLE muted_thread"},
    store::Sql{"test.no_remark_hiding", "DROP TABLE remark_hiding"},
    store::Sql{"test.no_remark_position", "DROP TABLE remark_position"},
    store::Sql{"test.no_remark_mention", "DROP TABLE remark_mention"},
    store::Sql{"test.no_remark", "DROP TABLE remark"},
    store::Sql{"test.no_reaction", "DROP TABLE reaction"},
    store::Sql{"test.no_goal", "DROP TABLE goal"},
    store::Sql{"test.no_time_index", "DROP INDEX recognition_for_everyone"},
    store::Sql{"test.no_pin_screen", "DROP TABLE pin_screen"},
    store::Sql{"test.no_pin", "DROP TABLE pin"},
    store::Sql{"test.no_creation_index", "DROP INDEX person_by_creation"},
    store::Sql{"test.no_screen_shown", "DROP TABLE screen_shown"},
    store::Sql{"test.no_screen_state", "DROP TABLE screen_state"},
    store::Sql{"test.no_town", "ALTER TABLE screen DROP COLUMN town"},
    store::Sql{"test.no_mode", "ALTER TABLE screen DROP COLUMN mode"},
    store::Sql{"test.no_volume", "ALTER TABLE screen DROP COLUMN volume"},
    store::Sql{"test.no_awake_from", "ALTER TABLE screen DROP COLUMN awake_from"},
    store::Sql{"test.no_awake_until", "ALTER TABLE screen DROP COLUMN awake_until"},
    store::Sql{"test.no_awake_days", "ALTER TABLE screen DROP COLUMN awake_days"},
    store::Sql{"test.no_overscan", "ALTER TABLE screen DROP COLUMN overscan"},
    store::Sql{"test.no_calm", "ALTER TABLE screen DROP COLUMN calm"},
    store::Sql{"test.no_blanked", "ALTER TABLE screen DROP COLUMN blanked"},
    store::Sql{"test.no_missed_since", "ALTER TABLE screen DROP COLUMN missed_since"},
    store::Sql{"test.no_retired", "ALTER TABLE value DROP COLUMN retired"},
    store::Sql{"test.no_removed", "ALTER TABLE team DROP COLUMN removed"},
    store::Sql{"test.no_private", "ALTER TABLE organisation DROP COLUMN private_recognitions"},
    store::Sql{"test.no_feature_change", "DROP TABLE feature_change"},
    store::Sql{"test.no_links_index", "DROP INDEX sign_in_link_by_person"},
    store::Sql{"test.no_created_by", "ALTER TABLE sign_in_link DROP COLUMN created_by"},
    store::Sql{"test.no_password", "DROP TABLE person_password"},
    store::Sql{"test.no_throttle", "DROP TABLE password_throttle"},
    store::Sql{"test.no_secret_index", "DROP INDEX session_by_old_secret"},
    store::Sql{"test.no_remembered", "ALTER TABLE session DROP COLUMN remembered"},
    store::Sql{"test.no_password_until", "ALTER TABLE session DROP COLUMN password_until"},
    store::Sql{"test.no_renew", "ALTER TABLE session DROP COLUMN renew"},
    store::Sql{"test.no_renewed_at", "ALTER TABLE session DROP COLUMN renewed_at"},
    store::Sql{"test.no_old_secret", "ALTER TABLE session DROP COLUMN old_secret_hash"},
    store::Sql{"test.no_old_until", "ALTER TABLE session DROP COLUMN old_until"},
    store::Sql{"test.no_email_index", "DROP INDEX person_by_email_login"},
    store::Sql{"test.no_key_index", "DROP INDEX person_by_key_login"},
    store::Sql{"test.no_audit_index", "DROP INDEX access_audit_by_what"},
    store::Sql{"test.no_off_feed", "ALTER TABLE recognition DROP COLUMN off_feed"},
    store::Sql{"test.no_off_screens", "ALTER TABLE recognition DROP COLUMN off_screens"},
    store::Sql{"test.no_off", "DROP TABLE recognition_off"},
    store::Sql{"test.no_withheld", "ALTER TABLE recognition_recipient DROP COLUMN withheld"},
    store::Sql{"test.no_private_stop", "DROP TABLE private_stop"},
    store::Sql{"test.no_mention", "DROP TABLE recognition_mention"},
    store::Sql{"test.no_report_opening", "DROP TABLE report_opening"},
    store::Sql{"test.no_report", "DROP TABLE report"},
    store::Sql{"test.no_name_said", "ALTER TABLE person DROP COLUMN name_said"},
    store::Sql{"test.no_set_up", "DROP TABLE set_up_step"},
    store::Sql{"test.no_api_token", "DROP TABLE api_token"},
    store::Sql{"test.no_mail", "ALTER TABLE sign_in_link DROP COLUMN mail"},
    store::Sql{"test.no_mailed_at", "ALTER TABLE sign_in_link DROP COLUMN mailed_at"},
    store::Sql{"test.no_mail_problem", "ALTER TABLE sign_in_link DROP COLUMN mail_problem"},
    store::Sql{"test.no_away", "ALTER TABLE person DROP COLUMN away"},
    store::Sql{"test.no_archive_code", "DROP TABLE archive_code"},
    store::Sql{"test.no_kiosk", "DROP TABLE kiosk"},
    store::Sql{"test.no_kiosk_index", "DROP INDEX session_by_kiosk"},
    store::Sql{"test.no_kiosk_session", "ALTER TABLE session DROP COLUMN kiosk_id"},
    store::Sql{"test.no_pin", "DROP TABLE person_pin"},
    store::Sql{"test.no_card", "DROP TABLE person_card"},
    store::Sql{"test.no_recovery_code", "DROP TABLE person_recovery_code"},
    store::Sql{"test.no_code", "DROP TABLE person_code"},
    store::Sql{"test.no_kiosk_attempt", "DROP TABLE kiosk_attempt"},
    store::Sql{"test.no_kiosk_audit", "ALTER TABLE access_audit DROP COLUMN kiosk_id"},
    store::Sql{"test.no_media", "DROP TABLE media"},
    store::Sql{"test.no_picture", "ALTER TABLE value DROP COLUMN picture_path"},
    store::Sql{"test.no_logo", "ALTER TABLE organisation DROP COLUMN logo_path"},
    store::Sql{"test.no_screen_news", "DROP TABLE screen_news"},
    store::Sql{"test.no_pairing", "DROP TABLE screen_pairing"},
    store::Sql{"test.no_screen_value", "DROP TABLE screen_value"},
    store::Sql{"test.no_screen_owner", "ALTER TABLE screen DROP COLUMN owner_id"},
    store::Sql{"test.no_screen_zone", "ALTER TABLE screen DROP COLUMN time_zone"},
    store::Sql{"test.no_alias", "DROP TABLE person_alias"},
    store::Sql{"test.no_merged_index", "DROP INDEX person_by_merged_into"},
    store::Sql{"test.no_merged_into", "ALTER TABLE person DROP COLUMN merged_into"},
};

/// The database as a koebeld without boards left it.
constexpr std::array kBeforeBoards{
    store::Sql{"test.no_standing", "DROP TABLE standing"},
    store::Sql{"test.no_pairs", "DROP TABLE board_pair"},
    store::Sql{"test.no_teams", "DROP TABLE board_team"},
    store::Sql{"test.no_periods", "DROP TABLE board_period"},
    store::Sql{"test.no_lease", "DROP TABLE relay_lease"},
    store::Sql{"test.no_backfill", "DROP TABLE board_backfill"},
    store::Sql{"test.no_shown", "ALTER TABLE organisation DROP COLUMN boards_shown"},
    store::Sql{"test.no_leaders", "ALTER TABLE organisation DROP COLUMN boards_leaders"},
    store::Sql{"test.no_migrations", "DELETE FROM migration WHERE number > 5"},
};
constexpr store::Sql kPlaces{
    "test.places",
    "SELECT period, board, member_id, units, reached, present FROM standing WHERE units > 0"
    " ORDER BY period, board, member_id"
};
constexpr store::Sql kLivingPairs{
    "test.living_pairs",
    "SELECT giver_id, period, board, member_id, living FROM board_pair WHERE living > 0 ORDER BY 1, 2, 3, 4"
};
constexpr store::Sql kPeriods{"test.periods", "SELECT period FROM board_period ORDER BY period"};
constexpr store::Sql kLeft{"test.left", "SELECT COUNT(*) FROM board_backfill"};

using PairOf = std::tuple<std::string, std::string, std::string, std::string, std::int64_t>;

class BackfillTest : public BoardTest {
protected:
    /// Leaders are off boards in both versions; whoever chose otherwise chose it with boards.
    void live(int deeds) {
        Oracle oracle{world, 41};
        for (int i = 0; i < deeds; ++i) {
            oracle.act();
            oracle.look_at_periods();
        }
        world.choose({.shown = v1::BOARDS_SHOWN_RANKS, .leaders = false});
    }
    void upgrade() {
        world.database.write([](store::Transaction& tx) -> Result<bool> {
            for (const auto& sql : kSinceBackfill) tx.run(sql);
            for (const auto& sql : kBeforeBoards) tx.run(sql);
            return true;
        });
        world.database.reopen();
    }
    void fill(const BackfillPieces& pieces = {}, const std::function<void()>& each = [] {}) {
        backfill(world.database.store(), world.settings, pieces, each);
    }
    std::string difference() { return test::await(wrong_standing(world.database.store(), {})).value_or(""); }
    /// Without `reached`, which counts from where the period began by the zone in which it was opened.
    std::vector<PlaceRow> places() {
        auto rows = world.rows<PlaceRow>(kPlaces);
        for (auto& row : rows) row.reached = 0;
        return rows;
    }
    [[nodiscard]] bool is_filled() { return world.rows<std::int64_t>(kLeft).at(0) == 0; }
};

TEST_P(BackfillTest, ThanksFromBeforeBoardsCountAsThoughTheyWereGivenToday) {
    live(200);
    const auto before = places();
    const auto pairs = world.rows<PairOf>(kLivingPairs);
    upgrade();
    ASSERT_FALSE(is_filled());

    fill();

    EXPECT_TRUE(is_filled());
    EXPECT_EQ(world.rows<PairOf>(kLivingPairs), pairs);
    const auto filled = places();
    ASSERT_GT(filled.size(), 100U);
    EXPECT_EQ(filled, before);
    EXPECT_EQ(difference(), "");
}

TEST_P(BackfillTest, EndedAfterAnyPieceItGoesOnWhereItWas) {
    live(60);
    const auto before = places();
    upgrade();

    int ended = 0;
    for (bool is_over = false; !is_over && ended < 1'000;) {
        try {
            fill({.periods = 3, .members = 2}, [] { throw std::runtime_error("ended"); });
            is_over = true;
        } catch (const std::runtime_error&) {
            ++ended;
            world.database.reopen();
        }
    }

    EXPECT_GT(ended, 30);
    EXPECT_EQ(places(), before);
    EXPECT_EQ(difference(), "");
}

TEST_P(BackfillTest, ANodeThatCountsMeanwhileDoesNoHarm) {
    live(60);
    upgrade();
    const auto ada = world.on_boards("Ada");
    const auto grace = world.on_boards("Grace");
    int given = 0;

    fill({.periods = 5, .members = 3}, [&] {
        world.database.clock().advance(std::chrono::minutes{3});
        const auto thanks = world.thanks(ada, {grace}, v1::VISIBILITY_EVERYONE, Credits{0});
        const auto said = world.try_give(thanks);
        if (said) ++given;
        if (said && given % 3 == 0) (void)world.take_back(ada, said->recognition_id());
    });

    EXPECT_GT(given, 3);
    EXPECT_EQ(difference(), "");
}

TEST_P(BackfillTest, PeriodsAreOpenedFromTheFirstThanksOnAndNoOthers) {
    world.give(world.thanks(world.on_boards("Ada"), {world.on_boards("Grace")}));
    const auto opened = world.rows<std::string>(kPeriods);
    ASSERT_EQ(opened.size(), 4U);
    upgrade();

    fill();

    EXPECT_EQ(world.rows<std::string>(kPeriods), opened);
}

TEST_P(BackfillTest, WhoWasThereFirstIsFirstAgain) {
    const auto ada = world.on_boards("Ada");
    for (int i = 0; i < 3; ++i) {
        world.give(world.thanks(ada, {world.on_boards("Person " + std::to_string(i))}));
        world.database.clock().advance(std::chrono::seconds{7});
    }
    const auto before = world.rows<PlaceRow>(kPlaces);
    upgrade();

    fill();

    EXPECT_EQ(world.rows<PlaceRow>(kPlaces), before);
}

TEST_P(BackfillTest, PeriodsBeyondRetentionStayClosed) {
    const auto ada = world.on_boards("Ada");
    const auto grace = world.on_boards("Grace");
    world.give(world.thanks(ada, {grace}));
    world.database.clock().advance(std::chrono::days{900});
    world.give(world.thanks(ada, {grace}));
    upgrade();

    fill({.periods = 7});

    const auto kept = world.settings.kept.count();
    EXPECT_LE(world.rows<std::string>(kPeriods).size(), static_cast<std::size_t>(kept / 7 + kept / 28 + 16));
    EXPECT_GE(world.rows<std::string>(kPeriods).size(), static_cast<std::size_t>(kept / 7));
    EXPECT_EQ(difference(), "");
    EXPECT_EQ(world.top(world.running(kReceived)), std::vector{grace.text()});
}

TEST_P(BackfillTest, BoardsThatRedisMayHoldAlreadyAreToldWhatChanged) {
    static constexpr store::Sql kForgetPairs{"test.forget_pairs", "DELETE FROM board_pair"};
    static constexpr store::Sql kHalve{"test.halve", "UPDATE standing SET units = 1 WHERE board = 'given'"};
    static constexpr store::Sql kForget{"test.forget", "DELETE FROM standing WHERE board = 'received'"};
    static constexpr store::Sql kOlder{"test.older", "DELETE FROM migration WHERE number > 7"};
    static constexpr store::Sql kNoBackfill{"test.no_backfill", "DROP TABLE board_backfill"};
    const auto ada = world.on_boards("Ada");
    const auto grace = world.on_boards("Grace");
    world.give(world.thanks(ada, {grace, world.on_boards("Edsger")}));
    // Counted by a koebeld with boards, which had counted a part only.
    world.database.write([](store::Transaction& tx) -> Result<bool> {
        for (const auto& sql : kSinceBackfill) tx.run(sql);
        for (const auto* sql : {&kForgetPairs, &kHalve, &kForget, &kOlder, &kNoBackfill}) tx.run(*sql);
        return true;
    });
    world.database.reopen();
    const auto before = world.database.log().size();

    fill();

    ASSERT_EQ(difference(), "");
    auto log = world.database.log();
    log.erase(log.begin(), log.begin() + static_cast<std::ptrdiff_t>(before));
    IndexMirror told;
    told.apply(log);
    EXPECT_EQ(units_of_score(told.members(world.running(kGiven)).at(ada.text())), 2);
    EXPECT_EQ(units_of_score(told.members(world.running(kReceived)).at(grace.text())), kPoint);
}

TEST_P(BackfillTest, ANewDatabaseWritesNothing) {
    const auto jobs = world.database.store().statistics().jobs.load();

    fill({}, [] { FAIL() << "there is nothing to do"; });

    EXPECT_EQ(world.database.store().statistics().jobs.load(), jobs);
}

INSTANTIATE_TEST_SUITE_P(Databases, BackfillTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
