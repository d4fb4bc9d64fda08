#include "media/file_cache.hpp"

#include "support/temporary_directory.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>

#include <fstream>

namespace koebel::media {
namespace {

namespace fs = std::filesystem;
using testing::UnorderedElementsAre;

class FileCacheTest : public testing::Test {
protected:
    static std::string get(FileCache& cache, const std::string& id) {
        const auto bytes = cache.get(id, [](const std::string&) { return true; });
        return bytes ? *bytes : "none";
    }

    test::TemporaryDirectory directory;
    const fs::path folder = directory.path() / "media-cache";
};

TEST_F(FileCacheTest, KeepsWhatFitsAndForgetsTheLongestUnused) {
    FileCache cache{folder, 10};
    cache.put("a", "1234");
    cache.put("b", "5678");
    EXPECT_EQ(get(cache, "a"), "1234");

    cache.put("c", "90ab");
    cache.put("d", "longer than all of it");

    EXPECT_THAT(cache.ids(), UnorderedElementsAre("a", "c"));
    EXPECT_EQ(get(cache, "b"), "none");
    EXPECT_FALSE(fs::exists(folder / "b"));
}

TEST_F(FileCacheTest, IsEmptyAtTheStart) {
    FileCache{folder, 100}.put("a", "1234");
    ASSERT_TRUE(fs::exists(folder / "a"));

    FileCache again{folder, 100};

    EXPECT_FALSE(fs::exists(folder / "a"));
    EXPECT_EQ(get(again, "a"), "none");
}

TEST_F(FileCacheTest, ItsFilesAreForItsUserOnly) {
    FileCache cache{folder, 100};
    cache.put("a", "1234");

    EXPECT_EQ(fs::status(folder / "a").permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
}

TEST_F(FileCacheTest, WhatIsNotRightAnyMoreGoes) {
    FileCache cache{folder, 100};
    cache.put("a", "1234");
    std::ofstream{folder / "a"} << "evil";

    EXPECT_EQ(cache.get("a", [](const std::string& bytes) { return bytes == "1234"; }), nullptr);
    EXPECT_FALSE(fs::exists(folder / "a"));
}

TEST_F(FileCacheTest, WithoutADiskThereIsNoCopy) {
    std::ofstream{directory.path() / "file"} << "in the way";
    FileCache cache{directory.path() / "file" / "media-cache", 100};

    cache.put("a", "1234");

    EXPECT_EQ(get(cache, "a"), "none");
}

}  // namespace
}  // namespace koebel::media
