#pragma once

#include <koebel/v1/common.pb.h>

#include <cstdint>
#include <string>
#include <vector>

namespace koebel::e2e {

/// Where a koebeld of this machine answers.
struct Server {
    std::uint16_t port = 0;

    [[nodiscard]] std::string host() const { return "localhost:" + std::to_string(port); }
    [[nodiscard]] std::string origin() const { return "http://" + host(); }
};

/// An HTTP answer.
struct HttpAnswer {
    int status = 0;
    std::string head;
    std::string body;
};

/// One request on a connection of its own. `body` empty: GET.
[[nodiscard]] HttpAnswer http(
    const Server& server, const std::string& path, const std::string& body = {}, const std::string& cookie = {}
);

/// Who a client is, and whom it thanks.
struct Identity {
    std::string cookie;
    std::string person_id;
    std::string value_id;
    std::vector<std::string> colleagues;  ///< ids
};

/// As anyone signs in: exchanges a one-time link for a cookie. Without colleagues yet.
[[nodiscard]] Identity sign_in(const Server& server, const std::string& link);

/// What a page starts from: the places of feed, the person's teams and the person's own topic.
[[nodiscard]] v1::Snapshot snapshot_for(const Server& server, const Identity& identity);

}  // namespace koebel::e2e
