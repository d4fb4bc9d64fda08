#include "support/child_process.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace koebel::redis {
namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(ScriptsTest, AFileBecomesAConstantWithItsTextAndTheHashThatRedisGivesIt) {
    const test::TemporaryDirectory folder;
    const std::string lua = "local a = {[1] = 'x;y'}; -- \"quoted\", \\ and ${kept}\nreturn a[1] .. ARGV[1]\n";
    std::ofstream{folder.path() / "say_twice.lua"} << lua;

    test::ChildProcess cmake(
        {CMAKE,
         "-DFILES=" + (folder.path() / "say_twice.lua").string(),
         "-DOUTPUT=" + folder.path().string(),
         "-P",
         SCRIPTS_CMAKE}
    );
    ASSERT_EQ(cmake.wait(), 0);

    const test::RedisServer server;
    const auto hash = server.command({"SCRIPT", "LOAD", lua}).text();
    EXPECT_THAT(contents(folder.path() / "scripts.hpp"), testing::HasSubstr("extern const Script kSayTwice;"));
    EXPECT_THAT(
        contents(folder.path() / "scripts.cpp"),
        testing::HasSubstr("kSayTwice{\"say_twice\", R\"lua(" + lua + ")lua\", \"" + hash + "\"}")
    );
}

}  // namespace
}  // namespace koebel::redis
