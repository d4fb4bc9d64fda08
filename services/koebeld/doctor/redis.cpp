#include "koebeld/doctor/redis.hpp"

#include "redis/endpoint.hpp"
#include "redis/examination.hpp"
#include "redis/server_process.hpp"

#include <string>
#include <string_view>

namespace koebel::doctor {
namespace {

std::string remedy_for(std::string_view fault) {
    if (fault.contains("maxmemory-policy")) {
        return "redis-cli CONFIG SET maxmemory-policy noeviction, and the same in redis.conf";
    }
    if (fault.contains("replica")) return "let redis.url name the master";
    if (fault.contains("is refused")) return "look at the user and the password in redis.url";
    return "start Redis, or look at redis.url; until then SQL answers the boards, slower";
}

}  // namespace

Finding examine_redis(const redis::Settings& settings) {
    if (!settings.enabled) return {"redis", Verdict::kOk, "switched off: SQL answers the boards"};
    if (settings.url.empty()) {
        const auto program = redis::find_program(settings.server);
        if (program) return {"redis", Verdict::kOk, "koebeld keeps a private one: " + program->string()};
        return {
            "redis",
            Verdict::kWarning,
            settings.server + " is not there: SQL answers the boards, slower",
            "apt install redis-server, or let redis.server name the program, or set redis.enabled = false"
        };
    }
    const auto endpoint = redis::parse_endpoint(settings.url);
    const auto found = redis::examine(endpoint, settings);
    if (!found.fault.empty()) {
        return {"redis", Verdict::kProblem, endpoint.display() + ": " + found.fault, remedy_for(found.fault)};
    }
    return {"redis", Verdict::kOk, endpoint.display() + " is a master that evicts nothing, version " + found.version};
}

}  // namespace koebel::doctor
