#include "koebeld/demonstration/demonstration.hpp"
#include "people/import.hpp"
#include "recognition/command.hpp"
#include "recognition/directory.hpp"
#include "recognition/shorthand.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <tuple>

namespace koebel {
namespace {

constexpr store::Sql kPeople{"test.people", "SELECT id, key, name, given_name FROM person"};
constexpr store::Sql kTeams{"test.teams", "SELECT id, key, name FROM team"};
constexpr store::Sql kValues{"test.values", "SELECT id, key, name_nl, name_en FROM value"};

/// One line of tests/real_input/recognitions.tsv.
struct Typed {
    std::vector<std::string> people;
    std::vector<std::string> teams;
    std::vector<std::string> values;
    std::int64_t credits = 0;
    std::string line;
    std::string words;
};

std::string read_file(const std::string& name) {
    std::ifstream file{std::string{KOEBEL_REAL_INPUT} + "/" + name};
    if (!file) throw std::runtime_error("missing: " + name);
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream stream{text};
    for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
    return parts;
}

std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        const auto next = text.at(++i);
        out += next == 'n' ? '\n' : next == 't' ? '\t' : next;
    }
    return out;
}

std::vector<Typed> everything_typed() {
    std::vector<Typed> all;
    for (const auto& row : split(read_file("recognitions.tsv"), '\n')) {
        if (row.starts_with('#')) continue;
        const auto cells = split(row, '\t');
        if (cells.size() != 6) throw std::runtime_error("six cells are needed: " + row);
        all.push_back(
            {split(cells[0], ','),
             split(cells[1], ','),
             split(cells[2], ','),
             std::stoll(cells[3]),
             unescaped(cells[4]),
             unescaped(cells[5])}
        );
    }
    return all;
}

/// The demonstration's people, and some with names of other scripts and shapes.
class RealInputTest : public testing::Test {
protected:
    RealInputTest() {
        database_.write([](store::Transaction& tx) { return demonstration::fill(tx, "nl", {}); });
        import(v1::ImportRequest::KIND_TEAMS, "teams.csv");
        import(v1::ImportRequest::KIND_PEOPLE, "people.csv");
        database_.store().read_now([&](store::Reader& reader) {
            for (auto& [id, key, name, given] :
                 reader.rows<std::tuple<PersonId, std::string, std::string, std::string>>(kPeople)) {
                keys_.emplace(id.text(), key);
                directory_.people.push_back({id, key, name, given});
            }
            for (auto& [id, key, name] : reader.rows<std::tuple<TeamId, std::string, std::string>>(kTeams)) {
                keys_.emplace(id.text(), key);
                directory_.teams.push_back({id, key, name});
            }
            for (auto& [id, key, nl, en] :
                 reader.rows<std::tuple<ValueId, std::string, std::string, std::string>>(kValues)) {
                keys_.emplace(id.text(), key);
                directory_.values.push_back({id, key, nl, en});
            }
            return 0;
        });
    }

    void import(v1::ImportRequest::Kind kind, const std::string& file) {
        const auto report =
            database_.write([&](store::Transaction& tx) { return people::import(tx, kind, read_file(file)); });
        if (!report.problems().empty()) throw std::runtime_error(file + ": " + report.problems(0).reason());
    }

    template <class Id>
    std::vector<std::string> keys_of(const std::vector<Id>& ids) const {
        std::vector<std::string> keys;
        for (const auto& id : ids) keys.push_back(keys_.at(id.text()));
        return keys;
    }

    test::Database database_{test::Backend::kSqlite};
    recognition::Directory directory_;
    std::map<std::string, std::string> keys_;
};

TEST_F(RealInputTest, EveryLineIsReadAsItsWriterMeantIt) {
    const auto all = everything_typed();

    for (const auto& typed : all) {
        const auto read = recognition::read_shorthand(typed.line, directory_);

        SCOPED_TRACE(typed.line);
        EXPECT_EQ(keys_of(read.people), typed.people);
        EXPECT_EQ(keys_of(read.teams), typed.teams);
        EXPECT_EQ(keys_of(read.values), typed.values);
        EXPECT_EQ(read.credits_each, Credits{typed.credits});
        EXPECT_EQ(read.message, typed.words);
        EXPECT_TRUE(read.unresolved.empty());
    }
    EXPECT_EQ(all.size(), 300U);
}

TEST_F(RealInputTest, EveryLineMakesARecognitionThatTheRulesAccept) {
    for (const auto& typed : everything_typed()) {
        const auto read = recognition::read_shorthand(typed.line, directory_);
        v1::GiveRequest request;
        for (const auto& id : read.people) request.mutable_people()->add_ids(id.text());
        if (!read.teams.empty()) request.set_team_id(read.teams.front().text());
        for (const auto& id : read.values) request.add_value_ids(id.text());
        request.set_message(read.message);
        request.set_credits_each(static_cast<std::uint32_t>(read.credits_each.count()));

        const auto command = recognition::to_command(PersonId{"somebody"}, request);

        EXPECT_TRUE(command) << typed.line << ": " << (command ? "" : command.error().reason);
    }
}

TEST_F(RealInputTest, AFullNameThatTwoColleaguesShareIsNotGuessed) {
    const auto read = recognition::read_shorthand("@Jan de Vries #samen Dank je.", directory_);

    EXPECT_TRUE(read.people.empty());
    ASSERT_EQ(read.unresolved.size(), 1U);
    EXPECT_THAT(
        keys_of(read.unresolved.front().candidates.people),
        testing::UnorderedElementsAre("jan-de-vries", "jan-de-vries-2")
    );
}

TEST_F(RealInputTest, AWordThatTeamsShareIsNotGuessed) {
    const auto read = recognition::read_shorthand("@Noord #samen Dank jullie wel.", directory_);

    EXPECT_TRUE(read.teams.empty());
    ASSERT_EQ(read.unresolved.size(), 1U);
    EXPECT_THAT(
        keys_of(read.unresolved.front().candidates.teams),
        testing::UnorderedElementsAre("installatie-noord", "noord-nacht", "team-noord")
    );
}

}  // namespace
}  // namespace koebel
