#pragma once

#include "people/csv.hpp"
#include "people/fields.hpp"
#include "people/roles.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/people.pb.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// A column an import knows.
struct Column {
    std::string_view name;
    bool required = false;  ///< in the header; whether it may be empty is another question
};

/// What is wrong with the file. Keeps the first thousand, so that a hostile file makes no hostile answer.
class Problems {
public:
    explicit Problems(v1::ImportResponse& report) : report_(report) {}

    void add(std::uint32_t line, std::string_view column, std::string_view reason);
    [[nodiscard]] bool none() const { return report_.problems().empty(); }

private:
    v1::ImportResponse& report_;
};

/// The lines of a file under the columns of its header. Cells are without white space at their ends,
/// clean UTF-8 without control characters.
class ImportTable {
public:
    /// One line. Valid as long as its table.
    class Row {
    public:
        Row(const ImportTable& table, const CsvRecord& record) : table_(table), record_(record) {}

        [[nodiscard]] std::uint32_t line() const { return record_.line; }

        /// The cell; empty when the file does not have the column.
        [[nodiscard]] std::string_view text(std::size_t column) const;

        /// The cell; none when the file does not have the column.
        [[nodiscard]] std::optional<std::string> maybe(std::size_t column) const;

    private:
        const ImportTable& table_;
        const CsvRecord& record_;
    };

    /// What cannot be read at all is reported, and leaves no rows.
    ImportTable(std::span<const Column> columns, std::vector<CsvRecord> records, Problems& problems);

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

    // Checks of a cell: they report what is wrong.

    /// 1 to `longest` of letters, digits, ".", "_", "-", "@", and not seen before in this column.
    void check_key(const Row& row, std::size_t column, std::size_t longest, Problems& problems);

    /// Not empty.
    void check_present(const Row& row, std::size_t column, Problems& problems) const;

    /// At most `longest` code points.
    void check_length(const Row& row, std::size_t column, std::size_t longest, Problems& problems) const;

    /// Empty or one of kColours.
    void check_colour(const Row& row, std::size_t column, Problems& problems) const;

    [[nodiscard]] std::string_view column_name(std::size_t column) const { return columns_[column].name; }

private:
    [[nodiscard]] bool read_header(const CsvRecord& header, Problems& problems);
    void read_line(const CsvRecord& record, Problems& problems);

    std::span<const Column> columns_;
    std::vector<CsvRecord> records_;
    std::vector<std::optional<std::size_t>> places_;  // by column, where it stands in the file
    std::vector<Row> rows_;
    std::set<std::string, std::less<>> keys_;
};

/// The cells of a list: separated by ";" or white space, empty ones left out.
[[nodiscard]] std::vector<std::string> list_of(std::string_view cell);

// The three kinds. They report, and write when nothing is wrong and it is not a dry run.
void import_teams(store::Transaction& tx, std::vector<CsvRecord> records, bool dry_run, v1::ImportResponse& report);
void import_values(store::Transaction& tx, std::vector<CsvRecord> records, bool dry_run, v1::ImportResponse& report);
void import_people(
    store::Transaction& tx,
    std::vector<CsvRecord> records,
    bool dry_run,
    v1::ImportResponse& report,
    const RolesChanged& roles_changed
);

}  // namespace koebel::people
