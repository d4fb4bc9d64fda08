#include "koebeld/settings.hpp"

#include "access/code_key.hpp"
#include "koebeld/build.hpp"
#include "koebeld/option_table.hpp"
#include "mail/mailer.hpp"
#include "redis/endpoint.hpp"

#include <boost/asio/ip/address.hpp>

#include <stdexcept>

namespace koebel {
namespace {

constexpr std::size_t kAroundAnImage = 4'096;  // what else is in a call that brings one

/// The echo answers whoever reaches it: nobody but this machine may.
void require_loopback_for_echo(const Settings& settings) {
    if (!settings.conformance_echo) return;
    boost::system::error_code failed;
    const auto address = boost::asio::ip::make_address(settings.http.address, failed);
    if (!failed && address.is_loopback()) return;
    throw std::invalid_argument(
        "conformance.echo serves this machine only, and http.address is " + settings.http.address +
        ": set http.address to 127.0.0.1, or leave the echo off"
    );
}

void require_code_key(const std::string& key) {
    if (key.empty() || access::is_code_key(key)) return;
    throw std::invalid_argument("access.code_key is not 64 hexadecimal digits in lower case: openssl rand -hex 32");
}

}  // namespace

Settings to_settings(const Options& options) {
    Settings settings;
    for (const auto& row : option_rows(settings)) row.set(options);
    if (settings.data_directory.empty()) throw std::invalid_argument("data.directory names no folder");

    // What more than one room is told.
    settings.store.data_directory = settings.data_directory;
    settings.recognition.log_kept = settings.store.log_kept;
    settings.conversation.log_kept = settings.store.log_kept;
    settings.access.take_back = settings.recognition.take_back;
    settings.access.public_url = settings.http.public_url;
    settings.access.build = kBuild;
    settings.screen.public_url = settings.http.public_url;
    settings.media.data_directory = settings.data_directory;
    settings.http.http.upload_bytes = settings.media.upload_bytes + kAroundAnImage;
    if (!settings.redis.url.empty()) (void)redis::parse_endpoint(settings.redis.url);
    mail::check(settings.mail);
    require_code_key(settings.access.code_key);
    require_loopback_for_echo(settings);
    return settings;
}

}  // namespace koebel
