#include "koebeld/first_start.hpp"

#include "access/set_up.hpp"
#include "base/log.hpp"
#include "recognition/first_recognition.hpp"
#include "screen/screen.hpp"

#include <algorithm>
#include <iostream>

namespace koebel {

std::string set_up_address(const std::string& public_url, const std::string& token) {
    return public_url + "/setup#" + token;
}

access::SetUpFacts set_up_facts() {
    return {
        .has_seen_screen =
            [](store::Reader& reader) {
                const auto [screens] = reader.read(screen::screens());
                return std::ranges::any_of(screens, [](const screen::Screen& one) {
                    return !one.revoked && one.last_seen_at;
                });
            },
        .has_recognition = recognition::has_recognition,
    };
}

void say_how_to_begin(store::Store& store, const Settings& settings) {
    if (store.read_now([](store::Reader& reader) { return access::is_set_up(reader); })) return;
    auto job = [settings = settings.access](store::Transaction& tx) { return access::make_set_up_link(tx, settings); };
    const auto token = store.write_now("koebeld.set_up_link", job);
    if (!token) return log("koebeld").warn("no set-up link: {}; koebeld setup-link makes one", token.error().reason);
    std::cout << "Koebel is empty. Set it up with this link, once, within " << settings.access.set_up_lifetime.count()
              << " h: " << set_up_address(settings.http.public_url, *token) << std::endl;
    log("koebeld").info(
        "nobody administers here yet: the link stands on standard output, koebeld setup-link prints another"
    );
}

}  // namespace koebel
