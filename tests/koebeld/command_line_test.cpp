#include "koebeld/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <vector>

namespace koebel {
namespace {

using testing::HasSubstr;

const std::array kTable{
    OptionSpec{
        .key = "http.port",
        .kind = OptionSpec::Kind::kInteger,
        .default_value = "8080",
        .min = 0,
        .max = 65'535,
        .description = "The port to listen on."
    },
    OptionSpec{
        .key = "demonstration.lan",
        .kind = OptionSpec::Kind::kSwitch,
        .default_value = "false",
        .description = "Whether the local network may enter.",
        .flag = "demonstration-lan"
    },
};

std::expected<CommandLine, Exit> read(std::initializer_list<const char*> arguments) {
    std::vector<const char*> argv{"koebeld"};
    argv.insert(argv.end(), arguments);
    return read_command_line(static_cast<int>(argv.size()), argv.data(), kTable);
}

TEST(CommandLineTest, WithoutACommandKoebeldServes) {
    const auto line = read({});

    ASSERT_TRUE(line);
    EXPECT_EQ(line->command, "serve");
    EXPECT_TRUE(line->flags.empty());
}

TEST(CommandLineTest, FlagsOfTheTableAreKeptByKeyOnBothSidesOfTheCommand) {
    const auto line = read({"--http.port", "9", "sign-in-link", "noor", "--demonstration.lan"});

    ASSERT_TRUE(line);
    EXPECT_EQ(line->command, "sign-in-link");
    EXPECT_EQ(line->arguments.at("person"), "noor");
    EXPECT_EQ(line->flags.at("http.port"), "9");
    EXPECT_EQ(line->flags.at("demonstration.lan"), "true");
}

TEST(CommandLineTest, ASwitchCanBeTurnedOff) {
    const auto line = read({"--demonstration.lan=false"});

    ASSERT_TRUE(line);
    EXPECT_EQ(line->flags.at("demonstration.lan"), "false");
}

TEST(CommandLineTest, ASecondSpellingOfAFlagMeansTheSameOption) {
    const auto line = read({"--demonstration-lan"});

    ASSERT_TRUE(line);
    EXPECT_EQ(line->flags.at("demonstration.lan"), "true");
}

TEST(CommandLineTest, ASubcommandOfASubcommandHasOneName) {
    const auto line = read({"screen", "add", "Kantine", "--place", "Zwolle"});

    ASSERT_TRUE(line);
    EXPECT_EQ(line->command, "screen-add");
    EXPECT_EQ(line->arguments.at("name"), "Kantine");
    EXPECT_EQ(line->arguments.at("place"), "Zwolle");
}

TEST(CommandLineTest, HelpNamesEveryOptionOfTheTable) {
    const auto line = read({"--help"});

    ASSERT_FALSE(line);
    EXPECT_EQ(line.error().status, 0);
    for (const auto& spec : kTable) EXPECT_THAT(line.error().out, HasSubstr("--" + std::string{spec.key}));
}

TEST(CommandLineTest, WhatIsUnknownOrMissingIsRefused) {
    for (const auto& arguments :
         {std::initializer_list<const char*>{"--http.prot", "1"}, {"dance"}, {"sign-in-link"}, {"screen"}}) {
        const auto line = read(arguments);

        ASSERT_FALSE(line);
        EXPECT_NE(line.error().status, 0);
        EXPECT_FALSE(line.error().err.empty());
    }
}

}  // namespace
}  // namespace koebel
