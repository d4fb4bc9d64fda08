#include "people/value_saving.hpp"

#include "base/text.hpp"
#include "people/fields.hpp"

#include <algorithm>
#include <string>

namespace koebel::people {

namespace {

constexpr store::Sql kWriteValue{
    "people.write_value",
    "INSERT INTO value (id, key, name_nl, name_en, emoji, glyph, colour, description, ordinal)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET key = excluded.key,"
    " name_nl = excluded.name_nl, name_en = excluded.name_en, emoji = excluded.emoji, glyph = excluded.glyph,"
    " colour = excluded.colour, description = excluded.description"
};
constexpr store::Sql kPlace{"people.place_value", "UPDATE value SET ordinal = $2 WHERE id = $1"};
constexpr store::Sql kRetire{"people.retire_value", "UPDATE value SET retired = $2 WHERE id = $1"};

bool is_free(const std::vector<Value>& values, const std::string& key, const ValueId& for_which) {
    return std::ranges::none_of(values, [&](const auto& one) { return one.key == key && one.id != for_which; });
}

Result<std::string> key_for(const std::vector<Value>& values, const v1::SaveValueRequest& request, const Value& value) {
    if (const std::string key{trimmed(request.key())}; !key.empty()) {
        if (!is_value_key(key) || key.size() > kValueKeyCharacters) {
            return refuse(Code::kInvalidArgument, "KEY_INVALID");
        }
        if (!is_free(values, key, value.id)) return refuse(Code::kAlreadyExists, "KEY_TAKEN");
        return key;
    }
    if (!value.key.empty()) return value.key;
    const auto made = key_of_name(value.name_nl, kValueKeyCharacters, "value");
    int attempt = 1;
    while (!is_free(values, numbered_key(made, attempt, kValueKeyCharacters), value.id)) ++attempt;
    return numbered_key(made, attempt, kValueKeyCharacters);
}

/// The words of the form in place of those there were.
Result<Value> filled_in(const v1::SaveValueRequest& request, Value value) {
    auto name_nl = checked_name(request.name_nl(), kValueNameCharacters);
    if (!name_nl) return std::unexpected(std::move(name_nl.error()));
    value.name_nl = *std::move(name_nl);
    value.name_en = value.name_nl;
    if (!trimmed(request.name_en()).empty()) {
        auto name_en = checked_name(request.name_en(), kValueNameCharacters);
        if (!name_en) return std::unexpected(std::move(name_en.error()));
        value.name_en = *std::move(name_en);
    }
    auto emoji = checked_text(request.emoji(), kEmojiCharacters);
    if (!emoji) return std::unexpected(std::move(emoji.error()));
    auto glyph = checked_text(request.glyph(), kGlyphCharacters);
    if (!glyph) return std::unexpected(std::move(glyph.error()));
    auto description = checked_text(request.description(), kDescriptionCharacters);
    if (!description) return std::unexpected(std::move(description.error()));
    value.emoji = *std::move(emoji);
    value.glyph = *std::move(glyph);
    value.description = *std::move(description);
    if (!request.colour().empty()) value.colour = request.colour();
    return value;
}

}  // namespace

Result<ValueId> save_value(store::Transaction& tx, const v1::SaveValueRequest& request) {
    const auto [all] = tx.read(values());
    const auto known = std::ranges::find(all, ValueId{request.value_id()}, &Value::id);
    if (!request.value_id().empty() && known == all.end()) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");

    auto value = filled_in(request, known == all.end() ? Value{} : *known);
    if (!value) return std::unexpected(std::move(value.error()));
    if (value->colour.empty()) value->colour = kColours[all.size() % kColours.size()];
    if (!is_colour(value->colour)) return refuse(Code::kInvalidArgument, "COLOUR_UNKNOWN");
    auto key = key_for(all, request, *value);
    if (!key) return std::unexpected(std::move(key.error()));
    value->key = *std::move(key);
    if (value->id.empty()) {
        value->id = ValueId{tx.new_id()};
        for (const auto& one : all) value->ordinal = std::max(value->ordinal, one.ordinal + 1);
    }
    const auto& v = *value;
    tx.run(kWriteValue, v.id, v.key, v.name_nl, v.name_en, v.emoji, v.glyph, v.colour, v.description, v.ordinal);
    return value->id;
}

Result<void> order_values(store::Transaction& tx, const std::vector<ValueId>& wanted) {
    const auto [all] = tx.read(values());
    std::vector<ValueId> chosen;
    std::vector<ValueId> retired;
    for (const auto& one : all) (one.retired ? retired : chosen).push_back(one.id);
    if (!std::ranges::is_permutation(chosen, wanted)) return refuse(Code::kInvalidArgument, "VALUES_INCOMPLETE");
    std::int64_t ordinal = 0;
    for (const auto& value : wanted) tx.run(kPlace, value, ordinal++);
    for (const auto& value : retired) tx.run(kPlace, value, ordinal++);
    return {};
}

Result<void> retire_value(store::Transaction& tx, const ValueId& value, bool retired) {
    const auto [all] = tx.read(values());
    if (std::ranges::find(all, value, &Value::id) == all.end()) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    const bool has_another = std::ranges::any_of(all, [&](const auto& one) { return one.id != value && !one.retired; });
    if (retired && !has_another) return refuse(Code::kFailedPrecondition, "LAST_VALUE");
    tx.run(kRetire, value, retired);
    return {};
}

}  // namespace koebel::people
