#include "koebeld/doctor/doctor.hpp"

#include "access/code_key.hpp"
#include "koebeld/doctor/address.hpp"
#include "koebeld/doctor/clock.hpp"
#include "koebeld/doctor/codes.hpp"
#include "koebeld/doctor/database.hpp"
#include "koebeld/doctor/disk.hpp"
#include "koebeld/doctor/limits.hpp"
#include "koebeld/doctor/redis.hpp"
#include "koebeld/doctor/report.hpp"
#include "koebeld/tls_server.hpp"
#include "store/data_directory.hpp"
#include "support/database.hpp"
#include "support/free_port.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace koebel::doctor {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

constexpr const auto* kAlive = R"({"alive":true})";

auto is(Verdict verdict, std::string_view words) {
    return AllOf(Field(&Finding::verdict, verdict), Field(&Finding::what, HasSubstr(std::string{words})));
}

/// A remedy where, and only where, something is wrong.
void expect_remedies(const Findings& findings) {
    for (const auto& one : findings) EXPECT_EQ(one.remedy.empty(), one.verdict == Verdict::kOk) << one.what;
}

const Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28} + 12h};

TEST(DoctorClockTest, AYearThatCannotBeIsAProblem) {
    EXPECT_THAT(examine_clock(Instant{}, std::nullopt), is(Verdict::kProblem, "1970-01-01"));
    EXPECT_THAT(examine_clock(kNow, std::nullopt), is(Verdict::kOk, "2026-11-28 12:00:00 UTC"));
}

TEST(DoctorClockTest, ClocksThatAreApartAreToldApart) {
    EXPECT_THAT(examine_clock(kNow, kNow - 1s), is(Verdict::kOk, "as the database's"));
    EXPECT_THAT(examine_clock(kNow, kNow + 30s), is(Verdict::kWarning, "30 s away"));
    EXPECT_THAT(examine_clock(kNow, kNow - 2h), is(Verdict::kProblem, "7200 s away"));
}

TEST(DoctorClockTest, AZoneTheSystemDoesNotKnowIsAProblem) {
    EXPECT_THAT(examine_zone("Europe/Brussels"), is(Verdict::kOk, "Europe/Brussels"));
    EXPECT_THAT(examine_zone("Europe/Madeup"), is(Verdict::kProblem, "Europe/Madeup"));
    EXPECT_THAT(examine_zone(""), is(Verdict::kOk, "no organisation"));
}

TEST(DoctorDiskTest, AFolderOfOnesOwnIsInOrderAndLeftAsItWas) {
    const test::TemporaryDirectory folder;

    const auto findings = examine_disk(folder.path(), {.free_mib = 1});

    EXPECT_THAT(findings, Each(Field(&Finding::verdict, Verdict::kOk))) << as_text(findings);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(DoctorDiskTest, AFolderOthersMayLookIntoIsAWarning) {
    const test::TemporaryDirectory folder;
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});

    EXPECT_THAT(examine_disk(folder.path(), {.free_mib = 1}), Contains(is(Verdict::kWarning, "others may look")));
}

TEST(DoctorDiskTest, WhatCannotBeWrittenIsAProblem) {
    // Not even root writes there.
    EXPECT_THAT(examine_disk("/proc", {}), Contains(is(Verdict::kProblem, "/proc cannot be written")));
    EXPECT_THAT(examine_fsync("/proc", {}), is(Verdict::kWarning, "could not be measured"));
}

TEST(DoctorDiskTest, WhatIsNotThereOrNoFolderIsSaid) {
    const test::TemporaryDirectory folder;
    const auto file = folder.path() / "file";
    std::ofstream{file} << "x";

    EXPECT_THAT(examine_disk(folder.path() / "gone", {}), Contains(is(Verdict::kWarning, "not there yet")));
    EXPECT_THAT(examine_disk(file, {}), Contains(is(Verdict::kProblem, "no folder")));
}

TEST(DoctorDiskTest, ADiskThatFillsUpIsAWarningAndThenAProblem) {
    const Settings settings{.free_mib = 1'000};

    EXPECT_THAT(judge_space(2'000ULL << 20, settings), is(Verdict::kOk, "2000 MiB"));
    EXPECT_THAT(judge_space(900ULL << 20, settings), is(Verdict::kWarning, "900 MiB"));
    EXPECT_THAT(judge_space(200ULL << 20, settings), is(Verdict::kProblem, "200 MiB"));
}

TEST(DoctorDiskTest, AnOddFsyncIsAWarningAndMemoryAProblem) {
    EXPECT_THAT(judge_fsync(2ms, false, {}), is(Verdict::kOk, "2.00 ms"));
    EXPECT_THAT(judge_fsync(80ms, false, {}), is(Verdict::kWarning, "80.00 ms"));
    EXPECT_THAT(judge_fsync(3us, false, {}), is(Verdict::kWarning, "as if nothing reached a disk"));
    EXPECT_THAT(examine_fsync("/dev/shm", {}), is(Verdict::kProblem, "in memory"));
}

TEST(DoctorRedisTest, AMasterThatEvictsNothingIsInOrder) {
    const test::RedisServer server;

    EXPECT_THAT(examine_redis({.url = server.url()}), is(Verdict::kOk, "version "));
}

TEST(DoctorRedisTest, OneThatEvictsIsAProblemWithItsCommand) {
    const test::RedisServer server{{"--maxmemory-policy", "allkeys-lru"}};

    const auto found = examine_redis({.url = server.url()});

    EXPECT_THAT(found, is(Verdict::kProblem, "allkeys-lru"));
    EXPECT_THAT(found.remedy, HasSubstr("CONFIG SET maxmemory-policy noeviction"));
}

TEST(DoctorRedisTest, AReplicaAWrongPasswordAndNobodyAreProblems) {
    const test::RedisServer replica{{"--replicaof", "127.0.0.1 1"}};
    const test::RedisServer locked{{"--requirepass", "secret"}};
    const test::TemporaryDirectory folder;

    EXPECT_THAT(examine_redis({.url = replica.url()}), is(Verdict::kProblem, "replica"));
    const auto refused = examine_redis({.url = locked.url() + "?password=wrong"});
    EXPECT_THAT(refused, is(Verdict::kProblem, "refused"));
    EXPECT_THAT(refused.what, Not(HasSubstr("wrong")));
    const auto gone = examine_redis({.url = "unix://" + (folder.path() / "none.sock").string()});
    EXPECT_THAT(gone, is(Verdict::kProblem, "cannot connect"));
}

TEST(DoctorRedisTest, OneThatStandsStillIsAProblemInTime) {
    test::RedisServer server;
    server.freeze();

    const auto found = examine_redis({.url = server.url(), .connect = 200ms, .command = 200ms});

    server.thaw();
    EXPECT_THAT(found, is(Verdict::kProblem, "in time"));
}

TEST(DoctorRedisTest, AMissingProgramOfThePrivateOneIsAWarning) {
    EXPECT_THAT(examine_redis({.server = "redis-server"}), is(Verdict::kOk, "private"));
    EXPECT_THAT(examine_redis({.server = "no-such-server"}), is(Verdict::kWarning, "no-such-server"));
    EXPECT_THAT(examine_redis({.enabled = false}), is(Verdict::kOk, "switched off"));
}

class DoctorDatabaseTest : public testing::TestWithParam<test::Backend> {};

INSTANTIATE_TEST_SUITE_P(Databases, DoctorDatabaseTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(DoctorDatabaseTest, ADatabaseAtWorkIsInOrderAndNotDisturbed) {
    test::Database database{GetParam()};
    const auto before = database.log().size();

    const auto found = store::examine(database.settings(), 5s);
    const auto findings = judge_database(found);

    EXPECT_TRUE(found.is_there);
    EXPECT_EQ(found.schema, found.known);
    // The tests' own cluster is set for speed.
    EXPECT_TRUE(!has_problem(findings) || !found.is_durable) << as_text(findings);
    EXPECT_EQ(found.clock.has_value(), GetParam() == test::Backend::kPostgresql);
    EXPECT_EQ(database.log().size(), before);
}

TEST(DoctorDatabaseFaultsTest, APostgresqlThatIsStoppedIsAProblem) {
    const store::Settings settings{
        .postgresql = "host=127.0.0.1 port=" + std::to_string(test::free_port()) + " user=nobody"
    };

    const auto findings = judge_database(store::examine(settings, 1s));

    EXPECT_THAT(findings, Contains(is(Verdict::kProblem, "PostgreSQL: ")));
    EXPECT_THAT(findings.at(0).remedy, HasSubstr("start PostgreSQL"));
}

TEST(DoctorDatabaseFaultsTest, ADamagedFileIsAProblem) {
    test::Database database{test::Backend::kSqlite};
    database.close();
    const auto path = store::DataDirectory::database_path(database.settings().data_directory);
    const auto size = std::filesystem::file_size(path);
    {
        std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
        for (std::uintmax_t at = 3 * 4096; at + 64 < size; at += 4096) {
            file.seekp(static_cast<std::streamoff>(at));
            file << std::string(64, '\x5a');
        }
    }

    const auto findings = judge_database(store::examine(database.settings(), 5s));

    EXPECT_TRUE(has_problem(findings)) << as_text(findings);
    expect_remedies(findings);
}

TEST(DoctorDatabaseFaultsTest, AnEmptyFolderIsInOrderAndStaysEmpty) {
    const test::TemporaryDirectory folder;

    const auto findings = judge_database(store::examine({.data_directory = folder.path().string()}, 1s));

    EXPECT_THAT(findings, Each(is(Verdict::kOk, "empty")));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(DoctorDatabaseFaultsTest, SchemasAndSettingsAreJudged) {
    const store::Examination good{.is_there = true, .kind = "SQLite", .schema = 14, .needs = 9, .known = 14};
    auto old = good;
    old.known = 20;
    auto newer = good;
    newer.needs = 15;
    auto lossy = good;
    lossy.is_durable = false;
    auto large = good;
    large.was_checked = false;

    EXPECT_THAT(judge_database(good), Each(is(Verdict::kOk, "schema 14")));
    EXPECT_THAT(judge_database(old), Contains(is(Verdict::kWarning, "this koebeld has 20")));
    EXPECT_THAT(judge_database(newer), Contains(is(Verdict::kProblem, "newer")));
    EXPECT_THAT(judge_database(lossy), Contains(is(Verdict::kProblem, "fsync")));
    EXPECT_THAT(judge_database(large), Contains(is(Verdict::kWarning, "too large")));
}

TEST(DoctorAddressTest, PlainHttpIsAWarningExceptOnThisMachine) {
    const Visit alive{.answer = std::string{"HTTP/1.1 200 OK\r\n\r\n"} + kAlive};

    EXPECT_THAT(judge_address("http://koebel.example", alive, {}), Contains(is(Verdict::kWarning, "not encrypted")));
    EXPECT_THAT(judge_address("http://localhost:8080", alive, {}), Each(Field(&Finding::verdict, Verdict::kOk)));
}

TEST(DoctorAddressTest, WhatIsNoAddressOrLeadsNowhereIsSaid) {
    EXPECT_THAT(examine_address("koebel.example", {}), Contains(Field(&Finding::verdict, Verdict::kProblem)));
    const auto nowhere =
        examine_address("http://localhost:" + std::to_string(test::free_port()), {.connection = 500ms});
    EXPECT_THAT(nowhere, Contains(is(Verdict::kWarning, "does not answer")));
    EXPECT_THAT(
        judge_address("https://koebel.example", {.unresolved = "Name or service not known"}, {}),
        Contains(is(Verdict::kProblem, "has no address"))
    );
    expect_remedies(nowhere);
}

TEST(DoctorAddressTest, SomethingElseThatAnswersIsAProblem) {
    const Visit other{.answer = "HTTP/1.1 404 Not Found\r\n\r\n<html>"};

    EXPECT_THAT(judge_address("http://localhost", other, {}), Contains(is(Verdict::kProblem, "404 Not Found")));
}

TEST(DoctorAddressTest, ACertificateThatIsOverIsAProblem) {
    const test::TlsServer server{-72h, kAlive};

    const auto findings = examine_address(server.url(), {});

    EXPECT_THAT(findings, Contains(is(Verdict::kOk, "a Koebel answers")));
    EXPECT_THAT(findings, Contains(is(Verdict::kProblem, "is over since"))) << as_text(findings);
    expect_remedies(findings);
}

TEST(DoctorAddressTest, ACertificateNobodyKnowsIsAProblem) {
    const test::TlsServer server{24h * 90, kAlive};

    EXPECT_THAT(examine_address(server.url(), {}), Contains(is(Verdict::kProblem, "do not trust")));
}

TEST(DoctorAddressTest, ACertificateIsRenewedInTime) {
    const auto with = [](int days) {
        const Visit visit{.certificate_left = std::chrono::days{days}, .answer = kAlive};
        return judge_address("https://koebel.example", visit, {});
    };

    EXPECT_THAT(with(22), Contains(is(Verdict::kOk, "22 more days")));
    EXPECT_THAT(with(20), Contains(is(Verdict::kWarning, "20 more days")));
    EXPECT_THAT(with(6), Contains(is(Verdict::kProblem, "6 more days")));
}

TEST(DoctorLimitsTest, ConnectionsThatDoNotFitAreAProblemOfTheServerAndAWarningOtherwise) {
    EXPECT_THAT(judge_limits({.files = 65'536, .is_servers = true}, 20'000), is(Verdict::kOk, "65536"));
    EXPECT_THAT(judge_limits({.files = 1'024, .is_servers = true}, 20'000), is(Verdict::kProblem, "1024"));
    EXPECT_THAT(judge_limits({.files = 1'024, .is_servers = false}, 20'000), is(Verdict::kWarning, "1024"));
    EXPECT_GT(limit_of_files("/nowhere").files, 0U);
}

TEST(DoctorCodesTest, TheKeyIsTheOneThatSealsThem) {
    const test::TemporaryDirectory folder;
    const auto directory = folder.path().string();
    EXPECT_THAT(examine_codes({}, directory, ""), is(Verdict::kOk, "nobody"));
    EXPECT_FALSE(std::filesystem::exists(access::code_key_path(directory))) << "the doctor makes none";
    EXPECT_THAT(examine_codes({"0123", "0123"}, directory, ""), is(Verdict::kProblem, "is not here"));

    const auto mark = access::mark_of_code_key(access::code_key_in(directory));

    EXPECT_THAT(examine_codes({mark, mark}, directory, ""), is(Verdict::kOk, "is here"));
    EXPECT_THAT(examine_codes({"0123", mark}, directory, ""), is(Verdict::kProblem, "is not here"));
    EXPECT_THAT(examine_codes({mark, mark}, directory, std::string(64, 'a')), is(Verdict::kProblem, "is not here"));
    std::filesystem::permissions(
        access::code_key_path(directory), std::filesystem::perms::group_read, std::filesystem::perm_options::add
    );
    EXPECT_THAT(examine_codes({mark, mark}, directory, ""), is(Verdict::kWarning, "others may read"));
    std::ofstream{access::code_key_path(directory)} << "half a k";
    EXPECT_THAT(examine_codes({mark, mark}, directory, ""), is(Verdict::kProblem, "64 hexadecimal digits"));
}

TEST(DoctorReportTest, EachFindingIsALineWithItsRemedyUnderIt) {
    const Findings findings{{"disk", Verdict::kOk, "room"}, {"redis", Verdict::kProblem, "gone", "start it"}};

    EXPECT_EQ(
        as_text(findings),
        "ok       disk         room\n"
        "problem  redis        gone\n"
        "                      -> start it\n"
    );
    EXPECT_EQ(
        as_json(findings),
        R"({"healthy":false,"findings":[{"check":"disk","verdict":"ok","what":"room","remedy":""},)"
        R"({"check":"redis","verdict":"problem","what":"gone","remedy":"start it"}]})"
        "\n"
    );
}

TEST(DoctorTest, EveryCheckSaysSomething) {
    const test::TemporaryDirectory folder;
    koebel::Settings settings;
    settings.data_directory = settings.store.data_directory = folder.path().string();
    settings.http.public_url = "http://localhost:" + std::to_string(test::free_port());

    const auto findings = examine(settings);

    for (const auto* check : {"clock", "zone", "disk", "fsync", "database", "codes", "redis", "public_url", "limits"}) {
        EXPECT_THAT(findings, Contains(Field(&Finding::check, check)));
    }
    expect_remedies(findings);
}

}  // namespace
}  // namespace koebel::doctor
