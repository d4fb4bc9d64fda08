#include "people/value.hpp"

#include "base/static_text.hpp"

namespace koebel::people {

namespace {

constexpr auto kColumnsOfValue = static_text(
    "v.id, v.key, v.name_nl, v.name_en, v.emoji, v.glyph, v.colour, v.description, v.ordinal, v.retired, v.picture_path"
);

constexpr auto kValuesText = "SELECT " + kColumnsOfValue + " FROM value v ORDER BY v.ordinal, v.key";
constexpr store::Sql kValues{"people.values", kValuesText};

constexpr auto kValuesByIdText =
    "SELECT " + kColumnsOfValue + " FROM value v WHERE v.id IN @list($1) ORDER BY v.ordinal, v.key";
constexpr store::Sql kValuesById{"people.values_by_id", kValuesByIdText};

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
        .retired = row.get<bool>(9),
        .picture_path = row.text(10),
    };
}

store::Query<Value> values() {
    return store::query<Value>(kValues);
}

store::Query<Value> values_by_id(const std::vector<ValueId>& ids) {
    return store::query<Value>(kValuesById, ids);
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
    message.set_retired(value.retired);
    message.set_picture_path(value.picture_path);
    return message;
}

}  // namespace koebel::people
