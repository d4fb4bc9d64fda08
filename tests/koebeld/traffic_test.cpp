#include "koebeld/demonstration/traffic.hpp"

#include "koebeld/demonstration/demonstration.hpp"
#include "runtime/spawn.hpp"
#include "support/database.hpp"

#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include <functional>

namespace koebel::demonstration {
namespace {

using namespace std::chrono_literals;

constexpr store::Sql kCountGiven{"test.count", "SELECT COUNT(*) FROM recognition"};
constexpr store::Sql kHideOrganisation{"test.hide_organisation", "ALTER TABLE organisation RENAME TO away"};
constexpr store::Sql kShowOrganisation{"test.show_organisation", "ALTER TABLE away RENAME TO organisation"};
constexpr store::Sql kHideLinks{"test.hide_links", "ALTER TABLE recognition_value RENAME TO away"};
constexpr store::Sql kShowLinks{"test.show_links", "ALTER TABLE away RENAME TO recognition_value"};

class TrafficTest : public testing::TestWithParam<test::Backend> {
protected:
    TrafficTest() { traffic_.emplace(context_.get_executor(), database_.store(), recognition::Settings{}, 7, kQuick); }
    ~TrafficTest() override {
        traffic_->stop();
        EXPECT_TRUE(until([this] { return tasks_.running() == 0; }));
    }

    void start() { tasks_.spawn(context_.get_executor(), "test.traffic", traffic_->run()); }

    /// Runs traffic until `reached`, half a minute at most; whether it was.
    bool until(const std::function<bool()>& reached) {
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        while (!reached() && std::chrono::steady_clock::now() < deadline) {
            context_.restart();
            context_.run_one_for(100ms);
        }
        return reached();
    }
    bool until_given(std::int64_t more) {
        return until([this, target = given() + more] { return given() >= target; });
    }
    void fill_in() {
        database_.write([](store::Transaction& tx) { return fill(tx, "nl", {}); });
    }
    void run(const store::Sql& sql) {
        database_.write([&sql](store::Transaction& tx) -> Result<bool> {
            tx.run(sql);
            return true;
        });
    }
    std::int64_t given() {
        return database_.store().read_now([](store::Reader& reader) {
            return reader.row<std::int64_t>(kCountGiven).value();
        });
    }

    static constexpr Pace kQuick{.shortest = 1ms, .steps = 1, .first_retry = 1ms, .last_retry = 8ms};

    test::Database database_{GetParam()};
    asio::io_context context_{1};
    runtime::Tasks tasks_;
    std::optional<Traffic> traffic_;
};

INSTANTIATE_TEST_SUITE_P(Databases, TrafficTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(TrafficTest, KeepsGivingUntilItIsStopped) {
    fill_in();

    start();

    EXPECT_TRUE(until_given(3));
    traffic_->stop();
    EXPECT_TRUE(until([this] { return tasks_.running() == 0; }));
}

TEST_P(TrafficTest, EndsAtOnceWhereThereIsNoDemonstration) {
    start();

    EXPECT_TRUE(until([this] { return tasks_.running() == 0; }));
}

TEST_P(TrafficTest, WaitsForADatabaseThatCannotBeReadYet) {
    fill_in();
    run(kHideOrganisation);
    start();
    ASSERT_TRUE(until([this] { return traffic_->faults() >= 5; }));

    run(kShowOrganisation);

    EXPECT_TRUE(until_given(3));
    EXPECT_EQ(tasks_.running(), 1U);
}

TEST_P(TrafficTest, AWriteThatThrowsIsNotTheLast) {
    fill_in();
    start();
    ASSERT_TRUE(until_given(1));
    run(kHideLinks);
    ASSERT_TRUE(until([this] { return traffic_->faults() >= 5; }));

    run(kShowLinks);

    EXPECT_TRUE(until_given(3));
    EXPECT_EQ(tasks_.running(), 1U);
}

}  // namespace
}  // namespace koebel::demonstration
