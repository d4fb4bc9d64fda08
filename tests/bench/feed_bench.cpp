// The first page of the feed against its own statement, and of a search against the feed; see tests/bench/README.md.
//   feed_bench [--short] [sqlite | postgresql]
// Prints JSON lines; a number never makes it fail.
#include "base/log.hpp"
#include "bench/measure.hpp"
#include "people/visible_to.hpp"
#include "recognition/feed_filter.hpp"
#include "recognition/stored.hpp"
#include "recognition/world.hpp"
#include "search/index.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <limits>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::bench {
namespace {

constexpr double kAtMost = 5;  // the bound of the figure
constexpr std::size_t kPageSize = 20;

// The feed without a filter: its rows with people, teams and values, nothing around them.
constexpr auto kBareFeedText = "SELECT " + recognition::kStoredColumns +
                               " FROM recognition r WHERE r.position < $2 AND " + people::visible_to("$1") +
                               " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kBareFeed{"bench.bare_feed", kBareFeedText};

constexpr store::Sql kReact{
    "bench.react", "INSERT INTO reaction (recognition_id, person_id, kind, reacted_at) VALUES ($1, $2, $3, 0)"
};
constexpr store::Sql kRemark{
    "bench.remark",
    "INSERT INTO remark (id, recognition_id, position, kind, author_id, text, said_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, 0)"
};

// What autovacuum does of itself within a minute of so many rows; the tests' cluster has none.
constexpr store::Sql kAnalyse{"bench.analyse", "SELECT 1", "ANALYZE"};

/// An office with a past: everything in it is drawn by lot, the same each time.
class Past {
public:
    Past(test::Backend backend, std::size_t recognitions, std::size_t around) : world_(backend) {
        for (int i = 0; i < 20; ++i) teams_.push_back(world_.team("Ploeg " + std::to_string(i)));
        for (int i = 0; i < 200; ++i) {
            const auto& team = teams_[any(teams_.size())];
            people_.push_back(world_.person({.name = "Naam" + std::to_string(i) + " Achternaam", .teams = {team}}));
        }
        give(recognitions);
        talk(around);
        world_.database.write([](store::Transaction& tx) -> Result<bool> {
            tx.run(kAnalyse);
            return true;
        });
    }

    [[nodiscard]] store::Store& store() { return world_.database.store(); }
    [[nodiscard]] const PersonId& viewer() const { return people_.front(); }
    [[nodiscard]] const PersonId& colleague() const { return people_[7]; }
    [[nodiscard]] const TeamId& team() const { return teams_[3]; }
    [[nodiscard]] const ValueId& value() const { return world_.together; }

private:
    std::size_t any(std::size_t below) { return std::uniform_int_distribution<std::size_t>{0, below - 1}(random_); }

    /// As words are in a language: a few are everywhere, most are rare.
    std::string words(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            const auto rank = static_cast<std::size_t>(std::exp(std::uniform_real_distribution<>{0, 9.2}(random_)));
            text += "woord" + std::to_string(rank) + ' ';
        }
        return text;
    }

    void in_pieces(std::size_t count, const std::function<void(store::Transaction&)>& one) {
        for (std::size_t done = 0; done < count;) {
            const auto end = std::min(count, done + 200);
            world_.database.write([&](store::Transaction& tx) -> Result<bool> {
                for (; done < end; ++done) one(tx);
                return true;
            });
        }
    }

    void give(std::size_t count) {
        in_pieces(count, [&](store::Transaction& tx) {
            const auto& giver = people_[any(people_.size())];
            auto recipient = people_[any(people_.size())];
            while (recipient == giver) recipient = people_[any(people_.size())];
            const auto visibility = any(10) == 0 ? v1::VISIBILITY_TEAM : v1::VISIBILITY_EVERYONE;
            auto command = world_.thanks(giver, {recipient}, visibility, Credits{0});
            command.message = words(20);
            command.customer_moment.clear();
            if (any(40) == 0) command.values = {world_.together};
            recognitions_.push_back(
                world_.repository.seed(tx, {.recognition = command, .given_at = test::ManualClock::kStart}).value()
            );
        });
    }

    void talk(std::size_t count) {
        std::int64_t position = std::numeric_limits<std::int64_t>::max() / 2;
        std::set<std::pair<RecognitionId, PersonId>> reacted;
        in_pieces(count, [&](store::Transaction& tx) {
            const auto& recognition = recognitions_[any(recognitions_.size())];
            const auto& person = people_[any(people_.size())];
            if (any(2) == 0) {
                if (reacted.emplace(recognition, person).second) {
                    tx.run(kReact, recognition, person, static_cast<std::int64_t>(1 + any(6)));
                }
                return;
            }
            const auto id = tx.new_id();
            const auto text = words(8);
            tx.run(kRemark, id, recognition, position++, 1, person, text);
            search::index(tx, recognition, id, text);
        });
    }

    recognition::World world_;
    std::mt19937_64 random_{11};  // NOLINT(cert-msc51-cpp): the same each time
    std::vector<TeamId> teams_;
    std::vector<PersonId> people_;
    std::vector<RecognitionId> recognitions_;
};

struct Question {
    std::string_view name;
    std::function<void(v1::FeedFilter&, const Past&)> ask;
};

const std::array kQuestions{
    Question{"common_word", [](v1::FeedFilter& filter, const Past&) { filter.set_query("woord1"); }},
    Question{"rare_word", [](auto& filter, const auto&) { filter.set_query("woord8888"); }},
    Question{"two_words", [](auto& filter, const auto&) { filter.set_query("woord2 woord3"); }},
    Question{"common_and_rare", [](auto& filter, const auto&) { filter.set_query("woord1 woord7777"); }},
    Question{"no_such_word", [](auto& filter, const auto&) { filter.set_query("xyzzy"); }},
    Question{"name", [](auto& filter, const auto&) { filter.set_query("naam7"); }},
    Question{"person", [](auto& filter, const auto& past) { filter.set_person_id(past.colleague().text()); }},
    Question{"team", [](auto& filter, const auto& past) { filter.set_team_id(past.team().text()); }},
    Question{"value", [](auto& filter, const auto& past) { filter.set_value_id(past.value().text()); }},
    Question{"mine", [](auto& filter, const auto&) { filter.set_kind(v1::FEED_KIND_MINE); }},
};

void run(Length length, test::Backend backend, const std::string& where) {
    const bool full = length == Length::kFull;
    Past past{backend, full ? 10'000U : 500U, full ? 50'000U : 2'500U};
    const std::size_t times = full ? 40 : 5;
    const auto cost = [&](const std::function<void(store::Reader&)>& work) {
        return [&past, times, work] {
            const auto from = now_ns();
            for (std::size_t i = 0; i < times; ++i) {
                past.store().read_now([&](store::Reader& reader) {
                    work(reader);
                    return true;
                });
            }
            return static_cast<double>(now_ns() - from) / static_cast<double>(times);
        };
    };
    const auto bare = cost([&past](store::Reader& reader) {
        const auto end = std::numeric_limits<std::int64_t>::max();
        auto rows = reader.rows<recognition::StoredRow>(kBareFeed, past.viewer(), end, kPageSize);
        if (recognition::complete(reader, std::move(rows)).size() != kPageSize) throw std::runtime_error("no page");
    });
    const auto page = [&](std::string_view name, const std::function<double()>& known, const v1::FeedFilter& filter) {
        const auto wanted = recognition::to_filter(filter).value();
        Comparison comparison{"feed." + where + '.' + std::string{name}, length};
        comparison.run(
            known, cost([&past, &wanted](store::Reader& reader) {
                (void)recognition::list_feed(reader, past.viewer(), {.size = kPageSize}, wanted ? &*wanted : nullptr);
            })
        );
        print(comparison.figure(kAtMost));
    };
    page("feed", bare, {});
    const auto empty_filter = cost([&past](store::Reader& reader) {
        (void)recognition::list_feed(reader, past.viewer(), {.size = kPageSize}, nullptr);
    });
    for (const auto& [name, ask] : kQuestions) {
        v1::FeedFilter filter;
        ask(filter, past);
        page(name, empty_filter, filter);
    }
}

}  // namespace
}  // namespace koebel::bench

int main(int argc, char** argv) {
    using namespace koebel;
    try {
        std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a run that is ended early has still told what it saw
        configure_logging(LogFormat::kText, "error");
        std::vector<std::string_view> words(argv + 1, argv + argc);
        const bool is_short = std::erase(words, "--short") > 0;
        for (const auto backend : test::backends()) {
            const std::string name = backend == test::Backend::kSqlite ? "sqlite" : "postgresql";
            const bool is_there = backend == test::Backend::kSqlite || std::getenv("KOEBEL_TEST_POSTGRESQL") != nullptr;
            const bool is_wanted = words.empty() || words.front() == name;
            if (!is_there || !is_wanted) continue;
            bench::run(is_short ? bench::Length::kShort : bench::Length::kFull, backend, name);
        }
        return 0;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "feed_bench: %s\n", e.what());
        return 1;
    }
}
