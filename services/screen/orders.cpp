#include "screen/orders.hpp"

#include "access/audit.hpp"
#include "base/timestamp.hpp"
#include "screen/repository.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace koebel::screen {

namespace {

constexpr store::Sql kBlank{"screen.blank", "UPDATE screen SET blanked = $2 WHERE id = $1"};

/// Those that hang, of `which`.
Result<std::vector<Screen>> hanging(store::Reader& reader, const std::vector<ScreenId>& which) {
    if (which.size() > kMostAtOnce) return refuse(Code::kInvalidArgument, "TOO_MANY_SCREENS");
    auto [all] = reader.read(screens());
    std::erase_if(all, [](const Screen& screen) { return screen.revoked; });
    if (which.empty()) return std::move(all);
    std::vector<Screen> chosen;
    for (const auto& id : which) {
        const auto found = std::ranges::find(all, id, &Screen::id);
        if (found == all.end()) return refuse(Code::kNotFound, "SCREEN_NOT_FOUND");
        if (std::ranges::find(chosen, id, &Screen::id) == chosen.end()) chosen.push_back(*found);
    }
    return chosen;
}

}  // namespace

Result<v1::AskScreensResponse> ask(
    store::Transaction& tx, const std::vector<ScreenId>& which, v1::ScreenRequest request, const PersonId& by
) {
    const bool is_known = v1::ScreenRequest_IsValid(request) && request != v1::SCREEN_REQUEST_UNSPECIFIED;
    if (!is_known) return refuse(Code::kInvalidArgument, "SCREEN_REQUEST_UNKNOWN");
    const auto asked = hanging(tx, which);
    if (!asked) return std::unexpected(asked.error());
    for (const auto& screen : *asked) {
        store::NewEntry entry{.topic = topic_of(screen.id), .body = {}};
        auto& body = *entry.body.mutable_screen_asked();
        body.set_request(request);
        *body.mutable_at() = to_timestamp(tx.now());
        tx.append(std::move(entry));
    }
    // To say for a while which one it is changes nothing.
    if (request == v1::SCREEN_REQUEST_RELOAD) {
        for (const auto& screen : *asked)
            access::record(tx, {.what = "screen_reloaded", .screen = screen.id, .by = by});
    }
    v1::AskScreensResponse response;
    response.set_screens(static_cast<std::uint32_t>(asked->size()));
    return response;
}

Result<v1::BlankScreensResponse> blank(
    store::Transaction& tx, const std::vector<ScreenId>& which, bool blanked, const PersonId& by
) {
    auto chosen = hanging(tx, which);
    if (!chosen) return std::unexpected(chosen.error());
    std::erase_if(*chosen, [blanked](const Screen& screen) { return screen.blanked == blanked; });
    auto shown = filters(tx);
    for (auto& screen : *chosen) {
        tx.run(kBlank, screen.id, blanked);
        screen.blanked = blanked;
        tell(tx, screen, shown[screen.id]);
        access::record(tx, {.what = blanked ? "screen_blanked" : "screen_lit", .screen = screen.id, .by = by});
    }
    v1::BlankScreensResponse response;
    response.set_screens(static_cast<std::uint32_t>(chosen->size()));
    return response;
}

}  // namespace koebel::screen
