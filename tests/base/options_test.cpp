#include "base/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

namespace koebel {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

const std::array kTable{
    OptionSpec{
        .key = "http.port",
        .kind = OptionSpec::Kind::kInteger,
        .default_value = "8080",
        .min = 0,
        .max = 65'535,
        .description = "The port to listen on."
    },
    OptionSpec{.key = "http.address", .default_value = "127.0.0.1", .description = "The address to listen on."},
    OptionSpec{
        .key = "demonstration.lan",
        .kind = OptionSpec::Kind::kSwitch,
        .default_value = "false",
        .description = "Whether the local network may enter."
    },
    OptionSpec{.key = "store.postgresql", .description = "A connection string.", .secret = true},
};

TEST(OptionsTest, WhatNobodySaysIsTheDefault) {
    const Options options{kTable, {}};

    EXPECT_EQ(options.integer("http.port"), 8080);
    EXPECT_EQ(options.text("http.address"), "127.0.0.1");
    EXPECT_FALSE(options.is_on("demonstration.lan"));
}

TEST(OptionsTest, TheFileGoesBeforeDefaultsTheEnvironmentBeforeTheFileAndFlagsBeforeAll) {
    const Options options{
        kTable,
        {.toml = "[http]\nport = 1\naddress = \"::1\"\n[demonstration]\nlan = true\n",
         .environment = {{"KOEBEL_HTTP_PORT", "2"}, {"PATH", "/bin"}, {"KOEBEL_HTTP_ADDRESS", "::2"}},
         .flags = {{"http.port", "3"}}}
    };

    EXPECT_EQ(options.integer("http.port"), 3);
    EXPECT_EQ(options.text("http.address"), "::2");
    EXPECT_TRUE(options.is_on("demonstration.lan"));
}

TEST(OptionsTest, AnUnknownKeyIsRefusedWhereverItStands) {
    const auto open = [](Options::Sources sources) {
        return [sources = std::move(sources)] { const Options options{kTable, sources}; };
    };

    EXPECT_THAT(open({.toml = "[http]\nprot = 1\n"}), ThrowsMessage<std::invalid_argument>(HasSubstr("http.prot")));
    EXPECT_THAT(open({.toml = "port = 1\n"}), ThrowsMessage<std::invalid_argument>(HasSubstr("[section]")));
    EXPECT_THAT(
        open({.environment = {{"KOEBEL_HTTP_PROT", "1"}}}),
        ThrowsMessage<std::invalid_argument>(HasSubstr("KOEBEL_HTTP_PROT"))
    );
    EXPECT_THAT(open({.flags = {{"http.prot", "1"}}}), ThrowsMessage<std::invalid_argument>(HasSubstr("http.prot")));
}

TEST(OptionsTest, AValueOutOfBoundsIsRefusedWithTheBounds) {
    const auto open = [] { const Options options{kTable, {.flags = {{"http.port", "65536"}}}}; };

    EXPECT_THAT(open, ThrowsMessage<std::invalid_argument>(HasSubstr("0 to 65535")));
}

TEST(OptionsTest, AValueOfAnotherKindIsRefused) {
    const auto number = [] { const Options options{kTable, {.toml = "[http]\nport = \"many\"\n"}}; };
    const auto flag = [] { const Options options{kTable, {.flags = {{"demonstration.lan", "yes"}}}}; };

    EXPECT_THAT(number, ThrowsMessage<std::invalid_argument>(HasSubstr("whole number")));
    EXPECT_THAT(flag, ThrowsMessage<std::invalid_argument>(HasSubstr("true or false")));
}

TEST(OptionsTest, ABrokenFileIsRefusedWithTheLine) {
    const auto open = [] { const Options options{kTable, {.toml = "[http]\nport = = 1\n"}}; };

    EXPECT_THAT(open, ThrowsMessage<std::invalid_argument>(HasSubstr("line 2")));
}

TEST(OptionsTest, WhatIsPrintedCanBeReadAndShowsNoSecret) {
    const Options options{kTable, {.flags = {{"store.postgresql", "password=hush"}, {"http.address", "a \"b\""}}}};

    const auto printed = options.to_toml();

    EXPECT_THAT(printed, Not(HasSubstr("hush")));
    EXPECT_EQ(Options(kTable, {.toml = printed}).text("http.address"), "a \"b\"");
}

TEST(OptionsTest, HelpNamesBoundsDefaultAndVariable) {
    EXPECT_EQ(describe(kTable[0]), "The port to listen on. 0 to 65535. Default: 8080. KOEBEL_HTTP_PORT");
}

}  // namespace
}  // namespace koebel
