#include "people/import.hpp"

#include "people/people_fixture.hpp"
#include "people/person_record.hpp"
#include "people/roles.hpp"
#include "people/value.hpp"

namespace koebel::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using Kind = v1::ImportRequest;

class ImportTest : public PeopleFixture {
protected:
    /// The report's lines as "line column REASON".
    std::vector<std::string> problems(Kind::Kind kind, std::string csv) {
        const auto report = try_import(kind, std::move(csv));
        std::vector<std::string> lines;
        for (const auto& problem : report.value().problems()) {
            lines.push_back(std::to_string(problem.line()) + " " + problem.column() + " " + problem.reason());
        }
        return lines;
    }

    static std::string counts(const v1::ImportResponse& report) {
        return std::to_string(report.created()) + " new, " + std::to_string(report.changed()) + " changed, " +
               std::to_string(report.unchanged()) + " as before";
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, ImportTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ImportTest, WritesTeamsAsATreeWhateverTheirOrder) {
    given_teams("key,name,parent,colour\nnoord,Noord,service,sky\nservice,Service,,clay\n");
    given_people("key,name,teams\n1,Noor de Graaf,noord;service\n");

    const auto teams = rows(teams_of(id_of("1")));

    ASSERT_THAT(names(teams), ElementsAre("Noord", "Service"));
    EXPECT_EQ(teams[0].parent, teams[1].id);
    EXPECT_TRUE(teams[1].parent.empty());
    EXPECT_EQ(teams[0].size, 1U);
    EXPECT_EQ(person("1").colour, "sky");
}

TEST_P(ImportTest, RepeatingAnImportChangesNothing) {
    const std::string teams = "key,name,parent\na,A,\nb,B,a\n";
    const std::string values = "key,name_nl,emoji\nsamen,Samen,🤝\n";
    const std::string people = "key,name,teams,roles\n1,Noor de Graaf,b,admin\n2,Bram Smit,a;b,curator leader\n";
    given_teams(teams);
    given(Kind::KIND_VALUES, values);
    EXPECT_EQ(counts(given_people(people)), "2 new, 0 changed, 0 as before");
    const auto log_before = database_.log().size();

    EXPECT_EQ(counts(given_teams(teams)), "0 new, 0 changed, 2 as before");
    EXPECT_EQ(counts(given(Kind::KIND_VALUES, values)), "0 new, 0 changed, 1 as before");
    EXPECT_EQ(counts(given_people(people)), "0 new, 0 changed, 2 as before");
    EXPECT_EQ(database_.log().size(), log_before);
}

TEST_P(ImportTest, ChangesWhatTheColumnsSayAndLeavesTheRest) {
    given_teams("key,name\na,A\n");
    given_people("key,name,teams,roles,job_title\n1,Noor de Graaf,a,admin,Monteur\n");

    const auto report = given_people("key,name,job_title\n1,Noor de Graaf-Smit,Planner\n");

    EXPECT_EQ(counts(report), "0 new, 1 changed, 0 as before");
    const auto noor = person("1");
    EXPECT_EQ(noor.name, "Noor de Graaf-Smit");
    EXPECT_EQ(noor.job_title, "Planner");
    EXPECT_THAT(names(rows(teams_of(noor.id))), ElementsAre("A"));
    EXPECT_THAT(rows(roles_of(noor.id)), ElementsAre(std::int64_t{v1::ROLE_ADMIN}));
}

TEST_P(ImportTest, APlaceWorkAndFirstDayStayWithoutTheirColumns) {
    const auto kas = [&] { return rows(teams_of(id_of("1"))).at(0); };
    const auto first_day = [&] {
        return database_.store()
            .read_now([id = id_of("1")](store::Reader& reader) { return record_of(reader, id); })
            .value()
            .started_on;
    };
    const std::string teams = "key,name,place,work\na,A,Zwolle,front_line\nb,B,,\n";
    const std::string people = "key,name,teams,started_on\n1,Noor,a,2019-03-01\n";
    given_teams(teams);
    given_people(people);
    EXPECT_EQ(counts(given_teams(teams)), "0 new, 0 changed, 2 as before");
    EXPECT_EQ(counts(given_people(people)), "0 new, 0 changed, 1 as before");

    given_teams("key,name\na,Kas\n");
    given_people("key,name\n1,Noor de Graaf\n");
    EXPECT_EQ(kas().place, "Zwolle");
    EXPECT_EQ(kas().work, v1::WORK_FRONT_LINE);
    EXPECT_EQ(first_day(), "2019-03-01");

    EXPECT_EQ(counts(given_teams("key,name,work\na,Kas,desk\n")), "0 new, 1 changed, 0 as before");
    given_people("key,name,started_on\n1,Noor de Graaf,\n");
    EXPECT_EQ(kas().place, "Zwolle");
    EXPECT_EQ(kas().work, v1::WORK_DESK);
    EXPECT_EQ(first_day(), "");
}

TEST_P(ImportTest, RefusesPlacesWorkAndFirstDaysThatCannotBe) {
    EXPECT_THAT(
        problems(Kind::KIND_TEAMS, "key,name,place,work\na,A," + std::string(61, 'x') + ",desk\nb,B,Zwolle,outside\n"),
        UnorderedElementsAre("2 place TOO_LONG", "3 work WORK_INVALID")
    );
    EXPECT_THAT(
        problems(Kind::KIND_PEOPLE, "key,name,started_on\n1,Noor,1 maart 2019\n2,Bram,2019-02-29\n3,Ada,2019-03-01\n"),
        UnorderedElementsAre("2 started_on DATE_INVALID", "3 started_on DATE_INVALID")
    );
}

TEST_P(ImportTest, ChangedTeamsAndRolesStandInTheLog) {
    given_teams("key,name\na,A\nb,B\n");
    given_people("key,name,teams\n1,Noor,a\n2,Bram,a\n");
    const auto before = database_.log().size();

    given_people("key,name,teams\n1,Noor,b\n2,Bram,a\n");

    const auto log = database_.log();
    ASSERT_EQ(log.size(), before + 1);
    EXPECT_EQ(log.back().topic, "access");
    EXPECT_THAT(log.back().payload, testing::HasSubstr(id_of("1").text()));
}

TEST_P(ImportTest, OneWrongLineWritesNothingAndEveryWrongLineIsNamed) {
    given_teams("key,name\na,A\n");

    EXPECT_THAT(
        problems(
            Kind::KIND_PEOPLE,
            "key,name,email,teams,roles,language\n"
            "1,Noor,,a,,\n"
            "2,,,a,,\n"
            "1,Bram,,a,,\n"
            "3,Ada,ada,a,,\n"
            "4,Eva,,b,,\n"
            "5,Tom,,a;a,king,de\n"
            "bad key,Sem,,a,,\n"
        ),
        UnorderedElementsAre(
            "3 name REQUIRED",
            "4 key KEY_DUPLICATE",
            "5 email EMAIL_INVALID",
            "6 teams TEAM_UNKNOWN",
            "7 teams TEAM_DUPLICATE",
            "7 roles ROLE_UNKNOWN",
            "7 language LANGUAGE_UNKNOWN",
            "8 key KEY_INVALID"
        )
    );
    EXPECT_THAT(rows(person_by_key("1")), IsEmpty());
}

TEST_P(ImportTest, PeopleHaveALanguageThatPagesSpeak) {
    given_teams("key,name\na,A\n");

    const auto report = try_import(Kind::KIND_PEOPLE, "key,name,language\n1,Noor,nl\n2,Ada,en\n3,Łucja,pl\n");

    EXPECT_EQ(counts(report.value()), "3 new, 0 changed, 0 as before");
}

TEST_P(ImportTest, ADryRunReportsAndWritesNothing) {
    const auto report = try_import(Kind::KIND_TEAMS, "key,name\na,A\n", true);

    EXPECT_EQ(counts(report.value()), "1 new, 0 changed, 0 as before");
    EXPECT_EQ(counts(given_teams("key,name\na,A\n")), "1 new, 0 changed, 0 as before");
}

TEST_P(ImportTest, RefusesRingsInTheTreeAlsoThroughTeamsThatWereThere) {
    given_teams("key,name,parent\na,A,\nb,B,a\n");

    EXPECT_THAT(
        problems(Kind::KIND_TEAMS, "key,name,parent\na,A,c\nc,C,b\nd,D,d\ne,E,a\nf,F,nowhere\n"),
        UnorderedElementsAre(
            "2 parent TEAM_CYCLE", "3 parent TEAM_CYCLE", "4 parent TEAM_CYCLE", "6 parent TEAM_UNKNOWN"
        )
    );
}

TEST_P(ImportTest, NamesEachWrongCellOfAValue) {
    EXPECT_THAT(
        problems(Kind::KIND_VALUES, "key,name_nl,colour\nSamen,Samen,meadow\nok,,meadow\nrood,Rood,red\n"),
        UnorderedElementsAre("2 key KEY_INVALID", "3 name_nl REQUIRED", "4 colour COLOUR_UNKNOWN")
    );
}

TEST_P(ImportTest, ValuesKeepTheirOrderAndTakeTheDutchNameForAMissingEnglishOne) {
    given(Kind::KIND_VALUES, "key,name_nl,name_en\nsamen,Samen,Together\nanders,Anders,\n");
    given(Kind::KIND_VALUES, "key,name_nl\nmeer,Meer\nsamen,Samen\n");

    const auto all = rows(values());

    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].name_en, "Together");
    EXPECT_EQ(all[1].name_en, "Anders");
    EXPECT_EQ(all[2].key, "meer");
}

TEST_P(ImportTest, RefusesOddHeadersAndLines) {
    EXPECT_THAT(
        problems(Kind::KIND_TEAMS, "key,nome\na,A\n"), ElementsAre("1 2 COLUMN_UNKNOWN", "1 name COLUMN_MISSING")
    );
    EXPECT_THAT(problems(Kind::KIND_TEAMS, "key,name,name\na,A,B\n"), ElementsAre("1 name COLUMN_DUPLICATE"));
    EXPECT_THAT(
        problems(Kind::KIND_TEAMS, "key,name\na,A,B\nb\n"), ElementsAre("2  FIELDS_MISMATCH", "3  FIELDS_MISMATCH")
    );
}

TEST_P(ImportTest, RefusesTextThatIsNoText) {
    using namespace std::string_literals;
    const auto csv = "key,name\na,A\0B\nb,\xFF\nc,\"C\nD\"\nd,\u202Egnp\ne,x\u0085y\nf,F\n"s;

    EXPECT_THAT(
        problems(Kind::KIND_TEAMS, csv),
        ElementsAre(
            "2 name TEXT_INVALID",
            "3 name TEXT_INVALID",
            "4 name TEXT_INVALID",
            "6 name TEXT_INVALID",
            "7 name TEXT_INVALID"
        )
    );
    EXPECT_THAT(problems(Kind::KIND_TEAMS, "key,name\na,\"A\n"), ElementsAre("2  QUOTE_OPEN"));
}

TEST_P(ImportTest, RefusesWhatIsTooLargeOrNothing) {
    const std::string long_name(81, 'x');

    EXPECT_EQ(try_import(Kind::KIND_TEAMS, std::string(11'000'000, 'a')).error().reason, "CSV_TOO_LARGE");
    EXPECT_EQ(try_import(Kind::KIND_TEAMS, "").error().reason, "CSV_INVALID");
    EXPECT_EQ(try_import(Kind::KIND_UNSPECIFIED, "key\na\n").error().reason, "CSV_INVALID");
    EXPECT_THAT(problems(Kind::KIND_TEAMS, "key,name\na," + long_name + "\n"), ElementsAre("2 name TOO_LONG"));
}

TEST_P(ImportTest, ALargeFileGoesInPiecesAndStillAllOrNothing) {
    std::string csv = "key,name\n";
    for (int i = 0; i < 1'200; ++i) csv += "p" + std::to_string(i) + ",Person " + std::to_string(i) + "\n";

    EXPECT_EQ(problems(Kind::KIND_PEOPLE, csv + "p0,Twice\n").size(), 1U);
    EXPECT_THAT(rows(person_by_key("p1")), IsEmpty());
    EXPECT_EQ(counts(given_people(csv)), "1200 new, 0 changed, 0 as before");
    EXPECT_EQ(person("p1199").name, "Person 1199");
}

TEST_P(ImportTest, AHostileFileMakesNoHostileReport) {
    std::string csv = "key,name\n";
    for (int i = 0; i < 5'000; ++i) csv += "?,A\n";

    EXPECT_EQ(try_import(Kind::KIND_TEAMS, csv).value().problems_size(), 1'000);
}

TEST_P(ImportTest, TheLastAdministratorStays) {
    given_people("key,name,roles\n1,Noor,admin\n2,Bram,\n");

    EXPECT_THAT(problems(Kind::KIND_PEOPLE, "key,name,roles\n1,Noor,\n"), ElementsAre("2 roles LAST_ADMIN"));
    EXPECT_EQ(counts(given_people("key,name,roles\n1,Noor,\n2,Bram,admin\n")), "0 new, 2 changed, 0 as before");
}

TEST_P(ImportTest, AnOldFileDoesNotBringALeaverBack) {
    given_people("key,name\n1,Noor\n");
    given_left("1");

    EXPECT_EQ(counts(given_people("key,name\n1,Noortje\n")), "0 new, 0 changed, 1 as before");
    EXPECT_FALSE(person("1").active);
    EXPECT_EQ(person("1").name, "Noor");
}

}  // namespace
}  // namespace koebel::people
