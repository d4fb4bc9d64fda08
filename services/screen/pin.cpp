#include "screen/pin.hpp"

#include "access/audit.hpp"
#include "base/timestamp.hpp"
#include "people/fields.hpp"
#include "people/person.hpp"
#include "screen/repository.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::screen {

namespace {

constexpr std::size_t kOverListed = 20;
/// So far ahead a screen knows them: one without a server shows them in time.
constexpr std::chrono::days kAhead{7};

constexpr store::Sql kPinById{
    "screen.pin_by_id", "SELECT id, text, picture_path, from_at, until_at, pinned_by FROM pin WHERE id = $1"
};
constexpr store::Sql kLivingPins{
    "screen.living_pins",
    "SELECT id, text, picture_path, from_at, until_at, pinned_by FROM pin WHERE until_at > $1 ORDER BY until_at DESC, "
    "id"
};
constexpr store::Sql kOverPins{
    "screen.over_pins",
    "SELECT id, text, picture_path, from_at, until_at, pinned_by FROM pin WHERE until_at <= $1"
    " ORDER BY until_at DESC, id LIMIT $2"
};
constexpr store::Sql kPinsOn{
    "screen.pins_on",
    "SELECT p.id, p.text, p.picture_path, p.from_at, p.until_at, p.pinned_by FROM pin p WHERE p.until_at > $2"
    " AND p.from_at < $3 AND (p.text <> '' OR p.picture_path <> '') AND (EXISTS (SELECT 1 FROM pin_screen ps"
    " WHERE ps.pin_id = p.id AND ps.screen_id = $1) OR NOT EXISTS (SELECT 1 FROM pin_screen ps WHERE ps.pin_id = p.id))"
    " ORDER BY p.from_at, p.id"
};
constexpr store::Sql kCountPins{"screen.count_pins", "SELECT COUNT(*) FROM pin WHERE until_at > $1 AND id <> $2"};
constexpr store::Sql kSavePin{
    "screen.save_pin",
    "INSERT INTO pin (id, text, from_at, until_at, pinned_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE"
    " SET text = excluded.text, from_at = excluded.from_at, until_at = excluded.until_at"
};
constexpr store::Sql kPinPicture{"screen.pin_picture", "UPDATE pin SET picture_path = $2 WHERE id = $1"};
constexpr store::Sql kRemovePin{"screen.remove_pin", "DELETE FROM pin WHERE id = $1"};
constexpr store::Sql kPinScreensOf{
    "screen.pin_screens", "SELECT screen_id FROM pin_screen WHERE pin_id = $1 ORDER BY 1"
};
constexpr store::Sql kAllPinScreens{"screen.all_pin_screens", "SELECT pin_id, screen_id FROM pin_screen ORDER BY 1, 2"};
constexpr store::Sql kPinOn{"screen.pin_on", "INSERT INTO pin_screen (pin_id, screen_id) VALUES ($1, $2)"};
constexpr store::Sql kPinOff{"screen.pin_off", "DELETE FROM pin_screen WHERE pin_id = $1"};
constexpr store::Sql kLongOver{"screen.long_over_pins", "SELECT id FROM pin WHERE until_at < $1"};
constexpr store::Sql kHandOverPins{"screen.hand_over_pins", "UPDATE pin SET pinned_by = $2 WHERE pinned_by = $1"};

struct PinRow {
    PinId id;
    std::string text;
    std::string picture_path;
    Instant begins;
    Instant ends;
    PersonId by;

    static PinRow from(const store::Row& row) {
        return {
            .id = row.get<PinId>(0),
            .text = row.text(1),
            .picture_path = row.text(2),
            .begins = row.get<Instant>(3),
            .ends = row.get<Instant>(4),
            .by = row.get<PersonId>(5),
        };
    }
};

std::optional<PinRow> find_pin(store::Reader& reader, const PinId& id) {
    return reader.row<PinRow>(kPinById, id);
}

v1::Pin for_screen(const PinRow& row) {
    v1::Pin pin;
    pin.set_id(row.id.text());
    pin.set_text(row.text);
    pin.set_picture_path(row.picture_path);
    *pin.mutable_from() = to_timestamp(row.begins);
    *pin.mutable_until() = to_timestamp(row.ends);
    return pin;
}

std::vector<v1::Pin> for_screens(const std::vector<PinRow>& rows) {
    std::vector<v1::Pin> pins;
    pins.reserve(rows.size());
    for (const auto& row : rows) pins.push_back(for_screen(row));
    return pins;
}

v1::Pin in_full(const PinRow& row, const std::vector<ScreenId>& on, const people::Person* by) {
    auto pin = for_screen(row);
    for (const auto& screen : on) pin.add_screen_ids(screen.text());
    if (by != nullptr) *pin.mutable_pinned_by() = people::card_in_full(*by);
    return pin;
}

std::vector<ScreenId> screens_of(store::Reader& reader, const PinId& id) {
    return reader.rows<ScreenId>(kPinScreensOf, id);
}

/// Tells those of `one` and `other`; none named means all.
void tell_those(store::Transaction& tx, const std::vector<ScreenId>& one, const std::vector<ScreenId>& other) {
    if (one.empty() || other.empty()) return tell_screens(tx);
    std::set<ScreenId> named{one.begin(), one.end()};
    named.insert(other.begin(), other.end());
    const auto [all] = tx.read(screens());
    auto shown = filters(tx);
    for (const auto& screen : all) {
        if (!screen.revoked && named.contains(screen.id)) tell(tx, screen, shown[screen.id]);
    }
}

/// Whether they all hang.
bool all_hang(store::Reader& reader, const std::vector<ScreenId>& wanted) {
    const auto [all] = reader.read(screens());
    return std::ranges::all_of(wanted, [&](const ScreenId& id) {
        return std::ranges::any_of(all, [&](const Screen& one) { return one.id == id && !one.revoked; });
    });
}

}  // namespace

Result<PinPlan> PinPlan::from_message(const v1::SavePinRequest& request) {
    auto text = people::checked_text(request.text(), kPinCharacters);
    if (!text) return std::unexpected(std::move(text.error()));
    PinPlan plan{.id = PinId{request.pin_id()}, .text = *std::move(text), .until = {}};
    if (!request.has_until() || !is_valid(request.until()) || (request.has_from() && !is_valid(request.from()))) {
        return refuse(Code::kInvalidArgument, "PIN_TIME_INVALID");
    }
    plan.until = to_instant(request.until());
    if (request.has_from()) plan.from = to_instant(request.from());
    const std::set<std::string> named{request.screen_ids().begin(), request.screen_ids().end()};
    if (named.size() > kPinScreens) return refuse(Code::kInvalidArgument, "TOO_MANY_SCREENS");
    for (const auto& id : named) plan.screens.emplace_back(id);
    return plan;
}

Result<v1::Pin> save_pin(store::Transaction& tx, const PinPlan& plan, const PersonId& by, const Settings& settings) {
    const auto from = plan.from.value_or(tx.now());
    if (plan.until <= from || plan.until <= tx.now() || plan.until > from + kLongestPin) {
        return refuse(Code::kInvalidArgument, "PIN_TIME_INVALID");
    }
    const bool is_new = plan.id.empty();
    const auto known = is_new ? std::nullopt : find_pin(tx, plan.id);
    if (!is_new && !known) return refuse(Code::kNotFound, "PIN_NOT_FOUND");
    const auto was_on = is_new ? std::vector<ScreenId>{} : screens_of(tx, plan.id);
    // One that was revoked since does not keep the rest from being changed.
    auto added = plan.screens;
    std::erase_if(added, [&](const ScreenId& id) { return std::ranges::find(was_on, id) != was_on.end(); });
    if (!all_hang(tx, added)) return refuse(Code::kNotFound, "SCREEN_NOT_FOUND");
    const auto others = tx.row<std::uint64_t>(kCountPins, tx.now(), plan.id).value_or(0);
    if (others >= settings.pins) return refuse(Code::kResourceExhausted, "TOO_MANY_PINS");

    const auto id = is_new ? PinId{tx.new_id()} : plan.id;
    tx.run(kSavePin, id, plan.text, from, plan.until, by);
    tx.run(kPinOff, id);
    for (const auto& screen : plan.screens) tx.run(kPinOn, id, screen);
    tell_those(tx, is_new ? plan.screens : was_on, plan.screens);
    access::record(tx, {.what = is_new ? "pin_added" : "pin_changed", .by = by});
    const auto saved = find_pin(tx, id);
    const auto [people] = tx.read(people::people_by_id({saved->by}));
    return in_full(*saved, plan.screens, people.empty() ? nullptr : &people.front());
}

Result<void> set_pin_picture(store::Transaction& tx, const PinId& id, const std::string& path, const PersonId& by) {
    if (tx.change(kPinPicture, id, path) == 0) return refuse(Code::kNotFound, "PIN_NOT_FOUND");
    const auto on = screens_of(tx, id);
    tell_those(tx, on, on);
    access::record(tx, {.what = "pin_changed", .by = by});
    return {};
}

Result<void> remove_pin(store::Transaction& tx, const PinId& id, const PersonId& by) {
    const auto on = screens_of(tx, id);
    tx.run(kPinOff, id);
    if (tx.change(kRemovePin, id) == 0) return refuse(Code::kNotFound, "PIN_NOT_FOUND");
    tell_those(tx, on, on);
    access::record(tx, {.what = "pin_removed", .by = by});
    return {};
}

v1::ListPinsResponse list_pins(store::Reader& reader) {
    auto [living, over] = reader.read(
        store::query<PinRow>(kLivingPins, reader.now()), store::query<PinRow>(kOverPins, reader.now(), kOverListed)
    );
    std::ranges::move(over, std::back_inserter(living));
    std::map<PinId, std::vector<ScreenId>> on;
    for (const auto& [pin, screen] : reader.rows<std::tuple<PinId, ScreenId>>(kAllPinScreens)) {
        on[pin].push_back(screen);
    }
    std::set<PersonId> who;
    for (const auto& pin : living) who.insert(pin.by);
    const auto [known] = reader.read(people::people_by_id({who.begin(), who.end()}));
    v1::ListPinsResponse response;
    for (const auto& pin : living) {
        const auto by = std::ranges::find(known, pin.by, &people::Person::id);
        *response.add_pins() = in_full(pin, on[pin.id], by == known.end() ? nullptr : &*by);
    }
    return response;
}

std::vector<v1::Pin> pins_on(store::Reader& reader, const ScreenId& screen) {
    return for_screens(reader.rows<PinRow>(kPinsOn, screen, reader.now(), reader.now() + kAhead));
}

std::vector<v1::Pin> pins_anywhere(store::Reader& reader) {
    return for_screens(reader.rows<PinRow>(kLivingPins, reader.now()));
}

void forget_pins(store::Transaction& tx, const Settings& settings) {
    for (const auto& id : tx.rows<PinId>(kLongOver, tx.now() - settings.pins_kept)) {
        media::forget(tx, owner_of(id));
        tx.run(kPinOff, id);
        tx.run(kRemovePin, id);
    }
}

media::Owner owner_of(const PinId& pin) {
    return {.kind = media::Owner::Kind::kPin, .id = pin.text()};
}

void hand_over_pins(store::Transaction& tx, const PersonId& goes, const PersonId& stays) {
    tx.run(kHandOverPins, goes, stays);
}

}  // namespace koebel::screen
