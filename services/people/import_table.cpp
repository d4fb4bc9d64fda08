#include "people/import_table.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace koebel::people {

namespace {

constexpr int kMostProblems = 1'000;

}  // namespace

void Problems::add(std::uint32_t line, std::string_view column, std::string_view reason) {
    if (report_.problems_size() >= kMostProblems) return;
    auto* problem = report_.add_problems();
    problem->set_line(line);
    problem->set_column(std::string{column});
    problem->set_reason(std::string{reason});
}

std::string_view ImportTable::Row::text(std::size_t column) const {
    const auto place = table_.places_[column];
    return place ? trimmed(record_.fields[*place]) : std::string_view{};
}

std::optional<std::string> ImportTable::Row::maybe(std::size_t column) const {
    if (!table_.places_[column]) return std::nullopt;
    return std::string{text(column)};
}

ImportTable::ImportTable(std::span<const Column> columns, std::vector<CsvRecord> records, Problems& problems)
    : columns_(columns), records_(std::move(records)), places_(columns.size()) {
    if (!read_header(records_.front(), problems)) return;
    rows_.reserve(records_.size());
    for (const auto& record : std::span{records_}.subspan(1)) read_line(record, problems);
}

bool ImportTable::read_header(const CsvRecord& header, Problems& problems) {
    for (std::size_t place = 0; place < header.fields.size(); ++place) {
        const auto name = is_clean_text(header.fields[place]) ? trimmed(header.fields[place]) : std::string_view{};
        const auto known = std::ranges::find(columns_, name, &Column::name);
        if (known == columns_.end()) {
            // The name is from outside: only its place is repeated.
            problems.add(header.line, std::to_string(place + 1), "COLUMN_UNKNOWN");
            continue;
        }
        auto& found = places_[static_cast<std::size_t>(known - columns_.begin())];
        if (found) problems.add(header.line, known->name, "COLUMN_DUPLICATE");
        found = place;
    }
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (columns_[column].required && !places_[column]) {
            problems.add(header.line, columns_[column].name, "COLUMN_MISSING");
        }
    }
    return problems.none();
}

void ImportTable::read_line(const CsvRecord& record, Problems& problems) {
    if (record.fields.size() != records_.front().fields.size()) {
        problems.add(record.line, "", "FIELDS_MISMATCH");
        return;
    }
    bool clean = true;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (!places_[column]) continue;
        const auto& cell = record.fields[*places_[column]];
        if (is_clean_text(cell) && !has_controls(trimmed(cell))) continue;
        problems.add(record.line, columns_[column].name, "TEXT_INVALID");
        clean = false;
    }
    if (clean) rows_.emplace_back(*this, record);
}

void ImportTable::check_key(const Row& row, std::size_t column, std::size_t longest, Problems& problems) {
    const auto key = row.text(column);
    if (key.empty()) return problems.add(row.line(), column_name(column), "REQUIRED");
    if (key.size() > longest) return problems.add(row.line(), column_name(column), "TOO_LONG");
    if (!std::ranges::all_of(key, is_key_character)) {
        return problems.add(row.line(), column_name(column), "KEY_INVALID");
    }
    if (!keys_.emplace(key).second) problems.add(row.line(), column_name(column), "KEY_DUPLICATE");
}

void ImportTable::check_present(const Row& row, std::size_t column, Problems& problems) const {
    if (places_[column] && row.text(column).empty()) problems.add(row.line(), column_name(column), "REQUIRED");
}

void ImportTable::check_length(const Row& row, std::size_t column, std::size_t longest, Problems& problems) const {
    if (code_points(row.text(column)) > longest) problems.add(row.line(), column_name(column), "TOO_LONG");
}

void ImportTable::check_colour(const Row& row, std::size_t column, Problems& problems) const {
    const auto colour = row.text(column);
    if (!colour.empty() && !is_colour(colour)) {
        problems.add(row.line(), column_name(column), "COLOUR_UNKNOWN");
    }
}

std::vector<std::string> list_of(std::string_view cell) {
    constexpr std::string_view kBetween = "; \t\r\n";
    std::vector<std::string> list;
    for (;;) {
        const auto start = cell.find_first_not_of(kBetween);
        if (start == std::string_view::npos) return list;
        const auto end = std::min(cell.find_first_of(kBetween, start), cell.size());
        list.emplace_back(cell.substr(start, end - start));
        cell.remove_prefix(end);
    }
}

}  // namespace koebel::people
