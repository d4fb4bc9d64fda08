#include "base/options.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace koebel {
namespace {

constexpr std::string_view kEnvironmentPrefix = "KOEBEL_";

/// KOEBEL_SECTION_NAME for "section.name".
std::string environment_name(std::string_view key) {
    std::string name{kEnvironmentPrefix};
    for (const char c : key) {
        name.push_back(c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
    }
    return name;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// The value in its canonical form; throws with the remedy.
std::string checked(const OptionSpec& spec, const std::string& text, const std::string& source) {
    const auto wrong = [&](const std::string& remedy) {
        return std::invalid_argument(source + ": " + std::string{spec.key} + " " + remedy);
    };
    switch (spec.kind) {
        case OptionSpec::Kind::kText:
            return text;
        case OptionSpec::Kind::kSwitch:
            if (text == "true" || text == "false") return text;
            throw wrong("takes true or false");
        case OptionSpec::Kind::kInteger: {
            const auto number = to_integer(text);
            if (!number || *number < spec.min || *number > spec.max) {
                throw wrong(
                    "takes a whole number from " + std::to_string(spec.min) + " to " + std::to_string(spec.max)
                );
            }
            return std::to_string(*number);
        }
    }
    throw wrong("has no kind");
}

std::string toml_text(const toml::node& node, std::string_view key) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
    throw std::invalid_argument(
        "configuration file: " + std::string{key} + " takes text, a whole number, true or false"
    );
}

std::string quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

}  // namespace

Options::Options(std::span<const OptionSpec> table, const Sources& sources) {
    values_.reserve(table.size());
    for (const auto& spec : table) {
        values_.push_back({&spec, checked(spec, spec.default_value, "default"), "default"});
    }

    try {
        const auto file = toml::parse(sources.toml);
        for (const auto& [section, node] : file) {
            const auto* fields = node.as_table();
            if (fields == nullptr) {
                throw std::invalid_argument(
                    "configuration file: " + std::string{section.str()} + " stands outside a [section]"
                );
            }
            for (const auto& [name, value] : *fields) {
                const auto key = std::string{section.str()} + "." + std::string{name.str()};
                set(key, toml_text(value, key), "configuration file");
            }
        }
    } catch (const toml::parse_error& error) {
        std::ostringstream where;
        where << "configuration file, line " << error.source().begin.line << ": " << error.description();
        throw std::invalid_argument(where.str());
    }

    for (const auto& [name, text] : sources.environment) {
        if (!name.starts_with(kEnvironmentPrefix)) continue;
        const auto found =
            std::ranges::find_if(table, [&](const OptionSpec& spec) { return environment_name(spec.key) == name; });
        if (found == table.end()) throw std::invalid_argument("environment: " + name + " is not an option of koebeld");
        set(found->key, text, "environment");
    }
    for (const auto& [key, text] : sources.flags) set(key, text, "flag");
}

void Options::set(std::string_view key, std::string text, std::string source) {
    const auto found = std::ranges::find_if(values_, [&](const Value& value) { return value.spec->key == key; });
    if (found == values_.end()) {
        throw std::invalid_argument(source + ": " + std::string{key} + " is not an option of koebeld");
    }
    found->text = checked(*found->spec, text, source);
    found->source = std::move(source);
}

const Options::Value& Options::at(std::string_view key) const {
    const auto found = std::ranges::find_if(values_, [&](const Value& value) { return value.spec->key == key; });
    if (found == values_.end()) throw std::logic_error("no option " + std::string{key});
    return *found;
}

const std::string& Options::text(std::string_view key) const {
    return at(key).text;
}

std::int64_t Options::integer(std::string_view key) const {
    return to_integer(at(key).text).value();
}

bool Options::is_on(std::string_view key) const {
    return at(key).text == "true";
}

std::string Options::to_toml() const {
    std::ostringstream out;
    std::string_view section;
    for (const auto& value : values_) {
        const auto dot = value.spec->key.find('.');
        const auto own = value.spec->key.substr(0, dot);
        if (own != section) out << (section.empty() ? "[" : "\n[") << own << "]\n";
        section = own;
        out << "# " << value.spec->description;
        if (value.spec->kind == OptionSpec::Kind::kInteger)
            out << " " << value.spec->min << " to " << value.spec->max << ".";
        if (value.source != "default") out << " (" << value.source << ")";
        out << "\n";
        const auto name = value.spec->key.substr(dot + 1);
        if (value.spec->secret) {
            out << "# " << name << " = " << (value.text.empty() ? "not set" : "set, not shown") << "\n";
        } else {
            out << name << " = " << (value.spec->kind == OptionSpec::Kind::kText ? quoted(value.text) : value.text)
                << "\n";
        }
    }
    return out.str();
}

std::string describe(const OptionSpec& spec) {
    std::string text{spec.description};
    if (spec.kind == OptionSpec::Kind::kInteger) {
        text += " " + std::to_string(spec.min) + " to " + std::to_string(spec.max) + ".";
    }
    return text + " Default: " + (spec.default_value.empty() ? "none" : spec.default_value) + ". " +
           environment_name(spec.key);
}

}  // namespace koebel
