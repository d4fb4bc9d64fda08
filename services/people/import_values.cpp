#include "people/import_table.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace koebel::people {

namespace {

constexpr store::Sql kImportExistingValues{
    "people.import_existing_values",
    "SELECT id, key, name_nl, name_en, emoji, glyph, colour, description, ordinal FROM value"
};
constexpr store::Sql kImportValue{
    "people.import_value",
    "INSERT INTO value (id, key, name_nl, name_en, emoji, glyph, colour, description, ordinal)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET name_nl = excluded.name_nl,"
    " name_en = excluded.name_en, emoji = excluded.emoji, glyph = excluded.glyph, colour = excluded.colour,"
    " description = excluded.description"
};

struct ValueColumn {
    enum : std::size_t { kKey, kNameNl, kNameEn, kEmoji, kGlyph, kColour, kDescription };
};
constexpr std::array<Column, 7> kValuesFile{
    {{"key", true}, {"name_nl", true}, {"name_en"}, {"emoji"}, {"glyph"}, {"colour"}, {"description"}}
};

/// A value as it is or will be. An existing one keeps its place in the order.
struct ValueLine {
    std::string id;  // empty: new
    std::string key;
    std::array<std::string, 6> cells;  // from name_nl on, in the order of the columns
    std::int64_t ordinal = 0;

    static ValueLine from(const store::Row& row) {
        ValueLine line{.id = row.text(0), .key = row.text(1), .cells = {}, .ordinal = row.integer(8)};
        for (std::size_t i = 0; i < line.cells.size(); ++i) line.cells[i] = row.text(2 + i);
        return line;
    }
};

void check_value(ImportTable& table, const ImportTable::Row& row, Problems& problems) {
    table.check_key(row, ValueColumn::kKey, 32, problems);
    if (!is_value_key(row.text(ValueColumn::kKey))) problems.add(row.line(), "key", "KEY_INVALID");
    table.check_present(row, ValueColumn::kNameNl, problems);
    table.check_length(row, ValueColumn::kNameNl, 60, problems);
    table.check_length(row, ValueColumn::kNameEn, 60, problems);
    table.check_length(row, ValueColumn::kEmoji, 16, problems);
    table.check_length(row, ValueColumn::kGlyph, 60, problems);
    table.check_colour(row, ValueColumn::kColour, problems);
    table.check_length(row, ValueColumn::kDescription, 300, problems);
}

}  // namespace

void import_values(store::Transaction& tx, std::vector<CsvRecord> records, bool dry_run, v1::ImportResponse& report) {
    Problems problems{report};
    ImportTable table{kValuesFile, std::move(records), problems};
    for (const auto& row : table.rows()) check_value(table, row, problems);
    if (!problems.none()) return;

    std::map<std::string, ValueLine, std::less<>> existing;
    std::int64_t next = 0;
    for (auto& value : tx.rows<ValueLine>(kImportExistingValues)) {
        next = std::max(next, value.ordinal + 1);
        existing.emplace(value.key, std::move(value));
    }

    for (const auto& row : table.rows()) {
        const auto known = existing.find(row.text(ValueColumn::kKey));
        const bool is_new = known == existing.end();
        auto line =
            is_new ? ValueLine{.id = {}, .key = std::string{row.text(ValueColumn::kKey)}, .cells = {}, .ordinal = next}
                   : known->second;
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            if (auto cell = row.maybe(ValueColumn::kNameNl + i)) line.cells[i] = *std::move(cell);
        }
        auto& colour = line.cells[ValueColumn::kColour - ValueColumn::kNameNl];
        if (colour.empty())
            colour = is_new ? kColours[next % kColours.size()]
                            : known->second.cells[ValueColumn::kColour - ValueColumn::kNameNl];
        auto& english = line.cells[ValueColumn::kNameEn - ValueColumn::kNameNl];
        if (english.empty()) english = line.cells.front();

        if (!is_new && line.cells == known->second.cells) {
            report.set_unchanged(report.unchanged() + 1);
            continue;
        }
        is_new ? report.set_created(report.created() + 1) : report.set_changed(report.changed() + 1);
        if (is_new) ++next;
        if (dry_run) continue;
        const auto& c = line.cells;
        const auto id = is_new ? tx.new_id() : line.id;
        tx.run(kImportValue, id, line.key, c[0], c[1], c[2], c[3], c[4], c[5], line.ordinal);
    }
}

}  // namespace koebel::people
