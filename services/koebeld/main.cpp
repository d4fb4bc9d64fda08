#include "koebeld/admin_socket.hpp"
#include "koebeld/application.hpp"
#include "koebeld/command_line.hpp"
#include "koebeld/doctor/doctor.hpp"
#include "koebeld/doctor/report.hpp"
#include "koebeld/option_table.hpp"
#include "media/worker/image_worker.hpp"

#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace koebel {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::invalid_argument("cannot read " + path);
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::map<std::string, std::string> environment() {
    std::map<std::string, std::string> variables;
    for (char** variable = ::environ; *variable != nullptr; ++variable) {
        const std::string_view text{*variable};
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

Options read_options(const CommandLine& line) {
    return {
        option_table(),
        {.toml = line.config_file.empty() ? "" : read_file(line.config_file),
         .environment = environment(),
         .flags = line.flags}
    };
}

/// The running server does it; this process only asks.
int ask(const CommandLine& line, const Settings& settings) {
    AdminCommand command{.name = line.command, .arguments = line.arguments};
    if (line.command == "import") command.arguments["csv"] = read_file(line.arguments.at("file"));
    const auto answer = ask_server(settings.data_directory, command);
    if (!answer) {
        std::cerr << "koebeld: " << answer.error().message << "\n";
        return EXIT_FAILURE;
    }
    std::cout << *answer;
    return EXIT_SUCCESS;
}

/// In this process: it may be the server that does not start.
int examine(const CommandLine& line, const Settings& settings) {
    std::signal(SIGPIPE, SIG_IGN);  // who is visited may hang up
    const auto findings = doctor::examine(settings);
    std::cout << (line.arguments.contains("json") ? doctor::as_json(findings) : doctor::as_text(findings));
    return doctor::has_problem(findings) ? EXIT_FAILURE : EXIT_SUCCESS;
}

/// What koebeld starts of itself for each image: no option, nothing for people to type.
bool is_image_worker(std::span<const char* const> arguments) {
    return arguments.size() > 1 && std::string_view{arguments[1]} == "--image-worker";
}

int run(int argc, const char* const* argv) {
    const auto line = read_command_line(argc, argv, option_table());
    if (!line) {
        std::cout << line.error().out;
        std::cerr << line.error().err;
        return line.error().status;
    }
    const auto options = read_options(*line);
    const auto settings = to_settings(options);
    if (line->print_config) std::cout << options.to_toml();
    if (line->check_config) std::cout << "The options are in order.\n";
    if (line->print_config || line->check_config) return EXIT_SUCCESS;
    if (line->command == "doctor") return examine(*line, settings);
    if (line->command != "serve") return ask(*line, settings);

    configure_logging(settings.log_format, settings.log_level);
    Application{settings}.run();
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace koebel

int main(int argc, char** argv) {
    const std::span<const char* const> arguments{argv, static_cast<std::size_t>(argc)};
    if (koebel::is_image_worker(arguments)) return koebel::media::work_on_image(arguments.subspan(2));
    try {
        return koebel::run(argc, argv);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "koebeld: %s\n", e.what());
        return EXIT_FAILURE;
    }
}
