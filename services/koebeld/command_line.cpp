#include "koebeld/command_line.hpp"

#include "koebeld/build.hpp"

#include <CLI/CLI.hpp>

#include <sstream>

namespace koebel {
namespace {

/// A flag alone means true; "--key=false" says otherwise.
std::string switch_value(const std::vector<std::string>& given) {
    return given.empty() || given.front().empty() ? "true" : given.front();
}

void add_table(CLI::App& app, std::span<const OptionSpec> table, std::map<std::string, std::string>& flags) {
    for (const auto& spec : table) {
        const std::string key{spec.key};
        const auto keep =
            [&flags, key, is_switch = spec.kind == OptionSpec::Kind::kSwitch](const std::vector<std::string>& given) {
                flags[key] = is_switch ? switch_value(given) : given.front();
                return true;
            };
        auto names = "--" + key;
        if (!spec.flag.empty()) names.append(",--").append(spec.flag);
        auto* option = app.add_option(names, keep, describe(spec));
        if (spec.kind == OptionSpec::Kind::kSwitch) option->expected(0, 1);
        option->group(key.substr(0, key.find('.')));
    }
}

/// A subcommand whose arguments are kept under their names.
class Subcommands {
public:
    Subcommands(CLI::App& app, CommandLine& line) : app_(app), line_(line) {}

    CLI::App& add(CLI::App& parent, const std::string& name, const std::string& about, const std::string& command) {
        auto* sub = parent.add_subcommand(name, about);
        sub->fallthrough();
        sub->callback([this, command] { line_.command = command; });
        return *sub;
    }
    CLI::App& add(const std::string& name, const std::string& about) { return add(app_, name, about, name); }

    void argument(CLI::App& sub, const std::string& flag, const std::string& name, const std::string& about) {
        const auto keep = [this, name](const std::vector<std::string>& given) {
            line_.arguments[name] = given.front();
            return true;
        };
        auto* option = sub.add_option(flag, keep, about);
        if (!flag.starts_with("-")) option->required();
    }

    /// One that is there or not: kept as "yes".
    void flag(CLI::App& sub, const std::string& flag, const std::string& name, const std::string& about) {
        sub.add_flag_callback(flag, [this, name] { line_.arguments[name] = "yes"; }, about);
    }

private:
    CLI::App& app_;
    CommandLine& line_;
};

void add_subcommands(CLI::App& app, Subcommands& subcommands) {
    subcommands.add("serve", "Serve (what koebeld does without a command).");

    auto& found = subcommands.add("found", "Write the organisation into an empty database.");
    subcommands.argument(found, "name", "name", "Its name");
    subcommands.argument(found, "--time-zone", "time_zone", "An IANA name. Default: Europe/Amsterdam");
    subcommands.argument(found, "--language", "language", "nl, en or pl. Default: nl");

    auto& demo = subcommands.add("demo", "Fill an empty database with the demonstration organisation.");
    subcommands.argument(demo, "--language", "language", "nl or en. Default: nl");

    auto& sign_in = subcommands.add("sign-in-link", "Print a one-time link that signs a person in.");
    subcommands.argument(sign_in, "person", "person", "The person's key");

    subcommands.add("admin-link", "Print a one-time link that signs an administrator in.");
    subcommands.add(
        "setup-link", "Print a one-time link that begins the set-up of an empty Koebel; older ones stop working."
    );
    subcommands.add("demonstration-link", "Print a 30-minute link to the demonstration organisation.");

    auto* screen = app.add_subcommand("screen", "Office screens.");
    screen->require_subcommand(1)->fallthrough();
    auto& screen_add = subcommands.add(*screen, "add", "Add a screen and print its address, once.", "screen-add");
    subcommands.argument(screen_add, "name", "name", "The screen's name, unique");
    subcommands.argument(screen_add, "--place", "place", "Where it hangs");

    auto& import = subcommands.add("import", "Import people, teams or values from a CSV file: all lines or none.");
    subcommands.argument(import, "kind", "kind", "people, teams or values");
    subcommands.argument(import, "file", "file", "The CSV file, UTF-8, with a header line");

    subcommands.add(
        "verify", "Compare the log, standings and Redis; print the first difference. Exit code 1: there is one."
    );
    subcommands.add("rebuild-boards", "Build the boards in Redis anew from SQL.");

    auto& doctor = subcommands.add(
        "doctor", "Look at all that koebeld stands on, and say what to do. Exit code 1: something does not work."
    );
    subcommands.flag(doctor, "--json", "json", "For programs");

    app.footer(
        "Commands other than serve and doctor are carried out by the running server: give them the same "
        "--data.directory.\n"
        "Options are read from --config, then from the environment, then from flags."
    );
}

}  // namespace

std::expected<CommandLine, Exit> read_command_line(
    int argc, const char* const* argv, std::span<const OptionSpec> table
) {
    CommandLine line;
    CLI::App app{"Koebel: a colleague thanks a colleague, and the bell rings on every office screen.", "koebeld"};
    app.set_version_flag("--version", std::string{kBuild});
    app.add_option("--config", line.config_file, "The TOML file to read.");
    app.add_flag("--check-config", line.check_config, "Read all options, say what is wrong, and end.");
    app.add_flag("--print-config", line.print_config, "Print all options as a TOML file, and end.");
    app.require_subcommand(0, 1);
    add_table(app, table, line.flags);
    Subcommands subcommands{app, line};
    add_subcommands(app, subcommands);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out;
        std::ostringstream err;
        const int status = app.exit(error, out, err);
        return std::unexpected(Exit{.status = status, .out = out.str(), .err = err.str()});
    }
    return line;
}

}  // namespace koebel
