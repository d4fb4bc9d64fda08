#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace koebel::mail {

/// What koebeld's options say. Bounds stand in its option table, and here.
struct Settings {
    std::string url;                        ///< smtp://host[:port] or smtps://host[:port]; empty: no mail is sent
    std::string user;                       ///< empty: the server asks for none
    std::string password;                   ///< of that user
    std::string from = "koebel@localhost";  ///< the sender's address
    bool without_tls = false;               ///< also to a server that offers none
    std::chrono::seconds patience{30};      ///< for one letter; 1 s to 5 min
    std::size_t waiting = 2'000;            ///< letters that wait to be sent; more are refused; 10 to 100,000
};

}  // namespace koebel::mail
