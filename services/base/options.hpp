#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koebel {

/// One option of the table. Text, whole numbers and switches share one form: bounds hold for numbers.
struct OptionSpec {
    enum class Kind : std::uint8_t { kText, kInteger, kSwitch };

    std::string_view key;  ///< "section.name", as in the TOML file; also --section.name and KOEBEL_SECTION_NAME
    Kind kind = Kind::kText;
    std::string default_value;
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::string_view description;  ///< one sentence, with the unit
    bool secret = false;           ///< never printed
    std::string_view flag = {};    ///< a second spelling of its flag, without "--"; empty: there is none
};

/// The options of a run: defaults, then the TOML file, then KOEBEL_*, then flags. Immutable.
class Options {
public:
    /// What the three sources say.
    struct Sources {
        std::string toml;                                ///< the file's text; empty: none
        std::map<std::string, std::string> environment;  ///< only KOEBEL_* are looked at
        std::map<std::string, std::string> flags;        ///< by key
    };

    /// Throws std::invalid_argument that names the source, the key and the remedy: unknown keys,
    /// values of another kind, values out of bounds.
    Options(std::span<const OptionSpec> table, const Sources& sources);

    [[nodiscard]] const std::string& text(std::string_view key) const;
    [[nodiscard]] std::int64_t integer(std::string_view key) const;
    [[nodiscard]] bool is_on(std::string_view key) const;

    /// As a TOML file with each option's description, bounds and source. Secrets are left out.
    [[nodiscard]] std::string to_toml() const;

private:
    struct Value {
        const OptionSpec* spec;
        std::string text;
        std::string source;
    };
    void set(std::string_view key, std::string text, std::string source);
    [[nodiscard]] const Value& at(std::string_view key) const;

    std::vector<Value> values_;  // in the table's order
};

/// One option for --help: what it is, its bounds, its variable in the environment.
[[nodiscard]] std::string describe(const OptionSpec& spec);

}  // namespace koebel
