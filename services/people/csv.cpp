#include "people/csv.hpp"

#include <optional>
#include <utility>

namespace koebel::people {

namespace {

/// Reads one record after the other. Lives for one call of read_csv.
class CsvReader {
public:
    CsvReader(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] const std::optional<CsvFault>& fault() const { return fault_; }

    CsvRecord record() {
        CsvRecord record{.line = line_, .fields = {}};
        do {
            if (record.fields.size() == limits_.fields) {
                fail("TOO_MANY_FIELDS");
                return record;
            }
            record.fields.push_back(peek() == '"' ? quoted() : plain());
            if (fault_) return record;
        } while (skip(','));
        end_line();
        return record;
    }

private:
    [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }

    bool skip(char expected) {
        if (at_end() || text_[at_] != expected) return false;
        ++at_;
        return true;
    }

    void end_line() {
        skip('\r');
        skip('\n');
        ++line_;
    }

    void fail(std::string_view reason) { fault_ = CsvFault{.line = line_, .reason = reason}; }

    std::string plain() {
        const auto end = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
        std::string field{text_.substr(at_, end - at_)};
        at_ = end;
        if (peek() == '"') fail("QUOTE_MISPLACED");
        return field;
    }

    std::string quoted() {
        const auto opened_on = line_;
        std::string field;
        ++at_;
        for (;;) {
            const auto quote = text_.find('"', at_);
            if (quote == std::string_view::npos) {
                line_ = opened_on;  // where the quote opens is where one looks for it
                fail("QUOTE_OPEN");
                return field;
            }
            const auto piece = text_.substr(at_, quote - at_);
            line_ += static_cast<std::uint32_t>(std::ranges::count(piece, '\n'));
            field += piece;
            at_ = quote + 1;
            if (!skip('"')) break;
            field += '"';
        }
        if (!at_end() && peek() != ',' && peek() != '\r' && peek() != '\n') fail("QUOTE_MISPLACED");
        return field;
    }

    std::string_view text_;
    const CsvLimits& limits_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    std::optional<CsvFault> fault_;
};

}  // namespace

std::expected<std::vector<CsvRecord>, CsvFault> read_csv(std::string_view text, const CsvLimits& limits) {
    if (text.size() > limits.bytes) return std::unexpected(CsvFault{.line = 0, .reason = "TOO_LARGE"});
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);

    std::vector<CsvRecord> records;
    CsvReader reader{text, limits};
    while (!reader.at_end()) {
        auto record = reader.record();
        if (reader.fault()) return std::unexpected(*reader.fault());
        if (record.fields.size() == 1 && record.fields.front().empty()) continue;
        if (records.size() == limits.records) {
            return std::unexpected(CsvFault{.line = record.line, .reason = "TOO_MANY_LINES"});
        }
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace koebel::people
