#pragma once

#include "people/import.hpp"
#include "people/person.hpp"
#include "people/team.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// A database filled by CSV, as an organisation is.
class PeopleFixture : public testing::TestWithParam<test::Backend> {
protected:
    Result<v1::ImportResponse> try_import(v1::ImportRequest::Kind kind, std::string csv, bool dry_run = false) {
        return database_.store().write_now("test.import", [kind, csv, dry_run](store::Transaction& tx) {
            return import(tx, kind, csv, dry_run);
        });
    }

    /// An import that has to go through.
    v1::ImportResponse given(v1::ImportRequest::Kind kind, std::string csv) {
        auto report = try_import(kind, std::move(csv));
        if (!report) throw std::runtime_error("refused: " + std::string{report.error().reason});
        if (!report->problems().empty()) throw std::runtime_error(report->ShortDebugString());
        return *std::move(report);
    }
    v1::ImportResponse given_teams(std::string csv) { return given(v1::ImportRequest::KIND_TEAMS, std::move(csv)); }
    v1::ImportResponse given_people(std::string csv) { return given(v1::ImportRequest::KIND_PEOPLE, std::move(csv)); }

    Person person(std::string_view key) { return rows(person_by_key(key)).at(0); }
    PersonId id_of(std::string_view key) { return person(key).id; }

    template <class T>
    std::vector<T> rows(const store::Query<T>& query) {
        return database_.store().read_now([&](store::Reader& reader) { return std::get<0>(reader.read(query)); });
    }

    /// Makes someone inactive without the rules of leaving.
    void given_left(std::string_view key) {
        static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE id = $1"};
        database_.write([id = id_of(key)](store::Transaction& tx) -> Result<bool> {
            tx.run(kLeave, id);
            return true;
        });
    }

    template <class T>
    static std::vector<std::string> names(const std::vector<T>& all) {
        std::vector<std::string> names;
        for (const auto& one : all) names.push_back(one.name);
        return names;
    }

    test::Database database_{GetParam()};
};

}  // namespace koebel::people
