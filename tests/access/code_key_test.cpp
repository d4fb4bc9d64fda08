#include "access/code_key.hpp"

#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace koebel::access {
namespace {

const PersonId kAda{"018f0000-0000-7000-8000-00000000000a"};
const PersonId kBram{"018f0000-0000-7000-8000-00000000000b"};
const std::string kKey(64, 'a');
const std::string kOtherKey(64, 'b');

TEST(CodeKeyTest, WhatIsSealedOpensWithTheKeyForItsPerson) {
    const auto sealed = seal_code(kKey, kAda, "twenty bytes at all.");

    EXPECT_EQ(open_code(kKey, kAda, sealed), "twenty bytes at all.");
    EXPECT_EQ(open_code(kOtherKey, kAda, sealed), std::nullopt);
    EXPECT_EQ(open_code(kKey, kBram, sealed), std::nullopt) << "a row that was copied to somebody else";
    EXPECT_EQ(open_code("", kAda, sealed), std::nullopt);
    EXPECT_NE(seal_code(kKey, kAda, "twenty bytes at all."), sealed) << "no two are alike";
}

TEST(CodeKeyTest, WhatWasChangedDoesNotOpen) {
    auto sealed = seal_code(kKey, kAda, "twenty bytes at all.");
    sealed.back() = sealed.back() == '0' ? '1' : '0';

    EXPECT_EQ(open_code(kKey, kAda, sealed), std::nullopt);
    EXPECT_EQ(open_code(kKey, kAda, ""), std::nullopt);
    EXPECT_EQ(open_code(kKey, kAda, "no hex"), std::nullopt);
}

TEST(CodeKeyTest, AMarkRecognisesAKeyAndTellsNothingOfIt) {
    EXPECT_EQ(mark_of_code_key(kKey), mark_of_code_key(kKey));
    EXPECT_NE(mark_of_code_key(kKey), mark_of_code_key(kOtherKey));
    EXPECT_EQ(mark_of_code_key(kKey).size(), 16U);
}

TEST(CodeKeyTest, AFolderGetsOneKeyThatNobodyElseCanRead) {
    const test::TemporaryDirectory folder;

    EXPECT_EQ(kept_code_key(folder.path().string()), std::nullopt);
    const auto key = code_key_in(folder.path().string());

    EXPECT_TRUE(is_code_key(key));
    EXPECT_EQ(code_key_in(folder.path().string()), key);
    struct stat found{};
    ASSERT_EQ(::stat(code_key_path(folder.path().string()).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    const test::TemporaryDirectory another;
    EXPECT_NE(code_key_in(another.path().string()), key);
}

TEST(CodeKeyTest, AFileThatHoldsSomethingElseIsNotReplaced) {
    const test::TemporaryDirectory folder;
    std::ofstream{code_key_path(folder.path().string())} << "half a k";

    EXPECT_THROW((void)code_key_in(folder.path().string()), std::runtime_error);
    EXPECT_EQ(std::filesystem::file_size(code_key_path(folder.path().string())), 8U);
}

}  // namespace
}  // namespace koebel::access
