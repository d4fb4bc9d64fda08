#include "recognition/privacy.hpp"
#include "recognition/projection.hpp"
#include "recognition/reports.hpp"
#include "recognition/stopping.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr store::Sql kReportTrail{
    "test.trail", "SELECT what, by_person_id, COALESCE(person_id, ''), reason FROM access_audit"
};
using Trail = std::tuple<std::string, std::string, std::string, std::string>;

/// Private recognitions: stopped, and reported.
class PrivateTest : public WorldTest {
protected:
    PrivateTest() {
        world.make_curator(curator);
        world.make_curator(other_curator);
    }

    std::string give_private(std::vector<PersonId> to) {
        return world.give(world.thanks(ada, std::move(to), v1::VISIBILITY_ONLY_US)).recognition_id();
    }

    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.private", job);
    }
    template <class Job>
    auto read(Job job) {
        return world.database.store().read_now(job);
    }

    Result<v1::StopPrivateFromResponse> stop(const PersonId& who, const std::string& recognition, bool stopped = true) {
        v1::StopPrivateFromRequest request;
        request.set_recognition_id(recognition);
        request.set_stopped(stopped);
        return write([&](store::Transaction& tx) { return stop_private_from(tx, World::caller(who), request); });
    }
    Result<v1::StopPrivateFromResponse> stop(const PersonId& who, const PersonId& whose, bool stopped) {
        v1::StopPrivateFromRequest request;
        request.set_person_id(whose.text());
        request.set_stopped(stopped);
        return write([&](store::Transaction& tx) { return stop_private_from(tx, World::caller(who), request); });
    }
    Result<v1::ReportResponse> report(
        const PersonId& who, const std::string& recognition, const std::string& reason = "Dit is niet aardig"
    ) {
        v1::ReportRequest request;
        request.set_recognition_id(recognition);
        request.set_reason(reason);
        return write([&](store::Transaction& tx) {
            return recognition::report(tx, World::caller(who), request, {.open_reports = 2});
        });
    }
    v1::ListReportsResponse reports(const PersonId& who) {
        return read([&](store::Reader& reader) { return list_reports(reader, who); });
    }
    ReportId only_report() { return ReportId{reports(curator).reports(0).id()}; }
    Result<v1::GetReportResponse> report_of(const PersonId& who, const ReportId& id) {
        return read([&](store::Reader& reader) { return get_report(reader, who, id); });
    }
    Result<v1::OpenReportResponse> open(const PersonId& who, const ReportId& id) {
        return write([&](store::Transaction& tx) { return open_report(tx, World::caller(who), id); });
    }
    Result<v1::ResolveReportResponse> resolve(const PersonId& who, const ReportId& id, v1::ReportOutcome outcome) {
        return write([&](store::Transaction& tx) { return resolve_report(tx, World::caller(who), id, outcome); });
    }
    Result<v1::GetRecognitionPrivacyResponse> privacy(const PersonId& viewer, const std::string& recognition) {
        return read([&](store::Reader& reader) { return privacy_of(reader, viewer, RecognitionId{recognition}); });
    }

    PersonId ada = world.named("Ada Bos");
    PersonId grace = world.named("Grace Vos");
    PersonId noor = world.named("Noor de Graaf");
    PersonId curator = world.named("Cura Tor");
    PersonId other_curator = world.named("Ander Curator");
};

TEST_P(PrivateTest, WhatIsStoppedNeverArrivesAndTheGiverIsNotTold) {
    const auto first = give_private({grace});
    ASSERT_TRUE(stop(grace, first));
    const auto events = world.events(topic_of(grace)).size();
    const auto left = world.left(ada);

    const auto second = world.try_give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US));

    ASSERT_TRUE(second);
    EXPECT_EQ(second->credits_each(), 10U);
    EXPECT_EQ(world.left(ada), left - 10);
    EXPECT_EQ(world.feed(ada).recognitions_size(), 2);
    EXPECT_EQ(world.feed(ada).recognitions(0).recipients(0).name(), "Grace Vos");
    EXPECT_EQ(world.events(topic_of(grace)).size(), events);
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 1) << "what was there stays";
    EXPECT_EQ(world.said_to(grace).unread(), 1U);
    EXPECT_EQ(world.feed(grace).recognitions_size(), 1);
    EXPECT_EQ(privacy(grace, second->recognition_id()).error().reason, "RECOGNITION_NOT_FOUND");
    ASSERT_TRUE(world.take_back(ada, second->recognition_id()));
    EXPECT_EQ(world.events(topic_of(grace)).size(), events);
}

TEST_P(PrivateTest, OnlyThatPersonsPrivateOnesAreStopped) {
    ASSERT_TRUE(stop(grace, give_private({grace})));

    give_private({grace, noor});
    world.give(world.thanks(ada, {grace}));
    world.give(world.thanks(noor, {grace}, v1::VISIBILITY_ONLY_US));

    EXPECT_EQ(world.said_to(noor).recognitions_size(), 1);
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 3);
}

TEST_P(PrivateTest, LetInAgainWhatComesNextArrivesAndWhatCameMeanwhileDoesNot) {
    ASSERT_TRUE(stop(grace, give_private({grace})));
    give_private({grace});
    const auto stopped = read([&](store::Reader& reader) { return list_stopped(reader, grace); });
    ASSERT_EQ(stopped.people_size(), 1);
    EXPECT_EQ(stopped.people(0).name(), "Ada Bos");

    ASSERT_TRUE(stop(grace, ada, false));
    give_private({grace});

    EXPECT_EQ(world.said_to(grace).recognitions_size(), 2);
    EXPECT_EQ(read([&](store::Reader& reader) { return list_stopped(reader, grace); }).people_size(), 0);
}

TEST_P(PrivateTest, StoppingNeedsSomebody) {
    const auto given = give_private({grace});

    EXPECT_EQ(stop(noor, given).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(stop(ada, given).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(stop(grace, grace, true).error().reason, "STOP_INVALID");
    EXPECT_EQ(stop(grace, PersonId{}, true).error().reason, "STOP_INVALID");
    EXPECT_EQ(stop(grace, PersonId{"nobody"}, true).error().reason, "PERSON_NOT_FOUND");
}

TEST_P(PrivateTest, AReportShowsWhoAndWhenAndNoWordUntilItIsOpened) {
    const auto given = give_private({grace});
    ASSERT_TRUE(report(grace, given));
    const auto id = only_report();

    const auto closed = reports(curator);
    EXPECT_EQ(closed.undecided(), 1U);
    EXPECT_EQ(closed.reports(0).reporter().name(), "Grace Vos");
    EXPECT_EQ(closed.reports(0).giver().name(), "Ada Bos");
    EXPECT_FALSE(closed.reports(0).has_opened_at());
    const auto before = report_of(curator, id).value();
    EXPECT_FALSE(before.has_recognition());
    EXPECT_EQ(before.reason(), "");

    ASSERT_TRUE(open(curator, id));

    const auto after = report_of(curator, id).value();
    EXPECT_EQ(after.recognition().message(), "Zonnebloem bedankt");
    EXPECT_EQ(after.reason(), "Dit is niet aardig");
    EXPECT_FALSE(report_of(other_curator, id).value().has_recognition()) << "each opens it in their own name";
}

TEST_P(PrivateTest, OpeningStandsInTheTrailAndBothPartiesSeeIt) {
    const auto given = give_private({grace});
    ASSERT_TRUE(report(grace, given));
    const auto id = only_report();
    EXPECT_FALSE(privacy(ada, given)->has_opened_at());

    ASSERT_TRUE(open(curator, id));
    ASSERT_TRUE(open(curator, id));

    EXPECT_THAT(
        world.database.store().read_now([](store::Reader& reader) { return reader.rows<Trail>(kReportTrail); }),
        UnorderedElementsAre(Trail{"report_opened", curator.text(), "", id.text()})
    );
    for (const auto& party : {ada, grace}) {
        EXPECT_TRUE(privacy(party, given)->has_opened_at());
        EXPECT_TRUE(world.events(topic_of(party)).back().has_recognition_changed());
        const auto opened = read([&](store::Reader& reader) { return list_opened(reader, party); });
        ASSERT_EQ(opened.opened_size(), 1);
        EXPECT_EQ(opened.opened(0).recognition_id(), given);
    }
    EXPECT_EQ(read([&](store::Reader& reader) { return list_opened(reader, noor); }).opened_size(), 0);
}

TEST_P(PrivateTest, NeitherWhoIsNoCuratorNorWhoIsAPartyOpensIt) {
    world.make_curator(ada);
    world.make_curator(grace);
    world.make_curator(noor);
    ASSERT_TRUE(report(grace, give_private({grace, noor})));
    const auto id = only_report();
    const auto nobody = world.named("Piet Uil");

    EXPECT_EQ(open(nobody, id).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(report_of(nobody, id).error().reason, "REPORT_NOT_FOUND");
    for (const auto& party : {ada, grace, noor}) {
        EXPECT_EQ(reports(party).reports_size(), 0);
        EXPECT_EQ(reports(party).undecided(), 0U);
        EXPECT_EQ(open(party, id).error().reason, "REPORT_NOT_FOUND");
        EXPECT_EQ(report_of(party, id).error().reason, "REPORT_NOT_FOUND");
        EXPECT_EQ(resolve(party, id, v1::REPORT_OUTCOME_KEPT).error().reason, "REPORT_NOT_FOUND");
    }
}

TEST_P(PrivateTest, DecidedItIsClosedAgain) {
    ASSERT_TRUE(report(grace, give_private({grace})));
    const auto id = only_report();

    EXPECT_EQ(resolve(curator, id, v1::REPORT_OUTCOME_KEPT).error().reason, "REPORT_NOT_OPENED");
    ASSERT_TRUE(open(curator, id));
    EXPECT_EQ(resolve(curator, id, v1::REPORT_OUTCOME_UNSPECIFIED).error().reason, "OUTCOME_INVALID");
    ASSERT_TRUE(resolve(curator, id, v1::REPORT_OUTCOME_KEPT));

    EXPECT_FALSE(report_of(curator, id)->has_recognition());
    EXPECT_EQ(report_of(curator, id)->reason(), "");
    EXPECT_EQ(reports(curator).undecided(), 0U);
    EXPECT_EQ(open(other_curator, id).error().reason, "REPORT_RESOLVED");
    EXPECT_EQ(resolve(curator, id, v1::REPORT_OUTCOME_KEPT).error().reason, "REPORT_RESOLVED");
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 1);
}

TEST_P(PrivateTest, HiddenAPrivateOneLeavesWhoIsThankedAndItsGiverSeesThatItIsHidden) {
    const auto given = give_private({grace});
    ASSERT_TRUE(report(grace, given));
    const auto id = only_report();
    ASSERT_TRUE(open(curator, id));

    ASSERT_TRUE(resolve(curator, id, v1::REPORT_OUTCOME_HIDDEN));

    EXPECT_EQ(world.said_to(grace).recognitions_size(), 0);
    EXPECT_EQ(world.events(topic_of(grace)).back().recognition_withdrawn().recognition_id(), given);
    ASSERT_EQ(world.feed(ada).recognitions_size(), 1);
    EXPECT_TRUE(world.feed(ada).recognitions(0).hidden());
    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(ada)));
}

TEST_P(PrivateTest, HiddenWhatEveryoneSawIsHiddenAsByACurator) {
    const auto given = world.give(world.thanks(ada, {grace}));
    ASSERT_TRUE(report(noor, given.recognition_id()));
    const auto id = only_report();
    ASSERT_TRUE(open(curator, id));

    ASSERT_TRUE(resolve(curator, id, v1::REPORT_OUTCOME_HIDDEN));

    EXPECT_EQ(world.feed(noor).recognitions_size(), 0);
    EXPECT_TRUE(world.said_to(grace).recognitions(0).hidden());
}

TEST_P(PrivateTest, AReportNeedsEyesAReasonAndPatience) {
    const auto given = give_private({grace});

    EXPECT_EQ(report(noor, given).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(report(ada, given).error().reason, "RECOGNITION_NOT_FOUND") << "its giver takes it back";
    EXPECT_EQ(report(grace, given, "  ").error().reason, "REASON_REQUIRED");
    EXPECT_EQ(report(grace, given, std::string(501, 'x')).error().reason, "REASON_TOO_LONG");
    ASSERT_TRUE(report(grace, given));
    EXPECT_EQ(report(grace, given).error().reason, "ALREADY_REPORTED");
    EXPECT_TRUE(privacy(grace, given)->reported());
    EXPECT_FALSE(privacy(ada, given)->reported()) << "who reported is not said";
    ASSERT_TRUE(report(grace, give_private({grace})));
    EXPECT_EQ(report(grace, give_private({grace})).error().reason, "TOO_MANY_REPORTS");
}

TEST_P(PrivateTest, TakenBackAReportOpensNothing) {
    const auto given = give_private({grace});
    ASSERT_TRUE(report(grace, given));
    const auto id = only_report();
    ASSERT_TRUE(open(curator, id));

    ASSERT_TRUE(world.take_back(ada, given));

    EXPECT_FALSE(report_of(curator, id)->has_recognition());
    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_TRUE(resolve(curator, id, v1::REPORT_OUTCOME_HIDDEN));
}

INSTANTIATE_TEST_SUITE_P(Databases, PrivateTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
