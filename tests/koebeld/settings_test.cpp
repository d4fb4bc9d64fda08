#include "koebeld/settings.hpp"
#include "koebeld/option_table.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace koebel {
namespace {

using namespace std::chrono_literals;

Settings with(const std::string& key, const std::string& value) {
    return to_settings(Options{option_table(), {.flags = {{key, value}}}});
}

TEST(OptionTableTest, EveryOptionSaysWhatItIsAndHoldsItsOwnDefault) {
    for (const auto& spec : option_table()) {
        EXPECT_TRUE(spec.description.ends_with('.')) << spec.key;
        EXPECT_NE(spec.key.find('.'), std::string_view::npos) << spec.key;
        if (spec.kind == OptionSpec::Kind::kInteger) {
            EXPECT_LT(spec.min, spec.max) << spec.key;
        }
    }
    EXPECT_NO_THROW(to_settings(Options{option_table(), {}}));
}

/// A value the option takes that is not its default.
std::string another_value(const OptionSpec& spec) {
    if (spec.key == "log.format") return "json";
    if (spec.key == "log.level") return "debug";
    if (spec.key == "redis.url") return "redis://another";
    if (spec.key == "mail.url") return "smtp://another";
    if (spec.key == "access.code_key") return std::string(64, 'a');
    switch (spec.kind) {
        case OptionSpec::Kind::kText:
            return "another";
        case OptionSpec::Kind::kSwitch:
            return spec.default_value == "true" ? "false" : "true";
        case OptionSpec::Kind::kInteger:
            return std::to_string(std::stoll(spec.default_value) == spec.max ? spec.min : spec.max);
    }
    return {};
}

TEST(OptionTableTest, EveryOptionSetsAFieldOfItsOwnAndNoOther) {
    const auto defaults = option_table();
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        const auto given = another_value(defaults[i]);

        auto settings = with(std::string{defaults[i].key}, given);

        // Rows made from these settings say what every field holds now.
        const auto rows = option_rows(settings);
        for (std::size_t j = 0; j < rows.size(); ++j) {
            EXPECT_EQ(rows[j].spec.default_value, j == i ? given : defaults[j].default_value)
                << rows[j].spec.key << " after " << defaults[i].key << " was set";
        }
    }
}

TEST(SettingsTest, PublicUrlIsTheOneSourceForEveryRoom) {
    const auto settings = with("http.public_url", "https://koebel.example");

    EXPECT_EQ(settings.http.public_url, "https://koebel.example");
    EXPECT_EQ(settings.access.public_url, "https://koebel.example");
    EXPECT_EQ(settings.screen.public_url, "https://koebel.example");
}

TEST(SettingsTest, OptionsReachTheirRooms) {
    EXPECT_EQ(with("socket.write_stall_ms", "1234").websocket.write_stall, 1234ms);
    EXPECT_EQ(with("store.receipts_hours", "48").store.receipts_kept, 48h);
    EXPECT_EQ(with("store.log_hours", "48").store.log_kept, 48h);
    EXPECT_EQ(with("store.log_hours", "48").recognition.log_kept, 48h);
    EXPECT_EQ(with("data.directory", "/here").store.data_directory, "/here");
    EXPECT_EQ(with("http.drain_seconds", "3").drain_window, 3s);
    EXPECT_EQ(with("http.header_ms", "1234").http.http.header_time, 1234ms);
    EXPECT_EQ(with("http.connections_per_address", "7").http.connections.address, 7U);
    EXPECT_EQ(with("live.byte_budget", "2097152").live.byte_budget, 2'097'152U);
    EXPECT_EQ(with("recognition.take_back_seconds", "30").recognition.take_back, 30s);
    EXPECT_EQ(with("recognition.take_back_seconds", "30").access.take_back, 30s);
    EXPECT_EQ(with("calls.person_rate", "7").calls.person_rate, 7.0);
    EXPECT_EQ(with("http.upgrades_per_second", "7").http.upgrades.per_second, 7.0);
    EXPECT_EQ(with("http.upgrade_wait_ms", "1234").http.upgrades.wait, 1234ms);
    EXPECT_EQ(with("http.drain_wait_seconds", "3").drain_wait, 3s);
    EXPECT_EQ(with("overload.store_queue", "32").overload.store_queue, 32U);
    EXPECT_EQ(with("socket.send_buffer", "8192").websocket.send_buffer, 8192);
    EXPECT_TRUE(with("demonstration.lan", "true").access.demonstration_lan);
}

TEST(SettingsTest, ProxiesAreAListWithCommas) {
    EXPECT_EQ(
        with("http.trusted_proxies", " 10.0.0.0/8,192.168.1.1 , ::1").http.trusted_proxies,
        (std::vector<std::string>{"10.0.0.0/8", "192.168.1.1", "::1"})
    );
    EXPECT_TRUE(with("http.trusted_proxies", "").http.trusted_proxies.empty());
}

TEST(SettingsTest, TheConformanceEchoIsForThisMachineOnly) {
    const auto echo_on = [](const std::string& address) {
        return to_settings(Options{option_table(), {.flags = {{"conformance.echo", "true"}, {"http.address", address}}}}
        );
    };

    EXPECT_FALSE(to_settings(Options{option_table(), {}}).conformance_echo);
    for (const auto* address : {"127.0.0.1", "127.8.8.8", "::1"}) EXPECT_TRUE(echo_on(address).conformance_echo);
    for (const auto* address : {"0.0.0.0", "::", "10.0.0.1", "2001:db8::1", "localhost", ""}) {
        EXPECT_THROW(echo_on(address), std::invalid_argument) << address;
    }
}

TEST(SettingsTest, WhatBoundsCannotSayIsRefused) {
    EXPECT_THROW(with("log.format", "xml"), std::invalid_argument);
    EXPECT_THROW(with("log.level", "loud"), std::invalid_argument);
    EXPECT_THROW(with("data.directory", ""), std::invalid_argument);
}

}  // namespace
}  // namespace koebel
