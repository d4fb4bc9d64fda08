#include "people/value.hpp"

#include "base/static_text.hpp"

namespace koebel::people {

namespace {

constexpr auto kColumns =
    static_text("v.id, v.key, v.name_nl, v.name_en, v.emoji, v.glyph, v.colour, v.description, v.ordinal");

constexpr auto kAllText = "SELECT " + kColumns + " FROM value v ORDER BY v.ordinal, v.key";
constexpr store::Sql kAll{"people.values", kAllText};

constexpr auto kByIdText = "SELECT " + kColumns + " FROM value v WHERE v.id IN @list($1) ORDER BY v.ordinal, v.key";
constexpr store::Sql kById{"people.values_by_id", kByIdText};

}  // namespace

Value Value::from(const store::Row& row) {
    return Value{
        .id = row.get<ValueId>(0),
        .key = row.text(1),
        .name_nl = row.text(2),
        .name_en = row.text(3),
        .emoji = row.text(4),
        .glyph = row.text(5),
        .colour = row.text(6),
        .description = row.text(7),
        .ordinal = row.get<std::uint32_t>(8),
    };
}

store::Query<Value> values() {
    return store::query<Value>(kAll);
}

store::Query<Value> values_by_id(const std::vector<ValueId>& ids) {
    return store::query<Value>(kById, ids);
}

v1::Value to_message(const Value& value) {
    v1::Value message;
    message.set_id(value.id.text());
    message.set_key(value.key);
    message.set_name_nl(value.name_nl);
    message.set_name_en(value.name_en);
    message.set_emoji(value.emoji);
    message.set_glyph(value.glyph);
    message.set_colour(value.colour);
    message.set_description(value.description);
    message.set_order(value.ordinal);
    return message;
}

}  // namespace koebel::people
