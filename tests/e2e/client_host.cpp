// Some clients in a process of their own, so that SIGSTOP stops them as it would stop a laptop. Told what to do line by
// line on standard input: "quiet" (give no more, wait for the answers), "settle" (wait for the newest event), "finish"
// (write what every client has, and end).
//   e2e_client_host ASSIGNMENT OUTCOME
#include "e2e/client.hpp"
#include "e2e/outcome_file.hpp"

#include <cstdio>
#include <iostream>
#include <memory>

namespace koebel::e2e {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPatience{30};

void say(const std::string& line) {
    std::cout << line << std::endl;
}

bool everyone_answered(const std::vector<std::unique_ptr<Client>>& clients) {
    return std::ranges::all_of(clients, [](const auto& client) { return client->await({}, kPatience); });
}

bool everyone_up_to_date(const Server& server, const std::vector<std::unique_ptr<Client>>& clients) {
    return std::ranges::all_of(clients, [&](const auto& client) {
        std::map<std::string, std::uint64_t> heads;
        const auto snapshot = snapshot_for(server, client->identity());
        for (const auto& head : snapshot.heads()) heads[head.topic()] = head.seq();
        return client->await(heads, kPatience);
    });
}

int run(const std::string& assignment_path, const std::string& outcome_path) {
    auto [server, seed, pace, identities] = read_assignment(assignment_path);
    std::vector<std::unique_ptr<Client>> clients;
    for (auto& identity : identities) {
        clients.push_back(std::make_unique<Client>(server, std::move(identity), seed++));
        clients.back()->start();
    }
    say(everyone_answered(clients) ? "ready" : "no snapshot");

    std::string order;
    while (std::getline(std::cin, order)) {
        if (order == "give") {
            for (const auto& client : clients) client->give(pace);
        } else if (order == "quiet") {
            for (const auto& client : clients) client->stop_giving();
            say(everyone_answered(clients) ? "quiet" : "a thank-you stays unanswered");
        } else if (order == "settle") {
            say(everyone_up_to_date(server, clients) ? "settled" : "a client stays behind");
        } else if (order == "finish") {
            std::vector<Outcome> outcomes;
            for (const auto& client : clients) client->stop();
            for (const auto& client : clients) outcomes.push_back(client->outcome());
            write_outcomes(outcome_path, outcomes);
            say("finished");
            return 0;
        }
    }
    return 1;
}

}  // namespace
}  // namespace koebel::e2e

int main(int count, char** arguments) {
    if (count != 3) return 2;
    try {
        return koebel::e2e::run(arguments[1], arguments[2]);
    } catch (const std::exception& fault) {
        std::cout << fault.what() << std::endl;
        return 1;
    }
}
